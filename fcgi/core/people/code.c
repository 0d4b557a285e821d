/* code.c: one-time codes by SMS and e-mail (rules.md § 8). One live per purpose and address; only a keyed hash is stored. */
#include "core/people/code.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/ground/ctx.h"
#include "core/ground/limit.h"
#include "core/message/outbox.h"

enum { CODE_DIGITS = 6, CODE_LIFE_S = 600, CODE_TRIES = 5 };

static struct db_value subject(struct ctx *c, const char *purpose, const char *address)
{
	const char *text = arena_printf(c->arena, "%s\n%s", purpose, address);
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_keyed_hash(hash, KEY_INDEX, text, strlen(text));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

static uint8_t *code_hash(struct ctx *c, const char *purpose, const char *address, const char *code)
{
	const char *text = arena_printf(c->arena, "%s\n%s\n%s", purpose, address, code);
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_keyed_hash(hash, KEY_CODE, text, strlen(text));
	return hash;
}

/* Of one address, beginning with the shortest. */
static const struct { int64_t window_s, max; } limits[] = {{60, 1}, {3600, 5}, {86400, 10}};
enum { LIMITS = sizeof limits / sizeof *limits };

/* Our limits are stricter than the providers'; which one fired is not told. */
static enum err within_limits(struct ctx *c, const char *address)
{
	/* First: an address that may not ask any more must not use up what other people's numbers have left. */
	TRY(limit_take(c, "code.ip", c->actor.ip ? c->actor.ip : "", 3600, conf_int(CONF_CODES_PER_IP_HOUR)));
	for (size_t i = 0; i < LIMITS; i++)
		TRY(limit_take(c, "code.address", address, limits[i].window_s, limits[i].max));
	if (c->actor.kind == ACTOR_NOBODY)
		return OK;
	return limit_take(c, "code.account",
			  arena_printf(c->arena, "%s:%lld", actor_kind_name(c->actor.kind), (long long)c->actor.id), 3600,
			  20);
}

enum err code_wait(struct ctx *c, const char *address, int64_t *wait_s)
{
	*wait_s = 0;
	for (size_t i = 0; i < LIMITS; i++) {
		int64_t s;
		TRY(limit_until(c, "code.address", address, limits[i].window_s, limits[i].max, &s));
		*wait_s = s > *wait_s ? s : *wait_s;
	}
	return OK;
}

enum err code_send(struct ctx *c, const char *purpose, const char *channel, const char *address, bool silent)
{
	TRY(within_limits(c, address));
	const char *code = crypt_random_digits(c->arena, CODE_DIGITS);
	TRY(db_do(c->db, c->arena, SQL_CODE_PUT, NULL, subject(c, purpose, address), db_text(purpose),
		  db_bytes(code_hash(c, purpose, address, code), CRYPT_HASH_BYTES), db_time(c->arena, c->now),
		  db_time(c->arena, c->now + CODE_LIFE_S)));
	if (silent)
		return OK;
	const struct message_value values[] = {{"code", code}, {NULL, NULL}};
	return outbox_add(c, strcmp(channel, "mail") == 0 ? MESSAGE_CODE_MAIL : MESSAGE_CODE_SMS, address, 0, values);
}

enum err code_use(struct ctx *c, const char *purpose, const char *address, const char *code)
{
	struct db_rows rows;
	struct db_value which = subject(c, purpose, address);

	TRY(db_do(c->db, c->arena, SQL_CODE_LOCK, &rows, which));
	if (rows.count == 0 || !db_is_null(&rows, 0, "used_at") || db_num(&rows, 0, "tries") >= CODE_TRIES ||
	    db_when(&rows, 0, "expires_at") <= c->now)
		return ERR_DENIED;
	struct db_cell stored = db_raw(&rows, 0, "code_hash");
	if (stored.size != CRYPT_HASH_BYTES ||
	    !crypt_equal(stored.data, code_hash(c, purpose, address, code), CRYPT_HASH_BYTES)) {
		TRY(db_do(c->db, c->arena, SQL_CODE_TRIED, NULL, which));
		return ERR_DENIED;
	}
	return db_do(c->db, c->arena, SQL_CODE_USED, NULL, db_time(c->arena, c->now), which);
}
