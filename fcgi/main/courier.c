/* courier.c: the loop of messages: claim, commit, hand over, mark; many on their way at once. A courier that dies in between
 * leaves a lease that runs out, so a message goes out at least once, always under the same id. */
#include "main/courier.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"
#include "core/review/queue_tally.h"

enum { CLAIM_MAX = 50, LEASE_S = 60, SILENT_MAX = 20 };
enum { JOBS_EVERY_MS = 60 * 1000, FOLD_EVERY_MS = 1000, TURN_MS = 100, LEAVE_MS = 12 * 1000 };

/* The channels, each with its own room, so that one that hangs holds up no other. */
static struct channel {
	const char *name;
	enum conf_id room;
	size_t on_way;
	int64_t look_at_ms; /* not before: nothing was due */
} channels[] = {{"sms", CONF_COURIER_SMS, 0, 0}, {"mail", CONF_COURIER_MAILS, 0, 0}};
enum { CHANNELS = sizeof channels / sizeof *channels };

static struct flights *flights;
static struct courier_ended ended;

static struct channel *channel_of(const struct outbox_message *m)
{
	return &channels[strcmp(m->channel, "mail") == 0];
}

/* ---- marking ---- */

/* Could another provider take what this one refuses all of? */
static bool other_way(const struct sms_provider *p)
{
	int64_t now_ms = clock_monotonic_ms();
	const struct sms_provider *chosen = p ? courier_sms_choose(now_ms) : NULL;

	return chosen != NULL && chosen != p && !courier_sms_rests(chosen, now_ms);
}

static enum err mark_message(struct ctx *c, const struct courier_post *p)
{
	const struct delivery *d = &p->delivery;
	const char *provider = p->provider ? p->provider->is.name : "smtp";

	switch (d->result) {
	case DELIVERY_SENT:
		return outbox_sent(c, p->message, provider, d->provider_id);
	case DELIVERY_LATER:
		return outbox_later(c, p->message, d->problem);
	case DELIVERY_UNSURE:
		return outbox_unsure(c, p->message, provider, d->problem);
	case DELIVERY_HOLD:
		return outbox_hold(c, p->message, d->problem, d->fault && other_way(p->provider));
	case DELIVERY_DEAD:
		return outbox_dead(c, p->message, d->problem);
	}
	die("courier: delivery %d", (int)d->result);
}

static enum err mark_report(struct ctx *c, const struct courier_post *p)
{
	if (p->delivery.result == DELIVERY_UNSURE)
		return OK;
	return outbox_report(c, p->message->public_id, p->message->provider_id, p->delivery.result == DELIVERY_SENT,
			     p->delivery.problem);
}

static enum err mark_all(struct ctx *c, void *arg)
{
	for (const struct courier_post *p = arg; p; p = p->next)
		TRY(p->report ? mark_report(c, p) : mark_message(c, p));
	return OK;
}

static void put_away(struct courier_post *p)
{
	static const char *const names[] = {
		[DELIVERY_SENT] = "sent", [DELIVERY_LATER] = "later", [DELIVERY_UNSURE] = "unsure",
		[DELIVERY_HOLD] = "held", [DELIVERY_DEAD] = "dead",
	};
	const struct outbox_message *m = p->message;

	log_info("message %lld %s/%s%s%s: %s%s%s", (long long)m->id, m->channel, m->name, p->provider ? " by " : "",
		 p->provider ? p->provider->is.name : "", p->report && p->delivery.result == DELIVERY_SENT ? "arrived" :
		 names[p->delivery.result], *p->delivery.problem ? " " : "", p->delivery.problem);
	channel_of(m)->on_way--;
	if (--p->batch->left == 0)
		arena_free(p->batch->arena);
}

/* All that ended since, in one transaction. If it cannot be written the leases run out and it is asked what became of them. */
static enum err mark_ended(struct db *db, struct arena *a)
{
	struct courier_post *first = ended.first;

	ended.first = NULL;
	if (first == NULL)
		return OK;
	for (const struct courier_post *p = first; p; p = p->next)
		if (p->provider && !p->report)
			courier_sms_note(p->provider, &p->delivery, clock_monotonic_ms());
	enum err e = unattended_transaction(db, a, mark_all, first);
	if (e != OK)
		log_error("messages not marked: %s", err_name(e));
	while (first) {
		struct courier_post *next = first->next;

		put_away(first);
		first = next;
	}
	return e;
}

/* ---- claiming ---- */

struct claim {
	const char *channel; /* NULL: SMS nobody has heard of */
	int max;
	struct arena *arena;
	struct outbox_message *message;
	size_t count;
};

/* What will be tried is written down with the lease: who comes after us knows whom to ask. */
static enum err claim(struct ctx *c, void *arg)
{
	struct claim *out = arg;

	if (out->channel == NULL)
		return outbox_silent(c, out->max, &out->message, &out->count);
	TRY(outbox_claim(c, out->channel, out->max, LEASE_S, &out->message, &out->count));
	bool sms = strcmp(out->channel, "sms") == 0;
	for (size_t i = 0; sms && i < out->count; i++) {
		const struct outbox_message *m = &out->message[i];
		const struct sms_provider *p = m->unsure ? NULL : courier_sms_choose_for(m, clock_monotonic_ms());

		if (p)
			TRY(outbox_trying(c, m, p->is.name));
	}
	return OK;
}

static enum err take(struct db *db, struct claim *k)
{
	struct arena *a = arena_new();
	enum err e = unattended_transaction(db, a, claim, k);

	if (e != OK || k->count == 0) {
		arena_free(a);
		return e;
	}
	struct courier_batch *batch = ARENA_NEW(a, struct courier_batch);
	struct courier_post *post = ARENA_ARRAY(a, struct courier_post, k->count);
	*batch = (struct courier_batch){a, k->count};
	for (size_t i = 0; i < k->count; i++) {
		post[i] = (struct courier_post){.batch = batch, .message = &k->message[i]};
		channel_of(&k->message[i])->on_way++;
		if (k->channel)
			courier_post_start(flights, &ended, &post[i]);
		else
			courier_post_ask(flights, &ended, &post[i]);
	}
	return OK;
}

static enum err take_channel(struct db *db, struct channel *ch)
{
	int64_t room = conf_int(ch->room) - (int64_t)ch->on_way, now_ms = clock_monotonic_ms();

	if (room <= 0 || now_ms < ch->look_at_ms)
		return OK;
	struct claim k = {.channel = ch->name, .max = (int)(room < CLAIM_MAX ? room : CLAIM_MAX)};
	enum err e = take(db, &k);
	if (k.count == 0)
		ch->look_at_ms = now_ms + conf_int(CONF_COURIER_IDLE_MS);
	return e;
}

static enum err take_silent(struct db *db)
{
	struct claim k = {.max = SILENT_MAX};

	return take(db, &k);
}

/* ---- the loop ---- */

static enum err jobs(struct db *db, struct arena *a, int64_t *at_ms)
{
	if (clock_monotonic_ms() < *at_ms)
		return courier_jobs_go_on(db, a);
	*at_ms = clock_monotonic_ms() + JOBS_EVERY_MS;
	TRY(take_silent(db));
	return courier_jobs(db, a);
}

static enum err fold(struct ctx *c, void *folded)
{
	return queue_tally_fold(c, folded);
}

/* Pages of the office add up what is not folded yet, so it is done often. */
static enum err fold_tallies(struct db *db, struct arena *a)
{
	static int64_t at_ms;
	int folded = QUEUE_TALLY_STEP;
	enum err e = OK;

	if (clock_monotonic_ms() < at_ms)
		return OK;
	at_ms = clock_monotonic_ms() + FOLD_EVERY_MS;
	while (e == OK && folded == QUEUE_TALLY_STEP)
		e = unattended_transaction(db, a, fold, &folded);
	if (e != OK)
		log_warn("courier: folding tallies: %s", err_name(e));
	return e == ERR_LOST ? e : OK;
}

static void turn(void)
{
	if (flights_count(flights) > 0)
		flights_turn(flights, TURN_MS);
	else if (ended.first == NULL)
		unattended_pause_ms(TURN_MS);
}

static enum err once(struct db *db, struct arena *a, int64_t *jobs_at_ms)
{
	for (size_t i = 0; i < CHANNELS; i++)
		TRY(take_channel(db, &channels[i]));
	turn();
	TRY(mark_ended(db, a));
	TRY(fold_tallies(db, a));
	TRY(courier_link(db));
	return jobs(db, a, jobs_at_ms);
}

/* What is on its way may still come back. */
static enum err finish(struct db *db, struct arena *a)
{
	int64_t until_ms = clock_monotonic_ms() + LEAVE_MS;

	while (flights_count(flights) > 0 && clock_monotonic_ms() < until_ms) {
		flights_turn(flights, TURN_MS);
		TRY(mark_ended(db, a));
	}
	return mark_ended(db, a);
}

static enum err loop(struct db *db, struct arena *a)
{
	int64_t jobs_at_ms = 0;
	enum err e = OK;

	flights = flights_open((int)conf_int(CONF_COURIER_SMS));
	while (!unattended_leaving() && e != ERR_LOST) {
		e = once(db, a, &jobs_at_ms);
		arena_reset(a);
	}
	if (e != ERR_LOST)
		e = finish(db, a);
	flights_close(flights);
	return e == ERR_LOST ? e : OK;
}

int main(int argc, char **argv)
{
	return unattended_main(argc, argv, "courier", "Sends messages and runs timed jobs until SIGTERM.", loop);
}
