/* queue.c: the lists of cases. Who may open a case is application_for_staff's, claiming is review_mark.c's. */
#include "core/review/queue.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/calendar.h"
#include "core/ground/ctx.h"
#include "core/review/queue_tally.h"
#include "core/review/review_mark.h"

enum {
	EXCHANGE = ROLE_INITIAL_REVIEWER | ROLE_SECOND_REVIEWER | ROLE_EXCHANGE_SUPERVISOR,
	REGISTRY = ROLE_RECEIVER | ROLE_REGISTRY_REVIEWER | ROLE_REGISTRY_SUPERVISOR,
	EXCHANGE_TOP = ROLE_EXCHANGE_SUPERVISOR | ROLE_AUDITOR,
	REGISTRY_TOP = ROLE_REGISTRY_SUPERVISOR | ROLE_AUDITOR,
	NEXT_TRIES = 20, /* cases looked at for one to take, when others are faster */
};

/* Who sees a list: those whose work it is and the heads of their house; what is nobody's work all of who had it. */
#define TOP_EXCHANGE EXCHANGE_TOP
#define TOP_REGISTRY REGISTRY_TOP
#define TOP_OWNER 0
#define TOP_APPLICANT (EXCHANGE | ROLE_AUDITOR)
#define TOP_NOBODY (EXCHANGE | ROLE_AUDITOR)
#define TOP_ACCOUNTS (EXCHANGE | REGISTRY | ROLE_AUDITOR)

const struct queue queues[] = {
#define STATE(id, name, keeper, work, ...) {STATE_##id, ROLE_##work, ROLE_##work | TOP_##keeper, ROLE_##work == ROLE_NONE},
#include "core/application/states.def"
};
const size_t queue_count = sizeof queues / sizeof *queues;

const struct queue *queue_for(const struct actor *actor, const char *name)
{
	for (size_t i = 0; i < queue_count; i++)
		if (!strcmp(state_name(queues[i].state), name) && (queues[i].see & actor->roles))
			return &queues[i];
	return NULL;
}

const struct queue *queue_first(const struct actor *actor)
{
	for (size_t i = 0; i < queue_count; i++)
		if (queues[i].work & actor->roles)
			return &queues[i];
	for (size_t i = 0; i < queue_count; i++)
		if (queues[i].see & actor->roles)
			return &queues[i];
	return NULL;
}

enum err queue_tallies(struct ctx *c, struct queue_tally *out, int64_t *mine)
{
	struct db_rows rows;

	memset(out, 0, queue_count * sizeof *out);
	TRY(queue_tally_read(c, &rows));
	for (size_t r = 0; r < rows.count; r++)
		for (size_t i = 0; i < queue_count; i++)
			if (!strcmp(state_name(queues[i].state), db_str(&rows, r, "state")))
				out[i] = (struct queue_tally){db_num(&rows, r, "total"), db_num(&rows, r, "unclaimed"),
							      db_num(&rows, r, "late")};
	TRY(db_do(c->db, c->arena, SQL_QUEUE_MINE_COUNT, &rows, db_int(c->actor.id)));
	*mine = db_num(&rows, 0, "total");
	return OK;
}

enum err queue_page(struct ctx *c, const struct queue *q, int64_t since, int64_t id, struct db_rows *out)
{
	const char *state = state_name(q->state);

	if (state_row(q->state)->papers == PAPERS_AWAITED)
		return db_do(c->db, c->arena, SQL_QUEUE_AWAITED, out, db_time(c->arena, since < 0 ? 0 : since),
			     db_int(id), db_int(QUEUE_PAGE + 1));
	if (!q->newest_first)
		return db_do(c->db, c->arena, SQL_QUEUE_PAGE, out, db_text(state),
			     db_time(c->arena, since < 0 ? 0 : since), db_int(id), db_int(QUEUE_PAGE + 1));
	return db_do(c->db, c->arena, SQL_QUEUE_PAGE_NEWEST, out, db_text(state),
		     db_time(c->arena, since < 0 ? c->now + 1 : since), db_int(id), db_int(QUEUE_PAGE + 1));
}

enum err queue_mine(struct ctx *c, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_QUEUE_MINE, out, db_int(c->actor.id));
}

/* Of the stages whose supervisor the acting person is; auditors see both houses. */
static enum err supervised(struct ctx *c, enum sql_id statement, struct db_rows *out)
{
	return db_do(c->db, c->arena, statement, out,
		     db_int((c->actor.roles & (ROLE_EXCHANGE_SUPERVISOR | ROLE_AUDITOR)) != 0),
		     db_int((c->actor.roles & (ROLE_REGISTRY_SUPERVISOR | ROLE_AUDITOR)) != 0));
}

enum err queue_proposals(struct ctx *c, struct db_rows *out)
{
	return supervised(c, SQL_QUEUE_PROPOSALS, out);
}

enum err queue_objections(struct ctx *c, struct db_rows *out)
{
	return supervised(c, SQL_QUEUE_OBJECTIONS, out);
}

/* Claims made at or before this moment may be over; review_claim decides (two working days, rules.md § 4). */
static enum err claims_over(struct ctx *c, int64_t *before)
{
	struct date now = clock_beijing_date(c->now), day = date_add_days(now, -2);

	for (int days = 0; days <= 2; day = date_add_days(day, -1))
		TRY(calendar_working_days(c, day, now, &days));
	*before = clock_from_sql(arena_printf(c->arena, "%s 00:00:00", date_iso(c->arena, date_add_days(day, 2)))) -
		  8 * 3600;
	return OK;
}

enum err queue_next(struct ctx *c, const struct queue *q, struct application *out)
{
	struct db_rows rows;
	int64_t before;

	if (!(q->work & c->actor.roles))
		return ERR_DENIED;
	TRY(claims_over(c, &before));
	TRY(db_do(c->db, c->arena, SQL_QUEUE_NEXT, &rows, db_text(state_name(q->state)), db_time(c->arena, before),
		  db_int(c->actor.id), db_int(NEXT_TRIES)));
	for (size_t i = 0; i < rows.count; i++) {
		enum err e = application_for_staff(c, db_str(&rows, i, "public_id"), out);

		if (e == OK)
			e = review_claim(c, out);
		if (e == OK)
			return OK;
		if (e != ERR_DENIED && e != ERR_STALE && e != ERR_NOT_FOUND)
			return e; /* denied: the person is related to it; stale: somebody was faster */
	}
	return ERR_NOT_FOUND;
}
