/* sms_aliyun.c: Aliyun Dysms SendSms and QuerySendDetails (2017-05-25). What its answers mean for a message stands in a table. */
#include "gate/sms/sms_aliyun.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "gate/http.h"
#include "gate/secret.h"
#include "gate/sms/sms.h"

/* Codes not listed are tried again: a signature or throttle fault is not the message's. What an operator mends is held, so
 * that nothing is lost until then. */
static const struct class {
	const char *code;
	enum delivery_result result;
	bool alarm; /* an operator has to do something: no message gets through */
} classes[] = {
	/* code                             result         alarm */
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
	return (struct delivery){DELIVERY_LATER, "", problem, true};
}

struct delivery aliyun_judge(const char *code, const char *provider_id)
{
	if (strcmp(code, "OK") == 0)
		return (struct delivery){DELIVERY_SENT, provider_id, "", false};
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		if (strcmp(code, classes[i].code) != 0)
			continue;
		if (classes[i].alarm)
			log_error("sms: the provider refuses all messages: %s", code);
		return (struct delivery){classes[i].result, "", code, classes[i].alarm};
	}
	log_warn("sms: %s", code);
	return later(code);
}

static struct delivery read_answer(struct arena *a, const struct http_answer *answer)
{
	json_t *object = json_loadb(answer->body, answer->size, 0, NULL);
	const char *code = sms_member(a, object, "Code"), *id = sms_member(a, object, "BizId");

	json_decref(object);
	if (*code == '\0') {
		log_warn("sms: status %ld without a code", answer->status);
		return (struct delivery){answer->status == 200 ? DELIVERY_UNSURE : DELIVERY_LATER, "",
					 answer->status == 200 ? "answer_unreadable" : arena_printf(a, "http_%ld", answer->status),
					 true};
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

static const char *date_utc(struct arena *a, int64_t now, const char *format)
{
	char text[32];
	struct tm tm;
	time_t t = (time_t)now;

	(void)strftime(text, sizeof text, format, gmtime_r(&t, &tm));
	return arena_strdup(a, text);
}

/* The request of a signed call without a body. False when settings are absent. */
static bool call(struct arena *a, const char *action, struct aliyun_pair *pairs, size_t n, int64_t now,
		 struct http_request *out)
{
	const char *endpoint = conf_str(CONF_SMS_ALIYUN_ENDPOINT), *host = http_host(a, endpoint);
	const char *secret = secret_read(a, conf_str(CONF_SMS_ALIYUN_SECRET_FILE));
	bool slash = *endpoint && endpoint[strlen(endpoint) - 1] == '/';

	if (secret == NULL || host == NULL)
		return false;
	const struct aliyun_call c = {
		.key = conf_str(CONF_SMS_ALIYUN_ACCESS_KEY),
		.secret = secret,
		.host = host,
		.action = action,
		.version = "2017-05-25",
		.date = date_utc(a, now, "%Y-%m-%dT%H:%M:%SZ"),
		.nonce = crypt_random_text(a, 32),
		.query = aliyun_query(a, pairs, n),
	};
	const char *lines[] = {
		"Accept: application/json",
		"Content-Type:", /* what is sent must be signed, and there is no content */
		arena_printf(a, "x-acs-action: %s", c.action),
		arena_printf(a, "x-acs-version: %s", c.version),
		arena_printf(a, "x-acs-date: %s", c.date),
		arena_printf(a, "x-acs-signature-nonce: %s", c.nonce),
		arena_printf(a, "x-acs-content-sha256: %s", aliyun_empty_sha256),
		arena_printf(a, "Authorization: %s", aliyun_authorization(a, &c)),
		NULL,
	};
	*out = (struct http_request){
		.is_post = true,
		.url = arena_printf(a, "%s%s?%s", endpoint, slash ? "" : "/", c.query),
		.headers = arena_memdup(a, lines, sizeof lines),
		.body = "",
	};
	return true;
}

/* ---- the provider's table ---- */

static const struct delivery *request(struct arena *a, const struct sms *m, int64_t now, struct http_request *out)
{
	static const struct delivery settings = {DELIVERY_LATER, "", "settings", true};
	static const struct delivery values = {DELIVERY_DEAD, "", "values_unreadable", false};
	const char *params = params_json(a, m->value);
	const char *template = template_code(a, conf_str(CONF_SMS_ALIYUN_TEMPLATE_CODES_FILE), m->template);

	if (params == NULL)
		return &values;
	if (template == NULL)
		return &settings;
	struct aliyun_pair pairs[] = {
		{"PhoneNumbers", m->mobile}, {"SignName", conf_str(CONF_SMS_ALIYUN_SIGN_NAME)}, {"TemplateCode", template},
		{"TemplateParam", params},   {"OutId", m->id},
	};
	return call(a, "SendSms", pairs, sizeof pairs / sizeof *pairs, now, out) ? NULL : &settings;
}

static bool ask(struct arena *a, const struct sms_question *q, int64_t now, struct http_request *out)
{
	enum { BEIJING_S = 8 * 3600 };
	struct aliyun_pair pairs[] = {
		{"PhoneNumber", q->mobile}, {"SendDate", date_utc(a, q->sent_at + BEIJING_S, "%Y%m%d")}, {"PageSize", "50"},
		{"CurrentPage", "1"},       {"BizId", q->provider_id},
	};
	size_t n = sizeof pairs / sizeof *pairs - (*q->provider_id ? 0 : 1);

	return call(a, "QuerySendDetails", pairs, n, now, out);
}

/* SendStatus: 1 no word yet, 2 failed, 3 delivered. */
static struct sms_word word_of(struct arena *a, const json_t *detail)
{
	json_int_t status = json_integer_value(json_object_get(detail, "SendStatus"));

	if (status == 3)
		return (struct sms_word){SMS_DELIVERED, "", ""};
	if (status == 2)
		return (struct sms_word){SMS_FAILED, "", sms_member(a, detail, "ErrCode")};
	return (struct sms_word){SMS_ON_ITS_WAY, "", ""};
}

static struct sms_word find_word(struct arena *a, const struct sms_question *q, const json_t *answer)
{
	const json_t *list = json_object_get(json_object_get(answer, "SmsSendDetailDTOs"), "SmsSendDetailDTO");
	const char *code = sms_member(a, answer, "Code");

	if (strcmp(code, "OK") != 0)
		return (struct sms_word){SMS_UNKNOWN, "", *code ? code : "answer_unreadable"};
	for (size_t i = 0; i < json_array_size(list); i++)
		if (strcmp(sms_member(a, json_array_get(list, i), "OutId"), q->id) == 0)
			return word_of(a, json_array_get(list, i));
	return (struct sms_word){SMS_NEVER, "", ""};
}

static struct sms_word read_word(struct arena *a, const struct sms_question *q, const struct http_answer *answer)
{
	json_t *object = json_loadb(answer->body, answer->size, 0, NULL);
	struct sms_word w = find_word(a, q, object);

	json_decref(object);
	return w;
}

/* {"out_id": "…", "biz_id": "9006…^0", "success": true, "err_code": "DELIVERED", …} */
static struct sms_report report(struct arena *a, const json_t *r)
{
	return (struct sms_report){sms_member(a, r, "out_id"), sms_member(a, r, "biz_id"),
				   json_is_true(json_object_get(r, "success")), sms_member(a, r, "err_code")};
}

static bool read_reports(struct arena *a, const char *body, size_t n, struct sms_reports *out)
{
	return sms_report_list(a, body, n, report, out);
}

static const struct provider_file files[] = {{CONF_SMS_ALIYUN_SECRET_FILE, true}, {CONF_COUNT, false}};

static const struct provider_mend mends[] = {
	{"InvalidAccessKeyId",        "sms.aliyun_access_key is unknown there or switched off"         },
	{"SignatureDoesNotMatch",     "sms.aliyun_secret_file holds another key's secret"              },
	{"IncompleteSignature",       "sms.aliyun_secret_file holds another key's secret"              },
	{"InvalidTimeStamp",          "this machine's clock is more than 15 minutes off: chronyc tracking"},
	{"isp.RAM_PERMISSION_DENY",   "give the access key the right AliyunDysmsFullAccess"            },
	{"NoPermission",              "give the access key the right AliyunDysmsFullAccess"            },
	{"isv.PRODUCT_UN_SUBSCRIPT",  "switch the SMS service on in that account"                      },
	{"isv.DENY_IP_RANGE",         "allow this machine's address there"                             },
	{NULL,                        NULL                                                             },
};

const struct sms_provider sms_aliyun = {
	.is = {"aliyun", CONF_SMS_ALIYUN_ACCESS_KEY, files, mends},
	.codes = CONF_SMS_ALIYUN_TEMPLATE_CODES_FILE,
	.request = request,
	.read = read_answer,
	.ask = ask,
	.read_word = read_word,
	.read_reports = read_reports,
	.reports_taken = "{\"code\":0,\"msg\":\"OK\"}",
};
