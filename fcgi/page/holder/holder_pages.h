/* holder_pages: handlers and forms of account holders and payers, for the table of routes. */
#ifndef CCER_PAGE_HOLDER_HOLDER_PAGES_H
#define CCER_PAGE_HOLDER_HOLDER_PAGES_H

#include "base/err.h"
#include "web/web.h"

/* holder_activation.c */
extern const struct form holder_activation_form, holder_activation_send_form;
enum err holder_activation(struct req *r);
enum err holder_activation_send(struct req *r);
enum err holder_activation_use(struct req *r);

/* holder_account.c */
extern const struct form holder_account_sign_in_query, holder_account_sign_in_form;
enum err holder_account(struct req *r);
enum err holder_account_sign_in(struct req *r);
enum err holder_account_sign_in_start(struct req *r);
enum err holder_account_sign_in_end(struct req *r);

/* holder_pay_order.c */
extern const struct form holder_pay_order_transfer_form, holder_pay_order_invoice_form;
enum err holder_pay_order(struct req *r);
enum err holder_pay_order_pay(struct req *r);
enum err holder_pay_order_make_link(struct req *r);
enum err holder_pay_order_remove_link(struct req *r);
enum err holder_pay_order_save_transfer(struct req *r);
enum err holder_pay_order_save_invoice(struct req *r);

/* holder_pay.c */
extern const struct form holder_pay_form;
enum err holder_pay_link(struct req *r);
enum err holder_pay_link_pay(struct req *r);
enum err holder_pay_attempt(struct req *r);
enum err holder_pay_attempt_ask(struct req *r);

enum err holder_security(struct req *r);            /* GET  /account/security            */
enum err holder_security_end(struct req *r);        /* POST /account/security/end        */
enum err holder_security_end_others(struct req *r); /* POST /account/security/end-others */
enum err holder_security_change_password(struct req *r); /* POST /account/security/password   */

#endif
