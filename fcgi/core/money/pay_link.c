/* pay_link.c: links to pay with, known by their hash alone. What a link leads to is fee.c's. */
#include "core/money/pay_link.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/money/fee.h"

static struct db_value hash_of(struct ctx *c, const char *token)
{
	uint8_t *hash = arena_alloc(c->arena, CRYPT_HASH_BYTES);

	crypt_hash(hash, token, strlen(token));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

static enum err revoke(struct ctx *c, const struct fee_order *o)
{
	return db_do(c->db, c->arena, SQL_PAY_LINK_REVOKE, NULL, db_time(c->arena, c->now), db_int(o->id));
}

enum err pay_link_make(struct ctx *c, const struct fee_order *o, const char **token)
{
	uint8_t random[CRYPT_TOKEN_BYTES];

	TRY(fee_order_payable(c, o));
	crypt_random(random, sizeof random);
	*token = crypt_base64(c->arena, random, sizeof random);
	TRY(revoke(c, o));
	TRY(db_do(c->db, c->arena, SQL_PAY_LINK_INSERT, NULL, hash_of(c, *token), db_int(o->id), db_int(c->actor.id),
		  db_time(c->arena, c->now), db_time(c->arena, c->now + PAY_LINK_LIFE_S)));
	audit_note(c, "pay_link.make", "fee_order", o->id, NULL);
	return OK;
}

enum err pay_link_order(struct ctx *c, const char *token, struct fee_order *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_PAY_LINK_FIND, &r, hash_of(c, token), db_time(c->arena, c->now)));
	return fee_order_by_id(c, db_num(&r, 0, "order_id"), out);
}

enum err pay_link_revoke(struct ctx *c, const struct fee_order *o)
{
	TRY(revoke(c, o));
	audit_note(c, "pay_link.revoke", "fee_order", o->id, NULL);
	return OK;
}

enum err pay_link_until(struct ctx *c, const struct fee_order *o, int64_t *expires_at)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_PAY_LINK_LIVE, &r, db_int(o->id), db_time(c->arena, c->now)));
	*expires_at = r.count ? db_when(&r, 0, "expires_at") : -1;
	return OK;
}
