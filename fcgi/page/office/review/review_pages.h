/* review_pages: handlers and forms of queues and cases, for the table of routes. */
#ifndef CCER_PAGE_OFFICE_REVIEW_REVIEW_PAGES_H
#define CCER_PAGE_OFFICE_REVIEW_REVIEW_PAGES_H

#include "base/err.h"
#include "web/web.h"

/* office_case.c */
extern const struct form office_case_form, office_case_query, office_case_reassign_form, office_case_reason_form,
	office_case_pass_form, office_case_objection_form, office_case_send_message_form;
enum err office_case(struct req *r);
enum err office_case_reveal(struct req *r);
enum err office_case_claim(struct req *r);
enum err office_case_release(struct req *r);
enum err office_case_reassign(struct req *r);
enum err office_case_send_code(struct req *r);
enum err office_case_pass(struct req *r);
enum err office_case_return(struct req *r);
enum err office_case_return_paper(struct req *r);
enum err office_case_propose_refusal(struct req *r);
enum err office_case_refuse(struct req *r);
enum err office_case_confirm_objection(struct req *r);
enum err office_case_decline_objection(struct req *r);
enum err office_case_send_message(struct req *r);

/* office_case_mark.c */
extern const struct form office_case_mark_form;
enum err office_case_mark(struct req *r);
enum err office_case_mark_rest(struct req *r);

/* office_case_reissue.c */
extern const struct form office_case_reissue_form;
enum err office_case_reissue(struct req *r);

/* office_case_show.c */
enum err office_case_show(struct req *r);

/* office_file.c */
extern const struct form office_file_form;
enum err office_file_page(struct req *r);

/* office_queue.c */
extern const struct form office_queue_form, office_queue_claim_form;
enum err office_queue(struct req *r);
enum err office_queue_claim(struct req *r);

#endif
