/* portal_pages: handlers and forms of the portal's pages that need no application, for the table of routes. */
#ifndef CCER_PAGE_PORTAL_PORTAL_PAGES_H
#define CCER_PAGE_PORTAL_PORTAL_PAGES_H

#include "base/err.h"
#include "web/web.h"

/* portal_home.c, portal_guide.c */
enum err portal_home(struct req *r);
enum err portal_guide(struct req *r);

/* portal_register.c */
extern const struct form portal_register_form, portal_register_send_form;
enum err portal_register(struct req *r);
enum err portal_register_send(struct req *r);
enum err portal_register_use(struct req *r);

/* portal_sign_in.c */
extern const struct form portal_sign_in_query, portal_sign_in_form;
enum err portal_sign_in(struct req *r);
enum err portal_sign_in_start(struct req *r);
enum err portal_sign_in_end(struct req *r);

/* portal_forgot.c */
extern const struct form portal_forgot_form, portal_forgot_send_form;
enum err portal_forgot(struct req *r);
enum err portal_forgot_send(struct req *r);
enum err portal_forgot_use(struct req *r);

enum err portal_security(struct req *r);            /* GET  /security            */
enum err portal_security_end(struct req *r);        /* POST /security/end        */
enum err portal_security_end_others(struct req *r); /* POST /security/end-others */
enum err portal_security_change_password(struct req *r); /* POST /security/password   */

#endif
