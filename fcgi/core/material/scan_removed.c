/* scan_removed.c: what happens to a file in which something was found after it was taken. */
#include "core/material/scan_removed.h"

#include <string.h>

#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"
#include "core/people/visitor.h"

/* To who uploaded it: a draft need not have a trading representative yet. */
static enum err tell(struct ctx *c, const struct application *app, const char *reason)
{
	static const struct message_value none[] = {{NULL, NULL}};
	bool infected = !strcmp(reason, "file_infected");
	struct visitor v;

	TRY(visitor_load(c, app->visitor_id, &v));
	return outbox_add(c, infected ? MESSAGE_FILE_INFECTED : MESSAGE_FILE_UNREADABLE, v.mobile, app->id, none);
}

static enum err take_out(struct ctx *c, int64_t application_id, int64_t file_id, const char *code, const char *slot,
			 const char *reason)
{
	TRY(db_do(c->db, c->arena, SQL_SCAN_REMOVED_INSERT, NULL, db_int(application_id), db_text(code), db_text(slot),
		  db_int(file_id), db_time(c->arena, c->now), db_text(reason)));
	return db_do(c->db, c->arena, SQL_MATERIAL_DETACH, NULL, db_int(application_id), db_text(code), db_text(slot),
		     db_int(file_id));
}

/* The application's row first, as everybody who changes its slots does: a submission is before this or after it. */
enum err scan_remove(struct ctx *c, int64_t application_id, int64_t file_id, const char *reason)
{
	struct db_rows slots;
	struct application app;

	TRY(db_do(c->db, c->arena, SQL_APPLICATION_EDITED, NULL, db_int(application_id)));
	TRY(application_for_system(c, application_id, &app));
	TRY(db_do(c->db, c->arena, SQL_SCAN_SLOTS, &slots, db_int(application_id), db_int(file_id)));
	for (size_t i = 0; i < slots.count; i++)
		TRY(take_out(c, application_id, file_id, db_str(&slots, i, "code"), db_str(&slots, i, "slot"), reason));
	return slots.count && !state_is_over(app.state) ? tell(c, &app, reason) : OK;
}

enum err scan_removed(struct ctx *c, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_SCAN_REMOVED, out, db_int(app->id));
}

const char *scan_removed_why(const struct db_rows *removed, const char *code, const char *slot)
{
	for (size_t i = 0; i < removed->count; i++)
		if (!strcmp(db_str(removed, i, "code"), code) && !strcmp(db_str(removed, i, "slot"), slot))
			return db_str(removed, i, "reason");
	return NULL;
}

enum err scan_replaced(struct ctx *c, const struct application *app, const char *code, const char *slot)
{
	return db_do(c->db, c->arena, SQL_SCAN_REPLACED, NULL, db_time(c->arena, c->now), db_int(app->id), db_text(code),
		     db_text(slot));
}
