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

static struct db_value hashed_text(struct ctx *c, const char *text)
{
	return hashed(c, text, strlen(text));
}

static bool is_key(const char *key)
{
	return key != NULL && strlen(key) == FORM_KEY_LENGTH;
}

/* The owner is a secret, so what was sent cannot be guessed from its hash. */
static struct db_value content_hash(struct ctx *c, const struct posted_form *f)
{
	return hashed_text(c, arena_printf(c->arena, "%s\n%s", f->owner, f->content));
}

enum err form_key_find(struct ctx *c, const struct posted_form *f, struct form_answer *out)
{
	struct db_rows rows;

	if (!is_key(f->key))
		return ERR_NOT_FOUND;
	TRY(db_do(c->db, c->arena, SQL_FORM_KEY_FIND, &rows, hashed_text(c, f->key), content_hash(c, f)));
	*out = (struct form_answer){db_str(&rows, 0, "result"), db_str(&rows, 0, "realm"), db_when(&rows, 0, "created_at")};
	return OK;
}

static enum err refuse_anothers(struct ctx *c, const struct posted_form *f)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_FORM_KEY_OF_ANOTHER, &rows, hashed_text(c, f->key), hashed_text(c, f->owner)));
	return rows.count == 0 ? OK : ERR_BAD_REQUEST;
}

enum err form_key_begin(struct ctx *c, const struct posted_form *f, struct form_answer *first)
{
	if (!is_key(f->key))
		return ERR_BAD_REQUEST;
	enum err e = db_do(c->db, c->arena, SQL_FORM_KEY_INSERT, NULL, hashed_text(c, f->key), content_hash(c, f),
			   hashed_text(c, f->owner), db_time(c->arena, c->now));
	if (e == OK)
		return refuse_anothers(c, f);
	if (e != ERR_CONFLICT)
		return e;
	e = form_key_find(c, f, first);
	return e == OK ? ERR_CONFLICT : e == ERR_NOT_FOUND ? ERR_RETRY : e;
}

enum err form_key_answer(struct ctx *c, const struct posted_form *f, const char *path, const char *realm)
{
	return db_do(c->db, c->arena, SQL_FORM_KEY_ANSWER, NULL, db_text(path), db_text(realm), hashed_text(c, f->key),
		     content_hash(c, f));
}

enum err form_key_forget(struct ctx *c, const struct posted_form *f)
{
	return db_do(c->db, c->arena, SQL_FORM_KEY_FORGET, NULL, hashed_text(c, f->key), content_hash(c, f));
}

/* With the time it is never made again. What is hashed is longer than any token, of which the same key makes CSRF tokens. */
static const char *secret_for(struct ctx *c, const char *what, const struct posted_form *f, int64_t begun_at)
{
	const char *text = arena_printf(c->arena, "%s\n%s\n%lld\n%s\n%s", what, f->key, (long long)begun_at, f->owner, f->content);
	uint8_t hash[CRYPT_TOKEN_BYTES];

	crypt_keyed_hash(hash, KEY_CSRF, text, strlen(text));
	return crypt_base64(c->arena, hash, sizeof hash);
}

const char *form_key_token(struct ctx *c, const struct posted_form *f, int64_t begun_at)
{
	return secret_for(c, "session", f, begun_at);
}

enum err form_key_secret(struct ctx *c, const struct posted_form *f, const char **out)
{
	struct form_answer first;

	TRY(form_key_find(c, f, &first));
	*out = secret_for(c, "secret", f, first.begun_at);
	return OK;
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
