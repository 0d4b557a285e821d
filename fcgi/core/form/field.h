/* field: the fields of the application as rows of form.def (rules.md § 2). Knows no application, no database. */
#ifndef CCER_CORE_FORM_FIELD_H
#define CCER_CORE_FORM_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct field {
	const char *section, *name, *when;
	size_t max;
	bool required, sensitive;
	/* Normalises and checks one value at the time now; NULL right, else a message name. */
	const char *(*rule)(struct arena *a, int64_t now, const char **value);
};
extern const struct field form_fields[];
extern const size_t form_field_count;
const struct field *form_field(const char *name); /* NULL when there is none */
/* Does it hold a mobile number? */
bool field_is_mobile(const struct field *f);
/* A value as whoever may not see it in full is shown it: of a sensitive field masked, else as it is. */
const char *field_masked(struct arena *a, const struct field *f, const char *value);
/* Sections in page order: organisation signatory initiator confirmer contact trader agreement project declaration. */
extern const char *const form_sections[];
extern const size_t form_section_count;

#endif
