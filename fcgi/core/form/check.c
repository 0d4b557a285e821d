/* check.c: what is wrong with the answers of one section taken together. */
#include "core/form/check.h"

#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/clock.h"
#include "core/form/field.h"
#include "core/form/field_rule.h"
#include "core/form/values.h"

enum { PROBLEMS_MAX = 256 };

struct problems problems_new(struct arena *a)
{
	return (struct problems){ARENA_ARRAY(a, struct problem, PROBLEMS_MAX), 0};
}

void problems_add(struct problems *out, struct target target, const char *message)
{
	if (out->count < PROBLEMS_MAX)
		out->v[out->count++] = (struct problem){target, message};
}

struct check {
	struct arena *a;
	int64_t now;
	const struct values *v;
	struct problems *out;
};

static const char *get(const struct check *k, const char *name)
{
	return values_get(k->v, name);
}

static void wrong(const struct check *k, const char *field, const char *message)
{
	problems_add(k->out, target_field(field), message);
}

/* What is left unticked is refused by its own name: each declaration says itself what it asks for. */
static void check_required(const struct check *k, const char *section)
{
	for (size_t i = 0; i < form_field_count; i++) {
		const struct field *f = &form_fields[i];

		if (!strcmp(f->section, section) && f->required && !k->v->v[i][0] && values_meet(k->v, f->when))
			wrong(k, f->name, f->rule == field_rule_yes ? f->name : "required");
	}
}

/* A day that must not be over yet, or without end. */
static void check_valid(const struct check *k, const char *name)
{
	struct date until, today = clock_beijing_date(k->now);

	if (date_parse(get(k, name), &until) && date_compare(until, today) < 0)
		wrong(k, name, "expired");
}

/* The number against the kind of document; a document that has run out. */
static void check_person(const struct check *k, const char *person)
{
	struct arena *a = k->a;
	const char *document = get(k, arena_printf(a, "%s_document", person));
	const char *number_name = arena_printf(a, "%s_number", person);
	const char *until = arena_printf(a, "%s_valid_until", person);
	const char *problem = NULL;

	if (document[0] && get(k, number_name)[0])
		problem = check_identity(document, get(k, number_name), k->now);
	if (problem)
		wrong(k, number_name, problem);
	if (form_field(until))
		check_valid(k, until);
}

static bool same(const struct check *k, const char *a, const char *b)
{
	return get(k, a)[0] && !strcmp(get(k, a), get(k, b));
}

static void check_organisation(const struct check *k)
{
	if (values_meet(k->v, "uscc_doubtful") && strcmp(get(k, "uscc_confirmed"), "yes"))
		wrong(k, "uscc_confirmed", "uscc_confirm");
	check_valid(k, "licence_valid_until");
}

static void check_two_people(const struct check *k, const char *field)
{
	if (same(k, "initiator_number", "confirmer_number"))
		wrong(k, field, "same_person");
}

static void check_agreement(const struct check *k)
{
	if (!values_meet(k->v, "signed_by_proxy"))
		return;
	check_person(k, "proxy");
	if (same(k, "proxy_number", "signatory_number"))
		wrong(k, "proxy_number", "proxy_is_signatory");
}

static void check_project(const struct check *k)
{
	const char *from = get(k, "project_transfer_from"), *to = get(k, "project_transfer_to");
	struct date a, b;

	if (!values_meet(k->v, "not_owner"))
		return;
	if (date_parse(from, &a) && date_parse(to, &b) && date_compare(a, b) >= 0)
		wrong(k, "project_transfer_to", "date_order");
}

void form_check_section(struct arena *a, int64_t now, const struct values *v, const char *section, struct problems *out)
{
	struct check k = {a, now, v, out};

	*out = problems_new(a);
	if (!values_section_applies(v, section))
		return;
	check_required(&k, section);
	if (!strcmp(section, "organisation"))
		check_organisation(&k);
	else if (!strcmp(section, "agreement"))
		check_agreement(&k);
	else if (!strcmp(section, "project"))
		check_project(&k);
	else if (strcmp(section, "declaration"))
		check_person(&k, section); /* these sections are named after their person */
	if (!strcmp(section, "initiator"))
		check_two_people(&k, "initiator_number");
	if (!strcmp(section, "confirmer"))
		check_two_people(&k, "confirmer_number");
}
