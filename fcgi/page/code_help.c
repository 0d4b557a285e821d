/* code_help.c: shows how long to wait, and what became of a code, to its asker alone. */
#include "page/code_help.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/application/application_follow.h"
#include "core/message/message.h"
#include "page/message_show.h"
#include "page/page.h"

enum { MINUTE_S = 60, RECENT_S = 30 * 60 };

void code_help_wait(struct req *r, const char *prefix, int64_t wait_s)
{
	if (wait_s > MINUTE_S)
		view_num(r, arena_printf(r->arena, "%s.minutes", prefix), (wait_s + MINUTE_S - 1) / MINUTE_S);
	else if (wait_s > 0)
		view_num(r, arena_printf(r->arena, "%s.seconds", prefix), wait_s);
}

static const char *masked(struct req *r, const char *address)
{
	return strchr(address, '@') ? text_mask_email(r->arena, address) : text_mask_mobile(r->arena, address);
}

/* The last message to an address may bear another code, which somebody else asked for: its fate is not told. */
static enum err show_fate(struct req *r, const char *prefix, const struct code *code, int64_t written_at)
{
	struct db_rows message;

	if (written_at < r->now - RECENT_S)
		return OK;
	TRY(message_last_code(page_ctx(r), code->address, &message));
	if (message.count == 0 || db_when(&message, 0, "created_at") != written_at)
		return OK;
	view_set(r, arena_printf(r->arena, "%s.at", prefix), clock_beijing(r->arena, written_at) + strlen("2026-12-22 "));
	message_show(r, prefix, &message, 0);
	return OK;
}

enum err code_help_own(struct req *r, const char *prefix, const struct code *code)
{
	int64_t wait_s, written_at;
	bool live;

	TRY(code_wait(page_ctx(r), code, &wait_s));
	TRY(code_last(page_ctx(r), code, &written_at, &live));
	code_help_wait(r, arena_printf(r->arena, "%s.wait", prefix), wait_s);
	view_set(r, arena_printf(r->arena, "%s.to", prefix), masked(r, code->address));
	if (live)
		view_set(r, arena_printf(r->arena, "%s.live", prefix), "1");
	return show_fate(r, prefix, code, written_at);
}

enum err code_help_anybody(struct req *r, const struct code *code)
{
	int64_t wait_s;
	struct db_rows mailing;

	TRY(application_mailing(page_ctx(r), &mailing));
	view_set(r, "help.phone", db_str(&mailing, 0, "mail_phone"));
	if (code == NULL)
		return OK;
	TRY(code_wait(page_ctx(r), code, &wait_s));
	view_set(r, "help.to", text_mask_mobile(r->arena, code->address));
	code_help_wait(r, "help.wait", wait_s);
	return OK;
}
