/* code.c: one-time codes by SMS and e-mail (rules.md § 8). Only a keyed hash of a code is stored. */
#include "core/people/code.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/ground/ctx.h"
#include "core/ground/limit.h"
#include "core/ground/refusal.h"
#include "core/message/outbox.h"
#include "core/message/sms_budget.h"

enum { CODE_DIGITS = 6, CODE_LIFE_S = 600, CODE_TRIES = 5, MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };

/* Who has proved something (password, session, activation code) has budgets that no stranger can use up. */
static const struct purpose { const char *name; bool proved; } purposes[] = {
	[CODE_REGISTER] =      {"register",      false},
	[CODE_RESET] =         {"reset",         false},
	[CODE_ACTIVATE] =      {"activate",      true},
	[CODE_CONTACT] =       {"contact",       true},
	[CODE_SECOND_FACTOR] = {"second_factor", true},
	[CODE_STEP_UP] =       {"step_up",       true},
};

const char *code_asker(struct arena *a, enum actor_kind kind, int64_t id)
{
	return arena_printf(a, "%s:%lld", actor_kind_name(kind), (long long)id);
}

static const char *subject_text(struct ctx *c, const struct code *code)
{
	return arena_printf(c->arena, "%s\n%s\n%s", purposes[code->purpose].name, code->asker, code->address);
}

static struct db_value subject(struct ctx *c, const struct code *code)
{
	const char *text = subject_text(c, code);
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_keyed_hash(hash, KEY_INDEX, text, strlen(text));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

static uint8_t *code_hash(struct ctx *c, const struct code *code, const char *digits)
{
	const char *text = arena_printf(c->arena, "%s\n%s", subject_text(c, code), digits);
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_keyed_hash(hash, KEY_CODE, text, strlen(text));
	return hash;
}

static bool by_sms(const struct code *code)
{
	return strchr(code->address, '@') == NULL;
}

/* ---- limits ---- */

struct limit { const char *what, *whom; struct limit_window w[4]; };
enum { LIMITS_MAX = 4 };

/* Ours are stricter than the providers'. In the order in which they are locked. An address people type for others has a limit
 * over all who ask for codes to it. */
static size_t limits_of(struct ctx *c, const struct code *code, struct limit out[LIMITS_MAX])
{
	const struct purpose *p = &purposes[code->purpose];
	size_t n = 0;

	out[n++] = (struct limit){p->proved ? "code.ip.proved" : "code.ip", c->actor.ip ? c->actor.ip : "",
				  {{HOUR_S, conf_int(CONF_CODES_PER_IP_HOUR)}}};
	out[n++] = (struct limit){"code.address", subject_text(c, code), {{MINUTE_S, 1}, {HOUR_S, 5}, {DAY_S, 10}}};
	if (code->purpose == CODE_CONTACT)
		out[n++] = (struct limit){"code.contact", code->address, {{HOUR_S, 15}, {DAY_S, 30}}};
	if (p->proved)
		out[n++] = (struct limit){"code.account", code->asker, {{HOUR_S, 20}}};
	return n;
}

enum err code_wait(struct ctx *c, const struct code *code, int64_t *wait_s)
{
	struct limit limit[LIMITS_MAX];
	size_t n = limits_of(c, code, limit);

	*wait_s = 0;
	if (by_sms(code))
		TRY(sms_budget_until(c, !purposes[code->purpose].proved, wait_s));
	for (size_t i = 0; i < n; i++) {
		int64_t s;

		TRY(limit_until(c, limit[i].what, limit[i].whom, limit[i].w, &s));
		*wait_s = s > *wait_s ? s : *wait_s;
	}
	return OK;
}

/* All are asked before any is counted. The budget of all SMS comes last: everybody waits for it, so it is held the shortest. */
static enum err within_limits(struct ctx *c, const struct code *code)
{
	struct limit limit[LIMITS_MAX];
	size_t n = limits_of(c, code, limit);
	int64_t wait_s;

	for (size_t i = 0; i < n; i++)
		TRY(limit_lock(c, limit[i].what, limit[i].whom));
	if (by_sms(code))
		TRY(sms_budget_lock(c));
	TRY(code_wait(c, code, &wait_s));
	if (wait_s)
		return refuse(c, ERR_LIMITED, "code_limited");
	for (size_t i = 0; i < n; i++)
		TRY(limit_note(c, limit[i].what, limit[i].whom));
	return by_sms(code) && !purposes[code->purpose].proved ? sms_budget_note_stranger(c) : OK;
}

/* ---- the code itself ---- */

enum err code_send(struct ctx *c, const struct code *code, bool silent)
{
	TRY(within_limits(c, code));
	const char *digits = crypt_random_digits(c->arena, CODE_DIGITS);
	TRY(db_do(c->db, c->arena, SQL_CODE_PUT, NULL, subject(c, code), db_text(purposes[code->purpose].name),
		  db_bytes(code_hash(c, code, digits), CRYPT_HASH_BYTES), db_time(c->arena, c->now),
		  db_time(c->arena, c->now + CODE_LIFE_S)));
	if (silent)
		return OK;
	const struct message_value values[] = {{"code", digits}, {NULL, NULL}};
	return outbox_add(c, by_sms(code) ? MESSAGE_CODE_SMS : MESSAGE_CODE_MAIL, code->address, 0, values);
}

static bool is_live(const struct ctx *c, const struct db_rows *rows)
{
	return rows->count && db_is_null(rows, 0, "used_at") && db_num(rows, 0, "tries") < CODE_TRIES &&
	       db_when(rows, 0, "expires_at") > c->now;
}

enum err code_last(struct ctx *c, const struct code *code, int64_t *written_at, bool *live)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_CODE_LAST, &rows, subject(c, code)));
	*written_at = rows.count ? db_when(&rows, 0, "created_at") : -1;
	*live = is_live(c, &rows);
	return OK;
}

enum err code_use(struct ctx *c, const struct code *code, const char *typed)
{
	struct db_rows rows;
	struct db_value which = subject(c, code);

	TRY(db_do(c->db, c->arena, SQL_CODE_LOCK, &rows, which));
	if (!is_live(c, &rows))
		return ERR_DENIED;
	struct db_cell stored = db_raw(&rows, 0, "code_hash");
	if (stored.size != CRYPT_HASH_BYTES || !crypt_equal(stored.data, code_hash(c, code, typed), CRYPT_HASH_BYTES)) {
		TRY(db_do(c->db, c->arena, SQL_CODE_TRIED, NULL, which));
		return ERR_DENIED;
	}
	return db_do(c->db, c->arena, SQL_CODE_USED, NULL, db_time(c->arena, c->now), which);
}
