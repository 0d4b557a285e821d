/* correction.c: who is reminded of a correction's end, and the reminder, once. */
#include "core/application/correction.h"

#include "base/clock.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"

const int correction_reminders[CORRECTION_REMINDERS] = {3, 10};

enum err correction_remind_due(struct ctx *c, int days, struct db_rows *out)
{
	struct date today = clock_beijing_date(c->now);

	return db_do(c->db, c->arena, SQL_CORRECTION_REMIND_DUE, out, db_text(date_iso(c->arena, today)),
		     db_text(date_iso(c->arena, date_add_days(today, days))), db_int(days));
}

static enum err tell(struct ctx *c, const struct application *app)
{
	struct values v;
	struct date due;
	bool dated = date_parse(app->due_on, &due);

	TRY(application_values(c, app, app->version, &v));
	const struct message_value values[] = {
		{"number", app->number}, {"due", dated ? date_chinese(c->arena, due) : ""}, {NULL, NULL}};
	return outbox_add(c, MESSAGE_CORRECTION_DUE, values_get(&v, "trader_mobile"), app->id, values);
}

enum err correction_remind(struct ctx *c, int64_t application_id, int version, int days)
{
	struct db_rows locked;
	struct application app;

	TRY(db_do(c->db, c->arena, SQL_CORRECTION_REMIND_LOCK, &locked, db_int(application_id), db_int(version)));
	if (locked.count == 0)
		return OK;
	TRY(application_for_system(c, application_id, &app));
	TRY(db_do(c->db, c->arena, SQL_CORRECTION_REMINDER_INSERT, NULL, db_int(application_id), db_int(version), db_int(days),
		  db_time(c->arena, c->now)));
	return tell(c, &app);
}
