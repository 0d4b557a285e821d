/* finance_why.c: why is it not paid? From the facts of an order to what a person should be told, the gravest first. Pure. */
#include "core/finance/finance_why.h"

#include <string.h>

#include "core/finance/finance.h"
#include "core/money/pay_way.h"

enum { IDLE_S = 30 }; /* a cashier that runs takes a wish to its provider within a second */

struct list {
	struct finance_why *v;
	size_t n;
};

static struct finance_why *add(struct list *l, const char *code)
{
	struct finance_why *w = &l->v[l->n < FINANCE_WHY_MAX ? l->n++ : FINANCE_WHY_MAX - 1];

	*w = (struct finance_why){code, "", "", "", "", -1, 0, -1, -1, 0, false};
	return w;
}

static bool is(const struct db_rows *r, size_t i, const char *column, const char *value)
{
	return strcmp(db_str(r, i, column), value) == 0;
}

/* ---- money ---- */

/* Money nobody owed, or with a time that cannot be, until it has been given back or accepted. */
static void surplus(struct list *l, const struct db_rows *payments)
{
	for (size_t i = 0; i < payments->count; i++) {
		bool is_held = is(payments, i, "state", "held");

		if ((!is_held && !is(payments, i, "state", "surplus")) || is(payments, i, "refund_state", "done"))
			continue;
		struct finance_why *w = add(l, *db_str(payments, i, "refund_state") ? "refunding" : is_held ? "held" : "twice");
		w->provider = db_str(payments, i, "provider");
		w->number = db_str(payments, i, "trade_no");
		w->amount_fen = db_num(payments, i, "amount_fen");
		w->at = db_when(payments, i, "paid_at");
	}
}

static void paid(struct list *l, const struct finance_order *f)
{
	struct finance_why *w = add(l, "paid");

	for (size_t i = 0; i < f->payments.count; i++)
		if (is(&f->payments, i, "state", "applied"))
			w->provider = db_str(&f->payments, i, "provider");
	w->at = f->order.paid_at;
}

/* Verified words that do not fit: the last of each kind is enough. */
static void mismatches(struct list *l, const struct finance_order *f)
{
	const struct db_rows *m = &f->mismatches;

	for (size_t i = 0; i < m->count; i++) {
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again = again || is(m, k, "differs", db_str(m, i, "differs"));
		if (again)
			continue;
		struct finance_why *w = add(l, db_str(m, i, "differs"));
		w->provider = db_str(m, i, "provider");
		w->number = db_str(m, i, "trade_no");
		w->text = db_str(m, i, "currency");
		w->amount_fen = db_num(m, i, "amount_fen");
		w->off_fen = w->amount_fen - f->order.amount_fen;
		w->at = db_when(m, i, "noted_at");
	}
}

/* Is a trade spoken of already? */
static bool told(const struct list *l, const char *number)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].number, number) == 0)
			return true;
	return false;
}

static void only_in_bill(struct list *l, const struct db_rows *bill)
{
	for (size_t i = 0; i < bill->count; i++) {
		if (!is(bill, i, "result", "only_there") || !is(bill, i, "kind", "payment") ||
		    told(l, db_str(bill, i, "number")))
			continue;
		struct finance_why *w = add(l, "bill");
		w->provider = db_str(bill, i, "provider");
		w->text = db_str(bill, i, "day");
		w->number = db_str(bill, i, "number");
		w->amount_fen = db_num(bill, i, "there_fen");
		return;
	}
}

/* Those that are sealed may be about another order: only worth a word when nothing better is known. */
static void unbelieved(struct list *l, const struct finance_order *f)
{
	if (f->unbelieved.count == 0 || (l->n > 0 && f->unbelieved_sealed))
		return;
	struct finance_why *w = add(l, db_str(&f->unbelieved, 0, "verdict"));
	w->provider = f->unbelieved_of;
	w->sealed = f->unbelieved_sealed;
	w->count = (int)f->unbelieved.count;
	w->at = db_when(&f->unbelieved, 0, "received_at");
}

static void transfer(struct list *l, const struct db_rows *t)
{
	if (t->count == 0 || is(t, 0, "state", "confirmed"))
		return;
	if (is(t, 0, "state", "rejected") && !*db_str(t, 0, "note"))
		return; /* replaced by its payer */
	struct finance_why *w = add(l, db_str(t, 0, "state"));
	bool matched = is(t, 0, "state", "matched");
	w->at = db_when(t, 0, matched ? "matched_at" : "declared_at");
	w->text = db_str(t, 0, matched ? "matched_name" : is(t, 0, "state", "rejected") ? "note" : "payer_name");
}

/* ---- attempts ---- */

static const char *open_code(const char *provider)
{
	const struct pay_way *way = pay_way(provider);

	return way != NULL && way->shows_code ? "open_code" : "open_page";
}

static const char *attempt_code(const struct db_rows *a, size_t i, int64_t now)
{
	bool problem = *db_str(a, i, "problem") != '\0';

	if (is(a, i, "state", "wanted"))
		return problem ? "unreached" : db_when(a, i, "created_at") + IDLE_S < now ? "idle" : "going";
	if (is(a, i, "state", "failed"))
		return "refused";
	if (problem && !is(a, i, "state", "closed"))
		return "unanswered";
	if (is(a, i, "state", "open") && db_when(a, i, "expires_at") > now)
		return open_code(db_str(a, i, "provider"));
	return is(a, i, "state", "open") ? "over" : db_str(a, i, "state");
}

/* The newest says it: what came before it was given up by the payer. */
static void attempt(struct list *l, const struct db_rows *a, int64_t now)
{
	if (a->count == 0) {
		if (l->n == 0)
			add(l, "none");
		return;
	}
	if (is(a, 0, "problem", "mismatch"))
		return; /* told with what differs */
	struct finance_why *w = add(l, attempt_code(a, 0, now));
	int64_t since = db_when(a, 0, "problem_since"), opened = db_when(a, 0, "opened_at");
	w->provider = db_str(a, 0, "provider");
	w->problem = db_str(a, 0, "problem");
	w->at = since >= 0 ? since : opened >= 0 ? opened : db_when(a, 0, "created_at");
	w->until = db_when(a, 0, "expires_at");
	w->count = (int)db_num(a, 0, "tries");
}

size_t finance_why(const struct finance_order *f, int64_t now, struct finance_why out[FINANCE_WHY_MAX])
{
	struct list l = {out, 0};

	surplus(&l, &f->payments);
	if (strcmp(f->order.state, "paid") == 0) {
		paid(&l, f);
		return l.n;
	}
	if (strcmp(f->order.state, "closed") == 0)
		add(&l, "cancelled");
	mismatches(&l, f);
	only_in_bill(&l, &f->bill);
	unbelieved(&l, f);
	transfer(&l, &f->transfers);
	attempt(&l, &f->attempts, now);
	return l.n;
}
