/* limit.c: how often somebody may do something: counters in the database, so that all workers count together. */
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

static enum err counted(struct ctx *c, struct db_value which, int64_t window_start, int64_t *count)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_LIMIT_COUNT, &rows, which, db_int(window_start)));
	*count = rows.count ? db_num(&rows, 0, "count") : 0;
	return OK;
}

enum err limit_take(struct ctx *c, const char *what, const char *whom, int64_t window_s, int64_t max)
{
	int64_t start = c->now - c->now % window_s, count;
	struct db_value which = bucket(c, arena_printf(c->arena, "%s/%lld", what, (long long)window_s), whom);

	TRY(db_do(c->db, c->arena, SQL_LIMIT_TAKE, NULL, which, db_int(start)));
	TRY(counted(c, which, start, &count));
	return count > max ? ERR_LIMITED : OK;
}

enum err limit_until(struct ctx *c, const char *what, const char *whom, int64_t window_s, int64_t max, int64_t *wait_s)
{
	int64_t start = c->now - c->now % window_s, count;

	TRY(counted(c, bucket(c, arena_printf(c->arena, "%s/%lld", what, (long long)window_s), whom), start, &count));
	*wait_s = count < max ? 0 : start + window_s - c->now;
	return OK;
}

/* The time of the last failure is the row's window_start. */
enum err limit_wait(struct ctx *c, const char *whom, int64_t free_tries)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_LIMIT_FAILURES, &rows, bucket(c, "password", whom),
		  db_int(c->now - FAILURE_WINDOW_S)));
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

enum err limit_failed(struct ctx *c, const char *whom)
{
	return db_do(c->db, c->arena, SQL_LIMIT_TAKE, NULL, bucket(c, "password", whom), db_int(c->now));
}

enum err limit_forget(struct ctx *c, const char *whom)
{
	return db_do(c->db, c->arena, SQL_LIMIT_FORGET, NULL, bucket(c, "password", whom));
}
