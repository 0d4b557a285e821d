/* sms_tencent.c: Tencent Cloud SMS SendSms and PullSmsSendStatusByPhoneNumber (2021-01-11). What its answers mean for a message
 * stands in a table. */
#include "gate/sms/sms_tencent.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "gate/secret.h"
#include "gate/sms/sms.h"

static const char content_type[] = "application/json; charset=utf-8";

/* Codes begin with these; the first that fits counts. Codes not listed are tried again. */
static const struct class {
	const char *code;
	enum delivery_result result;
	bool alarm; /* an operator has to do something: no message gets through */
} classes[] = {
	/* code                                                  result         alarm */
	{"LimitExceeded.AppDailyLimit",                          DELIVERY_HOLD, true},
	{"LimitExceeded.AppMainlandChinaDailyLimit",             DELIVERY_HOLD, true},
	{"LimitExceeded.",                                       DELIVERY_HOLD, false}, /* of one number */
	{"FailedOperation.SignatureIncorrectOrUnapproved",       DELIVERY_HOLD, true},
	{"FailedOperation.TemplateIncorrectOrUnapproved",        DELIVERY_HOLD, true},
	{"FailedOperation.InsufficientBalanceInSmsPackage",      DELIVERY_HOLD, true},
	{"UnauthorizedOperation.",                               DELIVERY_HOLD, true},
	{"AuthFailure",                                          DELIVERY_HOLD, true},
	{"InvalidParameterValue.IncorrectPhoneNumber",           DELIVERY_DEAD, false},
	{"InvalidParameterValue.TemplateParameter",              DELIVERY_DEAD, false},
	{"FailedOperation.PhoneNumberInBlacklist",               DELIVERY_DEAD, false},
	{"FailedOperation.ContainSensitiveWord",                 DELIVERY_DEAD, false},
};

struct delivery tencent_judge(const char *code, const char *provider_id)
{
	if (strcmp(code, "Ok") == 0)
		return (struct delivery){DELIVERY_SENT, provider_id, "", false};
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		if (strncmp(code, classes[i].code, strlen(classes[i].code)) != 0)
			continue;
		if (classes[i].alarm)
			log_error("sms: tencent refuses all messages: %s", code);
		return (struct delivery){classes[i].result, "", code, classes[i].alarm};
	}
	log_warn("sms: tencent: %s", code);
	return (struct delivery){DELIVERY_LATER, "", code, true};
}

static void free_text(void *p)
{
	free(p);
}

/* Takes the object. False when settings are absent. */
static bool call(struct arena *a, const char *action, json_t *object, int64_t now, struct http_request *out)
{
	char *body = json_dumps(object, JSON_COMPACT);
	const char *endpoint = conf_str(CONF_SMS_TENCENT_ENDPOINT), *host = http_host(a, endpoint);
	const char *key = secret_read(a, conf_str(CONF_SMS_TENCENT_SECRET_KEY_FILE));

	json_decref(object);
	if (body)
		arena_defer(a, free_text, body);
	if (body == NULL || key == NULL || host == NULL)
		return false;
	const struct tencent_call c = {
		.id = conf_str(CONF_SMS_TENCENT_SECRET_ID), .key = key, .host = host, .service = "sms",
		.content_type = content_type, .body = body, .at = now,
	};
	const char *lines[] = {
		arena_printf(a, "Content-Type: %s", content_type),
		arena_printf(a, "X-TC-Action: %s", action),
		"X-TC-Version: 2021-01-11",
		arena_printf(a, "X-TC-Region: %s", conf_str(CONF_SMS_TENCENT_REGION)),
		arena_printf(a, "X-TC-Timestamp: %lld", (long long)now),
		arena_printf(a, "Authorization: %s", tencent_authorization(a, &c)),
		NULL,
	};
	*out = (struct http_request){.is_post = true, .url = endpoint, .body = body, .size = strlen(body),
				     .headers = arena_memdup(a, lines, sizeof lines)};
	return true;
}

/* ---- the provider's table ---- */

/* The values in the order of their places: {1}, {2} … of the registered text. NULL when one is missing. */
static json_t *params(struct arena *a, const struct sms *m)
{
	json_t *list = json_array();
	const char *const *place = template_places(a, m->text);

	for (; *place; place++) {
		const struct template_value *v = m->value;

		while (v->name && strcmp(v->name, *place) != 0)
			v++;
		if (v->name == NULL || json_array_append_new(list, json_string(v->value)) != 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static const struct delivery *request(struct arena *a, const struct sms *m, int64_t now, struct http_request *out)
{
	static const struct delivery settings = {DELIVERY_LATER, "", "settings", true};
	static const struct delivery values = {DELIVERY_DEAD, "", "values_unreadable", false};
	const char *template = template_code(a, conf_str(CONF_SMS_TENCENT_TEMPLATE_CODES_FILE), m->template);
	json_t *list = params(a, m);

	if (list == NULL)
		return &values;
	json_t *object = json_pack("{s:[s], s:s, s:s, s:s, s:o, s:s}", "PhoneNumberSet", arena_printf(a, "+86%s", m->mobile),
				   "SmsSdkAppId", conf_str(CONF_SMS_TENCENT_APP_ID), "SignName",
				   conf_str(CONF_SMS_TENCENT_SIGN_NAME), "TemplateId", template ? template : "",
				   "TemplateParamSet", list, "SessionContext", m->id);
	bool made = call(a, "SendSms", object, now, out);
	return made && template ? NULL : &settings;
}

static struct delivery judge_answer(struct arena *a, const struct http_answer *answer, const json_t *object)
{
	const json_t *response = json_object_get(object, "Response");
	const json_t *one = json_array_get(json_object_get(response, "SendStatusSet"), 0);
	const char *error = sms_member(a, json_object_get(response, "Error"), "Code"), *code = sms_member(a, one, "Code");

	if (*error)
		return tencent_judge(error, "");
	if (*code)
		return tencent_judge(code, sms_member(a, one, "SerialNo"));
	log_warn("sms: tencent: status %ld without a code", answer->status);
	return (struct delivery){answer->status == 200 ? DELIVERY_UNSURE : DELIVERY_LATER, "",
				 answer->status == 200 ? "answer_unreadable" : arena_printf(a, "http_%ld", answer->status), true};
}

static struct delivery read_answer(struct arena *a, const struct http_answer *answer)
{
	json_t *object = json_loadb(answer->body, answer->size, 0, NULL);
	struct delivery d = judge_answer(a, answer, object);

	json_decref(object);
	return d;
}

static bool ask(struct arena *a, const struct sms_question *q, int64_t now, struct http_request *out)
{
	enum { EARLIER_S = 60 };
	json_t *object = json_pack("{s:I, s:I, s:i, s:i, s:s, s:s}", "SendDateTime", (json_int_t)(q->sent_at - EARLIER_S),
				   "EndDateTime", (json_int_t)now, "Offset", 0, "Limit", 100, "PhoneNumber",
				   arena_printf(a, "+86%s", q->mobile), "SmsSdkAppId", conf_str(CONF_SMS_TENCENT_APP_ID));

	return call(a, "PullSmsSendStatusByPhoneNumber", object, now, out);
}

static bool is_about(struct arena *a, const json_t *status, const struct sms_question *q)
{
	if (*q->provider_id)
		return strcmp(sms_member(a, status, "SerialNo"), q->provider_id) == 0;
	return strcmp(sms_member(a, status, "SessionContext"), q->id) == 0;
}

/* Only what has been reported is listed, so absence says nothing. */
static struct sms_word find_word(struct arena *a, const struct sms_question *q, const json_t *object)
{
	const json_t *response = json_object_get(object, "Response");
	const json_t *list = json_object_get(response, "PullSmsSendStatusSet");
	const char *error = sms_member(a, json_object_get(response, "Error"), "Code");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *status = json_array_get(list, i);

		if (!is_about(a, status, q))
			continue;
		bool arrived = strcmp(sms_member(a, status, "ReportStatus"), "SUCCESS") == 0;
		return (struct sms_word){arrived ? SMS_DELIVERED : SMS_FAILED, sms_member(a, status, "SerialNo"),
					 arrived ? "" : sms_member(a, status, "Description")};
	}
	return (struct sms_word){SMS_UNKNOWN, "", error};
}

static struct sms_word read_word(struct arena *a, const struct sms_question *q, const struct http_answer *answer)
{
	json_t *object = json_loadb(answer->body, answer->size, 0, NULL);
	struct sms_word w = find_word(a, q, object);

	json_decref(object);
	return w;
}

/* {"sid": "2640:…", "report_status": "SUCCESS", "errmsg": "DELIVRD", …} */
static struct sms_report report(struct arena *a, const json_t *r)
{
	return (struct sms_report){"", sms_member(a, r, "sid"), strcmp(sms_member(a, r, "report_status"), "SUCCESS") == 0,
				   sms_member(a, r, "errmsg")};
}

static bool read_reports(struct arena *a, const char *body, size_t n, struct sms_reports *out)
{
	return sms_report_list(a, body, n, report, out);
}

static const struct provider_file files[] = {{CONF_SMS_TENCENT_SECRET_KEY_FILE, true}, {CONF_COUNT, false}};

static const struct provider_mend mends[] = {
	{"AuthFailure.SecretIdNotFound",                "sms.tencent_secret_id is unknown there or switched off"           },
	{"AuthFailure.SignatureFailure",                "sms.tencent_secret_key_file holds another key's secret"           },
	{"AuthFailure.SignatureExpire",                 "this machine's clock is more than 5 minutes off: chronyc tracking"},
	{"AuthFailure",                                 "give the key the right QcloudSMSFullAccess"                       },
	{"UnauthorizedOperation.SmsSdkAppIdVerifyFail", "sms.tencent_app_id is not of that account"                        },
	{"UnauthorizedOperation",                       "give the key the right QcloudSMSFullAccess"                       },
	{NULL,                                          NULL                                                               },
};

const struct sms_provider sms_tencent = {
	.is = {"tencent", CONF_SMS_TENCENT_SECRET_ID, files, mends},
	.codes = CONF_SMS_TENCENT_TEMPLATE_CODES_FILE,
	.request = request,
	.read = read_answer,
	.ask = ask,
	.read_word = read_word,
	.read_reports = read_reports,
	.reports_taken = "{\"result\":0,\"errmsg\":\"OK\"}",
};
