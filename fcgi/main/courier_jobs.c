/* courier_jobs.c: what time alone brings about: applications withdrawn when a correction's time has run out and reminders
 * before it, files nobody needs, files without a row, rows nobody needs any longer. Fee years that end are courier_fees.c's. */
#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/application/application.h"
#include "core/application/correction.h"
#include "core/ground/ctx.h"
#include "core/house/health.h"
#include "core/house/retention.h"
#include "core/house/sms_alarm.h"
#include "core/review/review.h"
#include "core/store/store_forget.h"
#include "core/store/store_sweep.h"
#include "gate/press.h"
#include "main/courier.h"

enum { DAY_S = 86400, SWEEP_STEPS = 200 };
/* Files without a row go when they are a day old; a walk through all begins every hour, so many a turn of the courier's loop. */
enum { SWEEP_AGE_S = DAY_S, SWEEP_FILES = 200, SWEEP_EVERY_MS = 3600 * 1000, SWEEP_AGAIN_MS = 60 * 1000 };

/* ---- corrections out of time ---- */

struct overdue {
	struct db_rows rows;
	size_t row;
};

static enum err find_overdue(struct ctx *c, void *arg)
{
	const char *today = date_iso(c->arena, clock_beijing_date(c->now));

	return db_do(c->db, c->arena, SQL_JOB_OVERDUE, &((struct overdue *)arg)->rows, db_text(today));
}

static enum err withdraw(struct ctx *c, void *arg)
{
	const struct overdue *o = arg;
	struct application app;

	TRY(application_for_system(c, db_num(&o->rows, o->row, "id"), &app));
	const struct move m = {.action = ACTION_WITHDRAW, .version = app.version, .moves = app.moves, .edits = app.edits};
	return review_move(c, &app, &m);
}

/* One that fails does not hold up the others. An applicant who was quicker makes it ERR_STALE or ERR_DENIED. */
static enum err withdraw_overdue(struct db *db, struct arena *a)
{
	struct overdue o = {0};

	TRY(unattended_transaction(db, a, find_overdue, &o));
	for (; o.row < o.rows.count; o.row++) {
		enum err e = unattended_transaction(db, a, withdraw, &o);

		if (e == ERR_LOST || courier_link(db) == ERR_LOST)
			return ERR_LOST;
		if (e != OK)
			log_warn("courier: application %lld not withdrawn: %s",
				 (long long)db_num(&o.rows, o.row, "id"), err_name(e));
	}
	return OK;
}

/* ---- reminders before it ---- */

struct reminders {
	struct db_rows rows;
	size_t row;
	int days;
};

static enum err find_reminders(struct ctx *c, void *arg)
{
	struct reminders *r = arg;

	return correction_remind_due(c, r->days, &r->rows);
}

static enum err remind(struct ctx *c, void *arg)
{
	const struct reminders *r = arg;

	return correction_remind(c, db_num(&r->rows, r->row, "id"), (int)db_num(&r->rows, r->row, "version"), r->days);
}

static enum err remind_all(struct db *db, struct arena *a, int days)
{
	struct reminders r = {.days = days};

	TRY(unattended_transaction(db, a, find_reminders, &r));
	for (; r.row < r.rows.count; r.row++) {
		enum err e = unattended_transaction(db, a, remind, &r);

		if (e == ERR_LOST || courier_link(db) == ERR_LOST)
			return ERR_LOST;
		if (e != OK && e != ERR_CONFLICT) /* another courier was faster */
			log_warn("courier: application %lld not reminded: %s",
				 (long long)db_num(&r.rows, r.row, "id"), err_name(e));
	}
	return OK;
}

static enum err remind_of_corrections(struct db *db, struct arena *a)
{
	for (size_t i = 0; i < CORRECTION_REMINDERS; i++)
		TRY(remind_all(db, a, correction_reminders[i]));
	return OK;
}

/* ---- files nobody needs any longer ---- */

struct forgotten {
	struct store_loose *file;
	size_t count, i;
};

static enum err find_loose(struct ctx *c, void *arg)
{
	struct forgotten *f = arg;

	return store_forget_find(c, &f->file, &f->count);
}

static enum err forget(struct ctx *c, void *arg)
{
	const struct forgotten *f = arg;

	return store_forget(c, &f->file[f->i]);
}

/* Each in a transaction of its own: its application is locked for a moment only. */
static enum err forget_files(struct db *db, struct arena *a)
{
	struct forgotten f = {0};
	enum err e = unattended_transaction(db, a, find_loose, &f);

	if (e != OK)
		log_warn("courier: files to forget: %s", err_name(e));
	for (; e != ERR_LOST && f.i < f.count; f.i++) {
		e = unattended_transaction(db, a, forget, &f);
		if (e != OK && e != ERR_CONFLICT) /* used again, or another courier was faster */
			log_warn("courier: file %lld not forgotten: %s", (long long)f.file[f.i].id, err_name(e));
		if (e != ERR_LOST)
			e = courier_link(db);
	}
	return e == ERR_LOST ? e : OK;
}

/* ---- sweeping ---- */

static enum err sweep_some(struct ctx *c, void *through)
{
	return store_sweep(c, SWEEP_AGE_S, SWEEP_FILES, through);
}

static enum err sweep_files(struct db *db, struct arena *a)
{
	static int64_t next_ms;
	bool through = false;

	if (clock_monotonic_ms() < next_ms)
		return OK;
	enum err e = unattended_transaction(db, a, sweep_some, &through);
	if (e != OK)
		log_warn("courier: sweeping files: %s", err_name(e));
	if (e != OK || through)
		next_ms = clock_monotonic_ms() + (through ? SWEEP_EVERY_MS : SWEEP_AGAIN_MS);
	return e == ERR_LOST ? e : OK;
}

struct sweep {
	size_t table;
	uint64_t gone;
	bool more;
};

static enum err sweep_step(struct ctx *c, void *arg)
{
	struct sweep *s = arg;

	return retention_step(c, s->table, &s->gone, &s->more);
}

/* In small steps, until nothing is left: strangers may make more rows in a minute than a step takes away. */
static enum err sweep_table(struct db *db, struct arena *a, size_t table)
{
	struct sweep s = {.table = table, .more = true};
	unsigned long long gone = 0;
	enum err e = OK;

	for (int step = 0; step < SWEEP_STEPS && e == OK && s.more; step++) {
		e = unattended_transaction(db, a, sweep_step, &s);
		if (e != OK)
			break;
		gone += s.gone;
		e = courier_link(db);
	}
	if (gone)
		log_info("retention: %llu rows of %s, older than %lld days", gone, retention_table(table),
			 (long long)retention_days(table));
	if (e != OK && e != ERR_LOST)
		log_warn("courier: sweeping %s: %s", retention_table(table), err_name(e));
	return e;
}

/* One that fails does not hold up the others. */
static enum err sweep_rows(struct db *db, struct arena *a)
{
	for (size_t table = 0; table < retention_tables(); table++)
		if (sweep_table(db, a, table) == ERR_LOST)
			return ERR_LOST;
	return OK;
}

/* ---- how things are ---- */

static enum err sms_budget_alarm(struct ctx *c, void *arg)
{
	(void)arg;
	return sms_alarm(c);
}

static enum err watch_sms_budget(struct db *db, struct arena *a)
{
	enum err e = unattended_transaction(db, a, sms_budget_alarm, NULL);

	if (e != OK)
		log_warn("courier: alarm of SMS: %s", err_name(e));
	return e;
}

static enum err nothing(void *ctx, const uint8_t **p, size_t *n)
{
	(void)ctx;
	(void)p;
	*n = 0;
	return OK;
}

/* A press that answers at all says that no bytes are no file. */
static const char *press_state(struct arena *a)
{
	const struct press_source file = {nothing, NULL, 0};
	int pages;

	if (!conf_str(CONF_PRESS_SOCKET)[0])
		return "off";
	return press_pages(a, "application/pdf", &file, &pages) == OK ? "good" : "bad";
}

static enum err say_health(struct ctx *c, void *arg)
{
	TRY(health_say(c, "courier", "good", ""));
	return health_say(c, "press", arg, "");
}

static enum err health(struct db *db, struct arena *a)
{
	char *state = arena_strdup(a, press_state(a));

	return unattended_transaction(db, a, say_health, state);
}

enum err courier_jobs(struct db *db, struct arena *a)
{
	enum err e = withdraw_overdue(db, a);

	if (e != ERR_LOST)
		e = remind_of_corrections(db, a);
	if (e != ERR_LOST)
		e = forget_files(db, a);
	if (e != ERR_LOST)
		e = courier_fees(db, a);
	if (e != ERR_LOST)
		e = sweep_files(db, a);
	if (e != ERR_LOST)
		e = watch_sms_budget(db, a);
	if (e != ERR_LOST)
		e = sweep_rows(db, a);
	if (e != ERR_LOST)
		e = health(db, a);
	if (e != ERR_LOST)
		e = courier_inspect(db);
	return e == ERR_LOST ? e : OK;
}

enum err courier_jobs_go_on(struct db *db, struct arena *a)
{
	TRY(courier_fees_go_on(db, a));
	return sweep_files(db, a);
}
