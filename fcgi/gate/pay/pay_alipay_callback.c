/* pay_alipay_callback.c: what a verified callback of Alipay says. */
#include <string.h>

#include "base/arena.h"
#include "gate/pay/pay_alipay.h"
#include "gate/pay/pay_text.h"

/* Alipay repeats for 25 hours; what is signed but older than twice that, or from the future, is a replay. */
enum { OLDEST_S = 50 * 3600, EARLY_S = 3600 };

enum pay_state alipay_state(const char *trade_status, bool was_paid)
{
	if (strcmp(trade_status, "WAIT_BUYER_PAY") == 0)
		return PAY_PENDING;
	if (strcmp(trade_status, "TRADE_SUCCESS") == 0 || strcmp(trade_status, "TRADE_FINISHED") == 0)
		return PAY_PAID;
	if (strcmp(trade_status, "TRADE_CLOSED") == 0)
		return was_paid ? PAY_REFUNDED : PAY_CLOSED;
	return PAY_UNKNOWN;
}

static const char *word(struct arena *a, const struct alipay_pairs *p, const char *name, size_t n)
{
	return pay_word(a, alipay_value(p, name), n);
}

static struct pay_trade trade(struct arena *a, const struct alipay_pairs *p)
{
	const char *currency = word(a, p, "trans_currency", 8);
	struct pay_trade t = {
		.state_word = word(a, p, "trade_status", 32),
		.out_trade_no = word(a, p, "out_trade_no", 64),
		.trade_no = word(a, p, "trade_no", 64),
		.amount_fen = pay_fen_or(alipay_value(p, "total_amount")),
		.currency = *currency ? currency : "CNY",
		.app_id = word(a, p, "app_id", 32),
		.merchant_id = "",
		.seller_id = word(a, p, "seller_id", 32),
		.paid_at = pay_beijing_parse(alipay_value(p, "gmt_payment")),
		.refunded_fen = pay_fen_or(alipay_value(p, "refund_fee")),
	};

	t.state = alipay_state(t.state_word, t.paid_at >= 0);
	return t;
}

/* A refund is announced like a payment, with the trade's state after it. */
static enum pay_event event(const struct alipay_pairs *p, const struct pay_trade *t)
{
	if (*alipay_value(p, "gmt_refund") || *alipay_value(p, "refund_fee"))
		return PAY_EVENT_REFUND;
	if (t->state == PAY_PAID)
		return PAY_EVENT_PAYMENT;
	return t->state == PAY_CLOSED || t->state == PAY_REFUNDED ? PAY_EVENT_CLOSE : PAY_EVENT_OTHER;
}

/* "2026-12-22 09:14:00.123": of the refund only this time has fractions. */
static int64_t refund_time(struct arena *a, const struct alipay_pairs *p)
{
	const char *s = alipay_value(p, "gmt_refund");

	return pay_beijing_parse(arena_strndup(a, s, strcspn(s, ".")));
}

enum pay_verdict alipay_callback(struct arena *a, const struct alipay_pairs *p, int64_t now,
			       struct pay_report *out)
{
	int64_t sent_at = pay_beijing_parse(alipay_value(p, "notify_time"));

	*out = (struct pay_report){.notify_id = word(a, p, "notify_id", 128), .trade = trade(a, p)};
	if (sent_at < 0 || *out->notify_id == '\0' || *out->trade.out_trade_no == '\0' ||
	    *out->trade.trade_no == '\0')
		return PAY_NOT_UNDERSTOOD;
	if (sent_at < now - OLDEST_S || sent_at > now + EARLY_S)
		return PAY_STALE;
	out->event = event(p, &out->trade);
	out->refund = (struct pay_refunded){PAY_REFUND_NONE, "", out->trade.out_trade_no, "", "", -1, -1};
	if (out->event == PAY_EVENT_REFUND) {
		out->refund.state = PAY_REFUND_DONE;
		out->refund.out_refund_no = word(a, p, "out_biz_no", 64);
		out->refund.done_at = refund_time(a, p);
	}
	return PAY_VERIFIED;
}
