/* bank_statement: a statement of the bank as CSV (UTF-8 or GBK by content, RFC 4180) read into entries. Pure; keeping them is
 * bank_transfer.h's. */
#ifndef CCER_CORE_FINANCE_BANK_STATEMENT_H
#define CCER_CORE_FINANCE_BANK_STATEMENT_H

#include <stddef.h>

#include "base/arena.h"
#include "core/finance/bank_transfer.h"

enum { BANK_STATEMENT_BYTES = 1024 * 1024, BANK_STATEMENT_ROWS = 5000 };
/* What the headings of the columns may be, each a list separated by '|'. */
struct bank_statement_words {
	const char *day, *number, *payer, *amount, *remark;
};
/* Rows with money that came; rows without (paid out, sums at the end) are passed over. NULL: read; else what is wrong, a name
 * in label/error.hdf, with *line where: statement_text (neither UTF-8 nor GBK) | statement_columns (no line with the headings
 * day, number and amount) | statement_row (a row with an amount that is not one) | statement_long |
 * statement_empty. */
const char *bank_statement_read(struct arena *a, const char *bytes, size_t n, const struct bank_statement_words *words,
				struct bank_entry **entries, size_t *count, int *line);

#endif
