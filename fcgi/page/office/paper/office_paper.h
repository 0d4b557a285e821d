/* office_paper: what counting a case's papers (office_paper.c) and showing them (office_papers.c) share. */
#ifndef CCER_PAGE_OFFICE_PAPER_OFFICE_PAPER_H
#define CCER_PAGE_OFFICE_PAPER_OFFICE_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/application/application_changes.h"
#include "core/material/paper_code.h"
#include "core/review/paper.h"
#include "web/web.h"

/* The parcel in hand, as the form or link says: its version, 0 unknown, and check as on the cover sheet. */
#define PARCEL_ROWS {"v", rule_id, 9, 0}, {"check", rule_token, 8, 0}
struct parcel {
	int version;            /* its papers were signed under */
	enum paper_match match;
	struct changes since;   /* of an older one: up to the current version */
	bool usable;            /* its papers may be counted */
};
/* What came, by the values v (version) and check of the cover sheet's code; without them the papers of the current version. */
enum err office_parcel(struct req *r, const struct application *app, struct parcel *out);
/* A paper of this parcel that is worthless now; why. */
bool office_worthless(struct req *r, const struct parcel *parcel, const struct paper *p, struct changes *why);
/* How many papers the case still needs that this parcel cannot give. */
size_t office_lacking(struct req *r, const struct parcel *parcel, const struct papers *papers);
/* One row of the posted table. */
struct typed {
	const char *copies, *words;
	long reason;
	unsigned ticks;
	bool empty; /* left alone, or not on the form at all */
};
/* As it was sent, checked or not, for showing it again. */
struct typed office_typed(struct req *r, const char *code);
/* What is wrong with a row, as a name in error.hdf; NULL: it can be noted, or is not to be. */
const char *office_row_error(struct req *r, const struct application *app, const struct paper *p, const struct typed *t);

#endif
