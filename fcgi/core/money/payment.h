/* payment: from an order to money that arrived (rules.md § 7, safety.md threats 1–6): attempts at providers, settling, what the
 * cashier does next. Knows no provider's protocol: main/cashier/cashier.c and main/hook.c translate. What an order buys is fee.h's,
 * giving money back refund.h's. */
#ifndef CCER_CORE_MONEY_PAYMENT_H
#define CCER_CORE_MONEY_PAYMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* Bounds of what providers and banks say, kept in ASCII columns. */
enum { PAYMENT_TRADE_NO_MAX = 64, PAYMENT_TARGET_MAX = 4000 };

struct payment_attempt {
	int64_t id, order_id, amount_fen, created_at, opened_at, expires_at; /* opened_at -1: not yet with the provider */
	const char *reference; /* our number at the provider, 32 characters nobody can guess */
	const char *provider;  /* name of a pay_way.h */
	const char *state;     /* wanted | open | closing | settled | closed | failed */
	const char *target;    /* open: where the payer goes (address) or the text of the QR code; else "" */
	const char *problem;   /* why it failed or waits, a provider's code; "" none */
	int tries;
};

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
	PAYMENT_HELD,     /* a time that cannot be: kept for people to decide (payment_held.h) */
	PAYMENT_UNKNOWN,  /* no attempt of this reference */
	PAYMENT_MISMATCH, /* another order, merchant, provider, amount or currency: evidence, nothing changes */
	PAYMENT_OUTCOMES
};
const char *payment_outcome_name(enum payment_outcome o); /* applied repeated surplus held unknown mismatch */
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

#endif
