/* office_code: second factors of staff: a code by SMS or one of their authenticator, at sign-in and fresh ones later (step-up). */
#ifndef CCER_PAGE_OFFICE_OFFICE_CODE_H
#define CCER_PAGE_OFFICE_OFFICE_CODE_H

#include <stdbool.h>

#include "base/err.h"
#include "core/people/staff.h"
#include "web/web.h"

/* The rows of a form with a second factor: by (app: authenticator or recovery code | sms, also "") and code. */
#define OFFICE_FACTOR_ROWS {"by", office_rule_way, 8, 0}, {"code", office_rule_factor, 32, FORM_SECRET}
const char *office_rule_way(struct arena *a, int64_t now, const char **value);
const char *office_rule_factor(struct arena *a, int64_t now, const char **value);

/* factor.app = 1 when the person has an authenticator; factor.help.* of their SMS code (code_help_own). */
enum err office_factor_show(struct req *r, const struct staff *who, enum code_purpose purpose);
/* Uses up the posted code of the person. OK, or a refusal said on the page (r->errors), whose try is committed. */
enum err office_factor_use(struct req *r, const struct staff *who, enum code_purpose purpose);

/* ---- step-up: of the acting person ---- */
enum err office_code_show(struct req *r);
/* Sends a step-up code by SMS; says on the page (field "code") when that is too often. */
enum err office_code_send(struct req *r);
/* Is the posted code right? If not, says so on the page, and that try is committed. */
enum err office_code_right(struct req *r, bool *right);

#endif
