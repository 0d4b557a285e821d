/* holder_pay: orders and paying them: of an account's holder, and of who has a pay link. The providers are asked by the
 * cashier; these pages only write what the payer wants and show what is known (core/money/payment.h). */
#ifndef CCER_PAGE_HOLDER_HOLDER_PAY_H
#define CCER_PAGE_HOLDER_HOLDER_PAY_H

#include "base/err.h"
#include "core/money/fee.h"
#include "web/web.h"

/* What their rows begin with: "order", a struct fee_order of the acting holder's trading account, or that of a link; "attempt", a
 * struct payment_attempt. By the path's first argument. */
enum err holder_pay_order_begin(struct req *r);
enum err holder_pay_link_begin(struct req *r);
enum err holder_pay_attempt_begin(struct req *r);
/* order.*: id state held (1: a person looks at money that came) account organisation figures capital
 * line.N.{item,period,figures}; open: until (if paid today); paid: from until paid_on. */
enum err holder_pay_show_order(struct req *r, const struct fee_order *o);
/* own = 1 when who looks is a holder of the order's account: they may go back to it. */
enum err holder_pay_show_own(struct req *r, const struct fee_order *o);
/* An attempt with the provider of the form, and its page. */
enum err holder_pay_begin(struct req *r, const struct fee_order *o);

#endif
