/* apply_paper.c: posting the papers: the cover sheet with the packing list, the courier's number. */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "core/paper.h"
#include "page/apply.h"

static const char *rule_tracking(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	for (const char *p = *value; *p; p++)
		if (!isupper((unsigned char)*p) && !isdigit((unsigned char)*p))
			return "tracking_format";
	return strlen(*value) >= 6 && strlen(*value) <= 40 ? NULL : "tracking_format";
}

static const struct form_row rows[] = {
	{"courier", NULL, 40, FORM_REQUIRED},
	{"tracking", rule_tracking, 64, FORM_REQUIRED},
};
const struct form apply_shipment_form = FORM(rows);

static enum err show_mailing(struct req *r)
{
	struct db_rows mailing;

	TRY(application_mailing(page_ctx(r), &mailing));
	view_row(r, "mailing", &mailing, 0);
	return OK;
}

enum err apply_shipment(struct req *r)
{
	struct application app;
	struct shipment s;
	enum err e;

	TRY(apply_load(r, &app));
	if (app.state != STATE_AWAITING_PAPER)
		return req_redirect(r, "/apply");
	e = paper_shipment(page_ctx(r), &app, &s);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == OK && s.version == app.version) {
		view_set(r, "values.courier", s.courier);
		view_set(r, "values.tracking", s.tracking);
	}
	return show_mailing(r);
}

enum err apply_ship(struct req *r)
{
	struct application app;
	enum err e;

	TRY(apply_load(r, &app));
	e = application_ship(page_ctx(r), &app, req_value(r, "courier"), req_value(r, "tracking"));
	return e == OK || e == ERR_STALE ? req_redirect(r, "/apply") : e;
}

/* The packing list: papers that still count from an earlier version need not be posted again. */
enum err apply_cover(struct req *r)
{
	struct application app;
	struct papers p;
	int sheets = 0;

	TRY(apply_load(r, &app));
	if (app.state != STATE_AWAITING_PAPER)
		return req_redirect(r, "/apply");
	TRY(paper_list(page_ctx(r), &app, app.version, &p));
	for (size_t i = 0; i < p.count; i++) {
		const char *row = arena_printf(r->arena, "paper.%zu", i);
		bool held = p.v[i].version && !p.v[i].problem[0] && p.v[i].copies >= p.v[i].expected;

		view_num(r, arena_printf(r->arena, "%s.number", row), p.v[i].number);
		view_set(r, arena_printf(r->arena, "%s.name", row), p.v[i].name);
		view_num(r, arena_printf(r->arena, "%s.copies", row), p.v[i].expected);
		view_set(r, arena_printf(r->arena, "%s.problem", row), p.v[i].problem);
		view_num(r, arena_printf(r->arena, "%s.held", row), held);
		sheets += held ? 0 : p.v[i].expected;
	}
	view_num(r, "copies", sheets);
	return show_mailing(r);
}
