/* portal_home.c: what the whole is about, for who comes for the first time. */
#include "base/conf.h"
#include "core/notice/guide.h"
#include "page/notice_text.h"
#include "page/page.h"
#include "page/portal/portal_pages.h"

enum err portal_home(struct req *r)
{
	struct db_rows notice;

	TRY(guide_notice(page_ctx(r), &notice));
	notice_text_title(r, &notice);
	view_num(r, "registry_days", conf_int(CONF_REGISTRY_DAYS));
	page_share(r);
	return OK;
}

