/* scanner: hands files to the virus scanner that were not scanned when they came, one at a time; any number of scanners may run
 * (core/material/scan.h). A program of its own, because clamd may take minutes over one file: nothing else waits for it. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "core/house/health.h"
#include "core/material/scan.h"
#include "main/unattended.h"

enum { IDLE_MS = 500, AWAY_MS = 5000, PING_S = 2 };

/* ---- one file ---- */

struct work {
	struct scan_job job;
	struct clamd_result result;
	bool found;
};

static enum err claim(struct ctx *c, void *arg)
{
	struct work *w = arg;

	return scan_claim(c, &w->found, &w->job);
}

static enum err done(struct ctx *c, void *arg)
{
	const struct work *w = arg;

	return scan_done(c, &w->job, &w->result);
}

static enum err chunk(void *reader, const uint8_t **p, size_t *n)
{
	return crypt_reader_next(reader, p, n);
}

static void scan(struct arena *a, struct work *w)
{
	static const char *const verdicts[] = {
		[CLAMD_CLEAN] = "clean", [CLAMD_INFECTED] = "infected", [CLAMD_LIMIT] = "too large", [CLAMD_ERROR] = "not scanned",
	};
	struct crypt_reader *reader;

	w->result = (struct clamd_result){CLAMD_ERROR, "file"};
	if (store_open(a, w->job.application_id, &w->job.file, &reader) == OK)
		w->result = clamd_scan(a, chunk, reader, w->job.file.size, SCAN_TOTAL_S);
	log_info("file %lld: %s%s%s", (long long)w->job.file.id, verdicts[w->result.verdict], *w->result.found ? " " : "",
		 w->result.found);
}

static enum err scan_one(struct db *db, struct arena *a, bool *did)
{
	struct work w = {.found = false};

	TRY(unattended_transaction(db, a, claim, &w));
	*did = w.found;
	if (!w.found)
		return OK;
	scan(a, &w);
	return unattended_transaction(db, a, done, &w);
}

/* ---- once a minute ---- */

struct word {
	const char *state, *version;
};

static enum err say(struct ctx *c, void *arg)
{
	const struct word *w = arg;

	TRY(health_say(c, "scanner", "good", ""));
	TRY(health_say(c, "clamd", w->state, w->version));
	return clamd_is_on() ? scan_admit(c) : OK;
}

static enum err minute(struct db *db, struct arena *a)
{
	struct word w = {"off", ""};

	if (clamd_is_on()) {
		w.state = clamd_version(a, PING_S, &w.version) == OK ? "good" : "bad";
		if (strcmp(w.state, "bad") == 0)
			w.version = "";
	}
	return unattended_transaction(db, a, say, &w);
}

/* ---- the loop ---- */

/* Asked first whether it is there, so that a clamd that is down or hangs does not use up the tries of every file. */
static enum err once(struct db *db, struct arena *a, int64_t *pause_ms)
{
	bool did = false;

	*pause_ms = AWAY_MS;
	if (!clamd_is_on() || !clamd_ping(a, PING_S))
		return OK;
	TRY(scan_one(db, a, &did));
	*pause_ms = did ? 0 : IDLE_MS;
	return OK;
}

static enum err loop(struct db *db, struct arena *a)
{
	int64_t minute_ms = 0, pause_ms = 0;
	enum err e = OK;

	while (!unattended_leaving() && e != ERR_LOST) {
		if (clock_monotonic_ms() >= minute_ms) {
			e = minute(db, a);
			minute_ms = clock_monotonic_ms() + 1000 * HEALTH_EVERY_S;
		}
		if (e != ERR_LOST)
			e = once(db, a, &pause_ms);
		arena_reset(a);
		if (pause_ms > 0 && e != ERR_LOST)
			unattended_pause_ms(pause_ms);
	}
	return e == ERR_LOST ? e : OK;
}

int main(int argc, char **argv)
{
	return unattended_main(argc, argv, "scanner",
			       "Hands uploaded files to the virus scanner until SIGTERM; without scan.socket it only says that there is "
			       "none.",
			       loop);
}
