/* code_help.c: see code_help.h. */
#include "page/code_help.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/application/application_follow.h"
#include "core/message/message.h"
#include "core/people/code.h"
#include "page/message_show.h"
#include "page/page.h"

enum { MINUTE_S = 60, RECENT_S = 30 * 60 };

static void show_wait(struct req *r, const char *prefix, int64_t wait_s)
{
	if (wait_s > MINUTE_S)
		view_num(r, arena_printf(r->arena, "%s.wait.minutes", prefix), (wait_s + MINUTE_S - 1) / MINUTE_S);
	else if (wait_s > 0)
		view_num(r, arena_printf(r->arena, "%s.wait.seconds", prefix), wait_s);
}

static const char *masked(struct req *r, const char *address)
{
	return strchr(address, '@') ? text_mask_email(r->arena, address) : text_mask_mobile(r->arena, address);
}

enum err code_help_own(struct req *r, const char *prefix, const char *address)
{
	struct db_rows code;
	int64_t wait_s;

	TRY(code_wait(page_ctx(r), address, &wait_s));
	show_wait(r, prefix, wait_s);
	view_set(r, arena_printf(r->arena, "%s.to", prefix), masked(r, address));
	TRY(message_last_code(page_ctx(r), address, &code));
	if (code.count == 0 || db_when(&code, 0, "created_at") < r->now - RECENT_S)
		return OK;
	view_set(r, arena_printf(r->arena, "%s.at", prefix),
		 clock_beijing(r->arena, db_when(&code, 0, "created_at")) + strlen("2026-12-22 "));
	message_show(r, prefix, &code, 0);
	return OK;
}

enum err code_help_anybody(struct req *r, const char *mobile)
{
	struct db_rows mailing;

	TRY(application_mailing(page_ctx(r), &mailing));
	view_set(r, "help.phone", db_str(&mailing, 0, "mail_phone"));
	if (mobile == NULL)
		return OK;
	view_set(r, "help.to", text_mask_mobile(r->arena, mobile));
	show_wait(r, "help", MINUTE_S - r->now % MINUTE_S);
	return OK;
}
