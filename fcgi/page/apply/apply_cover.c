/* apply_cover.c: what goes with the parcel: cover sheet and packing list, to be looked over and downloaded. */
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/material/document.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/apply/apply_paper.h"
#include "page/page.h"

enum err apply_cover(struct req *r)
{
	struct application *app = page_application(r);
	struct document_source source;

	if (!state_awaits_papers(app->state))
		return req_redirect(r, "/apply");
	TRY(document_source(page_ctx(r), app, app->version, &source));
	view_set(r, "code", source.code);
	TRY(apply_papers_show(r, app));
	return apply_mailing_show(r);
}
