/* field.c: the table of fields (form.def). How one value is normalised and checked is field_rule.c's. */
#include "core/form/field.h"

#include <string.h>

#include "base/text.h"
#include "core/form/field_rule.h"

enum { Q = 1, O = 0, S = 2 };

const struct field form_fields[] = {
#define FIELD(section, name, rule, max, flags, when) \
	{#section, #name, #when, max, ((flags) & Q) != 0, ((flags) & S) != 0, field_rule_##rule},
#include "core/form/form.def"
#undef FIELD
};
const size_t form_field_count = sizeof form_fields / sizeof *form_fields;

const char *const form_sections[] = {
	"organisation", "signatory", "initiator", "confirmer", "contact", "trader", "agreement", "project", "declaration",
};
const size_t form_section_count = sizeof form_sections / sizeof *form_sections;

/* Index of a field, or the count when there is none. */
static size_t field_index(const char *name)
{
	size_t i = 0;

	while (i < form_field_count && strcmp(name, form_fields[i].name))
		i++;
	return i;
}

const struct field *form_field(const char *name)
{
	size_t i = field_index(name);

	return i < form_field_count ? &form_fields[i] : NULL;
}

bool field_is_mobile(const struct field *f)
{
	return f->rule == field_rule_mobile;
}

const char *field_masked(struct arena *a, const struct field *f, const char *value)
{
	if (!f->sensitive || !value[0])
		return value;
	return field_is_mobile(f) ? text_mask_mobile(a, value) : text_mask_identity(a, value);
}
