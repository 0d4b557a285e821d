/* pay: what every provider of payments is and can do, one struct each in a file of its own. They
 * speak the provider's protocol and say what the provider said, with its signature verified; whether that is
 * what was ordered, and what follows from it, is core/payment's. Nothing here knows a table of ours. Secrets
 * are read from the files that settings name at each call, so a changed key holds at once. Calls block for at
 * most pay.timeout_s (bill: pay.bill_timeout_s): never within a transaction.
 *
 * What calls answer:
 *
 *   OK               done, or it already was; the out structure is filled
 *   ERR_NOT_FOUND    the provider knows no such order, refund or bill
 *   ERR_CONFLICT     the order's state does not allow it: query
 *   ERR_DENIED       refused, nothing happened; problem says what somebody has to mend
 *   ERR_LIMITED      too often, or not ready yet: later
 *   ERR_UNAVAILABLE  no answer, or none that says: it may have happened. Query, or ask again with
 *                    the same reference
 *   ERR_TAMPERED     an answer whose signature does not verify or about something else: as if none
 *   ERR_INVALID      settings, keys or the question do not hold; nothing was sent
 *   ERR_TOO_LARGE    more of an answer than can be meant */
#ifndef CCER_GATE_PAY_PAY_H
#define CCER_GATE_PAY_PAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "gate/provider.h"

struct arena;

enum { PAY_REFERENCE_MAX = 32, PAY_PROBLEM_MAX = 64, PAY_BILL_MAX = 32 * 1024 * 1024 };

struct pay_call {
	struct arena *arena; /* where everything returned lives */
	int64_t now;         /* epoch seconds: signed with, and what freshness is measured by */
	const char *problem; /* out, never NULL: after a failure the provider's code or our own word,
				printable ASCII, <= 64 */
};

struct pay_order {
	const char *out_trade_no; /* our reference: 6–32 of [0-9A-Za-z]; one attempt each, never used for
				     another */
	int64_t amount_fen;       /* 1 … 10,000,000,000 */
	const char *subject;      /* UTF-8 without controls and / = &, at most 127 bytes */
	int64_t expires_at;       /* epoch seconds; nobody can pay afterwards */
	const char *notify_url;   /* https, no query string */
	const char *return_url;   /* where the browser comes back to, where the provider has a page; proves nothing */
};

/* Exactly one is set, as the provider's row in pay_ways.def says. */
struct pay_begin {
	const char *url;      /* PAGE: the browser is sent there (GET) */
	const char *code_url; /* CODE: text of a QR code */
};

enum pay_state {
	PAY_NONE, /* the provider has no such order (some make it only when somebody has signed in there) */
	PAY_PENDING,
	PAY_PAID,     /* perhaps refunded in part: refunded_fen */
	PAY_CLOSED,   /* never paid, and cannot be any more */
	PAY_REFUNDED, /* was paid; money went back, all or part: with some providers all of it */
	PAY_UNKNOWN,  /* a word we do not know: state_word */
};
/* As the provider said it; "" or -1 what it did not say. To be compared with the order by core. */
struct pay_trade {
	enum pay_state state;
	const char *state_word;              /* its own word, e.g. TRADE_SUCCESS */
	const char *out_trade_no, *trade_no; /* ours and its own */
	int64_t amount_fen;
	const char *currency; /* "CNY" where the provider leaves it out for domestic money */
	const char *app_id, *merchant_id,
		*seller_id;   /* whom it says it paid, each as far as the provider has such numbers */
	int64_t paid_at;      /* its own time of success, epoch seconds: rules.md § 7's 缴费日 */
	int64_t refunded_fen; /* all refunds so far */
};

struct pay_refund {
	const char *out_trade_no,
		*out_refund_no; /* ours; the second: 1–32 of [0-9A-Za-z], the same again repeats nothing */
	int64_t total_fen, amount_fen; /* of the order; to go back now, 1 … total */
	const char *reason;            /* UTF-8, at most 80 bytes; the payer reads it */
	const char *notify_url;        /* https, no query string; for providers that call back about refunds */
};
enum pay_refund_state {
	PAY_REFUND_NONE,
	PAY_REFUND_PENDING,
	PAY_REFUND_DONE,
	PAY_REFUND_FAILED,
	PAY_REFUND_UNKNOWN
};
struct pay_refunded {
	enum pay_refund_state
		state; /* FAILED: closed or abnormal, somebody has to look at the provider's console */
	const char *state_word, *out_trade_no, *out_refund_no;
	const char *refund_id;       /* its own, "" where it has none */
	int64_t amount_fen, done_at; /* -1 not said */
};

/* A callback as it was received and journalled. */
struct pay_callback {
	const void *body;
	size_t size;
	const char *const *header; /* values of the provider's header_names in their order, "" when absent */
};
enum pay_verdict {
	PAY_VERIFIED,
	PAY_BAD_SIGNATURE,  /* forged, changed, or a probe: the provider wants it refused */
	PAY_UNKNOWN_KEY,    /* signed with a key we do not hold */
	PAY_STALE,          /* signed, but of another time */
	PAY_NOT_UNDERSTOOD, /* not what the provider's callbacks look like */
	PAY_NO_KEYS,        /* our own keys cannot be read: not the sender's fault, let it be sent again */
};
enum pay_event { PAY_EVENT_PAYMENT, PAY_EVENT_REFUND, PAY_EVENT_CLOSE, PAY_EVENT_OTHER };
struct pay_report {
	enum pay_event event;
	const char *notify_id; /* the provider's, the same in each repeat; <= 128 bytes */
	struct pay_trade trade;
	struct pay_refunded refund; /* PAY_EVENT_REFUND: what is known of it */
};
enum pay_taken {
	PAY_TAKEN, /* kept, applied now or before: no more of it */
	PAY_AGAIN, /* we cannot now: send it again */
	PAY_REFUSE /* it did not verify */
};
struct pay_reply {
	int status;
	const char *type, *body; /* the body exactly, without a line's end; type "" when there is no body */
};

struct pay_bill_row {
	bool is_refund;
	const char *trade_no, *out_trade_no, *out_refund_no; /* the last "" for payments */
	int64_t amount_fen;            /* of the order; -1 where the bill does not say it */
	int64_t refund_fen;            /* positive; 0 for payments */
	int64_t fee_fen;               /* positive: kept by the provider; negative: given back */
	int64_t at;                    /* epoch seconds */
	const char *currency, *status; /* the provider's own word, "" none */
};
struct pay_bill {
	size_t n;
	const struct pay_bill_row *row;
};

struct pay_provider {
	struct provider is;
	const char *const *header_names; /* of callbacks, to be journalled and given to verify; NULL ends */
	enum err (*begin)(struct pay_call *c, const struct pay_order *order, struct pay_begin *out);
	/* OK with PAY_NONE, not ERR_NOT_FOUND, when there is no such order. */
	enum err (*query)(struct pay_call *c, const char *out_trade_no, struct pay_trade *out);
	/* OK: nobody can pay any more. ERR_NOT_FOUND: nobody signed in there, only expires_at ends it.
	 * ERR_CONFLICT: query. */
	enum err (*close)(struct pay_call *c, const char *out_trade_no);
	enum err (*refund)(struct pay_call *c, const struct pay_refund *refund, struct pay_refunded *out);
	enum err (*refund_query)(struct pay_call *c, const char *out_trade_no, const char *out_refund_no,
				 struct pay_refunded *out);
	/* Fills out only when PAY_VERIFIED. Over the raw bytes; decides nothing. */
	enum pay_verdict (*verify)(struct pay_call *c, const struct pay_callback *in, struct pay_report *out);
	struct pay_reply (*reply)(enum pay_taken taken);
	/* The bill of a Beijing day, made by 10:00 of the next. ERR_NOT_FOUND: nothing happened that day. */
	enum err (*bill)(struct pay_call *c, struct date day, struct pay_bill *out);
	/* Can all settings and keys be used? Sends nothing. */
	enum err (*check)(struct pay_call *c);
	/* Is each application, merchant and seller that a verified trade names the one of our settings? must: it has to name them. */
	bool (*is_ours)(const struct pay_trade *t, bool must);
};

/* All of pay_ways.def in its order; ends with NULL. */
extern const struct pay_provider *const pay_providers[];
/* NULL: no such provider. */
const struct pay_provider *pay_provider(const char *name);
/* "verified" "bad_signature" … for logs and the journal. */
const char *pay_verdict_name(enum pay_verdict v);

#endif
