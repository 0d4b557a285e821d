/* office_second_factor.c: what staff sign in with after the password: a code by SMS or of their authenticator (rules.md § 9). */
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/people/code.h"
#include "core/people/staff.h"
#include "page/office/office_code.h"
#include "page/office/office_home.h"
#include "page/office/office_pages.h"
#include "page/once.h"
#include "page/page.h"

static const struct form_row code_rows[] = {
	OFFICE_FACTOR_ROWS,
};
const struct form office_second_factor_form = FORM(code_rows);

static enum err whose(struct req *r, struct staff *out)
{
	return staff_load(page_ctx(r), page_subject(r)->session.subject_id, out);
}

enum err office_second_factor(struct req *r)
{
	struct staff staff;

	TRY(whose(r, &staff));
	view_set(r, "mobile_masked", staff.mobile_masked);
	return office_factor_show(r, &staff, CODE_SECOND_FACTOR);
}

enum err office_second_factor_use(struct req *r)
{
	struct staff staff;
	struct ctx *c = page_ctx(r);

	TRY(whose(r, &staff));
	TRY(office_factor_use(r, &staff, CODE_SECOND_FACTOR));
	if (r->errors)
		return OK;
	TRY(once_session(r, REALM_STAFF, staff.id, true));
	audit_note(c, "staff.sign_in", "staff", staff.id, NULL);
	return page_signed_in(r, REALM_STAFF, staff.id, office_home_url(staff.roles));
}

enum err office_second_factor_send(struct req *r)
{
	struct staff staff;

	TRY(whose(r, &staff));
	const struct code code = staff_code(page_ctx(r), &staff, CODE_SECOND_FACTOR);
	enum err e = code_send(page_ctx(r), &code, false);
	if (e != OK)
		return page_refuse(r, e, "");
	return req_redirect(r, "/office/second-factor");
}
