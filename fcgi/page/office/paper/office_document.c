/* office_document.c: the documents of a case as PDF. Forms hold people's numbers in full, so each look
 * is in the audit chain. */
#include "core/application/application.h"
#include "core/ground/audit.h"
#include "page/office/office_case_here.h"
#include "page/office/paper/paper_pages.h"
#include "page/page.h"
#include "page/print.h"

static const struct form_row rows[] = {
	{"version", rule_id, 9, 0}, /* none: the current one */
};
const struct form office_document_form = FORM(rows);

enum err office_document(struct req *r)
{
	struct application *app = page_application(r);
	int version = office_seen(r, "version");

	if (!version)
		version = app->version;
	TRY(print_document(r, app, version, r->arg[1]));
	audit_note(page_ctx(r), "document.view", "application", app->id, "{\"version\":%d,\"document\":\"%s\"}", version,
		   r->arg[1]);
	return OK;
}
