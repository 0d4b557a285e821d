/* holder_activation.c: an account's holder uses their activation code, with a code to their mobile, and chooses a password. */
#include "core/people/holder.h"
#include "page/code_help.h"
#include "page/holder/holder.h"
#include "page/holder/holder_pages.h"
#include "page/page.h"
#include "page/security.h"

static const struct form_row activate_rows[] = {
	{"login", holder_rule_login, 32, FORM_REQUIRED},
	{"activation_code", rule_half_width, 32, FORM_REQUIRED},
	{"sms_code", rule_code6, 12, FORM_REQUIRED},
	{"password", rule_password, 128, FORM_REQUIRED | FORM_SECRET},
	{"password_again", NULL, 128, FORM_REQUIRED | FORM_SECRET},
};
const struct form holder_activation_form = FORM(activate_rows);

static const struct form_row activate_code_rows[] = {
	{"login", holder_rule_login, 32, FORM_REQUIRED},
	{"activation_code", rule_half_width, 32, FORM_REQUIRED},
	{"sms_code", NULL, 12, 0},
	{"password", NULL, 512, FORM_SECRET},
	{"password_again", NULL, 512, FORM_SECRET},
};
const struct form holder_activation_send_form = FORM(activate_code_rows);

enum err holder_activation(struct req *r)
{
	return code_help_anybody(r, NULL);
}

enum err holder_activation_sent(struct req *r)
{
	view_set(r, "code_sent", "1");
	view_set(r, "values.login", req_value(r, "login"));
	view_set(r, "values.activation_code", req_value(r, "activation_code"));
	return code_help_anybody(r, NULL);
}

enum err holder_activation_send(struct req *r)
{
	int64_t wait_s;
	enum err e = holder_activate_begin(page_ctx(r), req_value(r, "login"), req_value(r, "activation_code"), &wait_s);

	code_help_wait(r, "help.wait", wait_s);
	if (e != OK)
		return page_refuse_counted(r, e, "activation_code", "activation_wrong");
	return holder_activation_sent(r);
}

enum err holder_activation_use(struct req *r)
{
	int64_t id;

	if (!security_typed_twice(r, "password"))
		return OK;
	enum err e = holder_activate(page_ctx(r), req_value(r, "login"), req_value(r, "activation_code"),
				     req_value(r, "sms_code"), req_value(r, "password"), &id);
	return e == OK ? req_redirect(r, "/account/sign-in?done=activated")
		       : page_refuse_counted(r, e, "sms_code", "activation_or_code_wrong");
}
