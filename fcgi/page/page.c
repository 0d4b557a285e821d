/* page.c: who a request belongs to, what they may do, and what every site's frame shows. */
#include "page/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/form_key.h"
#include "core/ground/refusal.h"
#include "core/house/health.h"
#include "core/people/staff.h"
#include "web/parse/params.h"
#include "web/route.h"

struct subject *page_subject(struct req *r)
{
	return r->subject;
}

struct ctx *page_ctx(struct req *r)
{
	return &page_subject(r)->ctx;
}

void page_begin_with(struct req *r, const char *name, void *about)
{
	page_subject(r)->about_name = name;
	page_subject(r)->about = about;
}

void *page_begun(struct req *r, const char *name)
{
	if (strcmp(page_subject(r)->about_name, name) != 0)
		die("%s does not begin with its %s", r->route->path, name);
	return page_subject(r)->about;
}

struct application *page_application(struct req *r)
{
	return page_begun(r, "application");
}

/* ---- who ---- */

enum { BROWSER_COOKIE_S = 365 * 24 * 3600, BROWSER_TOKEN_LENGTH = 43, SHARED_S = 1 };
static const char browser_cookie[] = "b";

const char *page_cookie_of(enum realm realm)
{
	return realm == REALM_STAFF ? "s" : realm == REALM_HOLDER ? "h" : "v";
}

static struct subject *nobody(struct req *r)
{
	struct subject *s = ARENA_NEW(r->arena, struct subject);

	s->ctx = (struct ctx){.arena = r->arena, .db = r->db, .now = r->now};
	s->ctx.actor = (struct actor){.kind = ACTOR_NOBODY, .organisation = "", .name = "", .ip = r->ip,
				      .agent = r->user_agent};
	s->began = s->about_name = "";
	s->browser = req_cookie(r, browser_cookie);
	if (s->browser != NULL && strlen(s->browser) != BROWSER_TOKEN_LENGTH)
		s->browser = NULL;
	r->subject = s;
	r->csrf = s->browser == NULL ? NULL : session_csrf(r->arena, s->browser);
	return s;
}

void page_first_form(struct req *r)
{
	uint8_t token[CRYPT_TOKEN_BYTES];
	struct subject *s = page_subject(r);

	crypt_random(token, sizeof token);
	s->browser = crypt_base64(r->arena, token, sizeof token);
	r->csrf = session_csrf(r->arena, s->browser);
	req_cookie_set(r, browser_cookie, s->browser, BROWSER_COOKIE_S);
}

void page_share(struct req *r)
{
	if (page_ctx(r)->actor.kind == ACTOR_NOBODY)
		r->shared_s = SHARED_S;
}

/* Reads the realm's cookie. An ended session is remembered (for keeping a form) but gives no rights. */
static enum err read_session(struct req *r, struct subject *s, enum realm realm, bool *alive)
{
	const char *token = req_cookie(r, page_cookie_of(realm));

	*alive = false;
	if (token == NULL)
		return OK;
	enum err e = session_find(&s->ctx, realm, token, &s->session);
	if (e == ERR_SIGN_IN)
		return OK;
	TRY(e);
	s->token = token;
	*alive = !s->session.ended;
	if (*alive)
		r->csrf = session_csrf(r->arena, token);
	return OK;
}

enum err page_seen(struct req *r)
{
	struct subject *s = page_subject(r);

	return s == NULL || s->token == NULL ? OK : session_seen(&s->ctx, &s->session, s->token);
}

enum err page_identify_portal(struct req *r)
{
	struct subject *s = nobody(r);
	bool alive, holder = (r->route->right & RIGHT_HOLDER) != 0;

	TRY(read_session(r, s, holder ? REALM_HOLDER : REALM_VISITOR, &alive));
	if (!alive)
		return OK;
	s->ctx.actor.kind = holder ? ACTOR_HOLDER : ACTOR_VISITOR;
	s->ctx.actor.id = s->session.subject_id;
	s->ctx.actor.roles = holder ? 0 : ROLE_APPLICANT;
	return OK;
}

enum err page_identify_office(struct req *r)
{
	struct subject *s = nobody(r);
	struct staff staff;
	bool alive;

	TRY(read_session(r, s, REALM_STAFF, &alive));
	if (!alive)
		return OK;
	enum err e = staff_load(&s->ctx, s->session.subject_id, &staff);
	if (e == ERR_NOT_FOUND)
		return OK; /* disabled meanwhile */
	TRY(e);
	s->ctx.actor = (struct actor){.kind = ACTOR_STAFF, .id = staff.id, .roles = s->session.full ? staff.roles : 0,
				      .organisation = staff.organisation, .name = staff.name, .ip = r->ip,
				      .agent = r->user_agent};
	return OK;
}

/* ---- may they ---- */

static enum err permit_staff(const struct subject *s, unsigned right)
{
	if (s->ctx.actor.kind != ACTOR_STAFF)
		return ERR_SIGN_IN;
	if (right & RIGHT_PASSWORD)
		return s->session.full ? ERR_DENIED : OK;
	if (!s->session.full)
		return ERR_SIGN_IN;
	if (right & RIGHT_STAFF)
		return OK;
	return s->ctx.actor.roles & right ? OK : ERR_DENIED;
}

enum err page_permit(struct req *r, unsigned right)
{
	const struct subject *s = page_subject(r);
	bool office = (right & (RIGHT_VISITOR | RIGHT_HOLDER)) == 0 && strcmp(r->site->name, "office") == 0;

	if (office && !staff_address_allowed(r->ip))
		return ERR_DENIED;
	if (right & RIGHT_ANYBODY)
		return OK;
	if (office)
		return permit_staff(s, right);
	if (right & RIGHT_VISITOR)
		return s->ctx.actor.kind == ACTOR_VISITOR ? OK : ERR_SIGN_IN;
	if (right & RIGHT_HOLDER)
		return s->ctx.actor.kind == ACTOR_HOLDER ? OK : ERR_SIGN_IN;
	return ERR_DENIED;
}

/* ---- what was posted after the session ended ---- */

enum { KEPT_COOKIE_S = 24 * 3600 };
static const char kept_cookie[] = "k";

static void add_encoded(char *out, size_t *n, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (; *s; s++) {
		unsigned char ch = (unsigned char)*s;

		out[(*n)++] = '%';
		out[(*n)++] = hex[ch >> 4];
		out[(*n)++] = hex[ch & 15];
	}
}

const char *page_posted(struct req *r)
{
	size_t size = 1, n = 0;

	for (size_t i = 0; i < r->post.count; i++)
		size += 3 * (strlen(r->post.v[i].name) + strlen(r->post.v[i].value)) + 2;
	char *out = arena_alloc(r->arena, size);
	for (size_t i = 0; i < r->post.count; i++) {
		if (strcmp(r->post.v[i].name, "csrf") == 0 || strcmp(r->post.v[i].name, "op") == 0)
			continue;
		if (n > 0)
			out[n++] = '&';
		add_encoded(out, &n, r->post.v[i].name);
		out[n++] = '=';
		add_encoded(out, &n, r->post.v[i].value);
	}
	return out;
}

static bool ended_session_is_theirs(struct req *r)
{
	const struct subject *s = page_subject(r);
	const char *sent = params_get(&r->post, "csrf");

	if (s->token == NULL || !s->session.ended || sent == NULL)
		return false;
	const char *expected = session_csrf(r->arena, s->token);
	return strlen(sent) == strlen(expected) && crypt_equal(sent, expected, strlen(expected));
}

enum err page_keep(struct req *r)
{
	struct subject *s = page_subject(r);
	const char *token;

	if (!ended_session_is_theirs(r))
		return OK; /* nobody's form: nothing to keep */
	TRY(kept_form_save(&s->ctx, s->session.realm, s->session.subject_id, r->path, page_posted(r), &token));
	req_cookie_set(r, kept_cookie, token, KEPT_COOKIE_S);
	return OK;
}

static enum err find_kept(struct req *r, enum realm realm, int64_t subject_id, const char **path, const char **body)
{
	const char *token = req_cookie(r, kept_cookie);

	if (token == NULL)
		return ERR_NOT_FOUND;
	return kept_form_find(page_ctx(r), realm, subject_id, token, path, body);
}

enum err page_signed_in(struct req *r, enum realm realm, int64_t subject_id, const char *home)
{
	const char *path, *body;
	enum err e = find_kept(r, realm, subject_id, &path, &body);

	if (e == OK && route_find(r->site, GET, path) != NULL)
		return req_redirect(r, "%s", path);
	return e == OK || e == ERR_NOT_FOUND || e == ERR_TAMPERED ? req_redirect(r, "%s", home) : e;
}

/* Puts what was kept over what the page shows: values of the form that is posted to this very path. */
static enum err restore(struct req *r)
{
	const struct subject *s = page_subject(r);
	const struct route *post = route_find(r->site, POST, r->path);
	const char *path, *body;
	struct params kept;

	if (r->method != GET || post == NULL || post->form == NULL || s->ctx.actor.kind == ACTOR_NOBODY)
		return OK;
	enum err e = find_kept(r, s->session.realm, s->session.subject_id, &path, &body);
	if (e == ERR_NOT_FOUND || e == ERR_TAMPERED || (e == OK && strcmp(path, r->path) != 0))
		return OK;
	TRY(e);
	TRY(params_parse(r->arena, body, strlen(body), &kept));
	for (size_t i = 0; i < post->form->count; i++) {
		const struct form_row *row = &post->form->row[i];
		const char *value = params_get(&kept, row->name);

		if (!(row->flags & (FORM_SECRET | FORM_MANY)) && strcmp(row->name, "saved") != 0)
			view_setf(r, arena_printf(r->arena, "values.%s", row->name), "%s", value ? value : "");
	}
	view_set(r, "restored", "1");
	return OK;
}

void page_frame(struct req *r)
{
	const struct subject *s = page_subject(r);

	if (restore(r) != OK)
		view_set(r, "restored", NULL);
	if (s->ctx.actor.kind != ACTOR_NOBODY)
		view_set(r, "signed_in", actor_kind_name(s->ctx.actor.kind));
}

/* ---- what handlers share ---- */

enum err page_refuse(struct req *r, enum err e, const char *field)
{
	const struct refusal *why = refusal_of(page_ctx(r), e);

	if (e != ERR_DENIED && e != ERR_CONFLICT && e != ERR_INVALID && e != ERR_STALE && e != ERR_LIMITED)
		return e;
	req_error_with(r, field, why ? why->name : err_name(e), why ? why->value : "");
	return OK;
}

enum err page_refuse_beside(struct req *r, enum err e, const struct page_place *places)
{
	const struct refusal *why = refusal_of(page_ctx(r), e);

	while (places->reason != NULL && (why == NULL || strcmp(places->reason, why->name) != 0))
		places++;
	return page_refuse(r, e, places->field);
}

enum err page_refuse_case(struct req *r, enum err e, const char *field)
{
	if (e == ERR_STALE)
		r->refused_status = 409;
	return page_refuse(r, e, field);
}

enum err page_refuse_alike(struct req *r, enum err e, const char *field, const char *sentence)
{
	if (e != ERR_LIMITED)
		refuse(page_ctx(r), e, sentence);
	return page_refuse(r, e, field);
}

enum err page_refuse_counted(struct req *r, enum err e, const char *field, const char *message)
{
	r->commit_refused = true;
	return page_refuse_alike(r, e, field, message);
}

enum err page_before_commit(struct req *r)
{
	struct ctx *c = page_ctx(r);

	if (r->method == POST && c->actor.kind != ACTOR_NOBODY && page_subject(r)->session.full && req_cookie(r, kept_cookie) != NULL)
		req_cookie_set(r, kept_cookie, "", -1); /* posted again: no need to keep it any longer */
	struct audit entries = c->audit; /* a copy: a commit that must be run again writes them again */
	return audit_flush(&entries, c->db, c->arena, c->now);
}

bool page_has_notes(struct req *r)
{
	return page_ctx(r)->audit.count > 0;
}

void page_rewind(struct req *r)
{
	page_ctx(r)->audit = (struct audit){0};
	page_ctx(r)->refusal = (struct refusal){0};
	page_subject(r)->began = "";
	page_subject(r)->tally = NULL;
	page_begin_with(r, "", NULL);
}

enum err page_no_right(struct req *r)
{
	struct ctx c = {.arena = r->arena, .db = r->db, .now = r->now};

	return health_no_right(&c);
}
