/* form_key: one-time keys of forms, and forms posted after their session ended, kept sealed until the same person is back
 * (rules.md § 9, safety.md). */
#ifndef CCER_CORE_GROUND_FORM_KEY_H
#define CCER_CORE_GROUND_FORM_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "core/ground/ctx.h"
#include "core/ground/session.h"

/* One-time form keys: OK first time; ERR_CONFLICT with *result = the first result when the same key came with the same
 * content; ERR_BAD_REQUEST with other content. An empty key is ERR_BAD_REQUEST. */
enum err form_key_begin(struct ctx *c, const char *key, const void *content, size_t n, const char **result);
/* Where the result of a begun one is to be seen: what comes again is sent there. */
enum err form_key_result(struct ctx *c, const char *key, const char *result);
/* Kept forms: sealed; found again by browser token and subject for a day, else ERR_NOT_FOUND; ERR_TAMPERED:
 * it does not open. */
enum err kept_form_save(struct ctx *c, enum realm realm, int64_t subject_id, const char *path, const char *body,
			const char **token);
enum err kept_form_find(struct ctx *c, enum realm realm, int64_t subject_id, const char *token, const char **path,
			const char **body);

#endif
