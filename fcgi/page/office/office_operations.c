/* office_operations.c: the operators' page: how the programs and what they ask are, and what waits for how long. Asks nobody
 * itself; every line says how old it is and what to do. The words are label/operations.hdf's: of each thing and state. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/house/health.h"
#include "core/house/operations.h"
#include "core/message/message.h"
#include "core/money/pay_way.h"
#include "gate/clamd.h"
#include "page/office/office_pages.h"
#include "page/page.h"
#include "web/view.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
/* Waiting that is normal, and waiting somebody has to look at. */
enum {
	MESSAGE_SLOW_S = 5 * MINUTE, MESSAGE_STUCK_S = 30 * MINUTE,
	SCAN_SLOW_S = 10 * MINUTE, SCAN_STUCK_S = 2 * HOUR,
	REFUND_SLOW_S = HOUR, REFUND_STUCK_S = DAY,
	AUDIT_STUCK_S = MINUTE,
};

/* row.age and row.unit; nothing for -1. */
static void show_age(struct req *r, const char *row, int64_t s)
{
	if (s < 0)
		return;
	bool minutes = s < HOUR, hours = s < 2 * DAY;
	view_num(r, arena_printf(r->arena, "%s.age", row), s < MINUTE ? 0 : minutes ? s / MINUTE : hours ? s / HOUR : s / DAY);
	view_set(r, arena_printf(r->arena, "%s.unit", row),
		 s < MINUTE ? "now" : minutes ? "minute" : hours ? "hour" : "day");
}

/* The next row of a table; state is the key of its words, tone that of its colour (done wait wrong plain). */
static const char *show_line(struct req *r, const char *table, size_t n, const char *name, const char *state, const char *tone)
{
	const char *row = arena_printf(r->arena, "%s.%zu", table, n);

	view_set(r, arena_printf(r->arena, "%s.name", row), name);
	view_set(r, arena_printf(r->arena, "%s.state", row), state);
	view_set(r, arena_printf(r->arena, "%s.tone", row), tone);
	return row;
}

/* ---- programs ---- */

/* What of the newest word counts: one that is too old says only that nobody speaks any more. */
static const char *state_of(const char *said, int64_t age)
{
	if (age > HEALTH_LOST_S)
		return "lost";
	if (!strcmp(said, "good") && age > HEALTH_LATE_S)
		return "late";
	return said;
}

static const char *tone_of(const char *state)
{
	if (!strcmp(state, "good"))
		return "done";
	if (!strcmp(state, "late"))
		return "wait";
	return strcmp(state, "off") ? "wrong" : "plain";
}

/* Answers its row. */
static const char *show_program(struct req *r, size_t n, const char *name, const struct db_rows *words)
{
	const char *state = "never", *detail = "", *row;
	int64_t age = -1;

	for (size_t i = 0; i < words->count; i++)
		if (!strcmp(db_str(words, i, "name"), name)) {
			age = r->now - db_when(words, i, "at");
			age = age < 0 ? 0 : age;
			state = state_of(db_str(words, i, "state"), age);
			detail = db_str(words, i, "detail");
		}
	bool scans = !strcmp(name, "scanner") || !strcmp(name, "clamd");
	if (scans && !clamd_is_on())
		state = "off";
	/* Files nobody scans are allowed, and still something to think about. */
	row = show_line(r, "program", n, name, state,
			!strcmp(name, "clamd") && !strcmp(state, "off") ? "wait" : tone_of(state));
	view_set(r, arena_printf(r->arena, "%s.detail", row), detail);
	show_age(r, row, age);
	return row;
}

/* A cashier's words are made with its provider's. */
static void show_cashier(struct req *r, size_t n, const char *provider, const struct db_rows *words)
{
	const char *row = show_program(r, n, arena_printf(r->arena, "cashier_%s", provider), words);

	view_set(r, arena_printf(r->arena, "%s.cashier", row), provider);
}

static void show_programs(struct req *r, const struct db_rows *words)
{
	static const char *const rest[] = {"press", "scanner", "clamd"};

	(void)show_program(r, 0, "courier", words);
	for (size_t i = 0; i < PAY_WAYS; i++)
		show_cashier(r, 1 + i, pay_ways[i].name, words);
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		(void)show_program(r, 1 + PAY_WAYS + i, rest[i], words);
}

/* Whose right to what statement is missing, from the n-th line of the table of places on. */
static void show_rights(struct req *r, size_t n, const struct db_rows *words)
{
	static const char prefix[] = HEALTH_NO_RIGHT;

	for (size_t i = 0; i < words->count; i++) {
		const char *name = db_str(words, i, "name"), *row;

		if (strncmp(name, prefix, sizeof prefix - 1) != 0)
			continue;
		row = show_line(r, "place", n++, "right", "missing", "wrong");
		view_set(r, arena_printf(r->arena, "%s.user", row), name + sizeof prefix - 1);
		view_set(r, arena_printf(r->arena, "%s.detail", row), db_str(words, i, "detail"));
		show_age(r, row, r->now < db_when(words, i, "at") ? 0 : r->now - db_when(words, i, "at"));
	}
}

/* ---- what waits ---- */

static const char *tone_of_age(int64_t age, int64_t slow, int64_t stuck)
{
	return age > stuck ? "wrong" : age > slow ? "wait" : "done";
}

static void show_channel(struct req *r, size_t n, const struct operations_queue *q)
{
	const char *tone = tone_of_age(q->oldest_s, MESSAGE_SLOW_S, MESSAGE_STUCK_S);
	const char *state = strcmp(tone, "done") ? "slow" : q->dead_today ? "dead" : q->failing ? "failing" : "good";
	const char *row = show_line(r, "channel", n, q->name, state, strcmp(state, "dead") ? tone : "wait");

	view_num(r, arena_printf(r->arena, "%s.n", row), q->n);
	view_num(r, arena_printf(r->arena, "%s.failing", row), q->failing);
	view_num(r, arena_printf(r->arena, "%s.dead", row), q->dead_today);
	show_age(r, row, q->oldest_s);
	view_set(r, arena_printf(r->arena, "%s.problem", row), q->problem);
	view_set(r, arena_printf(r->arena, "%s.why", row), message_problem_key(r->arena, q->problem));
	view_set(r, arena_printf(r->arena, "%s.why_class", row), message_problem_class(r->arena, q->problem));
}

/* One for the hour, one for the day; the state is of both together. */
static void show_budget(struct req *r, size_t n, const struct sms_budget *b)
{
	static const struct { const char *state, *tone; } of[] = {
		[SMS_BUDGET_GOOD] = {"good", "done"}, [SMS_BUDGET_NEAR] = {"near", "wait"},
		[SMS_BUDGET_STRANGERS] = {"strangers", "wrong"}, [SMS_BUDGET_FULL] = {"spent", "wrong"},
	};
	enum sms_budget_state s = sms_budget_state(b);
	const char *hour = show_line(r, "channel", n, "sms_hour", of[s].state, of[s].tone);
	const char *day = show_line(r, "channel", n + 1, "sms_day", of[s].state, of[s].tone);

	view_num(r, arena_printf(r->arena, "%s.n", hour), b->hour);
	view_num(r, arena_printf(r->arena, "%s.max", hour), b->hour_max);
	view_num(r, arena_printf(r->arena, "%s.n", day), b->day);
	view_num(r, arena_printf(r->arena, "%s.max", day), b->day_max);
}

static void show_scan(struct req *r, size_t n, const struct operations_queue *q)
{
	const char *tone = tone_of_age(q->oldest_s, SCAN_SLOW_S, SCAN_STUCK_S), *row;

	if (!q->n || !strcmp(q->name, "infected"))
		tone = q->n ? "plain" : "done";
	else if (!strcmp(q->name, "error") && !strcmp(tone, "done"))
		tone = "wait";
	row = show_line(r, "scan", n, q->name, q->n ? "some" : "good", tone);
	view_num(r, arena_printf(r->arena, "%s.n", row), q->n);
	show_age(r, row, q->oldest_s);
}

static void show_unscanned(struct req *r, size_t n, int64_t count)
{
	const char *row = show_line(r, "scan", n, "none", count ? clamd_is_on() ? "some" : "off" : "good", count ? "wait" : "done");

	view_num(r, arena_printf(r->arena, "%s.n", row), count);
	if (count >= 1000)
		view_set(r, arena_printf(r->arena, "%s.more", row), "1");
}

static void show_provider(struct req *r, size_t n, const struct operations_queue *q)
{
	const char *state = q->late ? "late" : q->begun && q->oldest_s > MINUTE ? "slow" : "good";
	const char *row = show_line(r, "money", n, q->name, state, !strcmp(state, "good") ? "done" : "wrong");

	view_set(r, arena_printf(r->arena, "%s.way", row), q->name);
	if (pay_ways[n].shows_code)
		view_set(r, arena_printf(r->arena, "%s.shows_code", row), "1");
	view_num(r, arena_printf(r->arena, "%s.n", row), q->n);
	show_age(r, row, q->oldest_s);
}

static void show_book(struct req *r, size_t n, const char *name, const struct operations_queue *q)
{
	const char *tone = q->failing ? "wait" : tone_of_age(q->oldest_s, REFUND_SLOW_S, REFUND_STUCK_S);
	const char *row = show_line(r, "money", n, name, strcmp(tone, "done") ? "failing" : "good", tone);

	view_num(r, arena_printf(r->arena, "%s.n", row), q->n);
	show_age(r, row, q->oldest_s);
}

/* A row is linked within a second: one that waits for a minute is an alarm. */
static void show_audit(struct req *r, size_t n, const struct operations_queue *q)
{
	bool stuck = q->oldest_s > AUDIT_STUCK_S;
	const char *row = show_line(r, "place", n, q->name, stuck ? "slow" : "good", stuck ? "wrong" : "done");

	view_num(r, arena_printf(r->arena, "%s.n", row), q->n);
	if (q->n >= 1000)
		view_set(r, arena_printf(r->arena, "%s.more", row), "1");
	show_age(r, row, q->oldest_s);
}

static void show_rest(struct req *r, const struct operations *o)
{
	const char *row = show_line(r, "money", PAY_WAYS + 2, "differences", o->differences ? "some" : "good",
				    o->differences ? "wait" : "done");

	view_num(r, arena_printf(r->arena, "%s.n", row), o->differences);
	row = show_line(r, "place", 0, "store", o->store,
			!strcmp(o->store, "good") ? "done" : !strcmp(o->store, "low") ? "wait" : "wrong");
	view_num(r, arena_printf(r->arena, "%s.free", row), o->store_free_mb);
	row = show_line(r, "place", 1, "level", o->level_done ? "good" : "unfinished", o->level_done ? "done" : "wrong");
	view_set(r, arena_printf(r->arena, "%s.detail", row), o->level);
	show_audit(r, 2, &o->audit);
}

/* Accounts whose order, reminder or suspension does not succeed. */
static void show_fees(struct req *r, size_t n, const struct db_rows *words)
{
	const char *detail = "", *row;
	char *example;

	for (size_t i = 0; i < words->count; i++)
		if (!strcmp(db_str(words, i, "name"), HEALTH_FEES))
			detail = db_str(words, i, "detail");
	long long failing = strtoll(detail, &example, 10);

	row = show_line(r, "money", n, "fees", failing ? "failing" : "good", failing ? "wrong" : "done");
	view_num(r, arena_printf(r->arena, "%s.n", row), failing);
	view_set(r, arena_printf(r->arena, "%s.example", row), example);
}

enum err office_operations(struct req *r)
{
	struct operations o;
	struct db_rows words;

	TRY(health_list(page_ctx(r), &words));
	show_programs(r, &words);
	TRY(operations_load(page_ctx(r), &o));
	for (size_t i = 0; i < 2; i++)
		show_channel(r, i, &o.channel[i]);
	for (size_t i = 0; i < PAY_WAYS; i++)
		show_provider(r, i, &o.provider[i]);
	show_budget(r, 2, &o.sms);
	for (size_t i = 0; i < 4; i++)
		show_scan(r, i, &o.scan[i]);
	show_unscanned(r, 4, o.unscanned);
	show_book(r, PAY_WAYS, "refunds", &o.refunds);
	show_book(r, PAY_WAYS + 1, "bills", &o.bills);
	show_rest(r, &o);
	show_fees(r, PAY_WAYS + 3, &words);
	show_rights(r, 3, &words);
	return OK;
}
