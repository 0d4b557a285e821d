/* courier_post.c: one message on its way: its wording, the request, what the answer means. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/message/outbox.h"
#include "gate/template.h"
#include "main/courier.h"

enum { ASKS_MAX = 3 };

/* What a transfer in flight needs to know. */
struct way {
	struct courier_post *post;
	struct courier_ended *ended;
	struct flights *flights;
	struct sms_question question;
};

static void end(struct way *w, struct delivery d)
{
	w->post->delivery = d;
	w->post->next = w->ended->first;
	w->ended->first = w->post;
}

static void end_later(struct way *w, const char *problem, bool fault)
{
	end(w, (struct delivery){DELIVERY_LATER, "", problem, fault});
}

/* Only the values the wording asks for: providers refuse others, and what is not needed is not handed out. */
static const struct template_value *values_asked(struct arena *a, const char *text, const struct message_value *v)
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

/* ---- mail ---- */

static void mail_ended(void *ctx, struct delivery d)
{
	end(ctx, d);
}

/* The first line of a mail's text is its subject, the second is empty. */
static void start_mail(struct way *w, struct arena *a, const char *text, const struct template_value *values)
{
	const struct outbox_message *m = w->post->message;
	const char *line_end = strchr(text, '\n');
	const char *subject = template_fill(a, arena_strndup(a, text, strcspn(text, "\n")), values);
	const char *body = template_fill(a, line_end ? line_end + 1 + (line_end[1] == '\n') : "", values);

	if (subject == NULL || body == NULL) {
		end(w, (struct delivery){DELIVERY_DEAD, "", "value_missing", false});
		return;
	}
	const struct mail mail = {.id = m->public_id, .to = m->recipient, .subject = subject, .text = body,
				  .html = mail_html(a, body)};
	mail_start(w->flights, a, &mail, mail_ended, w);
}

/* ---- SMS ---- */

/* Without an answer nobody knows, if anything of the question has left. */
static void sms_ended(void *ctx, enum err e, const struct http_answer *answer)
{
	struct way *w = ctx;
	struct delivery d = {answer->asked ? DELIVERY_UNSURE : DELIVERY_LATER, "",
			     *answer->fault ? answer->fault : err_name(e), true};

	if (e == OK)
		d = w->post->provider->read(w->post->batch->arena, answer);
	end(w, d);
}

static void start_sms(struct way *w, struct arena *a, const char *text, const struct template_value *values)
{
	const struct outbox_message *m = w->post->message;
	const struct sms sms = {.id = m->public_id, .mobile = m->recipient, .template = m->name, .text = text,
				.value = values};
	struct http_request request;
	const struct delivery *refusal = w->post->provider->request(a, &sms, clock_now(), &request);

	if (refusal != NULL)
		end(w, *refusal);
	else if (http_start(w->flights, a, &request, sms_ended, w) != OK)
		end_later(w, "settings", true);
}

static void start(struct way *w)
{
	struct arena *a = w->post->batch->arena;
	const struct outbox_message *m = w->post->message;
	const char *text = template_load(a, m->channel, m->name);

	if (text == NULL) {
		end_later(w, "no_template", false);
		return;
	}
	const struct template_value *values = values_asked(a, text, m->value);
	if (w->post->provider == NULL)
		start_mail(w, a, text, values);
	else
		start_sms(w, a, text, values);
}

/* ---- what became of it ---- */

/* An unsure one that was not taken is sent now, by another if there is one; so is one that after some asking nobody can tell of.
 * A question that is not answered is a fault as a message is. */
static void word_of_unsure(struct way *w, const struct sms_word *word)
{
	if (word->fate == SMS_NEVER || (word->fate == SMS_UNKNOWN && w->post->message->tries >= ASKS_MAX)) {
		w->post->provider = courier_sms_choose_for(w->post->message, clock_monotonic_ms());
		start(w);
	} else if (word->fate == SMS_UNKNOWN) {
		bool silent = *word->problem != '\0';

		end(w, (struct delivery){DELIVERY_UNSURE, "", silent ? word->problem : "no_word", silent});
	} else if (word->fate == SMS_FAILED) {
		end(w, (struct delivery){DELIVERY_DEAD, "", *word->problem ? word->problem : "failed", false});
	} else {
		end(w, (struct delivery){DELIVERY_SENT, word->provider_id, "", false});
	}
}

static void word_of_sent(struct way *w, const struct sms_word *word)
{
	switch (word->fate) {
	case SMS_DELIVERED:
		end(w, (struct delivery){DELIVERY_SENT, "", "", false});
		break;
	case SMS_FAILED:
		end(w, (struct delivery){DELIVERY_DEAD, "", *word->problem ? word->problem : "failed", false});
		break;
	default:
		end(w, (struct delivery){DELIVERY_UNSURE, "", "", false});
	}
}

static void asked(void *ctx, enum err e, const struct http_answer *answer)
{
	struct way *w = ctx;
	struct sms_word word = {SMS_UNKNOWN, "", err_name(e)};

	if (e == OK)
		word = w->post->provider->read_word(w->post->batch->arena, &w->question, answer);
	if (w->post->report)
		word_of_sent(w, &word);
	else
		word_of_unsure(w, &word);
}

static void ask(struct way *w)
{
	struct arena *a = w->post->batch->arena;
	const struct outbox_message *m = w->post->message;
	struct http_request request;

	w->question = (struct sms_question){m->public_id, m->recipient, m->provider_id,
					    m->sent_at >= 0 ? m->sent_at : m->created_at};
	if (!w->post->provider->ask(a, &w->question, clock_now(), &request) ||
	    http_start(w->flights, a, &request, asked, w) != OK)
		end(w, (struct delivery){DELIVERY_UNSURE, "", "settings", false});
}

/* ---- beginning ---- */

static struct way *way(struct flights *f, struct courier_ended *ended, struct courier_post *p)
{
	struct way *w = ARENA_NEW(p->batch->arena, struct way);

	*w = (struct way){.post = p, .ended = ended, .flights = f};
	return w;
}

void courier_post_ask(struct flights *f, struct courier_ended *ended, struct courier_post *p)
{
	struct way *w = way(f, ended, p);

	p->report = true;
	p->provider = sms_provider(p->message->provider);
	if (p->provider == NULL)
		end(w, (struct delivery){DELIVERY_UNSURE, "", "", false});
	else
		ask(w);
}

/* A provider that rests cannot be asked: then one message too many is better than none. */
void courier_post_start(struct flights *f, struct courier_ended *ended, struct courier_post *p)
{
	struct way *w = way(f, ended, p);
	const struct outbox_message *m = p->message;
	int64_t now_ms = clock_monotonic_ms();
	const struct sms_provider *before = m->unsure ? sms_provider(m->provider) : NULL;

	if (strcmp(m->channel, "mail") == 0) {
		start(w);
		return;
	}
	p->provider = courier_sms_choose_for(m, now_ms);
	if (p->provider == NULL) {
		end_later(w, "no_provider", false);
	} else if (before != NULL && !courier_sms_rests(before, now_ms)) {
		p->provider = before;
		ask(w);
	} else {
		start(w);
	}
}
