/* sms_aliyun.c: Aliyun Dysms SendSms (2017-05-25). What its answers mean for a message stands in a table. */
#include "gate/sms_aliyun.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt.h"
#include "base/log.h"
#include "gate/http.h"
#include "gate/secret.h"
#include "gate/sms.h"

enum { WORD_MAX = 64 };

/* Codes not listed are tried again: a signature or throttle fault is not the message's. What an operator mends is held, so
 * that nothing is lost until then. */
static const struct class {
	const char *code;
	enum delivery_result result;
	bool alarm; /* an operator has to do something: no message gets through */
} classes[] = {
	{"isv.BUSINESS_LIMIT_CONTROL",      DELIVERY_HOLD, false}, /* of one number: an hour's or a day's */
	{"isv.AMOUNT_NOT_ENOUGH",           DELIVERY_HOLD, true},
	{"isv.OUT_OF_SERVICE",              DELIVERY_HOLD, true},
	{"isv.DAY_LIMIT_CONTROL",           DELIVERY_HOLD, true},
	{"isv.MONTH_LIMIT_CONTROL",         DELIVERY_HOLD, true},
	{"isv.SMS_SIGNATURE_ILLEGAL",       DELIVERY_HOLD, true},
	{"isv.SMS_TEMPLATE_ILLEGAL",        DELIVERY_HOLD, true},
	{"isv.PRODUCT_UN_SUBSCRIPT",        DELIVERY_HOLD, true},
	{"isv.DENY_IP_RANGE",               DELIVERY_HOLD, true},
	{"isv.MOBILE_NUMBER_ILLEGAL",       DELIVERY_DEAD, false},
	{"isv.MOBILE_COUNT_OVER_LIMIT",     DELIVERY_DEAD, false},
	{"isv.TEMPLATE_MISSING_PARAMETERS", DELIVERY_DEAD, false},
	{"isv.INVALID_PARAMETERS",          DELIVERY_DEAD, false},
	{"isv.INVALID_JSON_PARAM",          DELIVERY_DEAD, false},
	{"isv.PARAM_LENGTH_LIMIT",          DELIVERY_DEAD, false},
	{"isv.PARAM_NOT_SUPPORT_URL",       DELIVERY_DEAD, false},
	{"isv.BLACK_KEY_CONTROL_LIMIT",     DELIVERY_DEAD, false},
};

static struct delivery later(const char *problem)
{
	return (struct delivery){DELIVERY_LATER, "", problem};
}

/* A word of the provider's as our columns take it: printable ASCII, 64 bytes. */
static const char *word(struct arena *a, const char *s)
{
	char *out = arena_strndup(a, s, strnlen(s, WORD_MAX));
	for (char *p = out; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			*p = '?';
	return out;
}

static const char *member(struct arena *a, const json_t *object, const char *name)
{
	const char *s = json_string_value(json_object_get(object, name));
	return s ? word(a, s) : "";
}

struct delivery aliyun_judge(const char *code, const char *provider_id)
{
	if (strcmp(code, "OK") == 0)
		return (struct delivery){DELIVERY_SENT, provider_id, ""};
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		if (strcmp(code, classes[i].code) != 0)
			continue;
		if (classes[i].alarm)
			log_error("sms: the provider refuses all messages: %s", code);
		return (struct delivery){classes[i].result, "", code};
	}
	log_warn("sms: %s", code);
	return later(code);
}

static struct delivery read_answer(struct arena *a, const struct http_answer *answer)
{
	json_t *object = json_loadb(answer->body, answer->size, 0, NULL);
	const char *code = member(a, object, "Code"), *id = member(a, object, "BizId");
	json_decref(object);
	if (*code == '\0') {
		log_warn("sms: status %ld without a code", answer->status);
		return later(answer->status == 200 ? "answer_unreadable" : arena_printf(a, "http_%ld", answer->status));
	}
	return aliyun_judge(code, id);
}

static void free_text(void *p)
{
	free(p);
}

static const char *params_json(struct arena *a, const struct template_value *values)
{
	json_t *object = json_object();
	for (; object && values->name; values++)
		json_object_set_new(object, values->name, json_string(values->value));
	char *text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	if (text)
		arena_defer(a, free_text, text);
	return text;
}

static const char *date_utc(struct arena *a)
{
	char text[32];
	struct tm tm;
	time_t now = (time_t)clock_now();
	(void)strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &tm));
	return arena_strdup(a, text);
}

static struct delivery call(struct arena *a, const struct aliyun_call *c)
{
	struct http_answer answer;
	const char *headers[] = {
		"Accept: application/json",
		"Content-Type:", /* what is sent must be signed, and there is no content */
		arena_printf(a, "x-acs-action: %s", c->action),
		arena_printf(a, "x-acs-version: %s", c->version),
		arena_printf(a, "x-acs-date: %s", c->date),
		arena_printf(a, "x-acs-signature-nonce: %s", c->nonce),
		arena_printf(a, "x-acs-content-sha256: %s", aliyun_empty_sha256),
		arena_printf(a, "Authorization: %s", aliyun_authorization(a, c)),
		NULL,
	};
	const char *endpoint = conf_str(CONF_SMS_ENDPOINT);
	bool slash = *endpoint && endpoint[strlen(endpoint) - 1] == '/';
	enum err e = http_post(a, arena_printf(a, "%s%s?%s", endpoint, slash ? "" : "/", c->query), headers, "", 0, &answer);
	return e == OK ? read_answer(a, &answer) : later(err_name(e));
}

struct delivery sms_send(struct arena *a, const struct sms *m)
{
	const char *params = params_json(a, m->value), *secret = secret_read(a, conf_str(CONF_SMS_SECRET_FILE));
	const char *host = http_host(a, conf_str(CONF_SMS_ENDPOINT)), *template = template_code(a, m->template);
	if (params == NULL)
		return (struct delivery){DELIVERY_DEAD, "", "values_unreadable"};
	if (secret == NULL || host == NULL || template == NULL)
		return later("settings");
	struct aliyun_pair pairs[] = {
		{"PhoneNumbers", m->mobile}, {"SignName", conf_str(CONF_SMS_SIGN_NAME)}, {"TemplateCode", template},
		{"TemplateParam", params},   {"OutId", m->id},
	};
	struct aliyun_call c = {
		.key = conf_str(CONF_SMS_ACCESS_KEY),
		.secret = secret,
		.host = host,
		.action = "SendSms",
		.version = "2017-05-25",
		.date = date_utc(a),
		.nonce = crypt_random_text(a, 32),
		.query = aliyun_query(a, pairs, sizeof pairs / sizeof *pairs),
	};
	return call(a, &c);
}
