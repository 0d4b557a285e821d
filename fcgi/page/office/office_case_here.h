/* office_case_here: what every handler of a case begins and ends with: the case its path names, what of it the person saw, the
 * way back to the same place */
#ifndef CCER_PAGE_OFFICE_OFFICE_CASE_HERE_H
#define CCER_PAGE_OFFICE_OFFICE_CASE_HERE_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* What of a case is on the screen, so that a posted form comes back to the same place; first rows of every form of a case.
 * version and moves are what the person looked at. */
#define OFFICE_CASE_ROWS                                                                            \
	{"version", rule_id, 9, 0}, {"moves", rule_id, 9, 0}, {"material", rule_token, 40, 0},     \
		{"file", rule_token, 22, 0}, {"page", rule_id, 5, 0}, {"field", rule_token, 48, 0},        \
		{"changed", rule_id, 1, 0}

/* What routes of a case begin with (web.h): the application of the path's first argument, as the person may see it. */
enum err office_case_begin(struct req *r);
/* The address of a case with this material, file, page and field ("" each for none) and the same filter, at an anchor. */
const char *office_case_url(struct req *r, const char *public_id, const char *material, const char *file, const char *page,
			    const char *field, const char *anchor);
/* The same of what is on the screen, with another field or at another place. */
const char *office_case_here(struct req *r, const char *public_id, const char *field, const char *anchor);
/* 303 back to the case, at an anchor ("" for the top), with the same material, file, page and filter. */
enum err office_case_back(struct req *r, const char *anchor);
/* Version and moves as the person saw them, from the form. */
int office_seen(struct req *r, const char *name);

#endif
