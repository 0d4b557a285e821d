/* pay: orders and paying them: of an account's holder, and of who has a pay link. The providers are asked by the cashier; these
 * pages only write what the payer wants and show what is known (core/payment.h). */
#ifndef CCER_PAGE_PAY_H
#define CCER_PAGE_PAY_H

#include "page/page.h"

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
