/* message_probe: SMS and mail of gate/ as a filter, as gate_probe is of payments: one question a line on stdin, one answer a line
 * on stdout, both JSON. message_probe -c settings.conf
 *     {"call": "request" | "send" | "ask", "provider": "aliyun" | "tencent", "id", "mobile", "template", "text", "values": {name:
 *      value}, "provider_id", "sent_at", "now"}     request: url, headers, body, nothing is sent
 *     {"call": "mail", "id", "to", "subject", "text", "html", "attachments": [{"name", "type", "data": text}]}
 *     {"call": "mail_check"} */
#include "probe.h"

#include <string.h>

#include "base/arena.h"
#include "gate/flight.h"
#include "gate/sms/sms.h"

enum { ROWS_MAX = 16, TURN_MS = 100 };

static json_t *delivery(const struct delivery *d)
{
	static const char *const names[] = {"sent", "later", "unsure", "hold", "dead"};
	return json_pack("{ss ss ss sb}", "result", names[d->result], "problem", d->problem, "provider_id", d->provider_id, "fault",
			 d->fault);
}

/* ---- SMS ---- */

static const struct delivery *make(struct arena *a, const struct sms_provider *p, const json_t *q, struct http_request *out)
{
	struct template_value *value = ARENA_ARRAY(a, struct template_value, ROWS_MAX + 1);
	const char *name;
	json_t *v;
	size_t n = 0;
	json_object_foreach(json_object_get(q, "values"), name, v)
		if (n < ROWS_MAX)
			value[n++] = (struct template_value){name, json_string_value(v)};
	const struct sms m = {probe_text(q, "id"), probe_text(q, "mobile"), probe_text(q, "template"), probe_text(q, "text"), value};
	return p->request(a, &m, probe_now(q), out);
}

static json_t *do_request(struct arena *a, const struct sms_provider *p, const json_t *q)
{
	struct http_request r;
	const struct delivery *refusal = make(a, p, q, &r);
	json_t *headers = json_array();
	if (refusal)
		return delivery(refusal);
	for (const char *const *h = r.headers; *h; h++)
		json_array_append_new(headers, json_string(*h));
	return json_pack("{ss so ss}", "url", r.url, "headers", headers, "body", r.size ? (const char *)r.body : "");
}

static json_t *do_send(struct arena *a, const struct sms_provider *p, const json_t *q)
{
	struct http_request r;
	struct http_answer answer;
	const struct delivery *refusal = make(a, p, q, &r);
	if (refusal)
		return delivery(refusal);
	enum err e = http_send(a, &r, &answer);
	struct delivery d = {answer.asked ? DELIVERY_UNSURE : DELIVERY_LATER, "", answer.fault, true};
	if (e == OK)
		d = p->read(a, &answer);
	return delivery(&d);
}

static json_t *do_ask(struct arena *a, const struct sms_provider *p, const json_t *q)
{
	static const char *const names[] = {"delivered", "failed", "on_its_way", "never", "unknown"};
	const struct sms_question question = {probe_text(q, "id"), probe_text(q, "mobile"), probe_text(q, "provider_id"),
					      json_integer_value(json_object_get(q, "sent_at"))};
	struct http_request r;
	struct http_answer answer;
	struct sms_word w = {SMS_UNKNOWN, "", "unavailable"};
	if (p->ask(a, &question, probe_now(q), &r) && http_send(a, &r, &answer) == OK)
		w = p->read_word(a, &question, &answer);
	return json_pack("{ss ss ss}", "fate", names[w.fate], "problem", w.problem, "provider_id", w.provider_id);
}

/* ---- mail ---- */

static void keep(void *ctx, struct delivery d)
{
	*(struct delivery *)ctx = d;
}

static json_t *do_mail(struct arena *a, const json_t *q)
{
	struct mail_attachment *files = ARENA_ARRAY(a, struct mail_attachment, ROWS_MAX);
	struct flights *f = flights_open(1);
	struct delivery d = {0};
	json_t *file;
	size_t i;
	struct mail m = {.id = probe_text(q, "id"), .to = probe_text(q, "to"), .subject = probe_text(q, "subject"),
			 .text = probe_text(q, "text"), .html = json_string_value(json_object_get(q, "html")), .attachment = files};
	json_array_foreach(json_object_get(q, "attachments"), i, file)
		if (i < ROWS_MAX)
			files[m.attachments++] = (struct mail_attachment){
				probe_text(file, "name"), probe_text(file, "type"), probe_text(file, "data"),
				strlen(probe_text(file, "data"))};
	mail_start(f, a, &m, keep, &d);
	while (flights_count(f) > 0)
		flights_turn(f, TURN_MS);
	flights_close(f);
	return delivery(&d);
}

static json_t *answer(struct arena *a, const json_t *q)
{
	const char *call = probe_text(q, "call");
	const struct sms_provider *p = sms_provider(probe_text(q, "provider"));
	if (strcmp(call, "mail") == 0)
		return do_mail(a, q);
	if (strcmp(call, "mail_check") == 0)
		return json_pack("{ss}", "problem", mail_check(a));
	if (p == NULL)
		return json_pack("{ss}", "err", "no such provider");
	return strcmp(call, "request") == 0 ? do_request(a, p, q) : strcmp(call, "send") == 0 ? do_send(a, p, q) : do_ask(a, p, q);
}

int main(int argc, char **argv)
{
	return probe_run("message_probe", argc, argv, answer);
}
