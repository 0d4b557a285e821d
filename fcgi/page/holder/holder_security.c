/* holder_security.c: where an account's representative is signed in, and their password. */
#include "core/people/holder.h"
#include "page/holder/holder_pages.h"
#include "page/security.h"

static const struct security own = {REALM_HOLDER, "/account/security", holder_change_password};

enum err holder_security(struct req *r)
{
	return security_show(r, &own);
}

enum err holder_security_end(struct req *r)
{
	return security_end(r, &own);
}

enum err holder_security_end_others(struct req *r)
{
	return security_end_others(r, &own);
}

enum err holder_security_change_password(struct req *r)
{
	return security_change_password(r, &own);
}
