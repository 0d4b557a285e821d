/* office: what the pages of the back office share. Handlers only; the business is core's. */
#ifndef CCER_PAGE_OFFICE_H
#define CCER_PAGE_OFFICE_H

#include "core/review/paper.h"
#include "page/page.h"

struct case_file;
struct hand_over;

/* Who takes part in handing papers over, or watches it. */
enum {
	OFFICE_SIDES = ROLE_SECOND_REVIEWER | ROLE_EXCHANGE_SUPERVISOR | ROLE_RECEIVER | ROLE_REGISTRY_REVIEWER |
		       ROLE_REGISTRY_SUPERVISOR | ROLE_AUDITOR,
	/* Who sees how the system runs. */
	OFFICE_OPERATORS = ROLE_SECURITY_ADMIN | ROLE_AUDITOR | ROLE_EXCHANGE_SUPERVISOR | ROLE_REGISTRY_SUPERVISOR,
	/* Who may send an account's holder a new activation code. */
	OFFICE_REISSUERS = ROLE_SECOND_REVIEWER | ROLE_REGISTRY_REVIEWER | ROLE_EXCHANGE_SUPERVISOR | ROLE_REGISTRY_SUPERVISOR,
	/* Who sees cases at all; who may send a message of one again; who may look for messages. */
	OFFICE_RESENDERS = ROLE_INITIAL_REVIEWER | ROLE_SECOND_REVIEWER | ROLE_REGISTRY_REVIEWER | ROLE_EXCHANGE_SUPERVISOR |
			   ROLE_REGISTRY_SUPERVISOR,
	OFFICE_LOOKERS = OFFICE_RESENDERS | ROLE_RECEIVER | ROLE_AUDITOR,
	OFFICE_SEEKERS = ROLE_SECOND_REVIEWER | ROLE_EXCHANGE_SUPERVISOR | ROLE_REGISTRY_SUPERVISOR | ROLE_SECURITY_ADMIN |
			 ROLE_AUDITOR,
};

/* What of a case is on the screen, so that a posted form comes back to the same place; first rows of every form of a case.
 * version and moves are what the person looked at. */
#define OFFICE_CASE_ROWS                                                                            \
	{"version", rule_id, 9, 0}, {"moves", rule_id, 9, 0}, {"material", rule_token, 40, 0},     \
		{"file", rule_token, 22, 0}, {"page", rule_id, 5, 0}, {"field", rule_token, 48, 0},        \
		{"changed", rule_id, 1, 0}

/* The application of the path's first argument, as the person may see it. */
enum err office_application(struct req *r, struct application *out);
/* The case page from its values; show of every POST of a case. */
enum err office_case_show(struct req *r);
/* The address of a case with this material, file, page and field ("" each for none) and the same filter, at an anchor. */
const char *office_case_url(struct req *r, const char *public_id, const char *material, const char *file, const char *page,
			    const char *field, const char *anchor);
/* The same of what is on the screen, with another field or at another place. */
const char *office_case_here(struct req *r, const char *public_id, const char *field, const char *anchor);
/* section.N.*, material.N.*, current.*: what is to be marked in this version of the case; target.*, reason.N.*: what is being
 * marked, and the reasons offered; notice.N.*: the correction notice as it would go out. */
enum err office_marks_show(struct req *r, const struct application *app, const struct case_file *f);
/* may.*: what the acting person may do with the case now; colleague.N.*: to whom its supervisor may give it. */
enum err office_actions_show(struct req *r, const struct application *app);
/* event.N.*, decision.N.*, version.N.*, correction.N.*, related.N.*, message.N.*, hand_over.*: what happened to the case. */
enum err office_history_show(struct req *r, const struct application *app, const struct case_file *f);
/* list.*: the hand-over list the path names, its lines and the papers on them as hand_over.h gives them. */
enum err office_list(struct req *r, struct hand_over *list, struct db_rows *lines, struct db_rows *papers);
/* shipment.*: how the applicant posted the papers, nothing when they were not. */
enum err office_shipment_show(struct req *r, const struct application *app);
/* file.N.* and viewer.*: the files of the chosen material; the chosen one, else the first, at the chosen page. How many pages
 * a PDF has is asked of press in req.finish. */
void office_viewer_show(struct req *r, const struct application *app, const struct material *m);
/* The plain bytes of a stored file (struct press_source); ctx is its crypt_reader. */
enum err office_file_chunk(void *ctx, const uint8_t **p, size_t *n);
/* 303 back to the case, at an anchor ("" for the top), with the same material, file, page and filter. */
enum err office_case_back(struct req *r, const char *anchor);
/* Says on the page why core refused and gives ERR_INVALID, so that nothing is kept and the page is shown anew. Errors that
 * are no refusals are given back as they are. message: for ERR_INVALID; NULL takes the general ones. */
enum err office_refuse(struct req *r, enum err e, const struct application *app, const char *message);
/* Version and moves as the person saw them, from the form. */
int office_seen(struct req *r, const char *name);

/* Sends the acting person a step-up code; says on the page (field "code") when that is too often. */
enum err office_code_send(struct req *r);
/* Is the posted "code" right? If not, says so on the page, and that try is committed. */
enum err office_code_right(struct req *r, bool *right);

/* Lists of cases: prefix.N.* from rows of queue.h, times and due dates made readable. */
enum err office_rows(struct req *r, const char *prefix, const struct db_rows *rows, size_t max);
/* holder.N.*: who holds the accounts of an opened case, for those who may send them a new activation code. */
enum err office_holders_show(struct req *r, const struct application *app);
/* account_url: the page of the trading account opened from a case, for those who may look at it. */
enum err office_account_link(struct req *r, const struct application *app);
/* message.N.*: the messages of a case, what became of each, resend: it can be sent again. */
enum err office_messages_of(struct req *r, const struct application *app);
/* row.* of one paper as counted: code name number expected asked.{seal,signature,copy} copies marks.* problem held, older: the
 * version it was counted under when that is not this one, was and why.N: an older version and what
 * made its paper worthless since. */
void office_paper_show(struct req *r, const char *row, const struct paper *p, int version);
/* finding.N.*: what the self-check says of a version; findings.musts, findings.advice how many of each. */
enum err office_self_check_show(struct req *r, const struct application *app, int version);
/* The name of a value in a list of the view: "prefix.N.key". */
const char *office_at(struct req *r, const char *prefix, size_t n, const char *key);
/* view_set of a time as 2026-12-22 09:14; nothing for -1. */
void office_time(struct req *r, const char *name, int64_t t);

void office_frame(struct req *r);

enum err office_home(struct req *r);
enum err office_sign_in(struct req *r);
enum err office_sign_in_post(struct req *r);
enum err office_second_factor(struct req *r);
enum err office_second_factor_post(struct req *r);
enum err office_second_factor_resend(struct req *r);
enum err office_sign_out(struct req *r);
enum err office_queue(struct req *r);
enum err office_queue_next(struct req *r);
enum err office_case(struct req *r);
enum err office_claim(struct req *r);
enum err office_release(struct req *r);
enum err office_reassign(struct req *r);
enum err office_mark(struct req *r);
enum err office_mark_rest(struct req *r);
enum err office_pass(struct req *r);
enum err office_return(struct req *r);
enum err office_propose_refusal(struct req *r);
enum err office_refuse_post(struct req *r);
enum err office_step_up(struct req *r);
enum err office_return_paper(struct req *r);
enum err office_receive_case(struct req *r);
enum err office_papers(struct req *r);
enum err office_papers_show(struct req *r);
enum err office_paper(struct req *r);
enum err office_receive(struct req *r);
enum err office_receive_find(struct req *r);
enum err office_hand_over(struct req *r);
enum err office_hand_over_find(struct req *r);
enum err office_hand_over_make(struct req *r);
enum err office_hand_over_one(struct req *r);
enum err office_hand_over_accept(struct req *r);
enum err office_hand_over_dispute(struct req *r);
enum err office_hand_over_print(struct req *r);
enum err office_document(struct req *r);
enum err office_page(struct req *r);
enum err office_reveal(struct req *r);
enum err office_reissue(struct req *r);
enum err office_operations(struct req *r);
enum err office_audit(struct req *r);
enum err office_resend(struct req *r);
enum err office_messages(struct req *r);
enum err office_messages_find(struct req *r);

extern const struct form office_sign_in_form, office_code_form, office_queue_form, office_next_form, office_case_form,
	office_case_query, office_mark_form, office_reason_form, office_pass_form, office_reassign_form, office_paper_form,
	office_papers_query, office_receive_query, office_receive_form, office_hand_over_query, office_hand_over_form,
	office_hand_over_number_form, office_accept_form, office_dispute_form, office_file_form,
	office_audit_form, office_reissue_form, office_resend_form, office_messages_form, office_messages_find_form,
	office_document_form;

#endif
