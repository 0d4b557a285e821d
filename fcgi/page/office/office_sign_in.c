/* office_sign_in.c: staff sign in with a password, then with a code (office_second_factor.c), and out (rules.md § 9). */
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/session.h"
#include "core/people/staff.h"
#include "page/office/office_home.h"
#include "page/office/office_pages.h"
#include "page/once.h"
#include "page/page.h"

static const struct form_row sign_in_rows[] = {
	/* name       rule  max  flags */
	{"username", rule_half_width, 32, FORM_REQUIRED},
	{"password", NULL,            128, FORM_REQUIRED | FORM_SECRET},
};
const struct form office_sign_in_form = FORM(sign_in_rows);

enum err office_sign_in(struct req *r)
{
	return r->method == GET && office_signed_in(r) ? req_redirect(r, "%s", office_home_url(page_ctx(r)->actor.roles)) : OK;
}

enum err office_sign_in_start(struct req *r)
{
	int64_t id;
	enum err e = staff_address_allowed(r->ip) ? OK : ERR_DENIED;

	if (e == OK)
		e = staff_password(page_ctx(r), req_value(r, "username"), req_value(r, "password"), &id);
	r->commit_refused = true; /* so that the failure counts */
	if (e != OK)
		return page_refuse_alike(r, e, "", "sign_in_wrong");
	TRY(once_session(r, REALM_STAFF, id, false));
	return req_redirect(r, "/office/second-factor");
}

enum err office_sign_in_end(struct req *r)
{
	struct subject *who = page_subject(r);

	if (who->token)
		TRY(session_end(page_ctx(r), who->token));
	audit_note(page_ctx(r), "staff.sign_out", "staff", who->session.subject_id, NULL);
	req_cookie_set(r, "s", "", -1);
	return req_redirect(r, "/office/sign-in");
}
