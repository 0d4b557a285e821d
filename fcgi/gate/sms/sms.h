/* sms: what every SMS provider can do, one table of functions each (sms_aliyun.c, sms_tencent.c): make a request and read its
 * answer. Sending is flight.h's, choosing among providers the courier's (main/courier_sms.c). */
#ifndef CCER_GATE_SMS_SMS_H
#define CCER_GATE_SMS_SMS_H

#include <stdint.h>

#include "gate/delivery.h"
#include "gate/http.h"
#include "gate/template.h"

struct arena;
struct sms {
	const char *id;       /* stable over repeats: the provider gives it back in delivery reports and answers */
	const char *mobile;   /* 11 digits */
	const char *template; /* its name under templates/message/sms */
	const char *text;     /* its wording, for the order of its places */
	const struct template_value *value; /* of the places of the wording, and no others */
};

enum sms_fate {
	SMS_DELIVERED,
	SMS_FAILED,     /* it did not arrive and will not */
	SMS_ON_ITS_WAY, /* taken, no word yet */
	SMS_NEVER,      /* the provider does not know it: it was not taken */
	SMS_UNKNOWN     /* cannot be told */
};
struct sms_question {
	const char *id, *mobile;
	const char *provider_id; /* "" when the answer was lost */
	int64_t sent_at;         /* about when */
};
struct sms_word {
	enum sms_fate fate;
	const char *provider_id, *problem; /* problem: of SMS_FAILED and SMS_UNKNOWN, printable ASCII, <= 64 */
};

struct sms_provider {
	const char *name; /* aliyun | tencent */
	/* Has an operator set it up? */
	bool (*is_on)(void);
	/* The request for a message. NULL: there is one; else why there is none (DELIVERY_LATER settings, DELIVERY_DEAD values). */
	const struct delivery *(*request)(struct arena *a, const struct sms *m, int64_t now, struct http_request *out);
	struct delivery (*read)(struct arena *a, const struct http_answer *answer);
	/* The request for what became of a message. False: settings. */
	bool (*ask)(struct arena *a, const struct sms_question *q, int64_t now, struct http_request *out);
	struct sms_word (*read_word)(struct arena *a, const struct sms_question *q, const struct http_answer *answer);
};

/* NULL: no such provider. */
const struct sms_provider *sms_provider(const char *name);

/* A provider's word as our columns take it: printable ASCII, at most 64 bytes. NULL gives "". */
const char *sms_clean(struct arena *a, const char *s);

#endif
