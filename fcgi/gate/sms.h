/* sms: one message to one mobile through the provider built in (sms_aliyun.c). */
#ifndef CCER_GATE_SMS_H
#define CCER_GATE_SMS_H

#include "gate/delivery.h"
#include "gate/template.h"

struct arena;
struct sms {
	const char *id;       /* stable over repeats: the provider gives it back in the delivery report */
	const char *mobile;   /* 11 digits */
	const char *template; /* its name under templates/notice/sms, also the provider's code unless mapped (template_code) */
	const struct template_value *value;
};

/* Blocks for at most HTTP_TOTAL_S. */
struct delivery sms_send(struct arena *a, const struct sms *m);

#endif
