/* application_field.c: the table of fields (form.def), answers by name, and under which answers something is asked for.
 * How one value is normalised and checked is application_rule.c's. */
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/log.h"
#include "core/application/application.h"
#include "core/form/application_rule.h"

enum { Q = 1, O = 0, S = 2 };

const struct field application_fields[] = {
#define FIELD(section, name, rule, max, flags, when) \
	{#section, #name, #when, max, ((flags) & Q) != 0, ((flags) & S) != 0, field_rule_##rule},
#include "core/form/form.def"
#undef FIELD
};
const size_t application_field_count = sizeof application_fields / sizeof *application_fields;

const char *const application_sections[] = {
	"organisation", "signatory", "initiator", "confirmer", "contact", "trader", "agreement", "project", "declaration",
};
const size_t application_section_count = sizeof application_sections / sizeof *application_sections;

/* Index of a field, or the count when there is none. */
static size_t field_index(const char *name)
{
	size_t i = 0;

	while (i < application_field_count && strcmp(name, application_fields[i].name))
		i++;
	return i;
}

const struct field *application_field(const char *name)
{
	size_t i = field_index(name);

	return i < application_field_count ? &application_fields[i] : NULL;
}

struct values values_new(struct arena *a)
{
	struct values v = {ARENA_ARRAY(a, const char *, application_field_count)};

	for (size_t i = 0; i < application_field_count; i++)
		v.v[i] = "";
	return v;
}

const char *values_get(const struct values *v, const char *name)
{
	size_t i = field_index(name);

	if (i == application_field_count)
		die("application: no field %s", name);
	return v->v[i];
}

void values_set(struct values *v, const char *name, const char *value)
{
	size_t i = field_index(name);

	if (i == application_field_count)
		die("application: no field %s", name);
	v->v[i] = value ? value : "";
}

static bool is(const struct values *v, const char *name, const char *value)
{
	return !strcmp(values_get(v, name), value);
}

static bool meets_always(const struct values *v)
{
	(void)v;
	return true;
}

/* Only the 18th character fails: real ones exist, so it is asked to confirm. */
static bool meets_uscc_doubtful(const struct values *v)
{
	const char *problem = check_uscc(values_get(v, "uscc"));

	return problem && !strcmp(problem, "uscc_confirm");
}

static bool meets_kind_other(const struct values *v)
{
	return is(v, "kind", "other");
}

static bool meets_project_owner(const struct values *v)
{
	return is(v, "kind", "project_owner");
}

static bool meets_not_owner(const struct values *v)
{
	return meets_project_owner(v) && is(v, "project_is_owner", "no");
}

static bool meets_signed_by_proxy(const struct values *v)
{
	return is(v, "agreement_signed_by", "proxy");
}

static bool meets_foreign_invested(const struct values *v)
{
	return is(v, "foreign_invested", "yes");
}

static bool meets_legal_person(const struct values *v)
{
	return is(v, "subject", "legal_person");
}

static bool meets_other_organisation(const struct values *v)
{
	return is(v, "subject", "other_organisation");
}

static const struct condition {
	const char *name;
	bool (*meets)(const struct values *v);
} conditions[] = {
	{"always", meets_always},
	{"uscc_doubtful", meets_uscc_doubtful},
	{"kind_other", meets_kind_other},
	{"project_owner", meets_project_owner},
	{"not_owner", meets_not_owner},
	{"signed_by_proxy", meets_signed_by_proxy},
	{"foreign_invested", meets_foreign_invested},
	{"legal_person", meets_legal_person},
	{"other_organisation", meets_other_organisation},
};

/* A passport has one page that matters; all other documents are cards with two sides. Not yet answered counts as a card,
 * the usual case. */
static bool two_sided(const struct values *v, const char *person)
{
	char name[64] = "";

	strncat(name, person, 40);
	strcat(name, "_document");
	if (!application_field(name))
		die("application: nobody called %s", person);
	return !is(v, name, "passport");
}

bool values_meet(const struct values *v, const char *cond)
{
	static const char two_sided_of[] = "two_sided:";

	if (!strncmp(cond, two_sided_of, sizeof two_sided_of - 1))
		return two_sided(v, cond + sizeof two_sided_of - 1);
	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
		if (!strcmp(cond, conditions[i].name))
			return conditions[i].meets(v);
	die("application: unknown condition %s", cond);
}

bool values_section_applies(const struct values *v, const char *section)
{
	for (size_t i = 0; i < application_field_count; i++)
		if (!strcmp(section, application_fields[i].section) && values_meet(v, application_fields[i].when))
			return true;
	return false;
}
