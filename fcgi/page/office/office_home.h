/* office_home: where who signs in to the back office arrives. */
#ifndef CCER_PAGE_OFFICE_OFFICE_HOME_H
#define CCER_PAGE_OFFICE_OFFICE_HOME_H

#include <stdbool.h>

#include "base/err.h"
#include "web/web.h"

/* Are they signed in, second factor and all? */
bool office_signed_in(struct req *r);
/* Where work waits for who has these roles: who has no queue of applications begins with finance. */
const char *office_home_url(unsigned roles);

#endif
