/* hook: where providers call back. Delivery reports of SMS carry no signature, so their address has a part nobody can
 * guess (hook.sms_token_file); they may come twice, and say nothing but that a message arrived. */
#include "main/hook.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"
#include "gate/secret.h"
#include "main/worker.h"
#include "page/page.h"

enum { BODY_MAX = 64 * 1024, REPORTS_MAX = 2000 };

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

static const char *text(const json_t *report, const char *name)
{
	const char *s = json_string_value(json_object_get(report, name));

	return s ? s : "";
}

/* [{"sid": "2640:…", "report_status": "SUCCESS", "errmsg": "DELIVRD", …}, …] */
static enum err note_tencent(struct ctx *c, const json_t *reports)
{
	for (size_t i = 0; i < json_array_size(reports); i++) {
		const json_t *report = json_array_get(reports, i);

		if (*text(report, "sid"))
			TRY(outbox_report(c, "", text(report, "sid"), strcmp(text(report, "report_status"), "SUCCESS") == 0,
					  text(report, "errmsg")));
	}
	return OK;
}

/* [{"out_id": "…", "biz_id": "9006…^0", "success": true, "err_code": "DELIVERED", …}, …] */
static enum err note_aliyun(struct ctx *c, const json_t *reports)
{
	for (size_t i = 0; i < json_array_size(reports); i++) {
		const json_t *report = json_array_get(reports, i);
		bool delivered = json_is_true(json_object_get(report, "success"));

		if (*text(report, "out_id") || *text(report, "biz_id"))
			TRY(outbox_report(c, text(report, "out_id"), text(report, "biz_id"), delivered,
					  text(report, "err_code")));
	}
	return OK;
}

static enum err take_reports(struct req *r, enum err (*note)(struct ctx *c, const json_t *reports), const char *answer)
{
	if (!is_token(r, r->arg[0]))
		return ERR_NOT_FOUND;
	json_t *reports = json_loadb(r->raw, r->raw_size, 0, NULL);
	enum err e = ERR_BAD_REQUEST;
	if (json_is_array(reports) && json_array_size(reports) <= REPORTS_MAX)
		e = note(r->subject, reports);
	json_decref(reports);
	r->json = answer;
	return e;
}

static enum err hook_sms_aliyun(struct req *r)
{
	return take_reports(r, note_aliyun, "{\"code\":0,\"msg\":\"OK\"}");
}

static enum err hook_sms_tencent(struct req *r)
{
	return take_reports(r, note_tencent, "{\"result\":0,\"errmsg\":\"OK\"}");
}

static const struct route routes[] = {
	SEND("/hook/sms/aliyun/{}", RIGHT_ANYBODY, NULL, hook_sms_aliyun, NULL, NULL),
	SEND("/hook/sms/tencent/{}", RIGHT_ANYBODY, NULL, hook_sms_tencent, NULL, NULL),
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
