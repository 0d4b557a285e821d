/* portal_security.c: where an applicant is signed in, and their password. */
#include "core/people/visitor.h"
#include "page/portal/portal_pages.h"
#include "page/security.h"

static const struct security own = {REALM_VISITOR, "/security", visitor_change_password};

enum err portal_security(struct req *r)
{
	return security_show(r, &own);
}

enum err portal_security_end(struct req *r)
{
	return security_end(r, &own);
}

enum err portal_security_end_others(struct req *r)
{
	return security_end_others(r, &own);
}

enum err portal_security_change_password(struct req *r)
{
	return security_change_password(r, &own);
}
