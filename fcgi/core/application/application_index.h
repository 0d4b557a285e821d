/* application_index: what the files of application and material share below their contracts. For them, and ccerctl demo, only. */
#ifndef CCER_CORE_APPLICATION_APPLICATION_INDEX_H
#define CCER_CORE_APPLICATION_APPLICATION_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/crypt/crypt.h"
#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

struct arena;

/* Over name and value of a field (KEY_INDEX): version_field.value_index, contact_confirmation.value_index. */
void application_value_index(struct arena *a, uint8_t out[CRYPT_HASH_BYTES], const char *name, const char *value);
/* Locks the application's row for writing its working copy. ERR_STALE: the applicant may not edit it any more. */
enum err application_lock(struct ctx *c, const struct application *app);
/* An application out of a row with all its columns, as application.sql selects them. */
void application_read_row(const struct db_rows *r, size_t i, struct application *out);

#endif
