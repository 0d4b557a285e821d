/* office_security.c: where a member of staff is signed in, and their password. */
#include "core/people/staff.h"
#include "page/office/office_pages.h"
#include "page/security.h"

static const struct security own = {REALM_STAFF, "/office/security", staff_change_password};

enum err office_security(struct req *r)
{
	return security_show(r, &own);
}

enum err office_security_end(struct req *r)
{
	return security_end(r, &own);
}

enum err office_security_end_others(struct req *r)
{
	return security_end_others(r, &own);
}

enum err office_security_change_password(struct req *r)
{
	return security_change_password(r, &own);
}
