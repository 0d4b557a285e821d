/* portal_home.c: home and guide. */

#include "base/conf.h"
#include "core/notice/guide.h"
#include "page/notice_text.h"
#include "page/page.h"
#include "page/portal/portal_pages.h"

enum err public_home(struct req *r)
{
	struct db_rows notice;

	TRY(guide_notice(page_ctx(r), &notice));
	notice_text_title(r, &notice);
	view_num(r, "registry_days", conf_int(CONF_REGISTRY_DAYS));
	return OK;
}

enum err public_guide(struct req *r)
{
	struct db_rows notice;

	TRY(guide_notice(page_ctx(r), &notice));
	return notice_text_show(r, &notice, db_num(&notice, 0, "id"));
}
