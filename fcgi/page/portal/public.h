/* public: the pages of the portal that need no application: home, guide, registration, sign-in, forgotten password. */
#ifndef CCER_PAGE_PUBLIC_H
#define CCER_PAGE_PUBLIC_H

#include "page/page.h"

enum err public_home(struct req *r);
enum err public_guide(struct req *r);

extern const struct form register_form, register_code_form, sign_in_form, forgot_form, forgot_code_form, sign_in_query;
enum err visitor_register_page(struct req *r);
enum err visitor_register_post(struct req *r);
enum err visitor_register_code(struct req *r);
enum err visitor_sign_in_page(struct req *r);
enum err visitor_sign_in_post(struct req *r);
enum err visitor_sign_out_post(struct req *r);
enum err visitor_forgot_page(struct req *r);
enum err visitor_forgot_post(struct req *r);
enum err visitor_forgot_code(struct req *r);

#endif
