/* office_case_here.c: the case a request is about, and the way back to where its page was. */
#include "page/office/office_case_here.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "page/page.h"

enum err office_case_begin(struct req *r)
{
	struct application *app = ARENA_NEW(r->arena, struct application);

	TRY(application_for_staff(page_ctx(r), r->arg[0], app));
	page_begin_with(r, "application", app);
	return OK;
}

int office_seen(struct req *r, const char *name)
{
	return (int)strtol(req_value(r, name), NULL, 10);
}

/* ---- names and links within the page ---- */

const char *office_case_url(struct req *r, const char *public_id, const char *material, const char *file, const char *page,
			    const char *field, const char *anchor)
{
	const char *changed = req_value(r, "changed");

	return arena_printf(r->arena, "/office/case/%s?material=%s&file=%s%s%s%s%s%s%s%s%s", public_id, material, file,
			    page[0] ? "&page=" : "", page, field[0] ? "&field=" : "", field, changed[0] ? "&changed=" : "",
			    changed, anchor[0] ? "#" : "", anchor);
}

const char *office_case_here(struct req *r, const char *public_id, const char *field, const char *anchor)
{
	return office_case_url(r, public_id, req_value(r, "material"), req_value(r, "file"), req_value(r, "page"), field,
			       anchor);
}

enum err office_case_back(struct req *r, const char *anchor)
{
	return req_redirect(r, "%s", office_case_here(r, r->arg[0], "", anchor));
}
