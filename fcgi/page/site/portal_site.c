/* portal_site.c: every page of the portal and who may see it. Rows of the application's and the accounts' pages stand beside
 * their handlers in *_routes.def. */
#include "core/ground/ctx.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/holder/holder.h"
#include "page/holder/holder_pages.h"
#include "page/holder/holder_pay.h"
#include "page/once.h"
#include "page/page.h"
#include "page/portal/portal.h"
#include "page/portal/portal_pages.h"
#include "page/security.h"
#include "page/site/sites.h"

static const struct route routes[] = {
	LOOK("/", RIGHT_ANYBODY, NULL, portal_home, "portal/home.cs"),
	LOOK("/guide", RIGHT_ANYBODY, NULL, portal_guide, "portal/guide.cs"),
	LOOK("/register", RIGHT_ANYBODY, NULL, portal_register, "portal/register.cs"),
	SEND("/register", RIGHT_ANYBODY, &portal_register_form, portal_register_use, "portal/register.cs", portal_register),
	SEND("/register/code", RIGHT_ANYBODY, &portal_register_send_form,
	     portal_register_send, "portal/register.cs", portal_register, .again = portal_register_sent),
	LOOK("/sign-in", RIGHT_ANYBODY, &portal_sign_in_query, portal_sign_in, "portal/sign_in.cs"),
	SEND("/sign-in", RIGHT_ANYBODY, &portal_sign_in_form, portal_sign_in_start, "portal/sign_in.cs", portal_sign_in),
	SEND("/sign-out", RIGHT_VISITOR, NULL, portal_sign_in_end, NULL, NULL),
	LOOK("/forgot", RIGHT_ANYBODY, NULL, portal_forgot, "portal/forgot.cs"),
	SEND("/forgot", RIGHT_ANYBODY, &portal_forgot_form, portal_forgot_use, "portal/forgot.cs", portal_forgot),
	SEND("/forgot/code", RIGHT_ANYBODY, &portal_forgot_send_form,
	     portal_forgot_send, "portal/forgot.cs", portal_forgot, .again = portal_forgot_sent),
	LOOK("/security", RIGHT_VISITOR, &security_query, portal_security, "portal/security.cs"),
	SEND("/security/end", RIGHT_VISITOR, &security_session_form,
	     portal_security_end, "portal/security.cs", portal_security),
	SEND("/security/end-others", RIGHT_VISITOR, NULL,
	     portal_security_end_others, "portal/security.cs", portal_security),
	SEND("/security/password", RIGHT_VISITOR, &security_password_form,
	     portal_security_change_password, "portal/security.cs", portal_security),
#include "page/apply/apply_routes.def"
#include "page/holder/holder_account_routes.def"
#include "page/holder/holder_pay_routes.def"
};

/* An account holder signs in at /account/sign-in with a login name of the account; /sign-in knows the user names of applicants only. */
static const char *sign_in_page(const struct req *r)
{
	return r->route->right & RIGHT_HOLDER ? "/account/sign-in" : "/sign-in";
}

const struct site portal_site = {
	.name = "portal",
	.route = routes,
	.count = sizeof routes / sizeof *routes,
	.identify = page_identify_portal,
	.seen = page_seen,
	.first_form = page_first_form,
	.permit = page_permit,
	.keep = page_keep,
	.sign_in = "/sign-in",
	.sign_in_for = sign_in_page,
	.frame = page_frame,
	.before_commit = page_before_commit,
	.form_begin = once_begin,
	.form_end = once_end,
	.form_recall = once_recall,
	.has_notes = page_has_notes,
	.rewind = page_rewind,
	.no_right = page_no_right,
};
