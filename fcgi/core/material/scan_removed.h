/* scan_removed: files that were taken out of their slots, and the slots that wait for another (scan.h). */
#ifndef CCER_CORE_MATERIAL_SCAN_REMOVED_H
#define CCER_CORE_MATERIAL_SCAN_REMOVED_H

#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* ---- files taken out of a slot: their rows go with the file, once nobody waits for another (store_forget.h) ---- */

/* code slot name removed_at reason (a message name), of those no other file has replaced yet. */
enum err scan_removed(struct ctx *c, const struct application *app, struct db_rows *out);
/* Why a file was taken out of the slot: its reason; NULL: none was. */
const char *scan_removed_why(const struct db_rows *removed, const char *code, const char *slot);
/* Another file was put into the slot. */
enum err scan_replaced(struct ctx *c, const struct application *app, const char *code, const char *slot);
/* For scan.c and inspect.c: the file leaves its slots, and the applicant is told. reason: file_infected, or what press found. */
enum err scan_remove(struct ctx *c, int64_t application_id, int64_t file_id, const char *reason);

#endif
