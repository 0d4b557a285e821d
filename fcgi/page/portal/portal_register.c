/* portal_register.c: registration, sign-in, sign-out, forgotten password of applicants. */
#include <string.h>

#include "base/arena.h"
#include "core/ground/ctx.h"
#include "core/ground/session.h"
#include "core/people/code.h"
#include "core/people/visitor.h"
#include "page/code_help.h"
#include "page/page.h"
#include "page/portal/portal_pages.h"

static const struct form_row register_rows[] = {
	{"username", rule_username, 32, FORM_REQUIRED},
	{"password", rule_password, 128, FORM_REQUIRED | FORM_SECRET},
	{"password_again", NULL, 128, FORM_REQUIRED | FORM_SECRET},
	{"mobile", rule_mobile, 20, FORM_REQUIRED},
	{"code", rule_code6, 12, FORM_REQUIRED},
};
const struct form register_form = FORM(register_rows);

/* The button for the code sends the whole form; only the mobile matters, the rest is shown again. */
static const struct form_row register_code_rows[] = {
	{"username", NULL, 64, 0},
	{"password", NULL, 512, FORM_SECRET},
	{"password_again", NULL, 512, FORM_SECRET},
	{"mobile", rule_mobile, 20, FORM_REQUIRED},
	{"code", NULL, 12, 0},
};
const struct form register_code_form = FORM(register_code_rows);

static const struct form_row sign_in_rows[] = {
	{"username", NULL, 64, FORM_REQUIRED},
	{"password", NULL, 512, FORM_REQUIRED | FORM_SECRET},
};
const struct form sign_in_form = FORM(sign_in_rows);

static const struct form_row sign_in_query_rows[] = {{"done", rule_token, 16, 0}};
const struct form sign_in_query = FORM(sign_in_query_rows);

static const struct form_row forgot_rows[] = {
	{"username", NULL, 64, FORM_REQUIRED},
	{"mobile", rule_mobile, 20, FORM_REQUIRED},
	{"code", rule_code6, 12, FORM_REQUIRED},
	{"password", rule_password, 128, FORM_REQUIRED | FORM_SECRET},
	{"password_again", NULL, 128, FORM_REQUIRED | FORM_SECRET},
};
const struct form forgot_form = FORM(forgot_rows);

static const struct form_row forgot_code_rows[] = {
	{"username", NULL, 64, FORM_REQUIRED},
	{"mobile", rule_mobile, 20, FORM_REQUIRED},
	{"code", NULL, 12, 0},
	{"password", NULL, 512, FORM_SECRET},
	{"password_again", NULL, 512, FORM_SECRET},
};
const struct form forgot_code_form = FORM(forgot_code_rows);

/* What was refused counts (tries, limits) and is committed; what was written before is only counters. */
static enum err refuse(struct req *r, enum err e, const char *field, const char *message)
{
	r->commit_refused = true;
	return page_refuse(r, e, field, message);
}

static enum err sign_in(struct req *r, int64_t id)
{
	const char *token;

	TRY(session_start(page_ctx(r), REALM_VISITOR, id, true, &token));
	req_cookie_set(r, "v", token, 0);
	return page_signed_in(r, REALM_VISITOR, id, "/apply");
}

/* The same page again, with what was typed; passwords are never shown again. */
static enum err show_code_sent(struct req *r)
{
	const struct form *f = r->route->form;

	view_set(r, "code_sent", "1");
	TRY(code_help_anybody(r, req_value(r, "mobile")));
	for (size_t i = 0; i < f->count; i++)
		if (!(f->row[i].flags & FORM_SECRET))
			view_set(r, arena_printf(r->arena, "values.%s", f->row[i].name), req_value(r, f->row[i].name));
	return OK;
}

/* ---- registration ---- */

enum err visitor_register_page(struct req *r)
{
	return page_ctx(r)->actor.kind == ACTOR_VISITOR ? req_redirect(r, "/apply") : code_help_anybody(r, NULL);
}

static bool twice_the_same(struct req *r)
{
	if (strcmp(req_value(r, "password"), req_value(r, "password_again")) == 0)
		return true;
	req_error(r, "password_again", "password_again");
	return false;
}

enum err visitor_register_post(struct req *r)
{
	int64_t id;

	if (!twice_the_same(r))
		return OK;
	enum err e = visitor_register(page_ctx(r), req_value(r, "username"), req_value(r, "password"),
				      req_value(r, "mobile"), req_value(r, "code"), &id);
	if (e == ERR_CONFLICT) {
		req_error(r, "username", "username_taken"); /* rolled back: the code can be used again */
		return OK;
	}
	return e == OK ? sign_in(r, id) : refuse(r, e, "code", "code_wrong");
}

enum err visitor_register_code(struct req *r)
{
	enum err e = code_send(page_ctx(r), "register", "sms", req_value(r, "mobile"), false);

	if (e != OK)
		return refuse(r, e, "mobile", "limited");
	return show_code_sent(r);
}

/* ---- sign-in ---- */

enum err visitor_sign_in_page(struct req *r)
{
	if (page_ctx(r)->actor.kind == ACTOR_VISITOR)
		return req_redirect(r, "/apply");
	if (r->method == GET)
		view_set(r, "done", req_value(r, "done"));
	return OK;
}

enum err visitor_sign_in_post(struct req *r)
{
	int64_t id;
	enum err e = visitor_sign_in(page_ctx(r), req_value(r, "username"), req_value(r, "password"), &id);

	return e == OK ? sign_in(r, id) : refuse(r, e, "", "sign_in_wrong");
}

enum err visitor_sign_out_post(struct req *r)
{
	TRY(session_end(page_ctx(r), page_subject(r)->token));
	req_cookie_set(r, "v", "", -1);
	return req_redirect(r, "/sign-in?done=out");
}

/* ---- forgotten password ---- */

enum err visitor_forgot_page(struct req *r)
{
	return code_help_anybody(r, NULL);
}

enum err visitor_forgot_code(struct req *r)
{
	enum err e = visitor_reset_begin(page_ctx(r), req_value(r, "username"), req_value(r, "mobile"));

	if (e != OK)
		return refuse(r, e, "mobile", "limited");
	return show_code_sent(r);
}

enum err visitor_forgot_post(struct req *r)
{
	if (!twice_the_same(r))
		return OK;
	enum err e = visitor_reset(page_ctx(r), req_value(r, "username"), req_value(r, "mobile"), req_value(r, "code"),
				   req_value(r, "password"));
	return e == OK ? req_redirect(r, "/sign-in?done=reset") : refuse(r, e, "code", "code_wrong");
}
