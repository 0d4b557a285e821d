/* office_finance: what the pages of finance share. */
#ifndef CCER_PAGE_OFFICE_FINANCE_H
#define CCER_PAGE_OFFICE_FINANCE_H

#include "page/office/office.h"

enum {
	FINANCE_READERS = ROLE_FINANCE | ROLE_EXCHANGE_SUPERVISOR | ROLE_AUDITOR,
	/* Who may be the second of two people. */
	FINANCE_DECIDERS = ROLE_FINANCE | ROLE_EXCHANGE_SUPERVISOR,
};

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

enum err office_finance(struct req *r);
enum err office_finance_orders(struct req *r);
enum err office_finance_order(struct req *r);
enum err office_finance_order_ask(struct req *r);
enum err office_finance_callbacks(struct req *r);
enum err office_finance_callback(struct req *r);
enum err office_finance_transfers(struct req *r);
enum err office_finance_transfer(struct req *r);
enum err office_finance_transfer_match(struct req *r);
enum err office_finance_transfer_confirm(struct req *r);
enum err office_finance_transfer_reject(struct req *r);
enum err office_finance_statement(struct req *r);
enum err office_finance_refunds(struct req *r);
enum err office_finance_refund(struct req *r);
enum err office_finance_refund_propose(struct req *r);
enum err office_finance_refund_code(struct req *r);
enum err office_finance_refund_approve(struct req *r);
enum err office_finance_refund_decline(struct req *r);
enum err office_finance_refund_done(struct req *r);
enum err office_finance_bills(struct req *r);
enum err office_finance_bill(struct req *r);
enum err office_finance_bill_again(struct req *r);
enum err office_finance_bill_explain(struct req *r);
enum err office_finance_invoices(struct req *r);
enum err office_finance_invoice_export(struct req *r);
enum err office_finance_invoice_batch(struct req *r);
enum err office_finance_invoice_number(struct req *r);
enum err office_finance_rates(struct req *r);
enum err office_finance_rate_propose(struct req *r);
enum err office_finance_rate_release(struct req *r);
enum err office_finance_rate_withdraw(struct req *r);
enum err office_finance_kinds(struct req *r);
enum err office_account(struct req *r);
enum err office_account_kind(struct req *r);
enum err office_account_kind_confirm(struct req *r);
enum err office_account_kind_withdraw(struct req *r);

extern const struct form office_finance_orders_query, office_finance_before_query, office_finance_transfers_query,
	office_finance_match_form, office_finance_reason_form, office_finance_propose_form, office_finance_code_form,
	office_finance_done_form, office_finance_bills_query, office_finance_bill_query, office_finance_explain_form,
	office_finance_invoices_query, office_finance_number_form, office_finance_rate_form,
	office_account_kind_form;
extern const struct upload_sink office_finance_statement_sink;

#endif
