/* apply_pages: handlers and forms of /apply, for the table of routes. */
#ifndef CCER_PAGE_APPLY_APPLY_PAGES_H
#define CCER_PAGE_APPLY_APPLY_PAGES_H

#include "base/err.h"
#include "web/web.h"

/* /apply: task list while it can be edited, else the status; POST /apply/start makes the draft. */
enum err apply_home(struct req *r);
enum err apply_start(struct req *r);
extern const struct form apply_section_form;
enum err apply_section(struct req *r);
enum err apply_section_save(struct req *r);
enum err apply_section_show(struct req *r);
extern const struct form apply_upload_form, apply_remove_form, apply_swap_form, apply_reuse_form, apply_materials_form;
extern const struct upload_sink apply_sink;
enum err apply_materials(struct req *r);
enum err apply_upload(struct req *r);
enum err apply_remove(struct req *r);
enum err apply_swap(struct req *r);
enum err apply_reuse(struct req *r);
extern const struct form apply_confirm_form, apply_confirm_send_form, apply_confirm_get_form;
enum err apply_confirm(struct req *r);
enum err apply_confirm_send(struct req *r);
enum err apply_confirm_use(struct req *r);
/* The counters the page was made from, against which review_move compares. */
extern const struct form apply_move_form;
enum err apply_check(struct req *r);
enum err apply_submit(struct req *r);
extern const struct form apply_withdraw_form;
enum err apply_withdraw(struct req *r);
enum err apply_withdraw_do(struct req *r);
extern const struct form apply_amend_form;
enum err apply_amend(struct req *r);
enum err apply_amend_begin(struct req *r);
enum err apply_amend_cancel(struct req *r);
extern const struct form apply_corrections_form;
enum err apply_corrections(struct req *r);
enum err apply_answer(struct req *r);
extern const struct form apply_shipment_form;
enum err apply_shipment(struct req *r);
enum err apply_ship(struct req *r);
/* What goes with the parcel: cover sheet and packing list, to be looked over and downloaded. */
enum err apply_cover(struct req *r);
/* Generated documents as PDF: of the working copy, of a version. */
enum err apply_document(struct req *r);
enum err apply_version_document(struct req *r);
/* All answers of a version, what changed since the one before marked. */
enum err apply_version(struct req *r);

#endif
