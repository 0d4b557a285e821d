/* payment: from an order to money that arrived (rules.md § 7, safety.md threats 1–6): attempts at providers, settling, what the
 * cashier does next. Knows no provider's protocol: main/cashier.c and main/hook.c translate. What an order buys is fee.h's,
 * giving money back refund.h's. */
#ifndef CCER_CORE_PAYMENT_H
#define CCER_CORE_PAYMENT_H

#include <stdbool.h>

#include "core/money/fee.h"

/* Bounds of what providers and banks say, kept in ASCII columns. */
enum { PAYMENT_TRADE_NO_MAX = 64, PAYMENT_TARGET_MAX = 4000 };

struct payment_attempt {
	int64_t id, order_id, amount_fen, created_at, opened_at, expires_at; /* opened_at -1: not yet with the provider */
	const char *reference; /* our number at the provider, 32 characters nobody can guess */
	const char *provider;  /* alipay | wechat */
	const char *state;     /* wanted | open | closing | settled | closed | failed */
	const char *target;    /* open: where the payer goes (address) or the text of the QR code; else "" */
	const char *problem;   /* why it failed or waits, a provider's code; "" none */
	int tries;
};

/* In a page's transaction: an attempt to pay the order, the live one if there is one that holds for at least a minute more. The
 * cashier takes it to the provider. ERR_CONFLICT: the order is paid or
 * closed. */
enum err payment_begin(struct ctx *c, const struct fee_order *o, const char *provider, struct payment_attempt *out);
/* By reference, which only its payer and the provider know. */
enum err payment_attempt_find(struct ctx *c, const char *reference, struct payment_attempt *out);
/* The payer says it is done, or has come back from the provider: the cashier asks it soon. Changes nothing else. */
enum err payment_ask_soon(struct ctx *c, const struct payment_attempt *a);
/* An order that wants no more money, being paid or closed: the cashier asks about each of its live attempts once more and closes it
 * there. */
enum err payment_call_off(struct ctx *c, int64_t order_id);
/* Finance wants to know: every attempt of the order that brought no money is asked about now, ended ones too. *asked: how many. */
enum err payment_ask_again(struct ctx *c, int64_t order_id, int *asked);

/* ---- money ---- */

/* What a provider's verified word, or the bank's entry, says. Nothing of it is trusted beyond its signature. */
struct payment_fact {
	const char *provider, *reference, *trade_no;
	const char *source;    /* callback | query */
	int64_t amount_fen;
	const char *currency;  /* CNY */
	bool ours;             /* merchant, application and seller are those of our settings */
	int64_t paid_at;       /* the provider's own success time */
};
enum payment_outcome {
	PAYMENT_APPLIED,  /* the order is paid by this */
	PAYMENT_REPEATED, /* known already */
	PAYMENT_SURPLUS,  /* the order had been paid or closed: money to give back */
	PAYMENT_UNKNOWN,  /* no attempt of this reference */
	PAYMENT_MISMATCH, /* another order, merchant, provider, amount or currency: evidence, nothing changes */
	PAYMENT_OUTCOMES
};
const char *payment_outcome_name(enum payment_outcome o); /* applied repeated surplus unknown mismatch */
/* Applies once, under the order's lock, in the caller's transaction. A mismatch is kept as evidence, with what differs:
 * merchant | provider | currency | amount | trade (no number or time, or the trade paid something else). */
enum err payment_settle(struct ctx *c, const struct payment_fact *f, enum payment_outcome *out);
/* A bank's entry, matched and confirmed by two people: applied or surplus. ERR_CONFLICT: the entry is known already,
 * ERR_INVALID: not the order's amount. */
enum err payment_bank(struct ctx *c, int64_t order_id, const char *entry_number, int64_t amount_fen, int64_t paid_at,
		      enum payment_outcome *out);

/* ---- callbacks: as they came, before anything of them is believed ---- */
enum err payment_callback_note(struct ctx *c, const char *provider, const char *headers, const void *body, size_t n,
			       int64_t *id);
/* verdict: an outcome's name, or what was wrong: signature stale not_understood other_event. reference may be "". */
enum err payment_callback_verdict(struct ctx *c, int64_t id, const char *verdict, const char *reference);

/* ---- for the cashier: claim → commit → ask the provider → note ---- */

/* One attempt of the provider that is due, *found false when there is none. Nobody else gets it for lease_s seconds. */
enum err payment_claim(struct ctx *c, const char *provider, int lease_s, bool *found, struct payment_attempt *out);
/* wanted → open: the payer can go there. First asked after a minute. ERR_INVALID: the target is not printable ASCII of at most
 * PAYMENT_TARGET_MAX. */
enum err payment_opened(struct ctx *c, const struct payment_attempt *a, const char *target);
/* wanted, and the provider did not take it: permanent ends the attempt, else again after a growing gap until it expires. */
enum err payment_not_opened(struct ctx *c, const struct payment_attempt *a, const char *problem, bool permanent);
/* open or closing, and not paid (or nobody could say: problem). Asked again 1, 3, 10, 30 minutes after it was opened, then
 * hourly; after 25 hours, and at once when it is closing, *close says that it should be closed at the provider. */
enum err payment_pending(struct ctx *c, const struct payment_attempt *a, const char *problem, bool *close);
/* The provider has closed it, or never knew it. */
enum err payment_closed(struct ctx *c, const struct payment_attempt *a);
/* When it is next asked: pure, for tests. opened_at + 1, 3, 10, 30 minutes, then every hour; -1 after 25 hours. */
int64_t payment_next_query(int64_t opened_at, int64_t now);

#endif
