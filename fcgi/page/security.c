/* security.c: somebody's sessions in words a clerk understands, ending them, another password. Which page asks is its own business;
 * what a session is stands in core/ground/session.h. */
#include "page/security.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/ground/audit.h"
#include "page/page.h"

static const struct form_row query_rows[] = {{"done", rule_token, 16, 0}};
const struct form security_query = FORM(query_rows);

static const struct form_row password_rows[] = {
	/* name            rule           max  flags */
	{"password_now",   NULL,          512, FORM_REQUIRED | FORM_SECRET},
	{"password_new",   rule_password, 128, FORM_REQUIRED | FORM_SECRET},
	{"password_again", NULL,          128, FORM_REQUIRED | FORM_SECRET},
};
const struct form security_password_form = FORM(password_rows);

static const struct form_row session_rows[] = {{"session", rule_id, 20, FORM_REQUIRED}};
const struct form security_session_form = FORM(session_rows);

/* What a browser says of itself, in words; the first that fits. Many pretend to be Chrome, Safari or Linux, so these come last. */
struct sign { const char *part, *words; };
static const struct sign devices[] = {
	{"HarmonyOS", "鸿蒙设备"}, {"iPhone", "iPhone"},   {"iPad", "iPad"},   {"Android", "安卓设备"},
	{"Windows", "Windows 电脑"}, {"Macintosh", "苹果电脑"}, {"Linux", "Linux 电脑"},
};
static const struct sign browsers[] = {
	{"MicroMessenger", "微信"}, {"QQBrowser", "QQ 浏览器"}, {"360SE", "360 浏览器"}, {"UCBrowser", "UC 浏览器"},
	{"Edg", "Edge"}, {"Firefox/", "Firefox"}, {"Trident/", "IE"}, {"MSIE", "IE"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
};

static const char *words_for(const struct sign *sign, size_t count, const char *agent, const char *otherwise)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(agent, sign[i].part) != NULL)
			return sign[i].words;
	return otherwise;
}
#define WORDS_FOR(signs, agent, otherwise) words_for((signs), sizeof(signs) / sizeof *(signs), (agent), (otherwise))

static void show_session(struct req *r, const struct db_rows *rows, size_t i)
{
	const char *row = arena_printf(r->arena, "session.%zu", i), *agent = db_str(rows, i, "agent");

	view_row(r, row, rows, i);
	view_set(r, arena_printf(r->arena, "%s.created_at", row), clock_beijing(r->arena, db_when(rows, i, "created_at")));
	view_set(r, arena_printf(r->arena, "%s.seen_at", row), clock_beijing(r->arena, db_when(rows, i, "seen_at")));
	view_set(r, arena_printf(r->arena, "%s.device", row), WORDS_FOR(devices, agent, "未知设备"));
	view_set(r, arena_printf(r->arena, "%s.browser", row), WORDS_FOR(browsers, agent, NULL));
}

enum err security_show(struct req *r, const struct security *s)
{
	struct ctx *c = page_ctx(r);
	struct db_rows rows;

	TRY(session_list(c, s->realm, c->actor.id, page_subject(r)->token, &rows));
	for (size_t i = 0; i < rows.count; i++)
		show_session(r, &rows, i);
	if (rows.count > 1)
		view_set(r, "more", "1");
	view_set(r, "where", s->where);
	if (r->method == GET)
		view_set(r, "done", req_value(r, "done"));
	return OK;
}

static void note(struct ctx *c, enum realm realm, const char *what)
{
	const char *kind = session_realm_name(realm);

	audit_note(c, arena_printf(c->arena, "%s.%s", kind, what), kind, c->actor.id, NULL);
}

enum err security_end(struct req *r, const struct security *s)
{
	struct ctx *c = page_ctx(r);

	TRY(session_end_one(c, s->realm, c->actor.id, strtoll(req_value(r, "session"), NULL, 10)));
	note(c, s->realm, "end_session");
	return req_redirect(r, "%s?done=session", s->where);
}

enum err security_end_others(struct req *r, const struct security *s)
{
	struct ctx *c = page_ctx(r);

	TRY(session_end_others(c, s->realm, c->actor.id, page_subject(r)->token));
	note(c, s->realm, "end_other_sessions");
	return req_redirect(r, "%s?done=others", s->where);
}

bool security_typed_twice(struct req *r, const char *password)
{
	if (strcmp(req_value(r, password), req_value(r, "password_again")) == 0)
		return true;
	req_error(r, "password_again", "password_again");
	return false;
}

enum err security_change_password(struct req *r, const struct security *s)
{
	static const struct page_place places[] = {{"password_same", "password_new"}, {NULL, "password_now"}};

	if (!security_typed_twice(r, "password_new"))
		return OK;
	enum err e = s->change(page_ctx(r), &(struct password_wish){.token = page_subject(r)->token,
								    .now = req_value(r, "password_now"),
								    .fresh = req_value(r, "password_new")});
	r->commit_refused = true; /* so that a wrong one counts */
	if (e == OK)
		return req_redirect(r, "%s?done=password", s->where);
	return page_refuse_beside(r, e, places);
}
