/* revision.c: a revision of the notice from draft to release: who may do what, one compare-and-set at a time. Its catalogue
 * is revision_material.c's, comparing revision_diff.c's, open applications revision_open.c's. */
#include "core/notice/revision.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/notice/catalogue.h"

static const char *const state_names[] = {"draft", "proposed", "released", "withdrawn"};

static enum revision_state state_of(const char *name)
{
	for (size_t s = 0; s < sizeof state_names / sizeof *state_names; s++)
		if (!strcmp(name, state_names[s]))
			return (enum revision_state)s;
	die("revision: unknown state %s", name);
}

static const char *today(struct ctx *c)
{
	return date_iso(c->arena, clock_beijing_date(c->now));
}

enum err revision_list(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_REVISION_LIST, out);
}

enum err revision_now(struct ctx *c, int *id)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_REVISION_ON, &rows, db_text(today(c))));
	*id = rows.count ? (int)db_num(&rows, 0, "id") : 0;
	return OK;
}

enum err revision_load(struct ctx *c, int id, struct revision *out)
{
	int now;

	*out = (struct revision){.id = id};
	TRY(db_do(c->db, c->arena, SQL_REVISION_LOAD, &out->row, db_int(id)));
	TRY(revision_now(c, &now));
	out->state = state_of(db_str(&out->row, 0, "state"));
	out->changes = (int)db_num(&out->row, 0, "changes");
	out->effective_on = db_str(&out->row, 0, "effective_on");
	out->prepared_by = db_num(&out->row, 0, "prepared_id");
	out->changed_by = db_num(&out->row, 0, "changed_id");
	out->holds = id == now;
	out->past = !out->holds && out->state == REVISION_RELEASED && strcmp(out->effective_on, today(c)) <= 0;
	return OK;
}

enum err revision_before(struct ctx *c, const struct revision *rev, int *id)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_REVISION_BEFORE, &rows, db_int(rev->id)));
	*id = rows.count ? (int)db_num(&rows, 0, "id") : 0;
	return OK;
}

/* ---- writing ---- */

enum err revision_copy(struct ctx *c, int from, int number)
{
	struct revision other;

	if (!(c->actor.roles & ROLE_EDITOR))
		return refuse(c, ERR_DENIED, "revision_denied");
	TRY(revision_load(c, from, &other));
	enum err e = db_do(c->db, c->arena, SQL_REVISION_COPY, NULL, db_int(number), db_text(today(c)), db_int(c->actor.id),
			   db_time(c->arena, c->now), db_int(from));
	TRY(refuse_when(c, e, ERR_CONFLICT, "revision_taken"));
	TRY(db_do(c->db, c->arena, SQL_REVISION_COPY_MATERIALS, NULL, db_int(number), db_int(from)));
	TRY(db_do(c->db, c->arena, SQL_REVISION_COPY_SLOTS, NULL, db_int(number), db_int(from)));
	audit_note(c, "revision.copy", "revision", number, "{\"from\":%d}", from);
	return OK;
}

/* The row lock, and the compare of compare-and-set. */
static enum err lock(struct ctx *c, const struct revision *rev, int seen)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_REVISION_LOCK, &rows, db_int(rev->id)));
	if (db_num(&rows, 0, "changes") != seen || state_of(db_str(&rows, 0, "state")) != rev->state)
		return refuse(c, ERR_STALE, "revision_stale");
	return OK;
}

enum err revision_begin_change(struct ctx *c, const struct revision *rev, int seen)
{
	if (!(c->actor.roles & ROLE_EDITOR))
		return refuse(c, ERR_DENIED, "revision_denied");
	TRY(lock(c, rev, seen));
	if (rev->state != REVISION_DRAFT)
		return refuse(c, ERR_DENIED, "revision_denied");
	return db_do(c->db, c->arena, SQL_REVISION_CHANGED, NULL, db_int(c->actor.id), db_time(c->arena, c->now),
		     db_int(rev->id));
}

enum err revision_save(struct ctx *c, const struct revision *rev, int seen, const struct revision_text *text)
{
	TRY(revision_begin_change(c, rev, seen));
	enum err e = db_do(c->db, c->arena, SQL_REVISION_SAVE, NULL, db_int(text->number), db_text(text->title),
			   db_text(text->published_on), db_text(text->body), db_text(text->mail_address),
			   db_text(text->mail_recipient), db_text(text->mail_postcode), db_text(text->mail_phone),
			   db_text(text->mail_note), db_text(text->document_set), db_int(rev->id));
	TRY(refuse_when(c, e, ERR_CONFLICT, "revision_taken"));
	audit_note(c, "revision.save", "revision", text->number, "{\"was\":%d,\"changes\":%d}", rev->id, seen + 1);
	return OK;
}

/* ---- from hand to hand ---- */

static const struct row {
	enum revision_action action;
	const char *name;
	enum revision_state from, to;
	unsigned roles;
} moves[] = {
/*	  action              name         from                to                  who */
	{REVISION_PROPOSE,   "propose",   REVISION_DRAFT,     REVISION_PROPOSED,  ROLE_EDITOR},
	{REVISION_SEND_BACK, "send_back", REVISION_PROPOSED,  REVISION_DRAFT,     ROLE_EDITOR | ROLE_EXCHANGE_SUPERVISOR},
	{REVISION_RELEASE,   "release",   REVISION_PROPOSED,  REVISION_RELEASED,  ROLE_EDITOR | ROLE_EXCHANGE_SUPERVISOR},
	{REVISION_WITHDRAW,  "withdraw",  REVISION_DRAFT,     REVISION_WITHDRAWN, ROLE_EDITOR},
	{REVISION_WITHDRAW,  "withdraw",  REVISION_RELEASED,  REVISION_WITHDRAWN, ROLE_EDITOR | ROLE_EXCHANGE_SUPERVISOR},
	{REVISION_REOPEN,    "reopen",    REVISION_WITHDRAWN, REVISION_DRAFT,     ROLE_EDITOR},
};

const char *revision_action_name(enum revision_action a)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].action == a)
			return moves[i].name;
	die("revision: unknown action %d", (int)a);
}

static const struct row *row_find(enum revision_state from, enum revision_action a)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].from == from && moves[i].action == a)
			return &moves[i];
	return NULL;
}

/* The name of the reason, NULL: they may. */
static const char *why_not(const struct ctx *c, const struct revision *rev, enum revision_action a)
{
	const struct row *row = row_find(rev->state, a);

	if (!row || !(c->actor.roles & row->roles))
		return "revision_denied";
	if (a == REVISION_RELEASE && (c->actor.id == rev->prepared_by || c->actor.id == rev->changed_by))
		return "revision_own";
	return rev->state == REVISION_RELEASED && (rev->holds || rev->past) ? "revision_denied" : NULL;
}

bool revision_may(const struct ctx *c, const struct revision *rev, enum revision_action a)
{
	return why_not(c, rev, a) == NULL;
}

static enum err nothing_asked(struct ctx *c, const struct revision *rev, bool *out)
{
	struct catalogue cat;

	TRY(catalogue_load(c, rev->id, &cat));
	*out = cat.material.count == 0;
	return OK;
}

static enum err check(struct ctx *c, const struct revision *rev, enum revision_action a, const char *remark,
		      const char *day)
{
	struct date d;
	bool empty = false;

	if (a == REVISION_SEND_BACK && !remark[0])
		return refuse(c, ERR_INVALID, "revision_remark");
	if (a == REVISION_RELEASE && (!date_parse(day, &d) || strcmp(day, today(c)) < 0))
		return refuse(c, ERR_INVALID, "revision_day");
	if (a == REVISION_PROPOSE)
		TRY(nothing_asked(c, rev, &empty));
	return empty ? refuse(c, ERR_INVALID, "revision_empty") : OK;
}

static enum err write_move(struct ctx *c, const struct revision *rev, enum revision_action a, const char *remark,
			   const char *day)
{
	struct db_value id = db_int(rev->id), who = db_int(c->actor.id), now = db_time(c->arena, c->now);

	switch (a) {
	case REVISION_PROPOSE:
		return db_do(c->db, c->arena, SQL_REVISION_PROPOSE, NULL, who, now, id);
	case REVISION_SEND_BACK:
		return db_do(c->db, c->arena, SQL_REVISION_SEND_BACK, NULL, db_text(remark), id);
	case REVISION_RELEASE:
		return db_do(c->db, c->arena, SQL_REVISION_RELEASE, NULL, db_text(day), who, now, id);
	case REVISION_WITHDRAW:
		return db_do(c->db, c->arena, SQL_REVISION_WITHDRAW, NULL, db_text(remark), id);
	case REVISION_REOPEN:
		return db_do(c->db, c->arena, SQL_REVISION_REOPEN, NULL, who, now, id);
	case REVISION_ACTION_COUNT:
		break;
	}
	die("revision: unknown action %d", (int)a);
}

enum err revision_move(struct ctx *c, const struct revision *rev, int seen, enum revision_action a, const char *remark,
		       const char *day)
{
	TRY(lock(c, rev, seen));
	const char *why = why_not(c, rev, a);
	if (why)
		return refuse(c, ERR_DENIED, why);
	TRY(check(c, rev, a, remark, day));
	TRY(refuse_when(c, write_move(c, rev, a, remark, day), ERR_CONFLICT, "revision_day_taken"));
	audit_note(c, arena_printf(c->arena, "revision.%s", revision_action_name(a)), "revision", rev->id,
		   "{\"from\":\"%s\",\"to\":\"%s\",\"changes\":%d,\"day\":\"%s\"}", state_names[rev->state],
		   state_names[row_find(rev->state, a)->to], seen + 1,
		   a == REVISION_RELEASE ? day : a == REVISION_WITHDRAW ? rev->effective_on : "");
	return OK;
}
