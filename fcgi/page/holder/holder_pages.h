/* holder_pages: handlers and forms of account holders and payers, for the table of routes. */
#ifndef CCER_PAGE_HOLDER_HOLDER_PAGES_H
#define CCER_PAGE_HOLDER_HOLDER_PAGES_H

#include "base/err.h"
#include "web/web.h"

extern const struct form activate_form, activate_code_form, account_sign_in_form, account_sign_in_query;
enum err account_activate(struct req *r);
enum err account_activate_code(struct req *r);
enum err account_activate_post(struct req *r);
enum err account_sign_in(struct req *r);
enum err account_sign_in_post(struct req *r);
enum err account_sign_out(struct req *r);
enum err account_home(struct req *r);
extern const struct form pay_provider_form, pay_bank_form, pay_invoice_form;

enum err pay_order(struct req *r);          /* GET  /account/order/{}           */
enum err pay_order_begin(struct req *r);    /* POST /account/order/{}/pay       */
enum err pay_order_link(struct req *r);     /* POST /account/order/{}/link      */
enum err pay_order_revoke(struct req *r);   /* POST /account/order/{}/revoke    */
enum err pay_order_bank(struct req *r);     /* POST /account/order/{}/bank      */
enum err pay_order_invoice(struct req *r);  /* POST /account/order/{}/invoice   */
enum err pay_link(struct req *r);           /* GET  /pay/link/{}                */
enum err pay_link_begin(struct req *r);     /* POST /pay/link/{}/pay            */
enum err pay_attempt(struct req *r);        /* GET  /pay/{} and /pay/back/{}    */
enum err pay_attempt_ask(struct req *r);    /* POST /pay/{}/ask                 */

#endif
