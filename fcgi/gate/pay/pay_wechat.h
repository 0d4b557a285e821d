/* pay_wechat: WeChat Pay APIv3's signatures, and the reading of its answers and callbacks, apart from sending
 * so that they can be held against published examples and other people's code. */
#ifndef CCER_GATE_PAY_PAY_WECHAT_H
#define CCER_GATE_PAY_PAY_WECHAT_H

#include <jansson.h>

#include "gate/pay/pay.h"

struct bill_format;
struct rsa_key;

extern const struct bill_format wechat_bill;

/* The headers that sign an answer or a callback, in the order of struct wechat_signed; ends with NULL. */
extern const char *const wechat_header_names[];
struct wechat_signed {
	const char *timestamp, *nonce, *signature, *serial; /* header values, "" when absent */
	const char *body;
	size_t size;
};

struct wechat_question {
	const char *method; /* GET POST */
	const char *target; /* path and query */
	const char *body;   /* "" for GET */
	int64_t now;
	const char *nonce; /* at most 32 */
	const char *merchant_id, *serial;
};
/* The value of the Authorization header. */
const char *wechat_authorization(struct arena *a, const struct rsa_key *key, const struct wechat_question *q);

/* Over the raw body. The key is the file <serial>.pem in keys_directory: PUB_KEY_ID_… a public key, else a
 * certificate with that very serial number. */
enum pay_verdict wechat_verify(struct arena *a, const char *keys_directory, int64_t now,
			       const struct wechat_signed *s);
/* Reads a verified callback. */
enum pay_verdict wechat_callback(struct arena *a, const char *api_key, const char *body, size_t n,
			       struct pay_report *out);

struct pay_trade wechat_trade(struct arena *a, const json_t *transaction);
struct pay_refunded wechat_refunded(struct arena *a, const json_t *refund);
/* What an answer that is not 2xx means, by the provider's code ("" none), else by the status: see pay.h's table of errors. */
enum err wechat_meaning(long status, const char *code);

#endif
