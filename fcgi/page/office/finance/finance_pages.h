/* finance_pages: handlers and forms of finance, for the table of routes. */
#ifndef CCER_PAGE_OFFICE_FINANCE_FINANCE_PAGES_H
#define CCER_PAGE_OFFICE_FINANCE_FINANCE_PAGES_H

#include "base/err.h"
#include "web/web.h"

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
