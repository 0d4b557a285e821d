/* courier_inspect.c: files press could not look at when they came: one after the other for a few seconds a round, so that no
 * message waits long; not at all while press does not answer. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "core/material/inspect.h"
#include "main/courier.h"

enum { ROUND_MS = 5000 };

struct work {
	struct inspect_job job;
	struct inspect_word word;
	bool found, kept;
};

static enum err claim(struct ctx *c, void *arg)
{
	struct work *w = arg;

	return inspect_claim(c, &w->found, &w->job);
}

static enum err done(struct ctx *c, void *arg)
{
	struct work *w = arg;

	return inspect_done(c, &w->job, &w->word, &w->kept);
}

/* *on: there was one, and press answered. */
static enum err inspect_one(struct db *db, struct arena *a, bool *on)
{
	struct work w = {.found = false};

	*on = false;
	TRY(unattended_transaction(db, a, claim, &w));
	if (!w.found)
		return OK;
	w.word = inspect_look(a, &w.job);
	enum err e = unattended_transaction(db, a, done, &w);
	if (e != ERR_LOST && (e != OK || !w.kept)) /* when nobody knows, its row may be there */
		inspect_abandon(&w.word);
	log_info("file %lld: %s %s", (long long)w.job.file.id, w.word.state, w.word.problem);
	*on = strcmp(w.word.state, "due") != 0;
	return e;
}

enum err courier_inspect(struct db *db)
{
	int64_t until_ms = clock_monotonic_ms() + ROUND_MS;
	enum err e = OK;
	bool on = true;

	while (e == OK && on && clock_monotonic_ms() < until_ms) {
		struct arena *a = arena_new();

		e = inspect_one(db, a, &on);
		arena_free(a);
	}
	return e;
}
