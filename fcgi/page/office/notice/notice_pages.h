/* notice_pages: handlers and forms of the notice's revisions, for the table of routes. */
#ifndef CCER_PAGE_OFFICE_NOTICE_NOTICE_PAGES_H
#define CCER_PAGE_OFFICE_NOTICE_NOTICE_PAGES_H

#include "base/err.h"
#include "web/web.h"

enum err office_revision(struct req *r);
enum err office_revision_make(struct req *r);
enum err office_revision_one(struct req *r);
enum err office_revision_edit(struct req *r);
enum err office_revision_edit_save(struct req *r);
enum err office_revision_material(struct req *r);
enum err office_revision_material_save(struct req *r);
enum err office_revision_one_change(struct req *r);
enum err office_revision_changes(struct req *r);
enum err office_revision_changes_propose(struct req *r);
enum err office_revision_changes_return(struct req *r);
enum err office_revision_changes_release(struct req *r);
enum err office_revision_changes_withdraw(struct req *r);
enum err office_revision_changes_reopen(struct req *r);
enum err office_revision_preview(struct req *r);
enum err office_revision_open(struct req *r);
enum err office_revision_open_save(struct req *r);
extern const struct form office_revision_copy_form, office_revision_text_form, office_revision_material_form,
	office_revision_one_change_form, office_revision_move_form, office_revision_open_query, office_revision_choose_form;

#endif
