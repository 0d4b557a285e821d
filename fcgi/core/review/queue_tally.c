/* queue_tally.c: keeps the tallies of the queues. Which queues there are and who sees them is queue.c's. */
#include "core/review/queue_tally.h"

#include <string.h>

#include "base/clock.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/ctx.h"

static const char long_ago[] = "1000-01-01", never[] = "9999-12-31"; /* 0029_tally.sql */

struct queue_place queue_place(const struct application *app)
{
	return (struct queue_place){app->state, app->due_on, app->claimed_by == 0};
}

static enum err note(struct ctx *c, const char *state, const char *due_on, int64_t total, int64_t unclaimed)
{
	return db_do(c->db, c->arena, SQL_QUEUE_TALLY_NOTE, NULL, db_text(state), db_text(due_on), db_int(total),
		     db_int(unclaimed));
}

static enum err note_place(struct ctx *c, struct queue_place p, int sign)
{
	if (state_row(p.state)->work == ROLE_NONE)
		return OK; /* nobody's queue */
	return note(c, state_name(p.state), p.due_on[0] ? p.due_on : never, sign, p.unclaimed ? sign : 0);
}

enum err queue_tally_note(struct ctx *c, struct queue_place from, struct queue_place to)
{
	if (from.state == to.state && from.unclaimed == to.unclaimed && !strcmp(from.due_on, to.due_on))
		return OK;
	TRY(note_place(c, from, -1));
	return note_place(c, to, 1);
}

static const char *today(struct ctx *c)
{
	return date_iso(c->arena, clock_beijing_date(c->now));
}

enum err queue_tally_read(struct ctx *c, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_QUEUE_TALLIES, out, db_text(today(c)));
}

/* ---- folding ---- */

static enum err add(struct ctx *c, const struct db_rows *r, size_t i, const char *due_on)
{
	return db_do(c->db, c->arena, SQL_QUEUE_TALLY_ADD, NULL, db_text(db_str(r, i, "state")), db_text(due_on),
		     db_int(db_num(r, i, "total")), db_int(db_num(r, i, "unclaimed")));
}

static enum err fold_changes(struct ctx *c, int *folded)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_QUEUE_TALLY_CHANGES, &r, db_int(QUEUE_TALLY_STEP)));
	for (size_t i = 0; i < r.count; i++) {
		TRY(add(c, &r, i, db_str(&r, i, "due_on")));
		TRY(db_do(c->db, c->arena, SQL_QUEUE_TALLY_FOLDED, NULL, db_int(db_num(&r, i, "id"))));
	}
	*folded = (int)r.count;
	return OK;
}

/* Days that have passed become one, so that there are only as many rows as days to come. */
static enum err fold_past(struct ctx *c)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_QUEUE_TALLY_PAST, &r, db_text(long_ago), db_text(today(c))));
	for (size_t i = 0; i < r.count; i++) {
		TRY(add(c, &r, i, long_ago));
		TRY(db_do(c->db, c->arena, SQL_QUEUE_TALLY_REMOVE, NULL, db_text(db_str(&r, i, "state")),
			  db_text(db_str(&r, i, "due_on"))));
	}
	return OK;
}

enum err queue_tally_fold(struct ctx *c, int *folded)
{
	struct db_rows lock;

	TRY(db_do0(c->db, c->arena, SQL_QUEUE_TALLY_LOCK, &lock));
	TRY(fold_changes(c, folded));
	TRY(fold_past(c));
	return db_do0(c->db, c->arena, SQL_QUEUE_TALLY_CLEAR, NULL);
}

/* ---- checking ---- */

enum err queue_tally_differences(struct ctx *c, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_QUEUE_TALLY_DIFFERENCES, out, db_text(today(c)), db_text(long_ago), db_text(never));
}

/* Differences add up whatever their order, so what was counted a moment ago still holds. */
enum err queue_tally_mend(struct ctx *c, const struct db_rows *differences)
{
	for (size_t i = 0; i < differences->count; i++)
		TRY(note(c, db_str(differences, i, "state"), db_str(differences, i, "due_on"),
			 -db_num(differences, i, "total"), -db_num(differences, i, "unclaimed")));
	return OK;
}
