/* apply_pages: handlers and forms of /apply, for the table of routes. */
#ifndef CCER_PAGE_APPLY_APPLY_PAGES_H
#define CCER_PAGE_APPLY_APPLY_PAGES_H

#include "base/err.h"
#include "web/web.h"

/* apply_home.c: /apply: task list while it can be edited, else the status */
enum err apply_home(struct req *r);
enum err apply_home_start(struct req *r);
enum err apply_home_end_amend(struct req *r);

/* apply_section.c */
extern const struct form apply_section_form;
enum err apply_section(struct req *r);
enum err apply_section_save(struct req *r);
enum err apply_section_show(struct req *r);

/* apply_materials.c, apply_materials_upload.c */
extern const struct form apply_materials_form, apply_materials_upload_form, apply_materials_remove_form, apply_materials_move_form,
	apply_materials_reuse_form;
extern const struct upload_sink apply_materials_sink;
enum err apply_materials(struct req *r);
enum err apply_materials_upload(struct req *r);
enum err apply_materials_remove(struct req *r);
enum err apply_materials_move(struct req *r);
enum err apply_materials_reuse(struct req *r);

/* apply_file.c */
enum err apply_file(struct req *r);
enum err apply_file_preview(struct req *r);

/* apply_confirm.c */
extern const struct form apply_confirm_form, apply_confirm_send_form, apply_confirm_get_form;
enum err apply_confirm(struct req *r);
enum err apply_confirm_send(struct req *r);
enum err apply_confirm_use(struct req *r);

/* apply_check.c; apply_move_form: the counters the page was made from, against which review_move compares */
extern const struct form apply_move_form;
enum err apply_check(struct req *r);
enum err apply_check_submit(struct req *r);

/* apply_withdraw.c */
extern const struct form apply_withdraw_form;
enum err apply_withdraw(struct req *r);
enum err apply_withdraw_confirm(struct req *r);

/* apply_amend.c */
extern const struct form apply_amend_form;
enum err apply_amend(struct req *r);
enum err apply_amend_start(struct req *r);

/* apply_corrections.c */
extern const struct form apply_corrections_form;
enum err apply_corrections(struct req *r);
enum err apply_corrections_save(struct req *r);

/* apply_shipment.c, apply_cover.c */
extern const struct form apply_shipment_form;
enum err apply_shipment(struct req *r);
enum err apply_shipment_save(struct req *r);
enum err apply_cover(struct req *r);

/* apply_document.c, apply_version.c */
enum err apply_document(struct req *r);
enum err apply_version(struct req *r);
enum err apply_version_document(struct req *r);

#endif
