/* office_home.c: where who signs in to the back office arrives. */
#include "page/office/office_home.h"

#include "core/ground/ctx.h"
#include "page/office/office_pages.h"
#include "page/page.h"

bool office_signed_in(struct req *r)
{
	const struct subject *who = page_subject(r);

	return who->ctx.actor.kind == ACTOR_STAFF && who->session.full;
}

const char *office_home_url(unsigned roles)
{
	return roles == ROLE_FINANCE ? "/office/finance" : "/office/queue";
}

enum err office_home(struct req *r)
{
	return req_redirect(r, "%s", office_signed_in(r) ? office_home_url(page_ctx(r)->actor.roles) : "/office/sign-in");
}
