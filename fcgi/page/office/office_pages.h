/* office_pages: handlers and forms of the office that belong to no case, for the table of routes. */
#ifndef CCER_PAGE_OFFICE_OFFICE_PAGES_H
#define CCER_PAGE_OFFICE_OFFICE_PAGES_H

#include "base/err.h"
#include "web/web.h"

/* office_audit.c */
extern const struct form office_audit_form;
enum err office_audit(struct req *r);

/* office_authenticator.c */
extern const struct form office_authenticator_form;
enum err office_authenticator(struct req *r);
enum err office_authenticator_send(struct req *r);
enum err office_authenticator_use(struct req *r);
enum err office_authenticator_start(struct req *r);
enum err office_authenticator_confirm(struct req *r);
enum err office_authenticator_make(struct req *r);
enum err office_authenticator_again(struct req *r);
enum err office_authenticator_end(struct req *r);

/* office_messages.c */
extern const struct form office_messages_form, office_messages_find_form;
enum err office_messages(struct req *r);
enum err office_messages_find(struct req *r);

/* office_operations.c */
enum err office_operations(struct req *r);

/* office_home.c */
enum err office_home(struct req *r);

/* office_second_factor.c */
extern const struct form office_second_factor_form;
enum err office_second_factor(struct req *r);
enum err office_second_factor_send(struct req *r);
enum err office_second_factor_use(struct req *r);

/* office_sign_in.c */
extern const struct form office_sign_in_form;
enum err office_sign_in(struct req *r);
enum err office_sign_in_start(struct req *r);
enum err office_sign_in_end(struct req *r);

enum err office_security(struct req *r);            /* GET  /office/security            */
enum err office_security_end(struct req *r);        /* POST /office/security/end        */
enum err office_security_end_others(struct req *r); /* POST /office/security/end-others */
enum err office_security_change_password(struct req *r); /* POST /office/security/password   */

#endif
