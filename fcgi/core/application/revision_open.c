/* revision_open.c: open applications that follow another revision than the one in force: what would change for each, and
 * the office's choice whether it stays or moves, with a message to who is asked otherwise. Touches only which notice the
 * working copy follows; states are review.c's. */
#include "core/application/revision_open.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_index.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/values.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/message/outbox.h"
#include "core/notice/catalogue.h"
#include "core/notice/revision.h"
#include "core/people/visitor.h"

/* Catalogues of the few revisions a page of applications follows, each loaded once. */
struct shelf { struct catalogue cat[REVISION_PAGE + 2]; size_t count; };

static enum err from_shelf(struct ctx *c, struct shelf *s, int revision_id, const struct catalogue **out)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->cat[i].revision_id == revision_id) {
			*out = &s->cat[i];
			return OK;
		}
	TRY(catalogue_load(c, revision_id, &s->cat[s->count]));
	*out = &s->cat[s->count++];
	return OK;
}

static enum err fill(struct ctx *c, struct shelf *shelf, int to, struct revision_touched *t)
{
	const struct catalogue *a, *b;
	struct values v;

	TRY(application_values(c, &t->app, 0, &v));
	TRY(from_shelf(c, shelf, t->app.revision_id, &a));
	TRY(from_shelf(c, shelf, to, &b));
	t->changes = catalogue_compare(c->arena, a, b, &v);
	return OK;
}

enum err revision_touched(struct ctx *c, const struct revision *rev, int64_t after, struct revision_touched **out,
			  size_t *count)
{
	struct shelf *shelf = ARENA_NEW(c->arena, struct shelf);
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_REVISION_TOUCHED, &rows, db_int(rev->id), db_int(after)));
	*count = rows.count;
	*out = ARENA_ARRAY(c->arena, struct revision_touched, rows.count + 1);
	for (size_t i = 0; i < rows.count; i++) {
		struct revision_touched *t = &(*out)[i];

		t->position = db_num(&rows, i, "position");
		t->created_at = db_when(&rows, i, "created_at");
		application_read_row(&rows, i, &t->app);
		if (i < REVISION_PAGE)
			TRY(fill(c, shelf, rev->id, t));
	}
	return OK;
}

bool revision_may_choose(const struct ctx *c, const struct revision *rev)
{
	return rev->holds && c->actor.roles & (ROLE_EDITOR | ROLE_EXCHANGE_SUPERVISOR);
}

/* A row of the application's history, from its state to the same; the note names both revisions. */
static enum err write_event(struct ctx *c, const struct revision *rev, const struct db_rows *app)
{
	return db_do(c->db, c->arena, SQL_REVIEW_EVENT_INSERT, NULL, db_int(db_num(app, 0, "id")),
		     db_int(db_num(app, 0, "version")), db_text("revision"), db_text(db_str(app, 0, "state")),
		     db_text(db_str(app, 0, "state")), db_text(actor_kind_name(c->actor.kind)), db_int(c->actor.id),
		     db_text(arena_printf(c->arena, "%d → %d", (int)db_num(app, 0, "revision_id"), rev->id)),
		     db_time(c->arena, c->now),
		     db_is_null(app, 0, "due_on") ? db_null() : db_text(db_str(app, 0, "due_on")));
}

static enum err move(struct ctx *c, const struct revision *rev, const struct db_rows *app, int moves)
{
	enum err e = db_do(c->db, c->arena, SQL_REVISION_MOVE_APPLICATION, NULL, db_int(rev->id),
			   db_int(db_num(app, 0, "id")), db_int(moves));

	if (e != OK)
		return e == ERR_CONFLICT ? refuse(c, ERR_STALE, "applications_changed") : e;
	TRY(db_do(c->db, c->arena, SQL_REVISION_MOVE_SHIPMENT, NULL, db_int(db_num(app, 0, "id")),
		  db_int(db_num(app, 0, "version")), db_int(moves)));
	return write_event(c, rev, app);
}

/* ---- telling who moved ---- */

static bool mailing_differs(const struct revision *a, const struct revision *b)
{
	static const char *const columns[] = {"mail_address", "mail_recipient", "mail_postcode", "mail_phone", "mail_note"};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (strcmp(db_str(&a->row, 0, columns[i]), db_str(&b->row, 0, columns[i])))
			return true;
	return false;
}

/* Is this application asked for anything else, or does it post its papers elsewhere? Once they have come, where to no longer
 * matters. app->revision_id is the one it leaves. */
static enum err asked_otherwise(struct ctx *c, const struct revision *rev, const struct application *app, bool *out)
{
	struct shelf *shelf = ARENA_NEW(c->arena, struct shelf);
	struct revision_touched t = {.app = *app};
	struct revision old;

	TRY(fill(c, shelf, rev->id, &t));
	TRY(revision_load(c, app->revision_id, &old));
	*out = t.changes.count > 0 || (state_posts_papers(app->state) && mailing_differs(&old, rev));
	return OK;
}

/* The trading representative's mobile, as it was submitted; a draft's only when it was confirmed, since it may not be theirs,
 * else the mobile its visitor registered with. */
static enum err whom(struct ctx *c, const struct application *app, const char **mobile)
{
	struct visitor visitor;
	struct values v;
	bool theirs = app->version > 0;

	TRY(application_values(c, app, app->version, &v));
	if (!theirs)
		TRY(application_contact_confirmed(c, app, "trader_mobile", &theirs));
	*mobile = values_get(&v, "trader_mobile");
	if (theirs)
		return OK;
	TRY(visitor_load(c, app->visitor_id, &visitor));
	*mobile = visitor.mobile;
	return OK;
}

static enum err tell(struct ctx *c, const struct revision *rev, const struct db_rows *row)
{
	static const struct message_value none[] = {{NULL, NULL}};
	struct application app;
	const char *mobile;
	bool otherwise;

	application_read_row(row, 0, &app);
	TRY(asked_otherwise(c, rev, &app, &otherwise));
	if (!otherwise)
		return OK;
	TRY(whom(c, &app, &mobile));
	return outbox_add(c, MESSAGE_REVISION_MOVED, mobile, app.id, none);
}

enum err revision_choose(struct ctx *c, const struct revision *rev, const char *public_id, int moves, bool to_new)
{
	const char *choice = to_new ? "moves" : "stays";
	struct db_rows app;
	enum err e;

	if (!revision_may_choose(c, rev))
		return refuse(c, ERR_DENIED, "revision_denied");
	TRY(db_do(c->db, c->arena, SQL_REVISION_LOCK_APPLICATION, &app, db_text(public_id), db_int(moves)));
	if (!app.count || db_num(&app, 0, "revision_id") == rev->id)
		return refuse(c, ERR_STALE, "applications_changed");
	e = db_do(c->db, c->arena, SQL_REVISION_CHOOSE, NULL, db_int(rev->id), db_int(db_num(&app, 0, "id")),
		  db_text(choice), db_int(db_num(&app, 0, "revision_id")), db_int(c->actor.id), db_time(c->arena, c->now));
	if (e != OK)
		return e == ERR_CONFLICT ? refuse(c, ERR_STALE, "applications_changed") : e; /* somebody decided already */
	audit_note(c, "application.revision", "application", db_num(&app, 0, "id"),
		   "{\"choice\":\"%s\",\"from\":%d,\"to\":%d}", choice, (int)db_num(&app, 0, "revision_id"), rev->id);
	if (!to_new)
		return OK;
	TRY(move(c, rev, &app, moves));
	return tell(c, rev, &app);
}
