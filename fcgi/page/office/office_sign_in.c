/* office_sign_in.c: staff sign in with password, then a code by SMS to their own mobile (rules.md § 9). */
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/session.h"
#include "core/people/code.h"
#include "core/people/staff.h"
#include "page/code_help.h"
#include "page/office/office_pages.h"
#include "page/page.h"

static const struct form_row sign_in_rows[] = {
	/* name       rule  max  flags */
	{"username", NULL, 32,  FORM_REQUIRED},
	{"password", NULL, 128, FORM_REQUIRED | FORM_SECRET},
};
const struct form office_sign_in_form = FORM(sign_in_rows);

static const struct form_row code_rows[] = {
	{"code", rule_code6, 12, FORM_REQUIRED | FORM_SECRET},
};
const struct form office_code_form = FORM(code_rows);

static bool is_signed_in(struct req *r)
{
	const struct subject *who = page_subject(r);

	return who->ctx.actor.kind == ACTOR_STAFF && who->session.full;
}

/* Where work waits: who has no queue of applications begins with finance. */
static const char *home(unsigned roles)
{
	return roles == ROLE_FINANCE ? "/office/finance" : "/office/queue";
}

enum err office_home(struct req *r)
{
	return req_redirect(r, "%s", is_signed_in(r) ? home(page_ctx(r)->actor.roles) : "/office/sign-in");
}

enum err office_sign_in(struct req *r)
{
	return r->method == GET && is_signed_in(r) ? req_redirect(r, "%s", home(page_ctx(r)->actor.roles)) : OK;
}

static enum err begin_session(struct req *r, int64_t staff_id, bool full)
{
	const char *token;

	TRY(session_start(page_ctx(r), REALM_STAFF, staff_id, full, &token));
	req_cookie_set(r, "s", token, 0);
	return OK;
}

enum err office_sign_in_post(struct req *r)
{
	int64_t id;
	enum err e = staff_address_allowed(r->ip) ? OK : ERR_DENIED;

	if (e == OK)
		e = staff_password(page_ctx(r), req_value(r, "username"), req_value(r, "password"), &id);
	r->commit_refused = true; /* so that the failure counts */
	if (e != OK)
		return page_refuse(r, e, "", "sign_in_wrong");
	TRY(begin_session(r, id, false));
	return req_redirect(r, "/office/second-factor");
}

static enum err whose(struct req *r, struct staff *out)
{
	return staff_load(page_ctx(r), page_subject(r)->session.subject_id, out);
}

enum err office_second_factor(struct req *r)
{
	struct staff staff;

	TRY(whose(r, &staff));
	view_set(r, "mobile_masked", staff.mobile_masked);
	return code_help_own(r, "help", staff.mobile);
}

enum err office_second_factor_post(struct req *r)
{
	struct staff staff;
	struct ctx *c = page_ctx(r);

	TRY(whose(r, &staff));
	enum err e = code_use(c, "second_factor", staff.mobile, req_value(r, "code"));
	r->commit_refused = true;
	if (e == ERR_DENIED)
		audit_note(c, "staff.code_wrong", "staff", staff.id, NULL);
	if (e != OK)
		return page_refuse(r, e, "code", "code_wrong");
	TRY(begin_session(r, staff.id, true));
	audit_note(c, "staff.sign_in", "staff", staff.id, NULL);
	return page_signed_in(r, REALM_STAFF, staff.id, home(staff.roles));
}

enum err office_second_factor_resend(struct req *r)
{
	struct staff staff;

	TRY(whose(r, &staff));
	enum err e = code_send(page_ctx(r), "second_factor", "sms", staff.mobile, false);
	if (e != OK)
		return page_refuse(r, e, "", "limited");
	return req_redirect(r, "/office/second-factor");
}

enum err office_sign_out(struct req *r)
{
	struct subject *who = page_subject(r);

	if (who->token)
		TRY(session_end(page_ctx(r), who->token));
	audit_note(page_ctx(r), "staff.sign_out", "staff", who->session.subject_id, NULL);
	req_cookie_set(r, "s", "", -1);
	return req_redirect(r, "/office/sign-in");
}
