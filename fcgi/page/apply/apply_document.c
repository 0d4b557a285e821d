/* apply_document.c: the applicant's documents as PDF: forms of the working copy, to be signed and uploaded before it is
 * submitted, and everything of the frozen versions. */
#include "core/application/application.h"
#include "core/form/document_kind.h"
#include "core/material/document.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"
#include "page/print.h"

/* A form of the working copy. When nothing can be edited there is none but the newest version's. */
enum err apply_document(struct req *r)
{
	struct application *app = page_application(r);
	struct documents documents;
	const struct document_offer *offer;

	if (!application_editable(app))
		return app->version ? req_redirect(r, "/apply/version/%d/document/%s", app->version, r->arg[0]) : ERR_NOT_FOUND;
	TRY(document_list(page_ctx(r), app, 0, &documents));
	offer = documents_find(&documents, r->arg[0]);
	if (!offer)
		return ERR_NOT_FOUND;
	if (offer->missing) /* where the materials' page says what to fill in first */
		return req_redirect(r, "/apply/materials#material-%s", offer->document->name);
	return print_document(r, app, 0, offer->document->name);
}
