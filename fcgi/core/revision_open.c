/* revision_open.c: open applications that follow another revision than the one in force: what would change for each, and
 * the office's choice whether it stays or moves. Touches only which notice the working copy follows; states are
 * review.c's. */
#include <string.h>

#include "core/application_index.h"
#include "core/revision.h"

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
		return e == ERR_CONFLICT ? ERR_STALE : e;
	TRY(db_do(c->db, c->arena, SQL_REVISION_MOVE_SHIPMENT, NULL, db_int(db_num(app, 0, "id")),
		  db_int(db_num(app, 0, "version")), db_int(moves)));
	return write_event(c, rev, app);
}

enum err revision_choose(struct ctx *c, const struct revision *rev, const char *public_id, int moves, bool to_new)
{
	const char *choice = to_new ? "moves" : "stays";
	struct db_rows app;
	enum err e;

	if (!revision_may_choose(c, rev))
		return ERR_DENIED;
	TRY(db_do(c->db, c->arena, SQL_REVISION_LOCK_APPLICATION, &app, db_text(public_id), db_int(moves)));
	if (!app.count || db_num(&app, 0, "revision_id") == rev->id)
		return ERR_STALE;
	e = db_do(c->db, c->arena, SQL_REVISION_CHOOSE, NULL, db_int(rev->id), db_int(db_num(&app, 0, "id")),
		  db_text(choice), db_int(db_num(&app, 0, "revision_id")), db_int(c->actor.id), db_time(c->arena, c->now));
	if (e != OK)
		return e == ERR_CONFLICT ? ERR_STALE : e; /* somebody decided already */
	audit_note(c, "application.revision", "application", db_num(&app, 0, "id"),
		   "{\"choice\":\"%s\",\"from\":%d,\"to\":%d}", choice, (int)db_num(&app, 0, "revision_id"), rev->id);
	return to_new ? move(c, rev, &app, moves) : OK;
}
