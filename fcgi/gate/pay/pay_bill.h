/* pay_bill: the tables of the providers' bills, from text to rows. Unpacking and character sets are the
 * adapters'. */
#ifndef CCER_GATE_PAY_PAY_BILL_H
#define CCER_GATE_PAY_PAY_BILL_H

#include "gate/pay/pay.h"

enum bill_format { BILL_ALIPAY, BILL_WECHAT };

/* Is the table of rows in this UTF-8 text? */
bool bill_is_here(const char *text, enum bill_format format);
/* Reads it. ERR_UNAVAILABLE with *problem bill_columns (a heading we need is missing) or bill_row (a row that
 * does not fit the headings, a sum that is none): half a bill is worse than none. */
enum err bill_read(struct arena *a, const char *text, enum bill_format format, struct pay_bill *out,
		   const char **problem);

#endif
