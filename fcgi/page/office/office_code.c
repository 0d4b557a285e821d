/* office_code.c: second factors of staff, also the fresh one for what opens accounts, gives money back or changes rights (rules.md § 9). */
#include "page/office/office_code.h"

#include <string.h>

#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/ground/session.h"
#include "core/people/authenticator.h"
#include "core/people/code.h"
#include "page/code_help.h"
#include "page/page.h"

const char *office_rule_way(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return !strcmp(*value, "app") || !strcmp(*value, "sms") ? NULL : "choice";
}

/* Six digits, or a recovery code of letters and digits as it was copied. */
const char *office_rule_factor(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	return strspn(*value, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(*value) ? NULL : "code_format";
}

enum err office_factor_show(struct req *r, const struct staff *who, enum code_purpose purpose)
{
	const struct code code = staff_code(page_ctx(r), who, purpose);
	struct authenticator app;

	TRY(authenticator_load(page_ctx(r), who, &app));
	if (app.active)
		view_set(r, "factor.app", "1");
	return code_help_own(r, "factor.help", &code);
}

static enum err use(struct req *r, const struct staff *who, enum code_purpose purpose)
{
	struct ctx *c = page_ctx(r);

	if (!strcmp(req_value(r, "by"), "app"))
		return authenticator_use(c, who, req_value(r, "code"));
	const struct code code = staff_code(c, who, purpose);
	enum err e = code_use(c, &code, req_value(r, "code"));
	if (e == ERR_DENIED)
		audit_note(c, "staff.code_wrong", "staff", who->id, NULL);
	return refuse_when(c, e, ERR_DENIED, "code_wrong");
}

enum err office_factor_use(struct req *r, const struct staff *who, enum code_purpose purpose)
{
	if (!req_value(r, "code")[0]) {
		req_error(r, "code", "required");
		return OK;
	}
	enum err e = use(r, who, purpose);
	r->commit_refused = true;
	return e == OK ? OK : page_refuse(r, e, "code");
}

/* ---- step-up ---- */

enum err office_code_show(struct req *r)
{
	struct staff staff;

	TRY(staff_load(page_ctx(r), page_ctx(r)->actor.id, &staff));
	return office_factor_show(r, &staff, CODE_STEP_UP);
}

enum err office_code_send(struct req *r)
{
	struct staff staff;
	struct ctx *c = page_ctx(r);

	TRY(staff_load(c, c->actor.id, &staff));
	const struct code code = staff_code(c, &staff, CODE_STEP_UP);
	return page_refuse(r, code_send(c, &code, false), "code");
}

enum err office_code_right(struct req *r, bool *right)
{
	struct ctx *c = page_ctx(r);
	struct staff staff;

	TRY(staff_load(c, c->actor.id, &staff));
	TRY(office_factor_use(r, &staff, CODE_STEP_UP));
	*right = !r->errors;
	return *right ? session_step_up(c, page_subject(r)->token) : OK;
}
