/* hand_over: numbered lists of papers that go from the exchange to the registry, confirmed or disputed line by line
 * (rules.md § 5). Each line's case moves with it (review.h). */
#ifndef CCER_CORE_HAND_OVER_H
#define CCER_CORE_HAND_OVER_H

#include "core/material.h"

/* A case as the person saw it on the page. */
struct hand_over_case { const char *public_id; int version, moves; };

/* Makes a list of cases in to_hand_over and moves each to handed_over. *number: YJ + yyyymmdd + running number of the day
 * (3 digits, more when needed) + Luhn. ERR_INVALID: no cases; ERR_STALE: one of them changed, nothing was written yet unless
 * somebody was faster in this very moment, so roll back. */
enum err hand_over_make(struct ctx *c, const struct hand_over_case *cases, size_t count, const char **number);

struct hand_over { int64_t id; const char *number, *made_by; int64_t made_at; };
/* lines: public_id number org_name version moves current_version app_state copies state counted note answered_by
 * answered_at. ERR_NOT_FOUND, also for roles that take no part in handing over. */
enum err hand_over_load(struct ctx *c, const char *number, struct hand_over *out, struct db_rows *lines);
/* What the papers of each line are, in the order of the lines: the materials of its version, those for the registry with
 * registry_copies > 0. *count as the lines. */
enum err hand_over_materials(struct ctx *c, const struct hand_over *list, struct materials **out, size_t *count);
/* Newest first, 50 before id (0: from the newest): id number made_by made_at cases copies waiting disputed. */
enum err hand_over_list(struct ctx *c, int64_t before_id, struct db_rows *out);

/* Confirms a line: counted sheets agree. ERR_INVALID: they do not; ERR_CONFLICT: answered already or not on this list. */
enum err hand_over_accept(struct ctx *c, const char *number, const struct hand_over_case *what, int counted);
/* Disputes a line, saying what is missing: the case goes back to to_hand_over. */
enum err hand_over_dispute(struct ctx *c, const char *number, const struct hand_over_case *what, int counted,
			   const char *note);
/* The number of the newest list the application stands on, "" when on none. */
enum err hand_over_of(struct ctx *c, int64_t application_id, const char **number);

#endif
