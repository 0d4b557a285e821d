/* hook: where providers call back. Delivery reports of SMS carry no signature, so their address has a part nobody can
 * guess (hook.sms_token_file); they may come twice, and say nothing but that a message arrived. */
#include "main/hook.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"
#include "gate/secret.h"
#include "gate/sms/sms.h"
#include "main/worker.h"
#include "page/page.h"

enum { BODY_MAX = 64 * 1024 };

static enum err hook_identify(struct req *r)
{
	struct ctx *c = ARENA_NEW(r->arena, struct ctx);

	*c = (struct ctx){.arena = r->arena, .db = r->db, .now = r->now};
	c->actor = (struct actor){.kind = ACTOR_NOBODY, .organisation = "", .name = "", .ip = r->ip};
	r->subject = c;
	return OK;
}

static enum err hook_permit(struct req *r, unsigned right)
{
	(void)r;
	return right & RIGHT_ANYBODY ? OK : ERR_DENIED;
}

static bool is_token(struct req *r, const char *given)
{
	const char *path = conf_str(CONF_SMS_TOKEN_FILE), *token = *path ? secret_read(r->arena, path) : NULL;

	return token != NULL && strlen(token) == strlen(given) && crypt_equal(token, given, strlen(token));
}

/* Reports that name no message are none of ours. */
static enum err note(struct ctx *c, const struct sms_reports *reports)
{
	for (size_t i = 0; i < reports->n; i++) {
		const struct sms_report *r = &reports->report[i];

		if (*r->id || *r->provider_id)
			TRY(outbox_report(c, r->id, r->provider_id, r->arrived, r->code));
	}
	return OK;
}

static enum err hook_sms(struct req *r)
{
	const struct sms_provider *provider = sms_provider(r->arg[0]);
	struct sms_reports reports;

	if (provider == NULL || !is_token(r, r->arg[1]))
		return ERR_NOT_FOUND;
	r->json = provider->reports_taken;
	if (!provider->read_reports(r->arena, r->raw, r->raw_size, &reports))
		return ERR_BAD_REQUEST;
	return note(r->subject, &reports);
}

static const struct route routes[] = {
	SEND("/hook/sms/{}/{}", RIGHT_ANYBODY, NULL, hook_sms, NULL, NULL),
	SEND("/hook/pay/{}", RIGHT_ANYBODY, NULL, hook_pay, NULL, NULL),
};

static const struct site hook_site = {
	.name = "hook",
	.raw_max = BODY_MAX,
	.route = routes,
	.count = sizeof routes / sizeof *routes,
	.identify = hook_identify,
	.permit = hook_permit,
	.no_right = page_no_right,
};

int main(int argc, char **argv)
{
	return worker_main(argc, argv, &hook_site);
}
