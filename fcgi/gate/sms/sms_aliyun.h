/* sms_aliyun: the signature ACS3-HMAC-SHA256 of an Aliyun call without a body, and the meaning of its answers, apart from
 * sending so that they can be held against published vectors and tables. */
#ifndef CCER_GATE_SMS_SMS_ALIYUN_H
#define CCER_GATE_SMS_SMS_ALIYUN_H

#include <stddef.h>

#include "gate/delivery.h"

struct arena;
struct aliyun_pair {
	const char *name, *value;
};
struct aliyun_call {
	const char *key, *secret, *host, *action, *version;
	const char *date;  /* 2023-10-26T10:22:32Z, UTC */
	const char *nonce;
	const char *query; /* of aliyun_query */
};

/* Pairs sorted by name in strict RFC 3986 encoding. Sorts pairs. */
const char *aliyun_query(struct arena *a, struct aliyun_pair *pairs, size_t n);
/* The value of the Authorization header. Signed: host and all x-acs-* headers, path "/", empty body. */
const char *aliyun_authorization(struct arena *a, const struct aliyun_call *call);
/* What the Code of an answer means for the message; provider_id: its BizId. */
struct delivery aliyun_judge(const char *code, const char *provider_id);
/* SHA-256 of the empty body, as x-acs-content-sha256. */
extern const char aliyun_empty_sha256[];

#endif
