/* account.c: opening both accounts in one transaction (rules.md § 6). The people who hold them sign in through core/people/holder.c. */
#include "core/account/account.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/form/values.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/ground/seal_place.h"
#include "core/message/outbox.h"
#include "core/money/fee.h"
#include "core/people/holder.h"
#include "core/people/holder_seal.h"

enum { FIRST_NUMBER = 1000000000 };

/* The next number of a kind: letter, ten digits, Luhn digit. Never reused: the sequence's row is locked to the commit. */
static enum err next_number(struct ctx *c, const char *letter, const char **out)
{
	struct db_rows rows;
	const char *name = arena_printf(c->arena, "account-%s", letter);

	TRY(db_do(c->db, c->arena, SQL_ACCOUNT_NUMBER_NEXT, NULL, db_text(name), db_int(FIRST_NUMBER + 1)));
	TRY(db_do(c->db, c->arena, SQL_ACCOUNT_NUMBER_READ, &rows, db_text(name)));
	const char *digits = arena_printf(c->arena, "%010lld", (long long)db_num(&rows, 0, "value"));
	*out = arena_printf(c->arena, "%s%s%c", letter, digits, text_luhn(digits));
	return OK;
}

/* Makes the holder's row; *code is what the message carries, the database keeps a keyed hash of it. */
static enum err add_holder(struct ctx *c, const struct holder *h, const char **code)
{
	size_t name_n, mobile_n;

	*code = crypt_random_text(c->arena, ACTIVATION_LENGTH);
	const uint8_t *name = crypt_seal(c->arena, holder_place(c->arena, h, "name"), h->name, strlen(h->name), &name_n);
	const uint8_t *mobile = crypt_seal(c->arena, holder_place(c->arena, h, "mobile"), h->mobile, strlen(h->mobile), &mobile_n);
	return db_do(c->db, c->arena, SQL_HOLDER_INSERT, NULL, db_text(h->login), db_text(h->account_kind),
		     db_int(h->account_id), db_text(h->role), db_bytes(name, name_n), db_bytes(mobile, mobile_n),
		     db_text(text_mask_mobile(c->arena, h->mobile)), holder_activation_hash(c, h->login, *code),
		     db_time(c->arena, c->now + ACTIVATION_LIFE_S));
}

/* One holder and the message with login name and activation code: SMS for the registry, e-mail for trading. */
static enum err introduce(struct ctx *c, const struct application *app, const struct values *v, struct holder *h,
			  const char *prefix)
{
	bool trading = strcmp(h->account_kind, "trading") == 0;
	const char *code;

	h->name = values_get(v, arena_printf(c->arena, "%s_name", prefix));
	h->mobile = values_get(v, arena_printf(c->arena, "%s_mobile", prefix));
	TRY(add_holder(c, h, &code));
	const struct message_value values[] = {{"organisation", app->org_name}, {"login", h->login}, {"code", code},
					      {NULL, NULL}};
	return outbox_add(c, trading ? MESSAGE_TRADING_OPENED : MESSAGE_REGISTRY_OPENED,
			  trading ? values_get(v, "trader_email") : h->mobile, app->id, values);
}

static enum err add_account(struct ctx *c, enum sql_id insert, const char *number, const struct application *app,
			    const char *state, int64_t *id)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, insert, &rows, db_text(number), db_int(app->id), db_text(app->uscc),
		  db_text(app->org_name), db_text(app->kind), db_text(state), db_time(c->arena, c->now)));
	*id = (int64_t)rows.insert_id;
	return OK;
}

static enum err introduce_all(struct ctx *c, const struct application *app, const struct values *v, int64_t registry,
			      const char *registry_number, int64_t trading, const char *trading_number)
{
	struct holder people[] = {
		{.account_id = registry, .account_kind = "registry", .role = "initiator",
		 .login = arena_printf(c->arena, "%s-1", registry_number)},
		{.account_id = registry, .account_kind = "registry", .role = "confirmer",
		 .login = arena_printf(c->arena, "%s-2", registry_number)},
		{.account_id = trading, .account_kind = "trading", .role = "trading_representative",
		 .login = trading_number},
	};
	static const char *const prefixes[] = {"initiator", "confirmer", "trader"};

	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		TRY(introduce(c, app, v, &people[i], prefixes[i]));
	return OK;
}

enum err account_open(struct ctx *c, const struct application *app, const struct values *v)
{
	const char *registry_number, *trading_number;
	int64_t registry, trading;
	bool fees = fee_applies(app->kind);

	TRY(next_number(c, "R", &registry_number));
	TRY(next_number(c, "T", &trading_number));
	TRY(refuse_when(c, add_account(c, SQL_ACCOUNT_REGISTRY_INSERT, registry_number, app, "active", &registry), ERR_CONFLICT,
			"organisation_has_account"));
	TRY(add_account(c, SQL_ACCOUNT_TRADING_INSERT, trading_number, app, fees ? "awaiting_fee" : "active", &trading));
	TRY(db_do(c->db, c->arena, SQL_ACCOUNT_BIND, NULL, db_int(registry), db_int(trading), db_time(c->arena, c->now)));
	if (fees)
		TRY(fee_first_order(c, trading, app->kind));
	TRY(introduce_all(c, app, v, registry, registry_number, trading, trading_number));
	audit_note(c, "account.open", "application", app->id, "{\"registry\":\"%s\",\"trading\":\"%s\"}", registry_number,
		   trading_number);
	return OK;
}

enum err account_overview(struct ctx *c, const struct holder *h, struct db_rows *out)
{
	bool trading = strcmp(h->account_kind, "trading") == 0;

	return db_do(c->db, c->arena, trading ? SQL_ACCOUNT_OVERVIEW_TRADING : SQL_ACCOUNT_OVERVIEW_REGISTRY, out,
		     db_int(h->account_id));
}
