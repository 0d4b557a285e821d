/* form_key.c: one-time form keys, and forms posted after their session ended, sealed until the same person is back. */
#include "core/ground/form_key.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/ground/ctx.h"
#include "core/ground/seal_place.h"
#include "core/ground/session.h"
#include "db/db.h"

enum { KEPT_FORM_LIFE_S = 24 * 3600, FORM_KEY_LENGTH = 22 };

static struct db_value hashed(struct ctx *c, const void *p, size_t n)
{
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_hash(hash, p, n);
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

/* A key is its actor's: another person's key with the same text is another key. */
static struct db_value form_key_hash(struct ctx *c, const char *key)
{
	const char *text =
		arena_printf(c->arena, "%s:%lld\n%s", actor_kind_name(c->actor.kind), (long long)c->actor.id, key);

	return hashed(c, text, strlen(text));
}

enum err form_key_begin(struct ctx *c, const char *key, const void *content, size_t n, const char **result)
{
	struct db_rows rows;

	*result = "";
	if (key == NULL || strlen(key) != FORM_KEY_LENGTH)
		return ERR_BAD_REQUEST;
	struct db_value which = form_key_hash(c, key), what = hashed(c, content, n);
	enum err e = db_do(c->db, c->arena, SQL_FORM_KEY_INSERT, NULL, which, what, db_time(c->arena, c->now));
	if (e != ERR_CONFLICT)
		return e;
	TRY(db_do(c->db, c->arena, SQL_FORM_KEY_FIND, &rows, which));
	struct db_cell stored = db_raw(&rows, 0, "content_hash");
	if (stored.size != CRYPT_HASH_BYTES || memcmp(stored.data, what.data, CRYPT_HASH_BYTES) != 0)
		return ERR_BAD_REQUEST;
	*result = db_str(&rows, 0, "result");
	return ERR_CONFLICT;
}

enum err form_key_result(struct ctx *c, const char *key, const char *result)
{
	return db_do(c->db, c->arena, SQL_FORM_KEY_RESULT, NULL, db_text(result), form_key_hash(c, key));
}

static const char *kept_realm(enum realm realm)
{
	return realm == REALM_STAFF ? "staff" : realm == REALM_HOLDER ? "holder" : "visitor";
}

/* The realm stands in it by its number. */
const char *kept_form_place(struct arena *a, const char *realm, int64_t subject_id)
{
	int number = REALM_VISITOR;

	for (int i = REALM_VISITOR; i <= REALM_HOLDER; i++)
		if (!strcmp(kept_realm(i), realm))
			number = i;
	return arena_printf(a, "kept_form/%d/%lld", number, (long long)subject_id);
}

enum err kept_form_save(struct ctx *c, enum realm realm, int64_t subject_id, const char *path, const char *body,
			const char **token)
{
	size_t n;

	*token = crypt_random_text(c->arena, FORM_KEY_LENGTH);
	const uint8_t *sealed = crypt_seal(c->arena, kept_form_place(c->arena, kept_realm(realm), subject_id), body, strlen(body), &n);
	return db_do(c->db, c->arena, SQL_KEPT_FORM_INSERT, NULL, hashed(c, *token, strlen(*token)),
		     db_text(kept_realm(realm)), db_int(subject_id), db_text(path), db_bytes(sealed, n),
		     db_time(c->arena, c->now));
}

enum err kept_form_find(struct ctx *c, enum realm realm, int64_t subject_id, const char *token, const char **path,
			const char **body)
{
	struct db_rows rows;
	size_t n;

	TRY(db_do(c->db, c->arena, SQL_KEPT_FORM_FIND, &rows, hashed(c, token, strlen(token)), db_text(kept_realm(realm)),
		  db_int(subject_id), db_time(c->arena, c->now - KEPT_FORM_LIFE_S)));
	struct db_cell sealed = db_raw(&rows, 0, "body_sealed");
	*path = db_str(&rows, 0, "path");
	*body = crypt_open(c->arena, kept_form_place(c->arena, kept_realm(realm), subject_id), sealed.data, sealed.size, &n);
	return *body ? OK : ERR_TAMPERED;
}
