/* sms_tencent: the signature TC3-HMAC-SHA256 of a Tencent Cloud call and the meaning of its answers, apart from sending so that
 * they can be held against published vectors and tables. */
#ifndef CCER_GATE_SMS_SMS_TENCENT_H
#define CCER_GATE_SMS_SMS_TENCENT_H

#include <stddef.h>
#include <stdint.h>

#include "gate/delivery.h"

struct arena;
struct tencent_call {
	const char *id, *key;       /* SecretId, SecretKey */
	const char *host, *service; /* "sms.tencentcloudapi.com", "sms" */
	const char *content_type;   /* as sent */
	const char *action;         /* lower case, signed too as the newer document has it; NULL: not, as the SDKs */
	const char *body;
	int64_t at;                 /* epoch seconds, as in X-TC-Timestamp */
};

/* The value of the Authorization header of a POST to "/". Signed: content-type, host, the action if given. */
const char *tencent_authorization(struct arena *a, const struct tencent_call *call);
/* What a Code of an answer means for the message; provider_id: its SerialNo. */
struct delivery tencent_judge(const char *code, const char *provider_id);

#endif
