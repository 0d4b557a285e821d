/* portal_site.c: every page of the portal and who may see it. Rows of the application's and the accounts' pages stand beside
 * their handlers in *_routes.def. */
#include "core/ground/ctx.h"
#include "core/people/visitor.h"
#include "page/apply/apply_file.h"
#include "page/apply/apply_pages.h"
#include "page/holder/holder_pages.h"
#include "page/page.h"
#include "page/portal/portal_pages.h"

static const struct route routes[] = {
/*	method path                 right           form                 page                   view                    show                  */
	{GET,  "/",                 RIGHT_ANYBODY, NULL,               public_home,           "portal/home.cs",     NULL, NULL},
	{GET,  "/guide",            RIGHT_ANYBODY, NULL,               public_guide,          "portal/guide.cs",    NULL, NULL},
	{GET,  "/register",         RIGHT_ANYBODY, NULL,               visitor_register_page, "portal/register.cs", NULL, NULL},
	{POST, "/register",         RIGHT_ANYBODY, &register_form,     visitor_register_post, "portal/register.cs", visitor_register_page, NULL},
	{POST, "/register/code",    RIGHT_ANYBODY, &register_code_form, visitor_register_code, "portal/register.cs", visitor_register_page, NULL},
	{GET,  "/sign-in",          RIGHT_ANYBODY, &sign_in_query,     visitor_sign_in_page,  "portal/sign_in.cs",  NULL, NULL},
	{POST, "/sign-in",          RIGHT_ANYBODY, &sign_in_form,      visitor_sign_in_post,  "portal/sign_in.cs",  visitor_sign_in_page, NULL},
	{POST, "/sign-out",         RIGHT_VISITOR, NULL,               visitor_sign_out_post, NULL,                 NULL, NULL},
	{GET,  "/forgot",           RIGHT_ANYBODY, NULL,               visitor_forgot_page,   "portal/forgot.cs",   NULL, NULL},
	{POST, "/forgot",           RIGHT_ANYBODY, &forgot_form,       visitor_forgot_post,   "portal/forgot.cs",   visitor_forgot_page, NULL},
	{POST, "/forgot/code",      RIGHT_ANYBODY, &forgot_code_form,  visitor_forgot_code,   "portal/forgot.cs",   visitor_forgot_page, NULL},
#include "page/apply/apply_routes.def"
#include "page/holder/account_routes.def"
#include "page/holder/pay_routes.def"
};

static void portal_frame(struct req *r)
{
	struct visitor v;

	page_frame(r);
	if (page_ctx(r)->actor.kind == ACTOR_VISITOR && visitor_load(page_ctx(r), page_ctx(r)->actor.id, &v) == OK)
		view_set(r, "user", v.username);
}

/* Account holders have a door of their own: the applicants' would take none of their names. */
static const char *portal_sign_in(const struct req *r)
{
	return r->route->right & RIGHT_HOLDER ? "/account/sign-in" : "/sign-in";
}

const struct site portal_site = {
	.name = "portal",
	.route = routes,
	.count = sizeof routes / sizeof *routes,
	.identify = page_identify_portal,
	.permit = page_permit,
	.keep = page_keep,
	.sign_in = "/sign-in",
	.sign_in_for = portal_sign_in,
	.frame = portal_frame,
	.before_commit = page_before_commit,
	.has_notes = page_has_notes,
	.rewind = page_rewind,
};
