/* portal_guide.c: the notice in force, to be read before one applies. */
#include "core/notice/guide.h"
#include "page/notice_text.h"
#include "page/page.h"
#include "page/portal/portal_pages.h"

enum err portal_guide(struct req *r)
{
	struct db_rows notice;

	TRY(guide_notice(page_ctx(r), &notice));
	page_share(r);
	return notice_text_show(r, &notice, db_num(&notice, 0, "id"));
}
