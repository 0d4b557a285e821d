/* paper_pages: handlers and forms of papers and hand-over lists, for the table of routes. */
#ifndef CCER_PAGE_OFFICE_PAPER_PAPER_PAGES_H
#define CCER_PAGE_OFFICE_PAPER_PAPER_PAGES_H

#include "base/err.h"
#include "web/web.h"

/* office_document.c */
extern const struct form office_document_form;
enum err office_document(struct req *r);

/* office_hand_over_print.c */
enum err office_hand_over_print(struct req *r);

/* office_hand_over.c */
extern const struct form office_hand_over_query, office_hand_over_form, office_hand_over_number_form,
	office_hand_over_accept_form, office_hand_over_dispute_form;
enum err office_hand_over(struct req *r);
enum err office_hand_over_find(struct req *r);
enum err office_hand_over_make(struct req *r);
enum err office_hand_over_one(struct req *r);
enum err office_hand_over_one_accept(struct req *r);
enum err office_hand_over_one_dispute(struct req *r);

/* office_paper.c */
extern const struct form office_papers_form;
enum err office_papers_receive(struct req *r);
enum err office_papers_save(struct req *r);

/* office_papers.c */
extern const struct form office_papers_query;
enum err office_papers(struct req *r);
enum err office_papers_show(struct req *r);

/* office_receive.c */
extern const struct form office_receive_query, office_receive_form;
enum err office_receive(struct req *r);
enum err office_receive_find(struct req *r);

#endif
