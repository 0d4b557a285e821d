/* portal_pages: handlers and forms of the portal's pages that need no application, for the table of routes. */
#ifndef CCER_PAGE_PORTAL_PORTAL_PAGES_H
#define CCER_PAGE_PORTAL_PORTAL_PAGES_H

#include "base/err.h"
#include "web/web.h"

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
