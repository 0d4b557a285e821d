/* portal_forgot.c: another password for who forgot theirs, with a code to their mobile. */
#include "core/people/visitor.h"
#include "page/code_help.h"
#include "page/page.h"
#include "page/portal/portal.h"
#include "page/portal/portal_pages.h"
#include "page/security.h"

static const struct form_row forgot_rows[] = {
	{"username", rule_half_width, 64, FORM_REQUIRED},
	{"mobile", rule_mobile, 20, FORM_REQUIRED},
	{"code", rule_code6, 12, FORM_REQUIRED},
	{"password", rule_password, 128, FORM_REQUIRED | FORM_SECRET},
	{"password_again", NULL, 128, FORM_REQUIRED | FORM_SECRET},
};
const struct form portal_forgot_form = FORM(forgot_rows);

static const struct form_row forgot_code_rows[] = {
	{"username", rule_half_width, 64, FORM_REQUIRED},
	{"mobile", rule_mobile, 20, FORM_REQUIRED},
	{"code", NULL, 12, 0},
	{"password", NULL, 512, FORM_SECRET},
	{"password_again", NULL, 512, FORM_SECRET},
};
const struct form portal_forgot_send_form = FORM(forgot_code_rows);

enum err portal_forgot(struct req *r)
{
	const struct code code = visitor_reset_asks(page_ctx(r), portal_typed(r, "username"), portal_typed(r, "mobile"));

	return code_help_anybody(r, *code.address ? &code : NULL);
}

enum err portal_forgot_use(struct req *r)
{
	if (!security_typed_twice(r, "password"))
		return OK;
	enum err e = visitor_reset(page_ctx(r), req_value(r, "username"), req_value(r, "mobile"), req_value(r, "code"),
				   req_value(r, "password"));
	return e == OK ? req_redirect(r, "/sign-in?done=reset") : page_refuse_counted(r, e, "code", "code_wrong");
}

enum err portal_forgot_sent(struct req *r)
{
	const struct code code = visitor_reset_asks(page_ctx(r), req_value(r, "username"), req_value(r, "mobile"));

	return portal_code_sent(r, &code);
}

enum err portal_forgot_send(struct req *r)
{
	const char *username = req_value(r, "username"), *mobile = req_value(r, "mobile");
	const struct code code = visitor_reset_asks(page_ctx(r), username, mobile);
	enum err e = visitor_reset_begin(page_ctx(r), username, mobile);

	return e == OK ? portal_code_sent(r, &code) : page_refuse_counted(r, e, "mobile", "limited");
}
