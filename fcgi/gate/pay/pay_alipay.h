/* pay_alipay: Alipay's signature RSA2 and the reading of its answers and notifications, apart from sending so
 * that they can be held against published examples and other people's code. */
#ifndef CCER_GATE_PAY_PAY_ALIPAY_H
#define CCER_GATE_PAY_PAY_ALIPAY_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "gate/pay/pay.h"

struct rsa_key;

enum { ALIPAY_PAIRS_MAX = 100 };

struct alipay_pair {
	const char *name, *value; /* UTF-8, not encoded */
};
struct alipay_pairs {
	size_t n;
	struct alipay_pair pair[ALIPAY_PAIRS_MAX];
};

/* What is signed: the pairs but "sign" sorted by name, name=value joined by '&'. Sorts pairs. */
enum alipay_text {
	ALIPAY_WITHOUT_EMPTY = 1, /* leaves empty values out */
	ALIPAY_WITHOUT_TYPE = 2,  /* leaves sign_type out */
};
const char *alipay_text(struct arena *a, struct alipay_pairs *p, int flags);
/* name=value in percent encoding joined by '&', in their order. only NULL: all; else just that name, or all
 * but that when it begins with '!'. */
const char *alipay_encode(struct arena *a, const struct alipay_pairs *p, const char *only);
/* The form fields of a body, decoded once. False: not such a body, a name twice, too many, not UTF-8. */
bool alipay_decode(struct arena *a, const void *body, size_t n, struct alipay_pairs *out);
/* "" when absent. */
const char *alipay_value(const struct alipay_pairs *p, const char *name);
/* The fields of every question, with the signature over all of them last. biz_content: JSON; urls may be
 * NULL. */
struct alipay_pairs alipay_question(struct arena *a, const struct rsa_key *key, int64_t now,
				    const char *method, const char *biz_content, const char *notify_url,
				    const char *return_url);

/* Does a callback verify? As documented (all but sign and sign_type), then as older products and SDKs do.
 */
bool alipay_verify(struct arena *a, const struct rsa_key *alipay_key, struct alipay_pairs *p);
/* Reads a verified one. */
enum pay_verdict alipay_callback(struct arena *a, const struct alipay_pairs *p, int64_t now,
			       struct pay_report *out);

/* The answer of a method: {"<method with _>_response":{…},"sign":"…"}; verified over the exact bytes of the
 * inner object. OK and *out (the object, lives with the arena) for code 10000; else what its code and
 * sub_code mean and *problem. */
enum err alipay_answer(struct arena *a, const struct rsa_key *alipay_key, const char *method,
		       const char *body, size_t n, const json_t **out, const char **problem);
/* trade_status; was_paid tells a refunded trade from one that nobody paid. */
enum pay_state alipay_state(const char *trade_status, bool was_paid);

/* The rows of a bill: a zip of CSV files in GBK. ERR_UNAVAILABLE with *problem when it does not hold. */
enum err alipay_bill_read(struct arena *a, const void *zip, size_t n, struct pay_bill *out,
			  const char **problem);

#endif
