/* holder_issue.c: the holders of the accounts an application opened, and a new activation code for one of them. */
#include "core/account/holder_issue.h"

#include <string.h>

#include "base/crypt/crypt.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/form/values.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/message/outbox.h"
#include "core/people/holder.h"
#include "core/people/holder_seal.h"

enum err holder_list(struct ctx *c, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_HOLDER_LIST, out, db_int(app->id));
}

/* The holder under a lock, so that an activation of the same moment comes before or after. */
static enum err lock_for(struct ctx *c, const struct application *app, const char *login, struct holder *out)
{
	struct db_rows account;

	TRY(holder_lock(c, login, out));
	bool trading = strcmp(out->account_kind, "trading") == 0;
	TRY(db_do(c->db, c->arena, trading ? SQL_HOLDER_TRADING_APPLICATION : SQL_HOLDER_REGISTRY_APPLICATION, &account,
		  db_int(out->account_id)));
	return db_num(&account, 0, "application_id") == app->id ? OK : ERR_NOT_FOUND;
}

/* The way the first code went: by SMS to representatives of the registry account, by e-mail to the trading one. */
static enum err send_code(struct ctx *c, const struct application *app, const struct holder *h, const char *code)
{
	struct values v;
	const struct message_value values[] = {{"organisation", app->org_name}, {"login", h->login}, {"code", code},
					      {NULL, NULL}};

	if (strcmp(h->account_kind, "trading") != 0)
		return outbox_add(c, MESSAGE_REGISTRY_OPENED, h->mobile, app->id, values);
	TRY(application_values(c, app, app->version, &v));
	return outbox_add(c, MESSAGE_TRADING_OPENED, values_get(&v, "trader_email"), app->id, values);
}

enum err holder_reissue(struct ctx *c, const struct application *app, const char *login)
{
	struct holder h;

	TRY(lock_for(c, app, login, &h));
	if (h.activated_at >= 0)
		return refuse(c, ERR_CONFLICT, "holder_activated");
	const char *code = crypt_random_text(c->arena, ACTIVATION_LENGTH);
	TRY(db_do(c->db, c->arena, SQL_HOLDER_REISSUE, NULL, holder_activation_hash(c, h.login, code),
		  db_time(c->arena, c->now + ACTIVATION_LIFE_S), db_int(h.id)));
	TRY(send_code(c, app, &h, code));
	audit_note(c, "holder.reissue", "holder", h.id, "{\"application\":%lld}", (long long)app->id);
	return OK;
}
