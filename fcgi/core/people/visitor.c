/* visitor.c: accounts of applicants: registration, sign-in, forgotten password. */
#include "core/people/visitor.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/ground/seal_place.h"
#include "core/ground/session.h"
#include "core/people/code.h"
#include "core/people/password.h"

struct db_value visitor_mobile_index(struct arena *a, const char *mobile)
{
	uint8_t *hash = arena_alloc(a, CRYPT_HASH_BYTES);
	const char *text = arena_printf(a, "mobile\n%s", mobile);

	crypt_keyed_hash(hash, KEY_INDEX, text, strlen(text));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

/* Sealed for the username: the row's id is not known before it is inserted, and usernames never change. */
const char *visitor_mobile_place(struct arena *a, const char *username)
{
	return arena_printf(a, "visitor/%s/mobile", username);
}

struct code visitor_register_asks(const char *mobile)
{
	return (struct code){CODE_REGISTER, mobile, ""};
}

/* Who does not know the username uses up nothing. Usernames differ in case and width as people type them. */
struct code visitor_reset_asks(struct ctx *c, const char *username, const char *mobile)
{
	return (struct code){CODE_RESET, mobile, text_match_key(c->arena, username)};
}

enum err visitor_register(struct ctx *c, const char *username, const char *password, const char *mobile, const char *code,
			  int64_t *id)
{
	struct db_rows rows;
	size_t n;

	const struct code asked = visitor_register_asks(mobile);
	TRY(code_use(c, &asked, code));
	const char *hash = crypt_password_hash(c->arena, password);
	if (!hash)
		return ERR_UNAVAILABLE;
	const uint8_t *sealed = crypt_seal(c->arena, visitor_mobile_place(c->arena, username), mobile, strlen(mobile), &n);
	enum err e = db_do(c->db, c->arena, SQL_VISITOR_INSERT, &rows, db_text(username), db_text(hash), db_bytes(sealed, n),
			   visitor_mobile_index(c->arena, mobile), db_text(text_mask_mobile(c->arena, mobile)), db_time(c->arena, c->now));
	TRY(refuse_when(c, e, ERR_CONFLICT, "username_taken"));
	*id = (int64_t)rows.insert_id;
	audit_note(c, "visitor.register", "visitor", *id, NULL);
	return OK;
}

enum err visitor_sign_in(struct ctx *c, const char *username, const char *password, int64_t *id)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_VISITOR_BY_NAME, &rows, db_text(username)));
	TRY(password_try(c, REALM_VISITOR, username, &rows, password));
	*id = db_num(&rows, 0, "id");
	audit_note(c, "visitor.sign_in", "visitor", *id, NULL);
	return OK;
}

static enum err read_row(struct ctx *c, const struct db_rows *rows, struct visitor *out)
{
	size_t n;
	struct db_cell sealed = db_raw(rows, 0, "mobile_sealed");

	out->id = db_num(rows, 0, "id");
	out->username = db_str(rows, 0, "username");
	out->mobile_masked = db_str(rows, 0, "mobile_masked");
	out->mobile = crypt_open(c->arena, visitor_mobile_place(c->arena, out->username), sealed.data, sealed.size, &n);
	return out->mobile ? OK : ERR_TAMPERED;
}

enum err visitor_load(struct ctx *c, int64_t id, struct visitor *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_VISITOR_BY_ID, &rows, db_int(id)));
	return read_row(c, &rows, out);
}

/* The visitor to whom both belong, or *found = false. */
static enum err find(struct ctx *c, const char *username, const char *mobile, struct visitor *out, bool *found)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_VISITOR_BY_NAME, &rows, db_text(username)));
	*found = false;
	if (!rows.count)
		return OK;
	TRY(read_row(c, &rows, out));
	*found = strcmp(out->mobile, mobile) == 0;
	return OK;
}

enum err visitor_reset_begin(struct ctx *c, const char *username, const char *mobile)
{
	struct visitor v;
	bool found;

	const struct code code = visitor_reset_asks(c, username, mobile);
	TRY(find(c, username, mobile, &v, &found));
	return code_send(c, &code, !found);
}

enum err visitor_reset(struct ctx *c, const char *username, const char *mobile, const char *code, const char *password)
{
	struct visitor v;
	bool found;

	TRY(find(c, username, mobile, &v, &found));
	const struct code asked = visitor_reset_asks(c, username, mobile);
	TRY(code_use(c, &asked, code));
	const char *hash = crypt_password_hash(c->arena, password);
	if (!hash)
		return ERR_UNAVAILABLE;
	if (!found)
		return ERR_DENIED;
	TRY(db_do(c->db, c->arena, SQL_VISITOR_PASSWORD, NULL, db_text(hash), db_int(v.id)));
	TRY(session_end_all(c, REALM_VISITOR, v.id));
	audit_note(c, "visitor.reset_password", "visitor", v.id, NULL);
	return OK;
}

enum err visitor_change_password(struct ctx *c, const struct password_wish *wish)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_VISITOR_CREDENTIAL, &rows, db_int(c->actor.id)));
	return password_change(c, REALM_VISITOR, &rows, SQL_VISITOR_PASSWORD, wish);
}
