/* courier.c: the loop of messages: claim, commit, send, mark. A courier that dies in between leaves a lease that runs out, so
 * a message goes out at least once, always under the same id. */
#include "main/courier.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/outbox.h"
#include "gate/mail.h"
#include "gate/sms.h"

enum { CLAIM_MAX = 20, LEASE_S = 60, JOBS_EVERY_MS = 60 * 1000 };

/* ---- messages ---- */

struct claim {
	struct outbox_message *message;
	size_t count;
};

static enum err claim(struct ctx *c, void *arg)
{
	struct claim *out = arg;
	return outbox_claim(c, CLAIM_MAX, LEASE_S, &out->message, &out->count);
}

struct mark {
	const struct outbox_message *message;
	struct delivery delivery;
};

static enum err mark(struct ctx *c, void *arg)
{
	const struct mark *m = arg;
	switch (m->delivery.result) {
	case DELIVERY_SENT:
		return outbox_sent(c, m->message, m->delivery.provider_id);
	case DELIVERY_LATER:
		return outbox_later(c, m->message, m->delivery.problem);
	case DELIVERY_HOLD:
		return outbox_hold(c, m->message, m->delivery.problem);
	case DELIVERY_DEAD:
		return outbox_dead(c, m->message, m->delivery.problem);
	}
	die("courier: delivery %d", (int)m->delivery.result);
}

/* Only the values the wording asks for: providers refuse others, and what is not needed is not handed out. */
static const struct template_value *values_asked(struct arena *a, const char *text, const struct notice_value *v)
{
	size_t n = 0, count = 0;
	while (v[count].name)
		count++;
	struct template_value *out = ARENA_ARRAY(a, struct template_value, count + 1);
	for (size_t i = 0; i < count; i++)
		if (template_asks(a, text, v[i].name))
			out[n++] = (struct template_value){v[i].name, v[i].value ? v[i].value : ""};
	return out;
}

/* The first line of a mail's text is its subject, the second is empty. */
static struct delivery send_mail(struct arena *a, const struct outbox_message *m, const char *text,
				 const struct template_value *values)
{
	const char *end = strchr(text, '\n');
	const char *subject = template_fill(a, arena_strndup(a, text, strcspn(text, "\n")), values);
	const char *body = template_fill(a, end ? end + 1 + (end[1] == '\n') : "", values);
	if (subject == NULL || body == NULL)
		return (struct delivery){DELIVERY_DEAD, "", "value_missing"};
	const struct mail mail = {.id = m->public_id, .to = m->recipient, .subject = subject, .text = body};
	return mail_send(a, &mail);
}

static struct delivery send_one(struct arena *a, const struct outbox_message *m)
{
	const char *text = template_load(a, m->channel, m->notice);
	if (text == NULL)
		return (struct delivery){DELIVERY_LATER, "", "no_template"};
	const struct template_value *values = values_asked(a, text, m->value);
	if (strcmp(m->channel, "mail") == 0)
		return send_mail(a, m, text, values);
	const struct sms sms = {.id = m->public_id, .mobile = m->recipient, .template = m->notice, .value = values};
	return sms_send(a, &sms);
}

static const char *const result_names[] = {
	[DELIVERY_SENT] = "sent", [DELIVERY_LATER] = "later", [DELIVERY_HOLD] = "held", [DELIVERY_DEAD] = "dead",
};

/* Memory of sending one message goes back at once: answers of providers may be large. */
static enum err send_and_mark(struct db *db, const struct outbox_message *m)
{
	struct arena *a = arena_new();
	struct mark done = {m, send_one(a, m)};
	enum err e = unattended_transaction(db, a, mark, &done);
	log_info("message %lld %s/%s: %s%s%s", (long long)m->id, m->channel, m->notice,
		 result_names[done.delivery.result], *done.delivery.problem ? " " : "", done.delivery.problem);
	arena_free(a);
	return e;
}

static enum err release(struct ctx *c, void *arg)
{
	const struct claim *left = arg;
	for (size_t i = 0; i < left->count; i++)
		TRY(outbox_release(c, &left->message[i]));
	return OK;
}

/* *count: how many were claimed. When a slow provider uses up the lease, or the courier is to leave, what is left goes back
 * to the queue. */
static enum err send_due(struct db *db, struct arena *a, size_t *count)
{
	struct claim claimed = {0};
	size_t i = 0;
	int64_t stop_ms = clock_monotonic_ms() + 1000 * (LEASE_S - MAIL_TOTAL_S - 5);
	*count = 0;
	TRY(unattended_transaction(db, a, claim, &claimed));
	*count = claimed.count;
	for (; i < claimed.count && !unattended_leaving() && clock_monotonic_ms() < stop_ms; i++)
		TRY(send_and_mark(db, &claimed.message[i]));
	struct claim left = {claimed.message + i, claimed.count - i};
	return left.count ? unattended_transaction(db, a, release, &left) : OK;
}

/* ---- the loop ---- */

static enum err loop(struct db *db, struct arena *a)
{
	int64_t jobs_at = 0;
	while (!unattended_leaving()) {
		size_t count;
		enum err e = send_due(db, a, &count);
		if (e != ERR_LOST && clock_monotonic_ms() >= jobs_at) {
			e = courier_jobs(db, a);
			jobs_at = clock_monotonic_ms() + JOBS_EVERY_MS;
		}
		arena_reset(a);
		if (e == ERR_LOST)
			return e;
		if (e != OK || count == 0)
			unattended_pause_ms(conf_int(CONF_COURIER_IDLE_MS));
	}
	return OK;
}

static int usage(const char *name, FILE *to, int status)
{
	(void)fprintf(to,
		      "Usage: %s -c FILE\n"
		      "Sends messages and runs timed jobs until SIGTERM.\n"
		      "  -c FILE   settings, see ccerctl conf\n"
		      "  --help    this text\n",
		      name);
	return status;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(argv[0], stdout, 0);
	if (argc != 3 || strcmp(argv[1], "-c") != 0)
		return usage(argv[0], stderr, UNATTENDED_USAGE);
	return unattended_run("courier", argv[2], loop);
}
