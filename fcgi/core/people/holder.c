/* holder.c: people who hold an account: activation with a one-time code and their own mobile, sign-in. A new code
 * by staff is holder_issue.c's. */
#include "core/people/holder.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/limit.h"
#include "core/ground/seal_place.h"
#include "core/ground/session.h"
#include "core/people/code.h"
#include "core/people/holder_seal.h"
#include "core/people/password.h"

enum { ACTIVATION_TRIES = 5, ADDRESS_FREE_TRIES = 5 };

const char *holder_place(struct arena *a, const struct holder *h, const char *what)
{
	return arena_printf(a, "holder/%s/%lld/%s/%s", h->account_kind, (long long)h->account_id, h->role, what);
}

struct db_value holder_activation_hash(struct ctx *c, const char *login, const char *code)
{
	const char *text = arena_printf(c->arena, "activation\n%s\n%s", login, code);
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_keyed_hash(hash, KEY_CODE, text, strlen(text));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

static enum err open_column(struct ctx *c, const struct db_rows *rows, const struct holder *h, const char *column,
			    const char *what, const char **out)
{
	struct db_cell cell = db_raw(rows, 0, column);
	size_t n;

	*out = crypt_open(c->arena, holder_place(c->arena, h, what), cell.data, cell.size, &n);
	return *out ? OK : ERR_TAMPERED;
}

static enum err read_row(struct ctx *c, const struct db_rows *rows, struct holder *out)
{
	*out = (struct holder){
		.id = db_num(rows, 0, "id"),
		.account_id = db_num(rows, 0, "account_id"),
		.login = db_str(rows, 0, "login"),
		.account_kind = db_str(rows, 0, "account_kind"),
		.role = db_str(rows, 0, "role"),
		.mobile_masked = db_str(rows, 0, "mobile_masked"),
		.activated_at = db_when(rows, 0, "activated_at"),
	};
	TRY(open_column(c, rows, out, "name_sealed", "name", &out->name));
	return open_column(c, rows, out, "mobile_sealed", "mobile", &out->mobile);
}

enum err holder_load(struct ctx *c, int64_t id, struct holder *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_HOLDER_BY_ID, &rows, db_int(id)));
	return read_row(c, &rows, out);
}

enum err holder_lock(struct ctx *c, const char *login, struct holder *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_HOLDER_LOCK, &rows, db_text(login)));
	return rows.count == 0 ? ERR_NOT_FOUND : read_row(c, &rows, out);
}

/* The holder of a login whose activation code this is, under a lock. A wrong one is counted. */
static enum err check_activation(struct ctx *c, const char *login, const char *code, struct holder *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_HOLDER_LOCK, &rows, db_text(login)));
	struct db_value given = holder_activation_hash(c, login, code);
	if (rows.count == 0 || !db_is_null(&rows, 0, "activated_at") ||
	    db_num(&rows, 0, "activation_tries") >= ACTIVATION_TRIES || db_when(&rows, 0, "activation_until") <= c->now)
		return ERR_DENIED;
	struct db_cell stored = db_raw(&rows, 0, "activation_hash");
	if (stored.size != given.size || !crypt_equal(stored.data, given.data, given.size)) {
		TRY(db_do(c->db, c->arena, SQL_HOLDER_TRIED, NULL, db_text(login)));
		return ERR_DENIED;
	}
	return read_row(c, &rows, out);
}

/* Account numbers can be guessed, so an address that tries wrong codes has to wait: else it could use up everybody's tries. */
static enum err activation(struct ctx *c, const char *login, const char *code, struct holder *out)
{
	TRY(limit_lock(c, "activation", c->actor.ip));
	TRY(limit_wait(c, "activation", c->actor.ip, ADDRESS_FREE_TRIES));
	enum err e = check_activation(c, login, code, out);
	if (e == ERR_DENIED)
		TRY(limit_note(c, "activation", c->actor.ip));
	return e;
}

static struct code code_of(struct ctx *c, const struct holder *h)
{
	return (struct code){CODE_ACTIVATE, h->mobile, code_asker(c->arena, ACTOR_HOLDER, h->id)};
}

enum err holder_activate_begin(struct ctx *c, const char *login, const char *activation_code, int64_t *wait_s)
{
	struct holder h;

	*wait_s = 0;
	TRY(activation(c, login, activation_code, &h));
	const struct code code = code_of(c, &h);
	enum err e = code_send(c, &code, false);
	if (e == OK || e == ERR_LIMITED)
		TRY(code_wait(c, &code, wait_s));
	return e;
}

enum err holder_activate(struct ctx *c, const char *login, const char *activation_code, const char *sms_code,
			 const char *password, int64_t *holder_id)
{
	struct holder h;

	TRY(activation(c, login, activation_code, &h));
	const struct code asked = code_of(c, &h);
	TRY(code_use(c, &asked, sms_code));
	const char *hash = crypt_password_hash(c->arena, password);
	if (hash == NULL)
		return ERR_UNAVAILABLE;
	TRY(db_do(c->db, c->arena, SQL_HOLDER_ACTIVATE, NULL, db_text(hash), db_time(c->arena, c->now), db_int(h.id)));
	*holder_id = h.id;
	audit_note(c, "holder.activate", "holder", h.id, NULL);
	return OK;
}

enum err holder_sign_in(struct ctx *c, const char *login, const char *password, int64_t *holder_id)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_HOLDER_BY_LOGIN, &rows, db_text(login)));
	TRY(password_try(c, REALM_HOLDER, login, &rows, password));
	*holder_id = db_num(&rows, 0, "id");
	audit_note(c, "holder.sign_in", "holder", *holder_id, NULL);
	return OK;
}

enum err holder_change_password(struct ctx *c, const struct password_wish *wish)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_HOLDER_CREDENTIAL, &rows, db_int(c->actor.id)));
	return password_change(c, REALM_HOLDER, &rows, SQL_HOLDER_PASSWORD, wish);
}
