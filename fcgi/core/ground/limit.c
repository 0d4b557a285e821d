/* limit.c: how often somebody may do something. A counter is the rows of rate of one bucket, one a second in which something was
 * done; how many fall into a window is asked of them each time, so windows slide. */
#include "core/ground/limit.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/ground/ctx.h"
#include "db/db.h"

enum { FAILURE_WINDOW_S = 15 * 60, DELAY_S = 2, DELAY_MAX_S = 60 };

static struct db_value bucket(struct ctx *c, const char *what, const char *whom)
{
	const char *text = arena_printf(c->arena, "%s\n%s", what, whom);
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_keyed_hash(hash, KEY_INDEX, text, strlen(text));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

enum err limit_lock(struct ctx *c, const char *what, const char *whom)
{
	return db_do(c->db, c->arena, SQL_LIMIT_LOCK, NULL, bucket(c, what, whom), db_int(c->now));
}

/* taken: newest first. */
static int64_t wait_of(const struct db_rows *taken, const struct limit_window *w, int64_t now)
{
	int64_t count = 0;

	for (size_t i = 0; i < taken->count; i++) {
		int64_t at = db_num(taken, i, "taken_at");

		if (at <= now - w->s)
			return 0;
		count += db_num(taken, i, "count");
		if (count >= w->max)
			return at + w->s - now;
	}
	return 0;
}

enum err limit_until(struct ctx *c, const char *what, const char *whom, const struct limit_window *windows, int64_t *wait_s)
{
	struct db_rows taken;
	int64_t longest = 0, most = 1;

	for (const struct limit_window *w = windows; w->s; w++) {
		longest = w->s > longest ? w->s : longest;
		most = w->max > most ? w->max : most;
	}
	TRY(db_do(c->db, c->arena, SQL_LIMIT_TAKEN, &taken, bucket(c, what, whom), db_int(c->now - longest), db_int(most)));
	*wait_s = 0;
	for (const struct limit_window *w = windows; w->s; w++) {
		int64_t s = wait_of(&taken, w, c->now);

		*wait_s = s > *wait_s ? s : *wait_s;
	}
	return OK;
}

enum err limit_note(struct ctx *c, const char *what, const char *whom)
{
	return db_do(c->db, c->arena, SQL_LIMIT_NOTE, NULL, bucket(c, what, whom), db_int(c->now));
}

enum err limit_take(struct ctx *c, const char *what, const char *whom, const struct limit_window *windows)
{
	int64_t wait_s;

	TRY(limit_lock(c, what, whom));
	TRY(limit_until(c, what, whom, windows, &wait_s));
	return wait_s ? ERR_LIMITED : limit_note(c, what, whom);
}

enum err limit_forget(struct ctx *c, const char *what, const char *whom)
{
	return db_do(c->db, c->arena, SQL_LIMIT_FORGET, NULL, bucket(c, what, whom));
}

enum err limit_wait(struct ctx *c, const char *what, const char *whom, int64_t free_tries)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_LIMIT_FAILURES, &rows, bucket(c, what, whom), db_int(c->now - FAILURE_WINDOW_S)));
	int64_t count = db_num(&rows, 0, "count"), last = db_num(&rows, 0, "last");
	if (count < free_tries)
		return OK;
	int64_t wait = DELAY_S;
	for (int64_t i = free_tries; i < count && wait < DELAY_MAX_S; i++)
		wait *= 2;
	if (wait > DELAY_MAX_S)
		wait = DELAY_MAX_S;
	return c->now - last < wait ? ERR_LIMITED : OK;
}
