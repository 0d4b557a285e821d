/* session.c: sessions of visitors, staff and holders. Codes are code.c's, passwords password.c's, limits limit.c's, one-time
 * form keys and kept forms form_key.c's. Only the hash of a token is ever stored. */
#include "core/ground/session.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/ground/ctx.h"
#include "db/db.h"

enum {
	IDLE_VISITOR_S = 30 * 60, /* rules.md § 9 */
	IDLE_STAFF_S = 15 * 60,
	ABSOLUTE_S = 12 * 3600,
	TOUCH_S = 60,
	AGENT_BYTES = 200,
};

const char *session_realm_name(enum realm realm)
{
	static const char *const names[] = {"visitor", "staff", "holder"};

	return names[realm];
}

static struct db_value token_hash(struct ctx *c, const char *token)
{
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_hash(hash, token, strlen(token));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

/* What the browser says of itself, as much of it as the column holds. */
static const char *short_agent(struct ctx *c)
{
	return c->actor.agent ? arena_printf(c->arena, "%.*s", AGENT_BYTES, c->actor.agent) : "";
}

enum err session_start(struct ctx *c, enum realm realm, int64_t subject_id, bool full, const char *token)
{
	if (realm == REALM_STAFF && full) /* a password alone does not put out who is at work */
		TRY(session_end_all(c, realm, subject_id));
	return db_do(c->db, c->arena, SQL_SESSION_INSERT, NULL, token_hash(c, token), db_text(session_realm_name(realm)),
		     db_int(subject_id), db_text(full ? "full" : "password"), db_time(c->arena, c->now),
		     db_text(c->actor.ip ? c->actor.ip : ""), db_text(short_agent(c)));
}

static int64_t idle_s(enum realm realm)
{
	return realm == REALM_STAFF ? IDLE_STAFF_S : IDLE_VISITOR_S;
}

static bool is_over(const struct session *s, int64_t now)
{
	return now - s->seen_at > idle_s(s->realm) || now - s->created_at > ABSOLUTE_S;
}

enum err session_find(struct ctx *c, enum realm realm, const char *token, struct session *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_SESSION_FIND, &rows, token_hash(c, token), db_text(session_realm_name(realm))));
	if (rows.count == 0)
		return ERR_SIGN_IN;
	*out = (struct session){
		.realm = realm,
		.subject_id = db_num(&rows, 0, "subject_id"),
		.full = strcmp(db_str(&rows, 0, "stage"), "full") == 0,
		.step_up_at = db_when(&rows, 0, "step_up_at"),
		.seen_at = db_when(&rows, 0, "seen_at"),
		.created_at = db_when(&rows, 0, "created_at"),
	};
	out->ended = !db_is_null(&rows, 0, "ended_at") || is_over(out, c->now);
	return OK;
}

enum err session_seen(struct ctx *c, const struct session *s, const char *token)
{
	if (s->ended || c->now - s->seen_at < TOUCH_S)
		return OK;
	enum err e = db_do(c->db, c->arena, SQL_SESSION_TOUCH, NULL, db_time(c->arena, c->now), token_hash(c, token));
	return e == ERR_UNAVAILABLE ? OK : e; /* a full database can still be read: noted when there is room again */
}

enum err session_end(struct ctx *c, const char *token)
{
	return db_do(c->db, c->arena, SQL_SESSION_END, NULL, db_time(c->arena, c->now), token_hash(c, token));
}

enum err session_end_all(struct ctx *c, enum realm realm, int64_t subject_id)
{
	return db_do(c->db, c->arena, SQL_SESSION_END_ALL, NULL, db_time(c->arena, c->now), db_text(session_realm_name(realm)),
		     db_int(subject_id));
}

enum err session_end_others(struct ctx *c, enum realm realm, int64_t subject_id, const char *token)
{
	return db_do(c->db, c->arena, SQL_SESSION_END_OTHERS, NULL, db_time(c->arena, c->now),
		     db_text(session_realm_name(realm)), db_int(subject_id), token_hash(c, token));
}

enum err session_end_one(struct ctx *c, enum realm realm, int64_t subject_id, int64_t id)
{
	return db_do(c->db, c->arena, SQL_SESSION_END_ONE, NULL, db_time(c->arena, c->now), db_int(id),
		     db_text(session_realm_name(realm)), db_int(subject_id));
}

enum err session_list(struct ctx *c, enum realm realm, int64_t subject_id, const char *token, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_SESSION_LIST, out, token_hash(c, token), db_text(session_realm_name(realm)),
		     db_int(subject_id), db_time(c->arena, c->now - idle_s(realm)), db_time(c->arena, c->now - ABSOLUTE_S));
}

enum err session_step_up(struct ctx *c, const char *token)
{
	return db_do(c->db, c->arena, SQL_SESSION_STEP_UP, NULL, db_time(c->arena, c->now), token_hash(c, token));
}

const char *session_csrf(struct arena *a, const char *token)
{
	uint8_t hash[CRYPT_HASH_BYTES];

	crypt_keyed_hash(hash, KEY_CSRF, token, strlen(token));
	return crypt_base64(a, hash, sizeof hash);
}
