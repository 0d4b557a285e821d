/* application_follow.c: what an applicant follows of a submitted application, and answers between two moves: explanations to
 * correction items, the shipment of the papers. */
#include "core/application/application_follow.h"

#include "base/clock.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"

enum err application_events(struct ctx *c, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_APPLICATION_EVENTS, out, db_int(app->id));
}

enum err application_versions(struct ctx *c, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_VERSION_LIST, out, db_int(app->id));
}

enum err application_mailing(struct ctx *c, struct db_rows *out)
{
	const char *today = date_iso(c->arena, clock_beijing_date(c->now));

	return db_do(c->db, c->arena, SQL_APPLICATION_REVISION_NOW, out, db_text(today));
}

enum err application_corrections(struct ctx *c, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_APPLICATION_CORRECTIONS, out, db_int(app->id), db_int(app->version));
}

static enum err lock_in(struct ctx *c, const struct application *app, enum state state)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_APPLICATION_LOCK_STATE, &rows, db_int(app->id), db_text(state_name(state)),
		  db_int(app->version)));
	return rows.count ? OK : ERR_STALE;
}

enum err application_answer(struct ctx *c, const struct application *app, int number, const char *answer)
{
	TRY(lock_in(c, app, STATE_RETURNED));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_CORRECTION_ANSWER, NULL, db_text(answer[0] ? answer : NULL),
		  db_int(app->id), db_int(app->version), db_int(number)));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_EDITED, NULL, db_int(app->id)));
	audit_note(c, "application.answer", "application", app->id, "{\"version\":%d,\"item\":%d,\"empty\":%s}",
		   app->version, number, answer[0] ? "false" : "true");
	return OK;
}

enum err application_ship(struct ctx *c, const struct application *app, const char *courier, const char *tracking)
{
	TRY(lock_in(c, app, STATE_AWAITING_PAPER));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_SHIPMENT_WRITE, NULL, db_int(app->id), db_int(app->version),
		  db_int(app->moves), db_text(courier), db_text(tracking), db_time(c->arena, c->now)));
	audit_note(c, "application.ship", "application", app->id, "{\"version\":%d}", app->version);
	return OK;
}
