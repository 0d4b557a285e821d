/* apply_shipment.c: posting the papers: what must be posted, and the courier's number. */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "core/application/application.h"
#include "core/application/application_follow.h"
#include "core/application/state.h"
#include "core/review/paper.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/apply/apply_paper.h"
#include "page/page.h"

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
	/* name          rule           max flags */
	{"courier",       NULL,          40, FORM_REQUIRED}, /* a name from the page's list, or other */
	{"courier_other", NULL,          40, 0},
	{"tracking",      rule_tracking, 64, FORM_REQUIRED},
};
const struct form apply_shipment_form = FORM(rows);

enum err apply_shipment(struct req *r)
{
	struct application *app = page_application(r);
	struct shipment s;
	enum err e;

	if (!state_awaits_papers(app->state))
		return req_redirect(r, "/apply");
	e = paper_shipment(page_ctx(r), app, &s);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == OK && paper_on_its_way(app, &s)) {
		view_set(r, "noted", "1");
		if (r->method == GET) {
			view_set(r, "values.courier", s.courier);
			view_set(r, "values.tracking", s.tracking);
		}
	}
	TRY(apply_papers_show(r, app));
	return apply_mailing_show(r);
}

enum err apply_shipment_save(struct req *r)
{
	struct application *app = page_application(r);
	const char *courier = req_value(r, "courier");
	enum err e;

	if (!strcmp(courier, "other"))
		courier = req_value(r, "courier_other");
	if (!courier[0]) {
		req_error(r, "courier_other", "required");
		return OK;
	}
	e = application_ship(page_ctx(r), app, courier, req_value(r, "tracking"));
	return e == OK || e == ERR_STALE ? req_redirect(r, "/apply") : e;
}
