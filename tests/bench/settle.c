/* settle: what a callback writes, and nothing else, for scripts/bench: the journal's row, committed, then the money, as main/hook_pay.c
 * does it, without nginx, FastCGI or a signature. Reads lines "reference trade-number fen paid-at body", and takes
 * them one by one for SECONDS. Says how many, and in how many milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/ground/ctx.h"
#include "core/money/payment.h"
#include "main/unattended.h"

enum { LINES_MAX = 10000, LINE_MAX_BYTES = 4096, SECONDS = 2 };

struct line {
	char reference[40], trade_no[72];
	long long fen, paid_at;
	char *body;
	int64_t id; /* of the journal */
};

static bool read_line(struct line *out)
{
	static char text[LINE_MAX_BYTES];
	int at = 0;

	if (fgets(text, sizeof text, stdin) == NULL)
		return false;
	if (sscanf(text, "%39s %71s %lld %lld %n", out->reference, out->trade_no, &out->fen, &out->paid_at, &at) != 4)
		return false;
	out->body = strdup(text + at);
	return out->body != NULL;
}

static enum err note(struct ctx *c, void *arg)
{
	struct line *l = arg;

	c->actor.ip = "127.0.0.1";
	return payment_callback_note(c, "alipay", "", l->body, strlen(l->body), &l->id);
}

static enum err settle(struct ctx *c, void *arg)
{
	const struct line *l = arg;
	const struct payment_fact fact = {"alipay", l->reference, l->trade_no, "callback", l->fen, "CNY", true, l->paid_at};
	enum payment_outcome outcome;

	TRY(payment_settle(c, &fact, &outcome));
	return payment_callback_verdict(c, l->id, payment_outcome_name(outcome), l->reference);
}

static enum err loop(struct db *db, struct arena *a)
{
	static struct line lines[LINES_MAX];
	size_t count = 0, done = 0;

	while (count < LINES_MAX && read_line(&lines[count]))
		count++;
	int64_t began = clock_monotonic_ms(), now = began;
	while (done < count && now - began < SECONDS * 1000) {
		TRY(unattended_transaction(db, a, note, &lines[done]));
		TRY(unattended_transaction(db, a, settle, &lines[done]));
		arena_reset(a);
		done++;
		now = clock_monotonic_ms();
	}
	(void)printf("%zu %lld\n", done, (long long)(now - began));
	return OK;
}

int main(int argc, char **argv)
{
	return unattended_main(argc, argv, "settle", "Settles the lines of its input; see scripts/bench.", loop);
}
