/* operations.c: counts what waits, one statement a thing. */
#include "core/house/operations.h"

#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "core/store/store.h"
#include "db/db.h"

static int64_t age_s(const struct ctx *c, const struct db_rows *r, size_t i)
{
	int64_t at = db_when(r, i, "oldest");

	return at < 0 ? -1 : c->now - at;
}

static struct operations_queue *of_name(struct operations_queue *q, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(q[i].name, name))
			return &q[i];
	die("operations: %s", name);
}

/* 00:00 in Beijing */
static int64_t today(const struct ctx *c)
{
	return c->now - (c->now + 8 * 3600) % 86400;
}

static enum err load_problem(struct ctx *c, struct operations_queue *q)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_OPERATIONS_OUTBOX_PROBLEM, &r, db_text(q->name), db_time(c->arena, today(c))));
	q->problem = r.count ? db_str(&r, 0, "problem") : "";
	return OK;
}

static enum err load_messages(struct ctx *c, struct operations *out)
{
	struct db_rows r;

	TRY(db_do0(c->db, c->arena, SQL_OPERATIONS_OUTBOX, &r));
	for (size_t i = 0; i < r.count; i++) {
		struct operations_queue *q = of_name(out->channel, 2, db_str(&r, i, "channel"));

		q->n = db_num(&r, i, "n");
		q->failing = db_num(&r, i, "failing");
		q->oldest_s = age_s(c, &r, i);
	}
	TRY(db_do(c->db, c->arena, SQL_OPERATIONS_OUTBOX_DEAD, &r, db_time(c->arena, today(c))));
	for (size_t i = 0; i < r.count; i++)
		of_name(out->channel, 2, db_str(&r, i, "channel"))->dead_today = db_num(&r, i, "n");
	TRY(sms_budget_load(c, &out->sms));
	TRY(load_problem(c, &out->channel[0]));
	return load_problem(c, &out->channel[1]);
}

static enum err load_files(struct ctx *c, struct operations *out)
{
	struct db_rows r;

	TRY(db_do0(c->db, c->arena, SQL_OPERATIONS_FILES, &r));
	for (size_t i = 0; i < r.count; i++) {
		struct operations_queue *q = of_name(out->scan, 4, db_str(&r, i, "state"));

		q->n = db_num(&r, i, "n");
		q->oldest_s = age_s(c, &r, i);
	}
	TRY(db_do0(c->db, c->arena, SQL_OPERATIONS_FILES_UNSCANNED, &r));
	out->unscanned = db_num(&r, 0, "n");
	return OK;
}

static enum err load_attempts(struct ctx *c, struct operations *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_OPERATIONS_ATTEMPTS, &r, db_time(c->arena, c->now - OPERATIONS_LATE_S)));
	for (size_t i = 0; i < r.count; i++) {
		struct operations_queue *q = of_name(out->provider, PAY_WAYS, db_str(&r, i, "provider"));

		q->n = db_num(&r, i, "n");
		q->begun = db_num(&r, i, "begun");
		q->late = db_num(&r, i, "late");
		q->oldest_s = age_s(c, &r, i);
	}
	return OK;
}

static enum err load_book(struct ctx *c, enum sql_id statement, struct operations_queue *q)
{
	struct db_rows r;

	TRY(db_do0(c->db, c->arena, statement, &r));
	*q = (struct operations_queue){.name = "", .n = db_num(&r, 0, "n"), .failing = db_num(&r, 0, "failing"), .oldest_s = -1};
	if (statement == SQL_OPERATIONS_REFUNDS)
		q->oldest_s = age_s(c, &r, 0);
	return OK;
}

static enum err load_audit(struct ctx *c, struct operations *out)
{
	struct db_rows r;

	TRY(db_do0(c->db, c->arena, SQL_OPERATIONS_AUDIT, &r));
	out->audit = (struct operations_queue){.name = "audit", .n = db_num(&r, 0, "n"), .oldest_s = age_s(c, &r, 0)};
	return OK;
}

static enum err load_level(struct ctx *c, struct operations *out)
{
	struct db_rows r;

	TRY(db_do0(c->db, c->arena, SQL_OPERATIONS_LEVEL, &r));
	out->level = r.count ? db_str(&r, 0, "name") : "";
	out->level_done = r.count && db_when(&r, 0, "finished_at") >= 0;
	return OK;
}

static void look_at_store(struct operations *out)
{
	bool below;

	out->store_free_mb = -1;
	if (store_room(&out->store_free_mb, &below) != OK)
		out->store = "lost";
	else if (below)
		out->store = "full";
	else
		out->store = out->store_free_mb < 2 * conf_int(CONF_STORE_RESERVE_MB) ? "low" : "good";
}

enum err operations_load(struct ctx *c, struct operations *out)
{
	struct db_rows r;

	*out = (struct operations){
		.channel = {{.name = "sms", .oldest_s = -1}, {.name = "mail", .oldest_s = -1}},
		.scan = {{.name = "received", .oldest_s = -1}, {.name = "scanning", .oldest_s = -1},
			 {.name = "error", .oldest_s = -1}, {.name = "infected", .oldest_s = -1}},
	};
	for (size_t i = 0; i < PAY_WAYS; i++)
		out->provider[i] = (struct operations_queue){.name = pay_ways[i].name, .oldest_s = -1};
	TRY(load_messages(c, out));
	TRY(load_files(c, out));
	TRY(load_attempts(c, out));
	TRY(load_book(c, SQL_OPERATIONS_REFUNDS, &out->refunds));
	TRY(load_book(c, SQL_OPERATIONS_BILLS, &out->bills));
	TRY(db_do0(c->db, c->arena, SQL_OPERATIONS_DIFFERENCES, &r));
	out->differences = db_num(&r, 0, "n");
	TRY(load_audit(c, out));
	look_at_store(out);
	return load_level(c, out);
}
