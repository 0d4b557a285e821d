/* once.c: forms that are done once. Their keys are form_key.c's. */
#include "page/once.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/ground/form_key.h"
#include "page/page.h"
#include "web/parse/params.h"

/* The owner is the browser with the CSRF token the form was made with. Not the session: it may have begun, or ended, with this very
 * form. */
static const struct posted_form *form_of(struct req *r)
{
	const char *csrf = params_get(&r->post, "csrf");
	struct posted_form *f = ARENA_NEW(r->arena, struct posted_form);

	f->key = params_get(&r->post, "op");
	f->owner = arena_printf(r->arena, "%s\n%s", page_subject(r)->browser ? page_subject(r)->browser : "", csrf ? csrf : "");
	f->content = arena_printf(r->arena, "%s\n%s\n%s\n%s", r->path, page_posted(r), r->upload ? r->upload->file_name : "",
				  r->upload ? r->upload->digest : "");
	return f;
}

/* Every form of our pages has a key. What comes without one is not known again, so it is run as often as it is sent; an empty key or
 * somebody else's is refused. */
static bool has_key(struct req *r)
{
	return params_get(&r->post, "op") != NULL;
}

static enum realm realm_named(const char *name)
{
	enum realm realm = REALM_VISITOR;

	while (strcmp(session_realm_name(realm), name) != 0)
		realm++;
	return realm;
}

static enum err answer(struct req *r, const struct form_answer *first)
{
	if (first->realm[0])
		req_cookie_set(r, page_cookie_of(realm_named(first->realm)),
			       form_key_token(page_ctx(r), form_of(r), first->begun_at), 0);
	return first->path[0] ? req_redirect(r, "%s", first->path) : OK;
}

enum err once_begin(struct req *r, bool *answered)
{
	struct form_answer first;

	*answered = false;
	if (!has_key(r))
		return OK;
	enum err e = form_key_begin(page_ctx(r), form_of(r), &first);
	*answered = e == ERR_CONFLICT;
	if (*answered)
		return answer(r, &first);
	if (e == ERR_BAD_REQUEST)
		req_error(r, "", "form_used");
	return e == ERR_BAD_REQUEST ? OK : e;
}

enum err once_end(struct req *r)
{
	if (!has_key(r))
		return OK;
	if (r->errors || r->status == 422)
		return form_key_forget(page_ctx(r), form_of(r));
	return form_key_answer(page_ctx(r), form_of(r), r->redirect ? r->redirect : "", page_subject(r)->began);
}

/* A page cannot be shown to whom it is not theirs any more. */
enum err once_recall(struct req *r, bool *answered)
{
	struct form_answer first;
	enum err e = has_key(r) ? form_key_find(page_ctx(r), form_of(r), &first) : ERR_NOT_FOUND;

	*answered = e == OK && first.path[0];
	if (*answered)
		return answer(r, &first);
	return e == OK || e == ERR_NOT_FOUND ? OK : e;
}

static const char *random_token(struct req *r)
{
	uint8_t raw[CRYPT_TOKEN_BYTES];

	crypt_random(raw, sizeof raw);
	return crypt_base64(r->arena, raw, sizeof raw);
}

enum err once_session(struct req *r, enum realm realm, int64_t subject_id, bool full)
{
	const char *token = has_key(r) ? form_key_token(page_ctx(r), form_of(r), page_ctx(r)->now) : random_token(r);

	TRY(session_start(page_ctx(r), realm, subject_id, full, token));
	page_subject(r)->began = session_realm_name(realm);
	req_cookie_set(r, page_cookie_of(realm), token, 0);
	return OK;
}

enum err once_secret(struct req *r, const char **out)
{
	if (has_key(r))
		return form_key_secret(page_ctx(r), form_of(r), out);
	*out = random_token(r);
	return OK;
}
