/* portal_home.c: what the whole is about, for who comes for the first time. */
#include "base/conf.h"
#include "core/notice/guide.h"
#include "page/notice_text.h"
#include "page/page.h"
#include "page/portal/portal_pages.h"

enum err portal_home(struct req *r)
{
	const struct guide *guide;

	TRY(guide_in_force(page_ctx(r), &guide));
	notice_text_title(r, &guide->notice);
	view_num(r, "registry_days", conf_int(CONF_REGISTRY_DAYS));
	page_share(r);
	return OK;
}

