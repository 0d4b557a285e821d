/* sms: what every SMS provider is and can do, one struct each in a file of its own: make a request and read its answer, read the
 * reports it pushes. Sending is flight.h's, choosing among providers the courier's (main/courier_sms.c), what a report changes
 * the outbox's. */
#ifndef CCER_GATE_SMS_SMS_H
#define CCER_GATE_SMS_SMS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gate/delivery.h"
#include "gate/http.h"
#include "gate/provider.h"
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

/* What a delivery report says. It is believed because of the address it came to. */
struct sms_report {
	const char *id, *provider_id; /* ours and its own, "" when the report has none; both "": about no message */
	bool arrived;
	const char *code;             /* the provider's, of what did not arrive */
};
enum { SMS_REPORTS_MAX = 2000 };
struct sms_reports {
	size_t n;
	const struct sms_report *report;
};

struct sms_provider {
	struct provider is;
	enum conf_id codes; /* the setting with the file of its codes of our texts, see template_code */
	/* The request for a message. NULL: there is one; else why there is none (DELIVERY_LATER settings, DELIVERY_DEAD values). */
	const struct delivery *(*request)(struct arena *a, const struct sms *m, int64_t now, struct http_request *out);
	struct delivery (*read)(struct arena *a, const struct http_answer *answer);
	/* The request for what became of a message. False: settings. */
	bool (*ask)(struct arena *a, const struct sms_question *q, int64_t now, struct http_request *out);
	struct sms_word (*read_word)(struct arena *a, const struct sms_question *q, const struct http_answer *answer);
	/* The reports in a call to /hook/sms/<name>/…. False: that is not what they look like. */
	bool (*read_reports)(struct arena *a, const char *body, size_t n, struct sms_reports *out);
	const char *reports_taken; /* the answer it waits for, JSON; without it the reports come again */
};

/* All of sms.def in its order; ends with NULL. */
extern const struct sms_provider *const sms_providers[];
/* NULL: no such provider. */
const struct sms_provider *sms_provider(const char *name);

/* ---- what providers' files share ---- */

/* A provider's word as our columns take it: printable ASCII, at most 64 bytes. NULL gives "". */
const char *sms_clean(struct arena *a, const char *s);
/* The same of a text in an object; "" when it has none of that name. */
const char *sms_member(struct arena *a, const json_t *object, const char *name);
/* read_reports of a provider that pushes a JSON array of at most SMS_REPORTS_MAX, read one by one. */
bool sms_report_list(struct arena *a, const char *body, size_t n, struct sms_report (*read)(struct arena *a, const json_t *report),
		     struct sms_reports *out);

#endif
