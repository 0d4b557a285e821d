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
enum err office_finance_transfer_decline(struct req *r);
enum err office_finance_transfers_upload(struct req *r);
enum err office_finance_refunds(struct req *r);
enum err office_finance_refund(struct req *r);
enum err office_finance_refunds_propose(struct req *r);
enum err office_finance_refund_send(struct req *r);
enum err office_finance_refund_confirm(struct req *r);
enum err office_finance_refund_decline(struct req *r);
enum err office_finance_refund_save(struct req *r);
enum err office_finance_held(struct req *r);
enum err office_finance_held_propose(struct req *r);
enum err office_finance_held_confirm(struct req *r);
enum err office_finance_held_decline(struct req *r);
enum err office_finance_bills(struct req *r);
enum err office_finance_bill(struct req *r);
enum err office_finance_bill_ask(struct req *r);
enum err office_finance_bill_save(struct req *r);
enum err office_finance_invoices(struct req *r);
enum err office_finance_invoices_make_batch(struct req *r);
enum err office_finance_invoice_batch(struct req *r);
enum err office_finance_invoices_save(struct req *r);
enum err office_finance_rates(struct req *r);
enum err office_finance_rates_propose(struct req *r);
enum err office_finance_rates_release(struct req *r);
enum err office_finance_rates_withdraw(struct req *r);
enum err office_finance_kinds(struct req *r);
enum err office_account(struct req *r);
enum err office_account_propose(struct req *r);
enum err office_account_confirm(struct req *r);
enum err office_account_withdraw(struct req *r);
extern const struct form office_finance_orders_query, office_finance_before_query, office_finance_transfers_query,
	office_finance_match_form, office_finance_reason_form, office_finance_propose_form, office_finance_code_form,
	office_finance_done_form,
	office_finance_held_form, office_finance_bills_query, office_finance_bill_query, office_finance_explain_form,
	office_finance_invoices_query, office_finance_number_form, office_finance_rate_form,
	office_account_propose_form;
extern const struct upload_sink office_finance_transfers_sink;

#endif
