/* self_check: what a careful reviewer would look at twice, told to the applicant before submitting and shown to the reviewer
 * beside the data. "must": the same rules that block submission (form_check_section, missing files), for a version too,
 * since papers expire while a case waits. "advice": may be right all the same; blocks nothing. Never a number or mobile in
 * full. Reads only. */
#ifndef CCER_CORE_SUBMISSION_SELF_CHECK_H
#define CCER_CORE_SUBMISSION_SELF_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/material/material.h"

struct finding {
	bool must;
	const char *rule;   /* must: Label.error.<rule>; advice: Label.check.<rule> */
	struct target target; /* a field, a material or a slot */
	const char *other;  /* the name of the field it is compared with, or "" */
	const char *value;  /* a date, a domain, a province, a clause to go with the words, or "" */
};
struct findings { struct finding *v; size_t count, musts; };

enum { SELF_CHECK_SOON_DAYS = 30, SELF_CHECK_OLD_YEARS = 70 };
/* A list nothing has been added to yet. */
struct findings self_check_list(struct arena *a);
/* Rules over answers alone; of c only arena and now are used. */
void self_check_values(struct ctx *c, const struct values *v, struct findings *out);
/* Does the postcode lie in the province? provinces: those of its first two digits. */
void self_check_postcode(const struct values *v, const char *const *provinces, size_t count, struct findings *out);
/* Slots without a file; scans of a form that prints something else by now; what a material must say in so many words. */
void self_check_files(struct arena *a, const struct values *v, const struct materials *m, struct findings *out);
/* All of it for a version, or the working copy (0): the musts first; answers, then files. */
enum err self_check(struct ctx *c, const struct application *app, int version, struct findings *out);

#endif
