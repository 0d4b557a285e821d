/* office_code.c: the staff member's own code, fresh, for what opens accounts, gives money back or changes rights (rules.md § 9). */
#include "page/office/office_code.h"

#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/session.h"
#include "core/people/code.h"
#include "core/people/staff.h"
#include "page/page.h"

enum err office_code_send(struct req *r)
{
	struct staff staff;
	struct ctx *c = page_ctx(r);

	TRY(staff_load(c, c->actor.id, &staff));
	const struct code code = staff_code(c, &staff, CODE_STEP_UP);
	return page_refuse(r, code_send(c, &code, false), "code", "limited");
}

/* Wrong ones are committed, so that tries count. */
enum err office_code_right(struct req *r, bool *right)
{
	struct ctx *c = page_ctx(r);
	struct staff staff;

	TRY(staff_load(c, c->actor.id, &staff));
	*right = false;
	if (!req_value(r, "code")[0]) {
		req_error(r, "code", "required");
		return OK;
	}
	const struct code code = staff_code(c, &staff, CODE_STEP_UP);
	enum err e = code_use(c, &code, req_value(r, "code"));
	if (e == OK) {
		*right = true;
		return session_step_up(c, page_subject(r)->token);
	}
	r->commit_refused = true;
	if (e == ERR_DENIED)
		audit_note(c, "staff.code_wrong", "staff", staff.id, NULL);
	return page_refuse(r, e, "code", "code_wrong");
}
