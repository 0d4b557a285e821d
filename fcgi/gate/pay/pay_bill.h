/* pay_bill: the tables of the providers' bills, from text to rows. What is particular to a bill its provider's file says;
 * unpacking and character sets are that file's too. */
#ifndef CCER_GATE_PAY_PAY_BILL_H
#define CCER_GATE_PAY_PAY_BILL_H

#include "gate/pay/pay.h"

enum bill_column {
	BILL_AT,
	BILL_TRADE,
	BILL_OUT_TRADE,
	BILL_OUT_REFUND,
	BILL_KIND,
	BILL_AMOUNT,
	BILL_REFUND,
	BILL_FEE,
	BILL_CURRENCY,
	BILL_STATUS, /* of a refund; a payment's is its kind */
	BILL_COLUMNS
};
struct bill_format {
	const char *heading[BILL_COLUMNS]; /* in the bill's own words; NULL: it has no such column */
	const char *refund_kind;           /* the kind of a row that is a refund */
	const char *separator;             /* between the values of a row */
	bool (*goes_on)(const char *line); /* is this line still one of the rows? */
	bool below_zero;                   /* refunds stand as amounts below zero, and so does what the provider keeps */
};

/* Is the table of rows in this UTF-8 text? */
bool bill_is_here(const char *text, const struct bill_format *format);
/* Reads it. ERR_UNAVAILABLE with *problem bill_columns (a heading we need is missing) or bill_row (a row that
 * does not fit the headings, a sum that is none): half a bill is worse than none. */
enum err bill_read(struct arena *a, const char *text, const struct bill_format *format, struct pay_bill *out,
		   const char **problem);

#endif
