/* account: the pages of account holders: activation, sign-in, account centre. */
#ifndef CCER_PAGE_ACCOUNT_H
#define CCER_PAGE_ACCOUNT_H

#include "page/page.h"

extern const struct form activate_form, activate_code_form, account_sign_in_form, account_sign_in_query;
enum err account_activate(struct req *r);
enum err account_activate_code(struct req *r);
enum err account_activate_post(struct req *r);
enum err account_sign_in(struct req *r);
enum err account_sign_in_post(struct req *r);
enum err account_sign_out(struct req *r);
enum err account_home(struct req *r);

#endif
