/* review_pages: handlers and forms of queues and cases, for the table of routes. */
#ifndef CCER_PAGE_OFFICE_REVIEW_REVIEW_PAGES_H
#define CCER_PAGE_OFFICE_REVIEW_REVIEW_PAGES_H

#include "base/err.h"
#include "web/web.h"

/* office_case_show.c */
extern const struct form office_case_form, office_case_query;
enum err office_case(struct req *r);
enum err office_case_show(struct req *r);
enum err office_reveal(struct req *r);

/* office_case.c */
extern const struct form office_reason_form, office_pass_form;
enum err office_pass(struct req *r);
enum err office_return(struct req *r);
enum err office_propose_refusal(struct req *r);
enum err office_refuse_post(struct req *r);
enum err office_step_up(struct req *r);
enum err office_return_paper(struct req *r);

/* office_file.c */
extern const struct form office_file_form;
enum err office_page(struct req *r);

/* office_case_reissue.c */
extern const struct form office_reissue_form;
enum err office_reissue(struct req *r);

/* office_case_mark.c */
extern const struct form office_mark_form, office_reassign_form;
enum err office_claim(struct req *r);
enum err office_release(struct req *r);
enum err office_reassign(struct req *r);
enum err office_mark(struct req *r);
enum err office_mark_rest(struct req *r);

/* office_queue.c */
extern const struct form office_queue_form, office_next_form;
enum err office_queue(struct req *r);
enum err office_queue_next(struct req *r);

#endif
