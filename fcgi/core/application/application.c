/* application.c: finding and making an application, and who may see it. Its contents are application_section.c's, its
 * versions submission_freeze.c's, its state review.c's. */
#include "core/application/application.h"

#include <string.h>

#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "core/application/application_index.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/field.h"
#include "core/form/values.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/people/staff.h"
#include "core/people/visitor.h"

void application_read_row(const struct db_rows *r, size_t i, struct application *out)
{
	*out = (struct application){
		.id = db_num(r, i, "id"),
		.visitor_id = db_num(r, i, "visitor_id"),
		.public_id = db_str(r, i, "public_id"),
		.number = db_str(r, i, "number"),
		.state = state_of_name(db_str(r, i, "state")),
		.version = (int)db_num(r, i, "version"),
		.moves = (int)db_num(r, i, "moves"),
		.edits = (int)db_num(r, i, "edits"),
		.revision_id = (int)db_num(r, i, "revision_id"),
		.amending = db_num(r, i, "amending") != 0,
		.org_name = db_str(r, i, "org_name"),
		.uscc = db_str(r, i, "uscc"),
		.kind = db_str(r, i, "kind"),
		.subject = db_str(r, i, "subject"),
		.claimed_by = db_num(r, i, "claimed_by"),
		.claimed_at = db_when(r, i, "claimed_at"),
		.stage_since = db_when(r, i, "stage_since"),
		.submitted_at = db_when(r, i, "submitted_at"),
		.due_on = db_str(r, i, "due_on"),
	};
}

enum err application_of_visitor(struct ctx *c, int64_t visitor_id, struct application *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_APPLICATION_OF_VISITOR, &rows, db_int(visitor_id)));
	if (!rows.count)
		return ERR_NOT_FOUND;
	application_read_row(&rows, 0, out);
	return OK;
}

enum err application_for_system(struct ctx *c, int64_t id, struct application *out)
{
	struct db_rows rows;

	if (c->actor.kind != ACTOR_SYSTEM)
		die("application: only timed jobs reach one by its id");
	TRY(db_do(c->db, c->arena, SQL_JOB_APPLICATION, &rows, db_int(id)));
	application_read_row(&rows, 0, out);
	return OK;
}

enum err application_create(struct ctx *c, int64_t visitor_id, struct application *out)
{
	struct db_rows revision;
	const char *today = date_iso(c->arena, clock_beijing_date(c->now));

	TRY(db_do(c->db, c->arena, SQL_APPLICATION_REVISION_NOW, &revision, db_text(today)));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_INSERT, NULL, db_text(crypt_random_text(c->arena, 22)),
		  db_int(visitor_id), db_int(db_num(&revision, 0, "id")), db_time(c->arena, c->now)));
	TRY(application_of_visitor(c, visitor_id, out));
	audit_note(c, "application.create", "application", out->id, "{\"revision\":%d}", out->revision_id);
	return state_is_over(out->state) ? ERR_CONFLICT : OK;
}

enum err application_revision(struct ctx *c, const struct application *app, int version, int *revision_id)
{
	struct db_rows rows;

	*revision_id = app->revision_id;
	if (!version)
		return OK;
	TRY(db_do(c->db, c->arena, SQL_VERSION_REVISION, &rows, db_int(app->id), db_int(version)));
	*revision_id = (int)db_num(&rows, 0, "revision_id");
	return OK;
}

bool application_editable(const struct application *app)
{
	enum keeper keeper = state_row(app->state)->keeper;

	return keeper == KEEPER_OWNER || keeper == KEEPER_APPLICANT || (app->amending && !state_is_over(app->state));
}

/* ---- staff ---- */

static bool with_registry(enum state s)
{
	return state_row(s)->keeper == KEEPER_REGISTRY || state_row(s)->keeper == KEEPER_ACCOUNTS;
}

/* The registry goes on seeing what it had once been handed, e.g. what it returned or refused itself. */
static enum err organisation_may_see(struct ctx *c, const struct application *app)
{
	struct db_rows rows;

	if (app->version == 0)
		return ERR_NOT_FOUND;
	if (!strcmp(c->actor.organisation, "exchange") || (c->actor.roles & ROLE_AUDITOR))
		return OK;
	if (strcmp(c->actor.organisation, "registry"))
		return ERR_NOT_FOUND;
	if (with_registry(app->state))
		return OK;
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_WAS_HANDED_OVER, &rows, db_int(app->id)));
	return rows.count ? OK : ERR_NOT_FOUND;
}

/* Nobody reviews their own: the visitor's mobile and those of all people named. Of staff only the mobile is known here. */
static enum err not_their_own(struct ctx *c, const struct application *app)
{
	struct staff staff;
	struct visitor visitor;
	struct values v;

	TRY(staff_load(c, c->actor.id, &staff));
	TRY(visitor_load(c, app->visitor_id, &visitor));
	if (!strcmp(staff.mobile, visitor.mobile))
		return ERR_DENIED;
	TRY(application_values(c, app, app->version, &v));
	for (size_t i = 0; i < form_field_count; i++)
		if (field_is_mobile(&form_fields[i]) && !strcmp(v.v[i], staff.mobile))
			return ERR_DENIED;
	return OK;
}

enum err application_for_staff(struct ctx *c, const char *public_id, struct application *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_APPLICATION_BY_PUBLIC_ID, &rows, db_text(public_id)));
	application_read_row(&rows, 0, out);
	TRY(organisation_may_see(c, out));
	return not_their_own(c, out);
}

/* ---- contacts ---- */

static enum err contact_index(struct ctx *c, const struct application *app, const char *field,
			      uint8_t index[CRYPT_HASH_BYTES])
{
	struct values v;

	TRY(application_values(c, app, 0, &v));
	if (!values_get(&v, field)[0])
		return ERR_INVALID;
	application_value_index(c->arena, index, field, values_get(&v, field));
	return OK;
}

enum err application_confirm_contact(struct ctx *c, const struct application *app, const char *field)
{
	uint8_t index[CRYPT_HASH_BYTES];

	TRY(contact_index(c, app, field, index));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_CONTACT_CONFIRM, NULL, db_int(app->id), db_text(field),
		  db_bytes(index, sizeof index), db_time(c->arena, c->now)));
	audit_note(c, "application.confirm_contact", "application", app->id, "{\"field\":\"%s\"}", field);
	return OK;
}

enum err application_contact_confirmed(struct ctx *c, const struct application *app, const char *field, bool *out)
{
	uint8_t index[CRYPT_HASH_BYTES];
	struct db_rows rows;
	enum err e = contact_index(c, app, field, index);

	*out = false;
	if (e != OK)
		return e == ERR_INVALID ? OK : e;
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_CONTACT_CONFIRMED, &rows, db_int(app->id), db_text(field),
		  db_bytes(index, sizeof index)));
	*out = rows.count > 0;
	return OK;
}
