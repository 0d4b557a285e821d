/* kind_change.c: changes of kind from hand to hand. The duty to pay is fee_duty.c's. */
#include "core/account/kind_change.h"

#include <string.h>

#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/message/outbox.h"
#include "core/money/fee.h"
#include "core/money/fee_duty.h"
#include "core/money/fee_time.h"

/* ---- reading ---- */

enum err kind_change_account(struct ctx *c, const char *number, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_KIND_CHANGE_ACCOUNT, out, db_text(number));
}

enum err kind_change_number(struct ctx *c, int64_t application_id, const char **number)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_KIND_CHANGE_NUMBER, &r, db_int(application_id)));
	*number = r.count ? db_str(&r, 0, "number") : NULL;
	return OK;
}

enum err kind_changes_of(struct ctx *c, int64_t account_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_KIND_CHANGES_OF, out, db_int(account_id));
}

enum err kind_changes(struct ctx *c, int64_t before_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_KIND_CHANGES, out, db_int(before_id ? before_id : INT64_MAX));
}

enum err kind_change_waiting(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_KIND_CHANGE_WAITING, out);
}

/* ---- the first person ---- */

enum err kind_change_propose(struct ctx *c, const char *number, const char *seen, const char *to, const char *reason)
{
	struct db_rows account, row;

	TRY(kind_change_account(c, number, &account));
	int64_t id = db_num(&account, 0, "id");
	const char *from = db_str(&account, 0, "kind");
	if (strcmp(from, seen) != 0)
		return refuse(c, ERR_STALE, "kind_moved");
	if (strcmp(db_str(&account, 0, "state"), "closed") == 0)
		return refuse(c, ERR_INVALID, "kind_closed");
	if (strcmp(from, to) == 0)
		return refuse(c, ERR_INVALID, "kind_same");
	enum err e = db_do(c->db, c->arena, SQL_KIND_CHANGE_PROPOSE, &row, db_int(id), db_text(from), db_text(to),
			   db_text(reason), db_int(c->actor.id), db_time(c->arena, c->now));
	TRY(refuse_when(c, e, ERR_CONFLICT, "kind_waiting"));
	audit_note(c, "account.kind_propose", "trading_account", id, "{\"change\":%llu,\"from\":\"%s\",\"to\":\"%s\"}",
		   (unsigned long long)row.insert_id, from, to);
	return OK;
}

/* ---- the second ---- */

struct change {
	int64_t id, account_id, proposed_by;
	const char *from, *to;
};

static enum err load(struct ctx *c, const char *number, int64_t id, struct change *out)
{
	struct db_rows account, r;

	TRY(kind_change_account(c, number, &account));
	out->account_id = db_num(&account, 0, "id");
	TRY(db_do(c->db, c->arena, SQL_KIND_CHANGE_FIND, &r, db_int(id), db_int(out->account_id)));
	out->id = id;
	out->proposed_by = db_num(&r, 0, "proposed_by");
	out->from = db_str(&r, 0, "from_kind");
	out->to = db_str(&r, 0, "to_kind");
	return OK;
}

/* For a change that found what it changes as it no longer is. */
static enum err stale(struct ctx *c, enum err e, const char *name)
{
	return e == ERR_CONFLICT ? refuse(c, ERR_STALE, name) : e;
}

static enum err decide(struct ctx *c, const struct change *change, const char *state)
{
	enum err e = db_do(c->db, c->arena, SQL_KIND_CHANGE_DECIDE, NULL, db_text(state), db_int(c->actor.id),
			   db_time(c->arena, c->now), db_int(change->id));

	return stale(c, e, "kind_decided");
}

static enum err write_kind(struct ctx *c, const struct change *change)
{
	struct db_value to = db_text(change->to), from = db_text(change->from), id = db_int(change->account_id);

	TRY(stale(c, db_do(c->db, c->arena, SQL_KIND_CHANGE_TRADING, NULL, to, id, from), "kind_moved"));
	TRY(stale(c, db_do(c->db, c->arena, SQL_KIND_CHANGE_REGISTRY, NULL, to, id, from), "kind_moved"));
	audit_note(c, "account.kind", "trading_account", change->account_id,
		   "{\"change\":%lld,\"from\":\"%s\",\"to\":\"%s\"}", (long long)change->id, change->from, change->to);
	return OK;
}

/* Both kinds pay, or neither does: nothing changes about fees; an order keeps the amount it was made with. */
static enum err duty(struct ctx *c, const struct change *change)
{
	bool paid = fee_applies(change->from), pays = fee_applies(change->to);
	enum message message = MESSAGE_ACCOUNT_KIND;
	int64_t due_fen = 0;

	if (pays && !paid)
		TRY(fee_duty_begin(c, change->account_id, change->to, &due_fen));
	if (paid && !pays)
		TRY(fee_duty_end(c, change->account_id));
	if (pays != paid && (paid || due_fen > 0))
		message = pays ? MESSAGE_FEE_BEGINS : MESSAGE_FEE_ENDS;
	return fee_tell(c, message, change->account_id, "amount", text_amount(c->arena, due_fen));
}

enum err kind_change_confirm(struct ctx *c, const char *number, int64_t id)
{
	struct change change;

	TRY(load(c, number, id, &change));
	if (change.proposed_by == c->actor.id)
		return refuse(c, ERR_DENIED, "finance_four_eyes");
	TRY(decide(c, &change, "confirmed"));
	TRY(fee_duty_lock(c, change.account_id));
	TRY(write_kind(c, &change));
	return duty(c, &change);
}

enum err kind_change_withdraw(struct ctx *c, const char *number, int64_t id)
{
	struct change change;

	TRY(load(c, number, id, &change));
	TRY(decide(c, &change, "withdrawn"));
	audit_note(c, "account.kind_withdraw", "trading_account", change.account_id, "{\"change\":%lld}", (long long)id);
	return OK;
}
