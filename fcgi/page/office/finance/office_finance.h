/* office_finance: what the pages of finance share. */
#ifndef CCER_PAGE_OFFICE_FINANCE_OFFICE_FINANCE_H
#define CCER_PAGE_OFFICE_FINANCE_OFFICE_FINANCE_H

#include <stddef.h>
#include <stdint.h>

#include "core/ground/ctx.h"
#include "web/web.h"

enum {
	FINANCE_READERS = ROLE_FINANCE | ROLE_EXCHANGE_SUPERVISOR | ROLE_AUDITOR,
	/* Who may be the second of two people. */
	FINANCE_DECIDERS = ROLE_FINANCE | ROLE_EXCHANGE_SUPERVISOR,
};
/* What rows of a "refund" (struct refund) and of a "transfer" (struct bank_transfer) begin with, by the path's first argument. */
enum err office_finance_refund_begin(struct req *r);
enum err office_finance_transfer_begin(struct req *r);
/* row.name: fen as figures; nothing for -1. */
void office_finance_money(struct req *r, const char *row, const char *name, int64_t fen);
/* row.words: what a provider's code means (templates/label/pay_problem.hdf), nothing when nobody wrote that down. */
void office_finance_problem(struct req *r, const char *row, const char *problem);
/* prefix.N.* of up to max rows: all columns, these columns as money (name_figures) and as times; both lists end with NULL. */
void office_finance_rows(struct req *r, const char *prefix, const struct db_rows *rows, size_t max,
			 const char *const *money, const char *const *times);
/* may.finance, may.decide: what of the page the person may do. */
void office_finance_may(struct req *r);
/* Yuan as typed, also full-width and with thousands' commas, to fen as decimal text: 3,000.00 → 300000. */
const char *rule_yuan(struct arena *a, int64_t now, const char **value);
/* A number a bank or tax office gave: 4 to 64 letters, digits and - _ . / */
const char *rule_entry_number(struct arena *a, int64_t now, const char **value);

#endif
