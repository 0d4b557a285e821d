/* portal_sign_in.c: applicants sign in and out. */
#include "core/ground/ctx.h"
#include "core/ground/session.h"
#include "core/people/visitor.h"
#include "page/page.h"
#include "page/portal/portal.h"
#include "page/portal/portal_pages.h"

static const struct form_row sign_in_rows[] = {
	{"username", rule_half_width, 64, FORM_REQUIRED},
	{"password", NULL, 512, FORM_REQUIRED | FORM_SECRET},
};
const struct form portal_sign_in_form = FORM(sign_in_rows);

static const struct form_row sign_in_query_rows[] = {{"done", rule_token, 16, 0}};
const struct form portal_sign_in_query = FORM(sign_in_query_rows);

enum err portal_sign_in(struct req *r)
{
	if (page_ctx(r)->actor.kind == ACTOR_VISITOR)
		return req_redirect(r, "/apply");
	if (r->method == GET)
		view_set(r, "done", req_value(r, "done"));
	return OK;
}

enum err portal_sign_in_start(struct req *r)
{
	int64_t id;
	enum err e = visitor_sign_in(page_ctx(r), req_value(r, "username"), req_value(r, "password"), &id);

	return e == OK ? portal_session_start(r, id) : page_refuse_counted(r, e, "", "sign_in_wrong");
}

enum err portal_sign_in_end(struct req *r)
{
	TRY(session_end(page_ctx(r), page_subject(r)->token));
	req_cookie_set(r, "v", "", -1);
	return req_redirect(r, "/sign-in?done=out");
}
