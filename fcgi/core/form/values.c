/* values.c: answers by the name of their field, and under which answers something is asked for. */
#include "core/form/values.h"

#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/log.h"
#include "core/form/field.h"

static size_t index_of(const char *name)
{
	const struct field *f = form_field(name);

	if (!f)
		die("form: no field %s", name);
	return (size_t)(f - form_fields);
}

struct values values_new(struct arena *a)
{
	struct values v = {ARENA_ARRAY(a, const char *, form_field_count)};

	for (size_t i = 0; i < form_field_count; i++)
		v.v[i] = "";
	return v;
}

const char *values_get(const struct values *v, const char *name)
{
	return v->v[index_of(name)];
}

void values_set(struct values *v, const char *name, const char *value)
{
	v->v[index_of(name)] = value ? value : "";
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

static bool meets_forestry_not_owner(const struct values *v)
{
	return meets_not_owner(v) && is(v, "project_forestry", "yes");
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
	{"forestry_not_owner", meets_forestry_not_owner},
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
	if (!form_field(name))
		die("form: nobody called %s", person);
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
	die("form: unknown condition %s", cond);
}

bool values_section_applies(const struct values *v, const char *section)
{
	for (size_t i = 0; i < form_field_count; i++)
		if (!strcmp(section, form_fields[i].section) && values_meet(v, form_fields[i].when))
			return true;
	return false;
}
