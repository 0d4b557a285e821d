/* office_messages.c: messages as staff see them: those of a case, and one looked for. */
#include "page/office/office_messages.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/ground/audit.h"
#include "core/message/message.h"
#include "page/message_show.h"
#include "page/office/office.h"
#include "page/office/office_pages.h"
#include "page/page.h"

static const char *rule_state(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return strcmp(*value, "dead") && strcmp(*value, "held") ? "choice" : NULL;
}

static const struct form_row list_rows[] = {
	{"state",  rule_state, 4,  0},
	{"before", rule_id,    18, 0},
};
const struct form office_messages_form = FORM(list_rows);

/* A mobile or an address as messages bear them, else a 受理号; what is none of these is found nowhere. */
static const char *rule_what(struct arena *a, int64_t now, const char **value)
{
	const char *mobile = *value;

	if (rule_mobile(a, now, &mobile) == NULL)
		*value = mobile;
	else
		*value = strchr(*value, '@') ? text_half_width(a, *value) : text_code(a, *value);
	return NULL;
}

static const struct form_row find_rows[] = {
	{"what",   rule_what, 254, FORM_REQUIRED},
	{"before", rule_id,   18,  0},
};
const struct form office_messages_find_form = FORM(find_rows);

static const char *row_at(struct req *r, size_t i)
{
	return arena_printf(r->arena, "message.%zu", i);
}

static void show_message(struct req *r, const struct db_rows *rows, size_t i)
{
	static const char *const times[] = {"created_at", "sent_at", "delivered_at", "due_at"};
	const char *row = row_at(r, i);

	view_row(r, row, rows, i);
	message_show(r, row, rows, i);
	for (size_t t = 0; t < sizeof times / sizeof *times; t++)
		office_time(r, arena_printf(r->arena, "%s.at.%s", row, times[t]), db_when(rows, i, times[t]));
}

/* ---- of a case ---- */

enum err office_messages_of(struct req *r, const struct application *app)
{
	struct db_rows rows;

	TRY(message_of_application(page_ctx(r), app->id, &rows));
	for (size_t i = 0; i < rows.count; i++) {
		show_message(r, &rows, i);
		if (db_num(&rows, i, "may_resend") && !db_num(&rows, i, "has_code"))
			view_set(r, arena_printf(r->arena, "%s.resend", row_at(r, i)), "1");
	}
	if (page_ctx(r)->actor.roles & OFFICE_RESENDERS)
		view_set(r, "may.resend", "1");
	return OK;
}

/* ---- looked for ---- */

static enum err show_found(struct req *r, enum message_by by, const char *what)
{
	static const char *const names[] = {"recipient", "number", "dead", "held"};
	struct db_rows rows;

	TRY(message_search(page_ctx(r), by, what, strtoll(req_value(r, "before"), NULL, 10), &rows));
	for (size_t i = 0; i < rows.count && i < MESSAGE_PAGE; i++) {
		show_message(r, &rows, i);
		if (*db_str(&rows, i, "public_id"))
			view_setf(r, arena_printf(r->arena, "%s.url", row_at(r, i)), "/office/case/%s#messages",
				  db_str(&rows, i, "public_id"));
	}
	view_set(r, "found", names[by]);
	if (rows.count > MESSAGE_PAGE)
		view_num(r, "more", db_num(&rows, MESSAGE_PAGE - 1, "id"));
	audit_note(page_ctx(r), "message.search", "outbox", 0, "{\"by\":\"%s\"}", names[by]);
	return OK;
}

enum err office_messages(struct req *r)
{
	if (page_ctx(r)->actor.roles & OFFICE_LOOKERS)
		view_set(r, "may.open", "1");
	if (r->method != GET || !*req_value(r, "state"))
		return OK;
	view_set(r, "values.state", req_value(r, "state"));
	return show_found(r, strcmp(req_value(r, "state"), "dead") ? MESSAGE_HELD : MESSAGE_DEAD, "");
}

/* Numbers and addresses of people stay out of URLs, so this is a POST that changes nothing but the audit chain. */
enum err office_messages_find(struct req *r)
{
	const char *what = req_value(r, "what");
	bool is_address = check_mobile(what) == NULL || check_email(what) == NULL;

	TRY(office_messages(r));
	view_set(r, "values.what", what);
	return show_found(r, is_address ? MESSAGE_BY_RECIPIENT : MESSAGE_BY_NUMBER, what);
}
