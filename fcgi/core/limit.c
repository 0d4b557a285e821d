/* limit.c: how often somebody may do something: counters in the database, so that all workers count together. */
#include <string.h>

#include "base/crypt.h"
#include "core/session.h"

enum { PASSWORD_WINDOW_S = 15 * 60, PASSWORD_FREE_TRIES = 5, PASSWORD_DELAY_S = 2, PASSWORD_DELAY_MAX_S = 60 };
enum { ACCOUNT_FREE_TRIES = 100, ADDRESS_FREE_TRIES = 50 };

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

/* Wrong passwords: the first few are free, then each costs a wait that doubles, a minute at most: nobody can lock somebody
 * else out for ever. The time of the last failure is the row's window_start. */
static enum err allowed(struct ctx *c, const char *whom, int64_t free_tries)
{
	struct db_rows rows;
	TRY(db_do(c->db, c->arena, SQL_LIMIT_FAILURES, &rows, bucket(c, "password", whom),
		  db_int(c->now - PASSWORD_WINDOW_S)));
	int64_t count = db_num(&rows, 0, "count"), last = db_num(&rows, 0, "last");
	if (count < free_tries)
		return OK;
	int64_t wait = PASSWORD_DELAY_S;
	for (int64_t i = free_tries; i < count && wait < PASSWORD_DELAY_MAX_S; i++)
		wait *= 2;
	if (wait > PASSWORD_DELAY_MAX_S)
		wait = PASSWORD_DELAY_MAX_S;
	return c->now - last < wait ? ERR_LIMITED : OK;
}

enum err limit_password_allowed(struct ctx *c, const char *whom)
{
	return allowed(c, whom, PASSWORD_FREE_TRIES);
}

enum err limit_password_failed(struct ctx *c, const char *whom)
{
	return db_do(c->db, c->arena, SQL_LIMIT_TAKE, NULL, bucket(c, "password", whom), db_int(c->now));
}

/* ---- signing in: who is held up by whose failures ---- */

static const char *account_here(struct ctx *c, const char *account)
{
	return arena_printf(c->arena, "%s@%s", account, c->actor.ip);
}

static const char *address(struct ctx *c, const char *account)
{
	return arena_printf(c->arena, "%.*s-address:%s", (int)strcspn(account, ":"), account, c->actor.ip);
}

enum err limit_sign_in_allowed(struct ctx *c, const char *account)
{
	TRY(allowed(c, account_here(c, account), PASSWORD_FREE_TRIES));
	TRY(allowed(c, account, ACCOUNT_FREE_TRIES));
	return allowed(c, address(c, account), ADDRESS_FREE_TRIES);
}

enum err limit_sign_in_failed(struct ctx *c, const char *account)
{
	TRY(limit_password_failed(c, account_here(c, account)));
	TRY(limit_password_failed(c, account));
	return limit_password_failed(c, address(c, account));
}

enum err limit_sign_in_right(struct ctx *c, const char *account)
{
	TRY(db_do(c->db, c->arena, SQL_LIMIT_FORGET, NULL, bucket(c, "password", account_here(c, account))));
	return db_do(c->db, c->arena, SQL_LIMIT_FORGET, NULL, bucket(c, "password", account));
}
