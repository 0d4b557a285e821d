/* pay_wechat_callback.c: what WeChat Pay says of orders and refunds, in answers and in the sealed resource of
 * callbacks. */
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "gate/aes_gcm.h"
#include "gate/pay/pay_text.h"
#include "gate/pay/pay_wechat.h"

static const char *word(struct arena *a, const json_t *object, const char *name, size_t n)
{
	return pay_word(a, pay_json_text(a, object, name), n);
}

static enum pay_state state(const char *s)
{
	static const struct {
		const char *word;
		enum pay_state state;
	} states[] = {
		{"SUCCESS",    PAY_PAID    },
		{"REFUND",     PAY_REFUNDED},
		{"NOTPAY",     PAY_PENDING },
		{"USERPAYING", PAY_PENDING },
		{"CLOSED",     PAY_CLOSED  },
		{"REVOKED",    PAY_CLOSED  },
		{"PAYERROR",   PAY_PENDING },
		{"ACCEPT",     PAY_PENDING },
	};
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i].word, s) == 0)
			return states[i].state;
	return PAY_UNKNOWN;
}

struct pay_trade wechat_trade(struct arena *a, const json_t *t)
{
	const json_t *amount = json_object_get(t, "amount");
	struct pay_trade out = {
		.state_word = word(a, t, "trade_state", 32),
		.out_trade_no = word(a, t, "out_trade_no", 64),
		.trade_no = word(a, t, "transaction_id", 64),
		.amount_fen = pay_json_int(amount, "total"),
		.currency = word(a, amount, "currency", 8),
		.app_id = word(a, t, "appid", 32),
		.merchant_id = word(a, t, "mchid", 32),
		.seller_id = "",
		.paid_at = pay_rfc3339_parse(pay_json_text(a, t, "success_time")),
		.refunded_fen = -1,
	};

	out.state = state(out.state_word);
	if (amount != NULL && *out.currency == '\0')
		out.currency = "CNY";
	return out;
}

/* The word is "status" in answers and "refund_status" in callbacks. */
struct pay_refunded wechat_refunded(struct arena *a, const json_t *r)
{
	const char *said = word(a, r, "status", 32);
	struct pay_refunded out = {
		.state = PAY_REFUND_UNKNOWN,
		.state_word = *said ? said : word(a, r, "refund_status", 32),
		.out_trade_no = word(a, r, "out_trade_no", 64),
		.out_refund_no = word(a, r, "out_refund_no", 64),
		.refund_id = word(a, r, "refund_id", 64),
		.amount_fen = pay_json_int(json_object_get(r, "amount"), "refund"),
		.done_at = pay_rfc3339_parse(pay_json_text(a, r, "success_time")),
	};

	if (strcmp(out.state_word, "SUCCESS") == 0)
		out.state = PAY_REFUND_DONE;
	else if (strcmp(out.state_word, "PROCESSING") == 0)
		out.state = PAY_REFUND_PENDING;
	else if (strcmp(out.state_word, "CLOSED") == 0 || strcmp(out.state_word, "ABNORMAL") == 0)
		out.state = PAY_REFUND_FAILED;
	return out;
}

/* The plain JSON of a callback's resource; NULL when it does not open with this key (32 bytes). */
static const json_t *resource_of(struct arena *a, const char *api_key, const json_t *callback)
{
	const json_t *r = json_object_get(callback, "resource");
	size_t sealed_n, n;
	const void *sealed = crypt_base64_decode(a, pay_json_text(a, r, "ciphertext"), &sealed_n);

	if (sealed == NULL || strlen(api_key) != AES_GCM_KEY ||
	    strcmp(pay_json_text(a, r, "algorithm"), "AEAD_AES_256_GCM") != 0)
		return NULL;
	const char *plain = aes_gcm_open(a, (const uint8_t *)api_key, pay_json_text(a, r, "nonce"),
					 pay_json_text(a, r, "associated_data"), sealed, sealed_n, &n);
	return plain ? pay_json_load(a, plain, n) : NULL;
}

static enum pay_event event(const char *type, const struct pay_trade *t)
{
	if (strncmp(type, "REFUND.", 7) == 0)
		return PAY_EVENT_REFUND;
	if (strncmp(type, "TRANSACTION.", 12) != 0)
		return PAY_EVENT_OTHER;
	if (t->state == PAY_PAID)
		return PAY_EVENT_PAYMENT;
	return t->state == PAY_CLOSED ? PAY_EVENT_CLOSE : PAY_EVENT_OTHER;
}

/* The signature held, so a resource that does not open means that our APIv3 key is not theirs any more. */
enum pay_verdict wechat_callback(struct arena *a, const char *api_key, const char *body, size_t n,
			       struct pay_report *out)
{
	const json_t *callback = pay_json_load(a, body, n), *plain;

	if (callback == NULL || !json_is_object(json_object_get(callback, "resource")))
		return PAY_NOT_UNDERSTOOD;
	const char *type = pay_json_text(a, callback, "event_type"), *id = word(a, callback, "id", 128);
	if ((plain = resource_of(a, api_key, callback)) == NULL)
		return PAY_NO_KEYS;
	*out = (struct pay_report){
		.notify_id = id, .trade = wechat_trade(a, plain), .refund = wechat_refunded(a, plain)};
	out->event = event(type, &out->trade);
	if (out->event == PAY_EVENT_REFUND) {
		out->trade.state = PAY_REFUNDED;
		out->trade.paid_at = -1;
	}
	return *id && *out->trade.out_trade_no ? PAY_VERIFIED : PAY_NOT_UNDERSTOOD;
}

enum err wechat_meaning(long status, const char *code)
{
	static const struct {
		const char *code;
		enum err e;
	} meanings[] = {
		{"ORDER_NOT_EXIST",        ERR_NOT_FOUND  },
		{"ORDERNOTEXIST",          ERR_NOT_FOUND  },
		{"RESOURCE_NOT_EXISTS",    ERR_NOT_FOUND  },
		{"NO_STATEMENT_EXIST",     ERR_NOT_FOUND  },
		{"STATEMENT_CREATING",     ERR_LIMITED    },
		{"ORDER_CLOSED",           ERR_CONFLICT   },
		{"ORDERCLOSED",            ERR_CONFLICT   },
		{"ORDERPAID",              ERR_CONFLICT   },
		{"ORDER_PAID",             ERR_CONFLICT   },
		{"OUT_TRADE_NO_USED",      ERR_CONFLICT   },
		{"TRADE_ERROR",            ERR_CONFLICT   },
		{"USERPAYING",             ERR_CONFLICT   },
		{"FREQUENCY_LIMITED",      ERR_LIMITED    },
		{"FREQUENCY_LIMIT_EXCEED", ERR_LIMITED    },
		{"RATELIMIT_EXCEEDED",     ERR_LIMITED    },
		{"SYSTEM_ERROR",           ERR_UNAVAILABLE},
		{"BANK_ERROR",             ERR_UNAVAILABLE},
	};
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (strcmp(meanings[i].code, code) == 0)
			return meanings[i].e;
	if (status == 429)
		return ERR_LIMITED;
	return status >= 400 && status < 500 && *code ? ERR_DENIED : ERR_UNAVAILABLE;
}
