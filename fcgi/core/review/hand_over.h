/* hand_over: numbered lists of papers that go from the exchange to the registry, with counts per application and material,
 * confirmed or disputed line by line (rules.md § 5). Each line's case moves with it (review.h). */
#ifndef CCER_CORE_REVIEW_HAND_OVER_H
#define CCER_CORE_REVIEW_HAND_OVER_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* A case as the person saw it on the page. */
struct hand_over_case { const char *public_id; int version, moves; };
/* Makes a list of cases in to_hand_over and moves each to handed_over. *number: YJ + yyyymmdd + running number of the day
 * (3 digits, more when needed) + Luhn. Refused, and to be rolled back: ERR_INVALID: no cases; ERR_STALE: one of them
 * changed; ERR_DENIED: not theirs to hand over. */
enum err hand_over_make(struct ctx *c, const struct hand_over_case *cases, size_t count, const char **number);
/* Cases in to_hand_over as queue.h gives them (HAND_OVER_READY, and one more when there are, behind (since, id); since < 0:
 * from the start), with dispute disputed_by disputed_at list of the last list's line when the registry sent it back. */
enum { HAND_OVER_READY = 50 };
enum err hand_over_ready(struct ctx *c, int64_t since, int64_t id, struct db_rows *out);

struct hand_over { int64_t id; const char *number, *made_by; int64_t made_at; };
/* lines: application_id public_id number org_name version moves current_version app_state copies state counted note answered_by
 * answered_at. ERR_NOT_FOUND, also for roles that take no part in handing over. */
enum err hand_over_load(struct ctx *c, const char *number, struct hand_over *out, struct db_rows *lines);
/* Copies of each material on each line: application_id code number name copies counted, by the material's number. Lists made
 * before these were kept have none. */
enum err hand_over_papers(struct ctx *c, const struct hand_over *list, struct db_rows *out);
/* Newest first, 50 before id (0: from the newest): id number made_by made_at cases copies waiting disputed. ERR_DENIED: takes no part
 * in handing over. */
enum err hand_over_list(struct ctx *c, int64_t before_id, struct db_rows *out);
/* A list's number as typed or scanned (any case, full-width, blanks) in its plain form; NULL: it is none. */
const char *hand_over_number(struct arena *a, const char *text);
/* Confirms a line: counted sheets agree, and so does each material. ERR_NOT_FOUND: no such list, or not theirs. Refused: ERR_INVALID:
 * they do not; ERR_STALE: answered already, not on this list, or the case changed; else as review_move. */
enum err hand_over_accept(struct ctx *c, const char *number, const struct hand_over_case *what, int counted);
struct hand_over_count { const char *code; int copies; };
/* Disputes a line: what was counted of each material (those not named agree), and in words what is missing. The case goes
 * back to to_hand_over. ERR_INVALID: no words; else as hand_over_accept. */
enum err hand_over_dispute(struct ctx *c, const char *number, const struct hand_over_case *what,
			   const struct hand_over_count *counts, size_t n, const char *note);
/* The number of the newest list the application stands on, "" when on none. */
enum err hand_over_of(struct ctx *c, int64_t application_id, const char **number);

#endif
