/* apply: the pages of an applicant's own application, /apply and below. Each file apply_<page>.c is one page with its POST;
 * all reach the application through apply_begin, so nobody reaches another's. */
#ifndef CCER_PAGE_APPLY_APPLY_H
#define CCER_PAGE_APPLY_APPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "web/web.h"

/* What routes begin with (web.h): the signed-in visitor's application, as page_application() and in the view as app.*.
 * ERR_NOT_FOUND: they have none yet. */
enum err apply_begin(struct req *r);
/* The same of pages and forms of the working copy: when that is closed, they lead to /apply. */
enum err apply_begin_editable(struct req *r);
/* The rows of a form that does something only knowingly: the version and moves its page was made from, and a tick. */
#define APPLY_KNOWINGLY_ROWS                                                                 \
	{"version", rule_id, 9, FORM_REQUIRED}, {"moves", rule_id, 9, FORM_REQUIRED},       \
		{"knowingly", apply_rule_knowingly, 3, FORM_REQUIRED}
const char *apply_rule_knowingly(struct arena *a, int64_t now, const char **value);
/* ERR_STALE unless the posted version and moves are still the application's. */
enum err apply_fresh(struct req *r, const struct application *app);
/* prefix.year month day time (of Beijing), for templates to say as they like; nothing for t < 0. */
void apply_time(struct req *r, const char *prefix, int64_t t);
/* name(value) with the label group of a chosen value: prefix.value and, for choices, prefix.group. */
void apply_value(struct req *r, const char *prefix, const struct field *f, const char *value, bool mask);
/* Where a target is mended: a path with a fragment. */
const char *apply_target_path(struct req *r, struct target target);
/* objection.<name>.problem and .remedy of the correction items about targets of this kind, while the application is returned. */
enum err apply_objections(struct req *r, const struct application *app, enum target_kind kind);

#endif
