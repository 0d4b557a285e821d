/* portal_guide.c: the notice in force, to be read before one applies. */
#include "core/notice/guide.h"
#include "page/notice_text.h"
#include "page/page.h"
#include "page/portal/portal_pages.h"

enum err portal_guide(struct req *r)
{
	const struct guide *guide;

	TRY(guide_in_force(page_ctx(r), &guide));
	notice_text_show(r, &guide->notice, &guide->materials);
	page_share(r);
	return OK;
}
