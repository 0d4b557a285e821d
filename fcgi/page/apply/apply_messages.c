/* apply_messages.c: the messages that went out about an application, as its applicant reads them. */
#include "page/apply/apply_messages.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_follow.h"
#include "core/message/message.h"
#include "page/apply/apply.h"
#include "page/message_show.h"
#include "page/page.h"

/* The message that told of the present state, for the timeline; the newest one counts. */
static void show_notified(struct req *r, const struct application *app, const struct db_rows *m, size_t i)
{
	if (db_when(m, i, "created_at") < app->stage_since || strcmp(db_str(m, i, "channel"), "sms"))
		return;
	view_set(r, "notified.to", db_str(m, i, "recipient_masked"));
	view_set(r, "notified.fate", message_fate(m, i));
}

/* When it arrived, else when it was sent, else when it was written. */
static int64_t last_time(const struct db_rows *m, size_t i)
{
	int64_t delivered = db_when(m, i, "delivered_at"), sent = db_when(m, i, "sent_at");

	return delivered >= 0 ? delivered : sent >= 0 ? sent : db_when(m, i, "created_at");
}

static bool needs_help(const char *fate)
{
	return !strcmp(fate, "dead") || !strcmp(fate, "undelivered") || !strcmp(fate, "held") || !strcmp(fate, "unsure");
}

enum err apply_messages(struct req *r, const struct application *app)
{
	struct db_rows m;
	bool help = false;

	TRY(message_of_application(page_ctx(r), app->id, &m));
	for (size_t i = 0; i < m.count; i++) {
		const char *row = arena_printf(r->arena, "message.%zu", i);

		view_set(r, arena_printf(r->arena, "%s.name", row), db_str(&m, i, "name"));
		view_set(r, arena_printf(r->arena, "%s.channel", row), db_str(&m, i, "channel"));
		view_set(r, arena_printf(r->arena, "%s.to", row), db_str(&m, i, "recipient_masked"));
		message_show(r, row, &m, i);
		apply_time(r, arena_printf(r->arena, "%s.at", row), last_time(&m, i));
		show_notified(r, app, &m, i);
		help = help || needs_help(message_fate(&m, i));
	}
	if (!help)
		return OK;
	TRY(application_mailing(page_ctx(r), &m));
	view_set(r, "message_phone", db_str(&m, 0, "mail_phone"));
	return OK;
}
