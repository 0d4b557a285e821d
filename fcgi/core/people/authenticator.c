/* authenticator.c: secrets are sealed, recovery codes hashed, a step's code holds once. */
#include "core/people/authenticator.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/crypt/totp.h"
#include "core/ground/audit.h"
#include "core/ground/limit.h"
#include "core/ground/refusal.h"
#include "core/ground/seal_place.h"
#include "core/people/code.h"
#include "core/people/staff.h"
#include "db/db.h"

enum { CODE_LENGTH = 6, RECOVERY_LENGTH = 10 };

/* Of one person, right ones forgotten. */
static const struct limit_window wrong_tries[] = {{300, 5}, {86400, 40}, {0, 0}};

const char *staff_authenticator_place(struct arena *a, const char *username)
{
	return arena_printf(a, "staff/%s/authenticator", username);
}

/* The row of this state; -1: there is none. */
static int find_row(const struct db_rows *rows, const char *state)
{
	for (size_t i = 0; i < rows->count; i++)
		if (!strcmp(db_str(rows, i, "state"), state))
			return (int)i;
	return -1;
}

static enum err open_secret(struct ctx *c, const struct staff *who, const struct db_rows *rows, int row, const uint8_t **out)
{
	struct db_cell sealed = db_raw(rows, (size_t)row, "secret_sealed");
	size_t n;

	*out = (const uint8_t *)crypt_open(c->arena, staff_authenticator_place(c->arena, who->username), sealed.data, sealed.size, &n);
	return *out && n == TOTP_SECRET_BYTES ? OK : ERR_TAMPERED;
}

enum err authenticator_load(struct ctx *c, const struct staff *who, struct authenticator *out)
{
	struct db_rows rows, left;

	TRY(db_do(c->db, c->arena, SQL_AUTHENTICATOR_FIND, &rows, db_int(who->id)));
	TRY(db_do(c->db, c->arena, SQL_RECOVERY_CODE_LEFT, &left, db_int(who->id)));
	int active = find_row(&rows, "active"), pending = find_row(&rows, "pending");
	*out = (struct authenticator){
		.active = active >= 0,
		.since = active >= 0 ? db_when(&rows, (size_t)active, "created_at") : -1,
		.recovery_left = db_num(&left, 0, "n"),
	};
	return pending >= 0 ? open_secret(c, who, &rows, pending, &out->pending) : OK;
}

enum err authenticator_begin(struct ctx *c, const struct staff *who)
{
	uint8_t secret[TOTP_SECRET_BYTES];
	size_t n;

	crypt_random(secret, sizeof secret);
	const uint8_t *sealed = crypt_seal(c->arena, staff_authenticator_place(c->arena, who->username), secret, sizeof secret, &n);
	crypt_wipe(secret, sizeof secret);
	audit_note(c, "staff.authenticator_begin", "staff", who->id, NULL);
	return db_do(c->db, c->arena, SQL_AUTHENTICATOR_PUT, NULL, db_int(who->id), db_bytes(sealed, n), db_time(c->arena, c->now));
}

/* ---- tries ---- */

static enum err count_try(struct ctx *c, const struct staff *who)
{
	enum err e = limit_take(c, "authenticator", code_asker(c->arena, ACTOR_STAFF, who->id), wrong_tries);

	return refuse_when(c, e, ERR_LIMITED, "factor_limited");
}

static enum err forget_tries(struct ctx *c, const struct staff *who)
{
	return limit_forget(c, "authenticator", code_asker(c->arena, ACTOR_STAFF, who->id));
}

static enum err wrong(struct ctx *c, const struct staff *who)
{
	audit_note(c, "staff.authenticator_wrong", "staff", who->id, NULL);
	return refuse(c, ERR_DENIED, "factor_wrong");
}

/* The step of a code by the secret of this state, -1: it is of none. */
static enum err step_of(struct ctx *c, const struct staff *who, const char *state, const char *code, int64_t *step)
{
	struct db_rows rows;
	const uint8_t *secret;

	TRY(db_do(c->db, c->arena, SQL_AUTHENTICATOR_FIND, &rows, db_int(who->id)));
	int row = find_row(&rows, state);
	*step = -1;
	if (row < 0)
		return OK;
	TRY(open_secret(c, who, &rows, row, &secret));
	*step = totp_step(secret, c->now, code);
	return OK;
}

/* ---- recovery codes ---- */

static struct db_value recovery_hash(struct ctx *c, const struct staff *who, const char *code)
{
	const char *text = arena_printf(c->arena, "recovery\n%lld\n%s", (long long)who->id, code);
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_keyed_hash(hash, KEY_CODE, text, strlen(text));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

/* Letters and digits, in capitals: they are copied from paper. */
static const char *recovery_code(struct ctx *c, const struct staff *who, const char *seed, int i)
{
	const char *text = arena_printf(c->arena, "recovery codes\n%lld\n%s\n%d", (long long)who->id, seed, i), *p;
	char *code = arena_alloc(c->arena, RECOVERY_LENGTH + 1);
	uint8_t hash[CRYPT_HASH_BYTES];
	size_t n = 0;

	crypt_keyed_hash(hash, KEY_CODE, text, strlen(text));
	p = crypt_base64(c->arena, hash, sizeof hash);
	for (; *p && n < RECOVERY_LENGTH; p++)
		if (isalnum((unsigned char)*p))
			code[n++] = (char)toupper((unsigned char)*p);
	code[n] = '\0';
	return code;
}

enum err authenticator_renew(struct ctx *c, const struct staff *who, const char *seed,
			     const char *recovery[AUTHENTICATOR_RECOVERY_CODES])
{
	TRY(db_do(c->db, c->arena, SQL_RECOVERY_CODE_DROP, NULL, db_int(who->id)));
	for (int i = 0; i < AUTHENTICATOR_RECOVERY_CODES; i++) {
		recovery[i] = recovery_code(c, who, seed, i);
		TRY(db_do(c->db, c->arena, SQL_RECOVERY_CODE_INSERT, NULL, db_int(who->id), recovery_hash(c, who, recovery[i])));
	}
	audit_note(c, "staff.recovery_codes", "staff", who->id, NULL);
	return OK;
}

/* All of a set go together, so the first stands for them. */
enum err authenticator_recovery(struct ctx *c, const struct staff *who, const char *seed,
				const char *recovery[AUTHENTICATOR_RECOVERY_CODES])
{
	struct db_rows row;

	for (int i = 0; i < AUTHENTICATOR_RECOVERY_CODES; i++)
		recovery[i] = recovery_code(c, who, seed, i);
	return db_do(c->db, c->arena, SQL_RECOVERY_CODE_FIND, &row, db_int(who->id), recovery_hash(c, who, recovery[0]));
}

/* ---- using ---- */

enum err authenticator_confirm(struct ctx *c, const struct staff *who, const char *code, const char *seed,
			       const char *recovery[AUTHENTICATOR_RECOVERY_CODES])
{
	int64_t step;

	TRY(count_try(c, who));
	TRY(step_of(c, who, "pending", code, &step));
	if (step < 0)
		return wrong(c, who);
	TRY(forget_tries(c, who));
	TRY(db_do(c->db, c->arena, SQL_AUTHENTICATOR_DROP, NULL, db_int(who->id), db_text("active")));
	TRY(db_do(c->db, c->arena, SQL_AUTHENTICATOR_ACTIVATE, NULL, db_int(step), db_time(c->arena, c->now), db_int(who->id)));
	audit_note(c, "staff.authenticator_on", "staff", who->id, NULL);
	return authenticator_renew(c, who, seed, recovery);
}

static enum err use_step(struct ctx *c, const struct staff *who, const char *code, bool *used)
{
	struct db_rows done;
	int64_t step;

	TRY(step_of(c, who, "active", code, &step));
	*used = false;
	if (step < 0)
		return OK;
	TRY(db_do(c->db, c->arena, SQL_AUTHENTICATOR_USED, &done, db_int(step), db_int(who->id)));
	*used = done.affected == 1; /* else this step's code, or a later one's, was used before */
	return OK;
}

static enum err use_recovery(struct ctx *c, const struct staff *who, const char *code, bool *used)
{
	struct db_rows done;

	TRY(db_do(c->db, c->arena, SQL_RECOVERY_CODE_USE, &done, db_time(c->arena, c->now), db_int(who->id),
		  recovery_hash(c, who, code)));
	*used = done.affected == 1;
	if (*used)
		audit_note(c, "staff.recovery_code", "staff", who->id, NULL);
	return OK;
}

enum err authenticator_use(struct ctx *c, const struct staff *who, const char *code)
{
	bool used;

	TRY(count_try(c, who));
	TRY(strlen(code) == CODE_LENGTH ? use_step(c, who, code, &used) : use_recovery(c, who, code, &used));
	return used ? forget_tries(c, who) : wrong(c, who);
}

enum err authenticator_remove(struct ctx *c, int64_t staff_id)
{
	TRY(db_do(c->db, c->arena, SQL_AUTHENTICATOR_DROP, NULL, db_int(staff_id), db_text("pending")));
	TRY(db_do(c->db, c->arena, SQL_AUTHENTICATOR_DROP, NULL, db_int(staff_id), db_text("active")));
	TRY(db_do(c->db, c->arena, SQL_RECOVERY_CODE_DROP, NULL, db_int(staff_id)));
	audit_note(c, "staff.authenticator_off", "staff", staff_id, NULL);
	return OK;
}
