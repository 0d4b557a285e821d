/* password.c: a sign-in with a password, for all three realms, who waits after wrong ones, and choosing another. A forgotten
 * one is visitor.c's. */
#include "core/people/password.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/limit.h"
#include "core/ground/refusal.h"
#include "core/ground/session.h"

/* After a few failures an account waits where they came from; it waits everywhere only after very many, so that a stranger
 * elsewhere does not keep its owner out; and an address waits for all accounts only after many, since a whole office may
 * share it. */
enum { HERE_FREE_TRIES = 5, ACCOUNT_FREE_TRIES = 100, ADDRESS_FREE_TRIES = 50 };

struct counted { const char *account, *here, *address; };

/* Names differ in case and width as people type them: one person, one count. */
static struct counted count_by(struct ctx *c, const char *realm, const char *name)
{
	struct counted by = {.account = arena_printf(c->arena, "%s:%s", realm, text_match_key(c->arena, name))};

	by.here = arena_printf(c->arena, "%s@%s", by.account, c->actor.ip);
	by.address = arena_printf(c->arena, "%s-address:%s", realm, c->actor.ip);
	return by;
}

static enum err allowed(struct ctx *c, const struct counted *by)
{
	TRY(limit_wait(c, "password", by->here, HERE_FREE_TRIES));
	TRY(limit_wait(c, "password", by->account, ACCOUNT_FREE_TRIES));
	return limit_wait(c, "password", by->address, ADDRESS_FREE_TRIES);
}

/* Until the transaction ends nobody else is told what their password was worth: of those who try at the same moment each finds the
 * tries before it counted. */
static enum err take_turn(struct ctx *c, const struct counted *by)
{
	TRY(limit_lock(c, "password", by->here));
	TRY(limit_lock(c, "password", by->account));
	TRY(limit_lock(c, "password", by->address));
	return allowed(c, by);
}

static enum err failed(struct ctx *c, const struct counted *by, const char *realm, int64_t id)
{
	TRY(limit_note(c, "password", by->here));
	TRY(limit_note(c, "password", by->account));
	TRY(limit_note(c, "password", by->address));
	audit_note(c, arena_printf(c->arena, "%s.password_wrong", realm), realm, id, NULL);
	return ERR_DENIED;
}

enum err password_try(struct ctx *c, enum realm realm, const char *name, const struct db_rows *found,
		      const char *password)
{
	const char *kind = session_realm_name(realm);
	struct counted by = count_by(c, kind, name);

	TRY(allowed(c, &by)); /* already, since what follows costs much */
	bool known = found->count && !db_is_null(found, 0, "password_hash");
	enum err e = crypt_password_verify(known ? db_str(found, 0, "password_hash") : NULL, password);
	TRY(take_turn(c, &by));
	if (e == ERR_DENIED || (e == OK && !known))
		return failed(c, &by, kind, found->count ? db_num(found, 0, "id") : 0);
	TRY(e);
	TRY(limit_forget(c, "password", by.here));
	return limit_forget(c, "password", by.account);
}

enum err password_change(struct ctx *c, enum realm realm, const struct db_rows *found, enum sql_id set,
			 const struct password_wish *wish)
{
	const char *kind = session_realm_name(realm), *hash;

	enum err e = password_try(c, realm, db_str(found, 0, "name"), found, wish->now);
	TRY(refuse_when(c, e, ERR_DENIED, "password_now_wrong"));
	if (strcmp(wish->now, wish->fresh) == 0)
		return refuse(c, ERR_CONFLICT, "password_same");
	hash = crypt_password_hash(c->arena, wish->fresh);
	if (hash == NULL)
		return ERR_UNAVAILABLE;
	TRY(db_do(c->db, c->arena, set, NULL, db_text(hash), db_int(c->actor.id)));
	TRY(session_end_others(c, realm, c->actor.id, wish->token));
	audit_note(c, arena_printf(c->arena, "%s.change_password", kind), kind, c->actor.id, NULL);
	return OK;
}
