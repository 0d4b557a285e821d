/* apply: the pages of an applicant's own application, /apply and below. Each file apply_<page>.c is one page with its POST;
 * all reach the application through apply_load, so nobody reaches another's. */
#ifndef CCER_PAGE_APPLY_H
#define CCER_PAGE_APPLY_H

#include "core/application/application.h"
#include "page/page.h"

/* The signed-in visitor's application, set into the view as app.* too. ERR_NOT_FOUND: they have none yet. */
enum err apply_load(struct req *r, struct application *app);
/* As apply_load, for pages that change the working copy: when it is closed, *closed is set and the request redirected to
 * /apply. */
enum err apply_load_editable(struct req *r, struct application *app, bool *closed);
/* prefix.year month day time (of Beijing), for templates to say as they like; nothing for t < 0. */
void apply_time(struct req *r, const char *prefix, int64_t t);
/* name(value) with the label group of a chosen value: prefix.value and, for choices, prefix.group. */
void apply_value(struct req *r, const char *prefix, const struct field *f, const char *value, bool mask);
/* Where a target ("field:<name>", "material:<code>") is mended: a path with a fragment. */
const char *apply_target_path(struct req *r, const char *target);

/* objection.<name>.problem and .remedy of the correction items whose target begins with kind ("field:" | "material:"), while the
 * application is returned. */
enum err apply_objections(struct req *r, const struct application *app, const char *kind);

/* /apply: task list while it can be edited, else the status; POST /apply/start makes the draft. */
enum err apply_home(struct req *r);
enum err apply_start(struct req *r);
/* The status: one of the three faces of apply/home.cs. */
enum err apply_status(struct req *r, const struct application *app);
/* message.N.*: the messages about it, notified.*: the SMS that told of its present state, message_phone: whom to ask when one did
 * not arrive. */
enum err apply_messages(struct req *r, const struct application *app);

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
/* The same, with a word when that file stands in another slot too. */
enum err apply_materials_used(struct req *r, const char *file_public_id);
enum err apply_file(struct req *r);
enum err apply_preview(struct req *r);

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
/* touched.N.*: papers signed for the newest version that the changes made since in the working copy make worthless, with why;
 * untouched: how many stay as they are. Nothing before the first submission. */
enum err apply_papers_touched(struct req *r, const struct application *app);
/* Generated documents as PDF: of the working copy, of a version. */
enum err apply_document(struct req *r);
enum err apply_version_document(struct req *r);
/* All answers of a version, what changed since the one before marked. */
enum err apply_version(struct req *r);

#endif
