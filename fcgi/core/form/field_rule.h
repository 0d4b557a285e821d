/* field_rule: how one value of the application is normalised and checked (rules.md § 11), by the names form.def uses: for field.c
 * and the pages that make forms of form.def. Each is as field.rule of field.h. Rules over several fields are check.c's. */
#ifndef CCER_CORE_FORM_FIELD_RULE_H
#define CCER_CORE_FORM_FIELD_RULE_H

#include <stdint.h>

#include "core/form/field.h"

struct arena;

#define FIELD_RULES(X)                                                                                            \
	X(entity_name) X(title) X(uscc) X(yes) X(kind) X(subject) X(yes_no) X(industry) X(text) X(long_text) X(postcode) \
	X(telephone) X(date) X(past_date) X(valid_until) X(capital) X(person_name) X(identity_document) X(number) X(mobile) \
	X(email) X(signed_by)
#define DECLARE(name) const char *field_rule_##name(struct arena *a, int64_t now, const char **value);
FIELD_RULES(DECLARE)
#undef DECLARE

/* The codes to choose from, NULL-terminated; NULL when the field is typed. Their labels: Label.<group>.<code>, group through
 * *group (kind, subject, identity_document, industry, yes_no, signed_by). A lone "yes" is a box to tick. */
const char *const *field_choices(const struct field *f, const char **group);

/* The value of valid_until for documents and licences that do not end. */
extern const char field_no_end[];

#endif
