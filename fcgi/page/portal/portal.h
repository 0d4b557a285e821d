/* portal: what pages for who has no account yet, or lost its password, share. */
#ifndef CCER_PAGE_PORTAL_PORTAL_H
#define CCER_PAGE_PORTAL_PORTAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/people/code.h"
#include "web/web.h"

/* Signs the applicant in and goes on: to what was being posted when their last session ended, else to /apply. */
enum err portal_session_start(struct req *r, int64_t visitor_id);
/* What was typed, when the page is shown again with it; "" when it does not hold. */
const char *portal_typed(struct req *r, const char *name);
/* The same page again, with what was typed, after this code was sent; passwords are never shown again. */
enum err portal_code_sent(struct req *r, const struct code *code);
/* That page of registration, and of a forgotten password, when the form that asked for the code is sent again. */
enum err portal_register_sent(struct req *r);
enum err portal_forgot_sent(struct req *r);

#endif
