/* sms_pigeon.c: a provider that takes a text as it is read, and knows of each what became of it. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "gate/secret.h"
#include "gate/sms/sms.h"

/* Takes the object. False when settings are absent. */
static bool call(struct arena *a, json_t *object, struct http_request *out)
{
	const char *key = secret_read(a, conf_str(CONF_SMS_PIGEON_KEY_FILE));
	char *text = json_dumps(object, JSON_COMPACT);
	const char *body = text ? arena_strdup(a, text) : NULL;

	json_decref(object);
	free(text);
	if (!key || !body)
		return false;
	const char *lines[] = {"Content-Type: application/json", arena_printf(a, "X-Pigeon: %s", key), NULL};
	*out = (struct http_request){.is_post = true, .url = conf_str(CONF_SMS_PIGEON_ENDPOINT), .body = body,
				     .size = strlen(body), .headers = arena_memdup(a, lines, sizeof lines)};
	return true;
}

static const struct delivery *request(struct arena *a, const struct sms *m, int64_t now, struct http_request *out)
{
	static const struct delivery settings = {DELIVERY_LATER, "", "settings", true};
	static const struct delivery values = {DELIVERY_DEAD, "", "values_unreadable", false};
	const char *text = template_fill(a, m->text, m->value);

	(void)now;
	if (!text)
		return &values;
	return call(a, json_pack("{s:s, s:s, s:s}", "id", m->id, "to", m->mobile, "text", text), out) ? NULL : &settings;
}

static struct delivery read_answer(struct arena *a, const struct http_answer *answer)
{
	json_t *object = json_loadb(answer->body, answer->size, 0, NULL);
	const char *ring = sms_member(a, object, "ring");

	json_decref(object);
	return *ring ? (struct delivery){DELIVERY_SENT, ring, "", false} : (struct delivery){DELIVERY_LATER, "", "no_ring", true};
}

static bool ask(struct arena *a, const struct sms_question *q, int64_t now, struct http_request *out)
{
	(void)now;
	return call(a, json_pack("{s:s, s:s}", "ask", q->id, "to", q->mobile), out);
}

static struct sms_word read_word(struct arena *a, const struct sms_question *q, const struct http_answer *answer)
{
	json_t *object = json_loadb(answer->body, answer->size, 0, NULL);
	const char *ring = sms_member(a, object, "ring");

	(void)q;
	json_decref(object);
	return *ring ? (struct sms_word){SMS_DELIVERED, ring, ""} : (struct sms_word){SMS_NEVER, "", ""};
}

/* {"id": "…", "ring": "P1", "home": true} */
static struct sms_report report(struct arena *a, const json_t *r)
{
	return (struct sms_report){sms_member(a, r, "id"), sms_member(a, r, "ring"), json_is_true(json_object_get(r, "home")), ""};
}

static bool read_reports(struct arena *a, const char *body, size_t n, struct sms_reports *out)
{
	return sms_report_list(a, body, n, report, out);
}

static const struct provider_file files[] = {{CONF_SMS_PIGEON_KEY_FILE, true}, {CONF_COUNT, false}};
static const struct provider_mend mends[] = {{"no_ring", "feed the pigeons"}, {NULL, NULL}};

const struct sms_provider sms_pigeon = {
	.is = {"pigeon", CONF_SMS_PIGEON_KEY_FILE, files, mends},
	.codes = CONF_SMS_PIGEON_TEMPLATE_CODES_FILE,
	.request = request,
	.read = read_answer,
	.ask = ask,
	.read_word = read_word,
	.read_reports = read_reports,
	.reports_taken = "{\"fed\":true}",
};
