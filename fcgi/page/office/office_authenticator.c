/* office_authenticator.c: members of staff set up their authenticator, change it, give it up, and get new recovery codes. All of it wants
 * a second factor of the last minutes, so that a screen left open gives nobody a key. */
#include <string.h>

#include "base/arena.h"
#include "base/crypt/totp.h"
#include "base/qr.h"
#include "core/people/authenticator.h"
#include "core/people/staff.h"
#include "page/office/office.h"
#include "page/office/office_code.h"
#include "page/office/office_pages.h"
#include "page/once.h"
#include "page/page.h"

enum { FRESH_S = 15 * 60, GROUP = 4, RECOVERY_HALF = 5 };
static const char issuer[] = "CCER", here[] = "/office/authenticator";

static const struct form_row factor_rows[] = {OFFICE_FACTOR_ROWS};
const struct form office_authenticator_form = FORM(factor_rows);

static enum err myself(struct req *r, struct staff *out)
{
	return staff_load(page_ctx(r), page_ctx(r)->actor.id, out);
}

/* A session begins with a second factor. */
static bool is_fresh(struct req *r)
{
	const struct session *s = &page_subject(r)->session;

	return r->now - s->created_at < FRESH_S || r->now - s->step_up_at < FRESH_S;
}

/* ---- the page ---- */

/* "GEZD GNBV …", as people copy it. */
static const char *in_groups(struct arena *a, const char *text)
{
	size_t n = strlen(text), k = 0;
	char *out = arena_alloc(a, n + n / GROUP + 1);

	for (size_t i = 0; i < n; i++) {
		if (i && i % GROUP == 0)
			out[k++] = ' ';
		out[k++] = text[i];
	}
	return out;
}

static void show_pending(struct req *r, const struct staff *who, const uint8_t *secret)
{
	struct qr q;

	view_set(r, "pending.text", in_groups(r->arena, totp_text(r->arena, secret)));
	view_set(r, "pending.account", who->username);
	if (!qr_make(r->arena, totp_uri(r->arena, issuer, who->username, secret), &q))
		return;
	view_set(r, "qr.path", qr_path(r->arena, &q));
	view_num(r, "qr.size", q.size);
}

enum err office_authenticator(struct req *r)
{
	struct staff who;
	struct authenticator app;

	TRY(myself(r, &who));
	TRY(authenticator_load(page_ctx(r), &who, &app));
	if (app.active)
		view_set(r, "active", "1");
	office_time(r, "since", app.since);
	view_num(r, "recovery_left", app.recovery_left);
	if (is_fresh(r))
		view_set(r, "fresh", "1");
	if (is_fresh(r) && app.pending)
		show_pending(r, &who, app.pending);
	return office_code_show(r);
}

/* ---- a fresh factor first ---- */

enum err office_authenticator_send(struct req *r)
{
	TRY(office_code_send(r));
	return r->errors ? OK : req_redirect(r, "%s", here);
}

enum err office_authenticator_use(struct req *r)
{
	bool right;

	TRY(office_code_right(r, &right));
	return right ? req_redirect(r, "%s", here) : OK;
}

/* ---- changes ---- */

enum err office_authenticator_start(struct req *r)
{
	struct staff who;

	TRY(myself(r, &who));
	if (is_fresh(r))
		TRY(authenticator_begin(page_ctx(r), &who));
	return req_redirect(r, "%s", here);
}

static enum err show_recovery(struct req *r, const char *const code[AUTHENTICATOR_RECOVERY_CODES])
{
	for (int i = 0; i < AUTHENTICATOR_RECOVERY_CODES; i++)
		view_setf(r, arena_printf(r->arena, "recovery.%d", i), "%.*s-%s", RECOVERY_HALF, code[i], code[i] + RECOVERY_HALF);
	return office_authenticator(r);
}

enum err office_authenticator_confirm(struct req *r)
{
	struct staff who;
	const char *seed, *recovery[AUTHENTICATOR_RECOVERY_CODES];

	TRY(myself(r, &who));
	if (!is_fresh(r))
		return req_redirect(r, "%s", here);
	TRY(once_secret(r, &seed));
	enum err e = authenticator_confirm(page_ctx(r), &who, req_value(r, "code"), seed, recovery);
	if (e == OK)
		return show_recovery(r, recovery);
	r->commit_refused = true;
	return page_refuse(r, e, "code");
}

enum err office_authenticator_make(struct req *r)
{
	struct staff who;
	const char *seed, *recovery[AUTHENTICATOR_RECOVERY_CODES];

	TRY(myself(r, &who));
	if (!is_fresh(r))
		return req_redirect(r, "%s", here);
	TRY(once_secret(r, &seed));
	TRY(authenticator_renew(page_ctx(r), &who, seed, recovery));
	return show_recovery(r, recovery);
}

/* A second click takes the place of the first one's page, and with it of the codes nobody has copied yet. Codes that others have
 * followed hold no more. */
enum err office_authenticator_again(struct req *r)
{
	struct staff who;
	const char *seed, *recovery[AUTHENTICATOR_RECOVERY_CODES];

	TRY(myself(r, &who));
	TRY(once_secret(r, &seed));
	enum err e = is_fresh(r) ? authenticator_recovery(page_ctx(r), &who, seed, recovery) : ERR_NOT_FOUND;
	if (e == ERR_NOT_FOUND)
		return office_authenticator(r);
	return e == OK ? show_recovery(r, recovery) : e;
}

enum err office_authenticator_end(struct req *r)
{
	if (is_fresh(r))
		TRY(authenticator_remove(page_ctx(r), page_ctx(r)->actor.id));
	return req_redirect(r, "%s", here);
}
