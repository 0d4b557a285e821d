/* portal: what pages for who has no account yet, or lost its password, share. */
#ifndef CCER_PAGE_PORTAL_PORTAL_H
#define CCER_PAGE_PORTAL_PORTAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "web/web.h"

/* Signs the applicant in and goes on: to what was being posted when their last session ended, else to /apply. */
enum err portal_session_start(struct req *r, int64_t visitor_id);
/* The same page again, with what was typed; passwords are never shown again. */
enum err portal_code_sent(struct req *r);
/* Are the posted password and password_again the same? If not, says so on the page. */
bool portal_password_twice(struct req *r);

#endif
