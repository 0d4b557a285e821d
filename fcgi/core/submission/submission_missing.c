/* submission_missing.c: rules over sections, materials, contacts and corrections together. Reads only. */
#include "core/submission/submission_missing.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_changes.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/check.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/material/material.h"
#include "core/material/scan_removed.h"

static bool have(const struct problems *p, struct target target)
{
	for (size_t i = 0; i < p->count; i++)
		if (target_equal(p->v[i].target, target))
			return true;
	return false;
}

/* A section nobody has opened yet is one problem, not one per field. */
static enum err missing_sections(struct ctx *c, const struct application *app, const struct values *v,
				 struct problems *out)
{
	struct section_state *state = ARENA_ARRAY(c->arena, struct section_state, form_section_count);
	struct problems own;

	TRY(application_section_states(c, app, state));
	for (size_t i = 0; i < form_section_count; i++) {
		if (!values_section_applies(v, state[i].section))
			continue;
		form_check_section(c->arena, c->now, v, state[i].section, &own);
		if (own.count && !state[i].saved) {
			problems_add(out, own.v[0].target, "section_missing");
			continue;
		}
		for (size_t k = 0; k < own.count; k++)
			problems_add(out, own.v[k].target, own.v[k].message);
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
			struct target target = target_slot(m.v[i].code, s->slot);
			const char *why = scan_removed_why(&removed, m.v[i].code, s->slot);

			if (why)
				problems_add(out, target, strcmp(why, "file_infected") ? "material_unreadable" : "material_infected");
			else if (!s->file_count)
				problems_add(out, target, "material_missing");
		}
	return OK;
}

static enum err missing_contact(struct ctx *c, const struct application *app, const char *field, struct problems *out)
{
	bool confirmed;

	TRY(application_contact_confirmed(c, app, field, &confirmed));
	if (!confirmed)
		problems_add(out, target_contact(field), "contact_unconfirmed");
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
		if (!db_str(&items, i, "answer")[0] && !changes_have(&changes, target_parse(c->arena, db_str(&items, i, "target"))))
			problems_add(out, target_correction(db_str(&items, i, "number")), "correction_open");
	return OK;
}

static enum err missing_uscc(struct ctx *c, const struct application *app, const struct values *v,
			     struct problems *out)
{
	const char *uscc = values_get(v, "uscc");
	struct db_rows taken;

	if (!uscc[0] || have(out, target_field("uscc")))
		return OK;
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_USCC_TAKEN, &taken, db_text(uscc), db_int(app->id)));
	if (taken.count)
		problems_add(out, target_field("uscc"), "uscc_taken");
	return OK;
}

enum err submission_missing(struct ctx *c, const struct application *app, struct problems *out)
{
	struct values v;

	*out = problems_new(c->arena);
	TRY(application_values(c, app, 0, &v));
	TRY(missing_sections(c, app, &v, out));
	TRY(missing_uscc(c, app, &v, out));
	TRY(missing_materials(c, app, out));
	TRY(missing_contact(c, app, "trader_mobile", out));
	TRY(missing_contact(c, app, "trader_email", out));
	return missing_corrections(c, app, out);
}
