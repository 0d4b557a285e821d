/* cashier_book.c: refunds and the day's bill. */
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/finance/bill.h"
#include "core/ground/ctx.h"
#include "core/money/refund.h"
#include "main/cashier/cashier.h"

/* ---- refunds ---- */

struct giving {
	const struct pay_provider *provider;
	struct refund refund;
	bool found, done;
	const char *problem, *number;
};

static enum err claim(struct ctx *c, void *arg)
{
	struct giving *g = arg;

	return refund_claim(c, g->provider->is.name, CASHIER_LEASE_S, &g->found, &g->refund);
}

/* A provider may say of a repeat only that no more money moved, and refuse one of an order given back whole: whether the first went
 * through is a question of its own. */
static enum err asked(struct pay_call *call, const struct giving *g, enum err e, struct pay_refunded *answer)
{
	bool unclear = e == ERR_CONFLICT || (e == OK && answer->state == PAY_REFUND_PENDING);
	struct pay_refunded known = {0};
	const char *problem = call->problem;

	if (unclear && g->provider->refund_query(call, g->refund.reference, g->refund.public_id, &known) == OK &&
	    known.state != PAY_REFUND_NONE) {
		*answer = known;
		return OK;
	}
	call->problem = problem;
	return e;
}

/* The same number again repeats nothing, so it is simply asked for until the provider says that it is done. */
static void give(struct arena *a, struct giving *g)
{
	struct pay_call call = {.arena = a, .now = clock_now(), .problem = ""};
	struct pay_refunded answer = {0};
	const struct pay_refund wish = {
		.out_trade_no = g->refund.reference,
		.out_refund_no = g->refund.public_id,
		.total_fen = g->refund.amount_fen,
		.amount_fen = g->refund.amount_fen,
		.reason = conf_str(CONF_PAY_REFUND_REASON),
		.notify_url = arena_printf(a, "%s%s", conf_str(CONF_PAY_NOTIFY_URL), g->provider->is.name),
	};
	enum err e = asked(&call, g, g->provider->refund(&call, &wish, &answer), &answer);

	g->done = e == OK && answer.state == PAY_REFUND_DONE;
	g->number = answer.refund_id ? answer.refund_id : "";
	g->problem = "";
	if (e != OK)
		g->problem = *call.problem ? call.problem : err_name(e);
	else if (answer.state == PAY_REFUND_FAILED)
		g->problem = answer.state_word;
}

static enum err note_given(struct ctx *c, void *arg)
{
	const struct giving *g = arg;

	return g->done ? refund_done(c, &g->refund, g->number) : refund_later(c, &g->refund, g->problem);
}

enum err cashier_refund(struct db *db, struct arena *a, const struct pay_provider *p, bool *did)
{
	struct giving g = {.provider = p};

	TRY(unattended_transaction(db, a, claim, &g));
	*did = g.found;
	if (!g.found)
		return OK;
	give(a, &g);
	log_info("refund %lld: %s%s", (long long)g.refund.id, g.done ? "done" : "later ", g.problem);
	return unattended_transaction(db, a, note_given, &g);
}

/* ---- bills ---- */

struct day {
	const struct pay_provider *provider;
	const char *day, *problem;
	struct bill_entry *entry;
	size_t count;
};

static enum err claim_day(struct ctx *c, void *arg)
{
	struct day *d = arg;

	return bill_claim(c, d->provider->is.name, CASHIER_LEASE_S, &d->day);
}

static void read_rows(struct arena *a, const struct pay_bill *bill, struct day *d)
{
	d->entry = ARENA_ARRAY(a, struct bill_entry, bill->n + 1);
	for (size_t i = 0; i < bill->n; i++) {
		const struct pay_bill_row *r = &bill->row[i];

		d->entry[d->count++] = (struct bill_entry){
			.refund = r->is_refund,
			.number = r->is_refund ? r->out_refund_no : r->trade_no,
			.reference = r->out_trade_no,
			.amount_fen = r->is_refund ? r->refund_fen : r->amount_fen,
		};
	}
}

/* A day on which nothing happened has no bill. */
static bool fetch(struct arena *a, struct day *d)
{
	struct pay_call call = {.arena = a, .now = clock_now(), .problem = ""};
	struct pay_bill bill = {0};
	struct date date;

	if (!date_parse(d->day, &date))
		die("cashier: day %s", d->day);
	enum err e = d->provider->bill(&call, date, &bill);
	d->problem = *call.problem ? call.problem : err_name(e);
	if (e == OK)
		read_rows(a, &bill, d);
	return e == OK || e == ERR_NOT_FOUND;
}

static enum err compare(struct ctx *c, void *arg)
{
	const struct day *d = arg;

	return bill_compare(c, d->provider->is.name, d->day, d->entry, d->count);
}

static enum err postpone(struct ctx *c, void *arg)
{
	const struct day *d = arg;

	return bill_later(c, d->provider->is.name, d->day, d->problem);
}

enum err cashier_bill(struct db *db, struct arena *a, const struct pay_provider *p, bool *did)
{
	struct day d = {.provider = p, .day = ""};

	TRY(unattended_transaction(db, a, claim_day, &d));
	*did = *d.day != '\0';
	if (!*did)
		return OK;
	bool fetched = fetch(a, &d);
	log_info("bill of %s %s: %s, %zu rows", p->is.name, d.day, fetched ? "compared" : d.problem, d.count);
	return unattended_transaction(db, a, fetched ? compare : postpone, &d);
}
