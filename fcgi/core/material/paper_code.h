/* paper_code: which case a parcel belongs to, by what a scanner or a hand gives: the code of the cover sheet, a 受理号, a
 * courier's number. The cover sheet's code is <受理号>-<version>-<check>, KH20261122000017-3-7F3A91C2 (document_source makes
 * it). */
#ifndef CCER_CORE_MATERIAL_PAPER_CODE_H
#define CCER_CORE_MATERIAL_PAPER_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

struct paper_code { const char *number, *check; int version; }; /* check "" and version 0 when not given */
/* Reads a code as a keyboard-wedge scanner types it or a hand: any case, full-width characters, blanks, any dash or slash; the
 * check also in two halves as it is printed for people.
 * false: it is neither a cover sheet's code nor a 受理号 (whose check digit must be right; its "KH" may be missing). */
bool paper_code_read(struct arena *a, const char *text, struct paper_code *out);

enum paper_match {
	PAPER_UNSTATED,        /* no version given */
	PAPER_CURRENT, PAPER_OLDER,
	PAPER_MISMATCH,        /* the check is not that version's: not printed from this data */
	PAPER_NO_SUCH_VERSION
};
const char *paper_match_name(enum paper_match m); /* unstated current older mismatch no_such_version */
/* check "": only the version is compared. */
enum err paper_match(struct ctx *c, const struct application *app, int version, const char *check, enum paper_match *out);
/* Shipments with a courier's number (as typed), newest first, 20 at most: public_id number org_name state version posted_at. */
enum err paper_by_tracking(struct ctx *c, const char *text, struct db_rows *out);
/* Who received the papers last: staff happened_at version; no row: nobody yet. */
enum err paper_received(struct ctx *c, const struct application *app, struct db_rows *out);
/* The acting person's receipts of today (Beijing), newest first, PAPER_RECEIPTS (and one more when there are) before event id
 * (0: from the newest): id public_id number org_name version state happened_at. */
enum { PAPER_RECEIPTS = 50 };
enum err paper_receipts(struct ctx *c, int64_t before_id, struct db_rows *out);
/* How many there are today. */
enum err paper_receipts_count(struct ctx *c, int64_t *out);

#endif
