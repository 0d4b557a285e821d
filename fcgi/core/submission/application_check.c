/* application_check.c: what still stands between the working copy and submission: rules over several fields of a section,
 * and over sections, materials, contacts and corrections together. Reads only. */
#include <string.h>

#include "base/check.h"
#include "base/clock.h"
#include "core/application/application.h"
#include "core/application/application_index.h"
#include "core/form/application_rule.h"
#include "core/material/material.h"
#include "core/material/scan.h"

enum { PROBLEMS_MAX = 256 };

static void add(struct problems *out, const char *field, const char *message)
{
	if (out->count < PROBLEMS_MAX)
		out->v[out->count++] = (struct problem){field, message};
}

static bool have(const struct problems *p, const char *field)
{
	for (size_t i = 0; i < p->count; i++)
		if (!strcmp(p->v[i].field, field))
			return true;
	return false;
}

/* ---- one section ---- */

struct check {
	struct ctx *c;
	const struct values *v;
	struct problems *out;
};

static const char *get(const struct check *k, const char *name)
{
	return values_get(k->v, name);
}

static void check_required(const struct check *k, const char *section)
{
	for (size_t i = 0; i < application_field_count; i++) {
		const struct field *f = &application_fields[i];

		if (!strcmp(f->section, section) && f->required && !k->v->v[i][0] && values_meet(k->v, f->when))
			add(k->out, f->name, "required");
	}
}

/* A day that must not be over yet, or without end. */
static void check_valid(const struct check *k, const char *name)
{
	struct date until, today = clock_beijing_date(k->c->now);

	if (date_parse(get(k, name), &until) && date_compare(until, today) < 0)
		add(k->out, name, "expired");
}

/* The number against the kind of document; a document that has run out. */
static void check_person(const struct check *k, const char *person)
{
	struct arena *a = k->c->arena;
	const char *document = get(k, arena_printf(a, "%s_document", person));
	const char *number_name = arena_printf(a, "%s_number", person);
	const char *until = arena_printf(a, "%s_valid_until", person);
	const char *problem = NULL;

	if (document[0] && get(k, number_name)[0])
		problem = check_document(document, get(k, number_name), k->c->now);
	if (problem)
		add(k->out, number_name, problem);
	if (application_field(until))
		check_valid(k, until);
}

static bool same(const struct check *k, const char *a, const char *b)
{
	return get(k, a)[0] && !strcmp(get(k, a), get(k, b));
}

static void check_organisation(const struct check *k)
{
	if (values_meet(k->v, "uscc_doubtful") && strcmp(get(k, "uscc_confirmed"), "yes"))
		add(k->out, "uscc_confirmed", "uscc_confirm");
	check_valid(k, "licence_valid_until");
}

static void check_two_people(const struct check *k, const char *field)
{
	if (same(k, "initiator_number", "confirmer_number"))
		add(k->out, field, "same_person");
}

static void check_agreement(const struct check *k)
{
	if (!values_meet(k->v, "signed_by_proxy"))
		return;
	check_person(k, "proxy");
	if (same(k, "proxy_number", "signatory_number"))
		add(k->out, "proxy_number", "proxy_is_signatory");
}

static void check_project(const struct check *k)
{
	const char *from = get(k, "project_transfer_from"), *to = get(k, "project_transfer_to");
	struct date a, b;

	if (!values_meet(k->v, "not_owner"))
		return;
	if (date_parse(from, &a) && date_parse(to, &b) && date_compare(a, b) >= 0)
		add(k->out, "project_transfer_to", "date_order");
}

void application_section_check(struct ctx *c, const struct values *v, const char *section, struct problems *out)
{
	struct check k = {c, v, out};

	*out = (struct problems){ARENA_ARRAY(c->arena, struct problem, PROBLEMS_MAX), 0};
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

/* ---- everything ---- */

/* A section nobody has opened yet is one problem, not one per field. */
static enum err missing_sections(struct ctx *c, const struct application *app, const struct values *v,
				 struct problems *out)
{
	struct section_state *state = ARENA_ARRAY(c->arena, struct section_state, application_section_count);
	struct problems own;

	TRY(application_section_states(c, app, state));
	for (size_t i = 0; i < application_section_count; i++) {
		if (!values_section_applies(v, state[i].section))
			continue;
		application_section_check(c, v, state[i].section, &own);
		if (own.count && !state[i].saved) {
			add(out, own.v[0].field, "section_missing");
			continue;
		}
		for (size_t k = 0; k < own.count; k++)
			add(out, own.v[k].field, own.v[k].message);
	}
	return OK;
}

static enum err missing_materials(struct ctx *c, const struct application *app, struct problems *out)
{
	struct materials m;
	struct db_rows removed;

	TRY(material_list(c, app, 0, &m));
	TRY(scan_removed(c, app, &removed));
	for (size_t i = 0; i < m.count; i++)
		for (size_t k = 0; k < m.v[i].slot_count; k++) {
			const struct material_slot *s = &m.v[i].slot[k];
			const char *name = arena_printf(c->arena, "material:%s:%s", m.v[i].code, s->slot);

			const char *why = scan_removed_why(&removed, m.v[i].code, s->slot);

			if (why)
				add(out, name, strcmp(why, "file_infected") ? "material_unreadable" : "material_infected");
			else if (!s->file_count)
				add(out, name, "material_missing");
		}
	return OK;
}

static enum err missing_contact(struct ctx *c, const struct application *app, const char *field, struct problems *out)
{
	bool confirmed;

	TRY(application_contact_confirmed(c, app, field, &confirmed));
	if (!confirmed)
		add(out, arena_printf(c->arena, "confirm:%s", field), "contact_unconfirmed");
	return OK;
}

/* An item is answered when its target was changed since the version that was returned, or when it was explained. */
static enum err missing_corrections(struct ctx *c, const struct application *app, struct problems *out)
{
	struct db_rows items;
	struct changes changes;

	if (app->state != STATE_RETURNED)
		return OK;
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_CORRECTIONS, &items, db_int(app->id), db_int(app->version)));
	TRY(application_changes(c, app, app->version, 0, &changes));
	for (size_t i = 0; i < items.count; i++)
		if (!db_str(&items, i, "answer")[0] && !changes_have(&changes, db_str(&items, i, "target")))
			add(out, arena_printf(c->arena, "correction:%s", db_str(&items, i, "number")), "correction_open");
	return OK;
}

static enum err missing_uscc(struct ctx *c, const struct application *app, const struct values *v,
			     struct problems *out)
{
	const char *uscc = values_get(v, "uscc");
	struct db_rows taken;

	if (!uscc[0] || have(out, "uscc"))
		return OK;
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_USCC_TAKEN, &taken, db_text(uscc), db_int(app->id)));
	if (taken.count)
		add(out, "uscc", "uscc_taken");
	return OK;
}

enum err application_missing(struct ctx *c, const struct application *app, struct problems *out)
{
	struct values v;

	*out = (struct problems){ARENA_ARRAY(c->arena, struct problem, PROBLEMS_MAX), 0};
	TRY(application_values(c, app, 0, &v));
	TRY(missing_sections(c, app, &v, out));
	TRY(missing_uscc(c, app, &v, out));
	TRY(missing_materials(c, app, out));
	TRY(missing_contact(c, app, "trader_mobile", out));
	TRY(missing_contact(c, app, "trader_email", out));
	return missing_corrections(c, app, out);
}
