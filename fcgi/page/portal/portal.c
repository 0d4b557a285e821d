/* portal.c: what pages for who has no account yet, or lost its password, share. */
#include "page/portal/portal.h"

#include "base/arena.h"
#include "core/ground/session.h"
#include "page/code_help.h"
#include "page/once.h"
#include "page/page.h"

enum err portal_session_start(struct req *r, int64_t id)
{
	TRY(once_session(r, REALM_VISITOR, id, true));
	return page_signed_in(r, REALM_VISITOR, id, "/apply");
}

const char *portal_typed(struct req *r, const char *name)
{
	return r->method == POST ? req_value(r, name) : "";
}

enum err portal_code_sent(struct req *r, const struct code *code)
{
	const struct form *f = r->route->form;

	view_set(r, "code_sent", "1");
	TRY(code_help_anybody(r, code));
	for (size_t i = 0; i < f->count; i++)
		if (!(f->row[i].flags & FORM_SECRET))
			view_set(r, arena_printf(r->arena, "values.%s", f->row[i].name), req_value(r, f->row[i].name));
	return OK;
}
