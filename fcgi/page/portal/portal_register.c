/* portal_register.c: an applicant registers, with a code to their mobile. */
#include "core/ground/ctx.h"
#include "core/people/code.h"
#include "core/people/visitor.h"
#include "page/code_help.h"
#include "page/page.h"
#include "page/portal/portal.h"
#include "page/portal/portal_pages.h"
#include "page/security.h"

static const struct form_row register_rows[] = {
	{"username", rule_username, 32, FORM_REQUIRED},
	{"password", rule_password, 128, FORM_REQUIRED | FORM_SECRET},
	{"password_again", NULL, 128, FORM_REQUIRED | FORM_SECRET},
	{"mobile", rule_mobile, 20, FORM_REQUIRED},
	{"code", rule_code6, 12, FORM_REQUIRED},
};
const struct form portal_register_form = FORM(register_rows);

/* The button for the code sends the whole form; only the mobile matters, the rest is shown again. */
static const struct form_row register_code_rows[] = {
	{"username", rule_half_width, 64, 0},
	{"password", NULL, 512, FORM_SECRET},
	{"password_again", NULL, 512, FORM_SECRET},
	{"mobile", rule_mobile, 20, FORM_REQUIRED},
	{"code", NULL, 12, 0},
};
const struct form portal_register_send_form = FORM(register_code_rows);

enum err portal_register(struct req *r)
{
	if (page_ctx(r)->actor.kind == ACTOR_VISITOR)
		return req_redirect(r, "/apply");
	const struct code code = visitor_register_asks(portal_typed(r, "mobile"));
	return code_help_anybody(r, *code.address ? &code : NULL);
}

enum err portal_register_use(struct req *r)
{
	int64_t id;

	if (!security_typed_twice(r, "password"))
		return OK;
	enum err e = visitor_register(page_ctx(r), req_value(r, "username"), req_value(r, "password"),
				      req_value(r, "mobile"), req_value(r, "code"), &id);
	if (e == ERR_CONFLICT)
		return page_refuse(r, e, "username"); /* rolled back: the code can be used again */
	return e == OK ? portal_session_start(r, id) : page_refuse_counted(r, e, "code", "code_wrong");
}

enum err portal_register_sent(struct req *r)
{
	const struct code code = visitor_register_asks(req_value(r, "mobile"));

	return portal_code_sent(r, &code);
}

enum err portal_register_send(struct req *r)
{
	const struct code code = visitor_register_asks(req_value(r, "mobile"));
	enum err e = code_send(page_ctx(r), &code, false);

	return e == OK ? portal_code_sent(r, &code) : page_refuse_counted(r, e, "mobile", "limited");
}
