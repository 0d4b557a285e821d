/* req: a request from the web server's words to checked values, and what handlers do with it. Cookies are cookie.c's,
 * bodies body.c's. */
#include "web/req.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "base/text.h"
#include "web/parse/params.h"
#include "web/view.h"

struct req *req_new(const struct site *site, struct db *db, struct arena *a, const struct exchange *x)
{
	struct req *r = ARENA_NEW(a, struct req);

	r->own = ARENA_NEW(a, struct req_own);
	r->own->x = x;
	buf_init(&r->own->cookies, a, 256);
	r->arena = a;
	r->db = db;
	r->site = site;
	r->id = crypt_random_text(a, 16);
	r->now = clock_now();
	r->status = 200;
	r->path = "";
	r->host = x->host == NULL ? "" : x->host;
	r->ip = x->ip == NULL ? "" : x->ip;
	r->user_agent = "";
	view_fresh(r);
	return r;
}

static enum err parse_method(struct req *r, const char *method)
{
	if (method != NULL && (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0))
		r->method = GET;
	else if (method != NULL && strcmp(method, "POST") == 0)
		r->method = POST;
	else
		r->own->allow = "GET, HEAD, POST";
	return r->own->allow == NULL ? OK : ERR_BAD_REQUEST;
}

/* Kept with sessions and audit rows: text, and not endless. */
static const char *clean_agent(struct arena *a, const char *s)
{
	if (s == NULL || !text_utf8_valid(s, strlen(s)) || !text_clean(s, false) || text_length(s) > 255)
		return "";
	return arena_strdup(a, s);
}

enum err req_parse(struct req *r, const struct exchange *x)
{
	r->user_agent = clean_agent(r->arena, x->user_agent);
	params_parse_cookie(r->arena, x->cookie, &r->cookie);
	TRY(parse_method(r, x->method));
	if (x->uri == NULL || x->uri[0] != '/')
		return ERR_BAD_REQUEST;
	size_t n = strcspn(x->uri, "?");
	const char *path = params_decode_path(r->arena, x->uri, n);
	if (path == NULL)
		return ERR_BAD_REQUEST;
	r->path = path;
	return x->uri[n] == '?' ? params_parse(r->arena, x->uri + n + 1, strlen(x->uri + n + 1), &r->query) : OK;
}

void req_keep(struct req *r)
{
	r->own->cookies_kept = r->own->cookies.n;
}

void req_drop_cookies(struct req *r)
{
	r->own->cookies.n = r->own->cookies_kept;
	r->own->cookies.p[r->own->cookies.n] = '\0';
}

void req_rewind(struct req *r)
{
	r->status = 200;
	r->redirect = r->json = NULL;
	r->refresh_s = 0;
	r->refused_status = 0;
	r->cache_s = r->shared_s = 0;
	r->errors = false;
	r->commit_refused = false;
	r->own->errors = 0;
	r->own->led_away = false;
	req_drop_cookies(r);
	r->body_next = NULL;
	r->body_ctx = NULL;
	r->body_type = r->body_name = NULL;
	r->body_size = 0;
	r->body_inline = false;
	r->finish = NULL;
	r->finish_ctx = NULL;
	view_fresh(r);
}

const struct buf *req_cookies(const struct req *r)
{
	return &r->own->cookies;
}

const char *req_allow(const struct req *r)
{
	return r->own->allow;
}

bool req_is_shared(const struct req *r)
{
	return r->shared_s > 0 && r->method == GET && r->status == 200 && !r->own->has_form && r->own->cookies.n == 0;
}

/* ---- answers from memory ---- */

struct memory {
	const void *p;
	size_t n;
};

static enum err memory_next(void *ctx, const uint8_t **p, size_t *n)
{
	struct memory *m = ctx;

	*p = m->p;
	*n = m->n;
	m->n = 0;
	return OK;
}

void req_answer(struct req *r, const char *type, const char *name, const void *p, size_t n, bool shown)
{
	struct memory *m = ARENA_NEW(r->arena, struct memory);

	*m = (struct memory){p, n};
	r->body_next = memory_next;
	r->body_ctx = m;
	r->body_type = type;
	r->body_name = name;
	r->body_size = (int64_t)n;
	r->body_inline = shown;
}

const char *req_header(const struct req *r, const char *name)
{
	const char *value = r->own->x->header == NULL ? NULL : r->own->x->header(r->own->x->read_ctx, name);

	return value == NULL ? "" : value;
}

/* ---- values ---- */

static const struct form_value *value_of(struct req *r, const char *name)
{
	const struct form *f = r->route->form;
	size_t row = f == NULL ? 0 : form_index(f, name);

	if (f == NULL || row == f->count || r->own->value == NULL)
		die("%s takes no parameter %s", r->route->path, name);
	return &r->own->value[row];
}

const char *req_value_at(struct req *r, const char *name, size_t k)
{
	const struct form_value *v = value_of(r, name);

	return k < v->count ? v->value[k] : NULL;
}

const char *req_value(struct req *r, const char *name)
{
	const char *value = req_value_at(r, name, 0);

	return value == NULL ? "" : value;
}

static void show_value(struct req *r, const struct form_row *row, const char *first, const struct form_value *v)
{
	const char *name = arena_printf(r->arena, "values.%s", row->name);

	view_remove(r, name);
	view_set(r, name, first);
	for (size_t k = 0; row->flags & FORM_MANY && k < v->count; k++)
		view_set(r, arena_printf(r->arena, "values.%s.%zu", row->name, k), v->value[k]);
}

void req_show_values(struct req *r)
{
	const struct form *f = r->route->form;

	for (size_t i = 0; f != NULL && i < f->count; i++) {
		const struct form_value *v = &r->own->value[i];

		show_value(r, &f->row[i], v->count > 0 ? v->value[0] : "", v);
	}
}

/* ---- errors ---- */

void req_error_with(struct req *r, const char *field, const char *message, const char *value)
{
	struct req_own *own = r->own;

	if (own->errors == own->error_room) {
		size_t room = own->error_room == 0 ? 16 : own->error_room * 2;
		struct field_error *more = ARENA_ARRAY(r->arena, struct field_error, room);

		if (own->errors > 0)
			memcpy(more, own->error, own->errors * sizeof *more);
		own->error = more;
		own->error_room = room;
	}
	own->error[own->errors++] = (struct field_error){arena_strdup(r->arena, field), arena_strdup(r->arena, message),
							 arena_strdup(r->arena, value)};
	r->errors = true;
	r->status = 422;
}

void req_error(struct req *r, const char *field, const char *message)
{
	req_error_with(r, field, message, "");
}

/* Errors of the page as a whole come first, then those of fields in the order the form has them, then other names. */
static size_t rank(const struct req *r, const char *field)
{
	if (field[0] == '\0')
		return 0;
	return r->route->form == NULL ? 1 : 1 + form_index(r->route->form, field);
}

static const char *message_text(const char *message)
{
	const char *text = view_label("error", message);

	if (text == NULL)
		log_warn("no label error.%s", message);
	return text == NULL ? message : text;
}

static void show_error(struct req *r, size_t at, const struct field_error *e)
{
	const char *text = message_text(e->message), *place = strstr(text, "{}");
	const char *row = arena_printf(r->arena, "errors.%zu", at);

	if (place)
		text = arena_printf(r->arena, "%.*s%s%s", (int)(place - text), text, e->value, place + 2);

	view_set(r, arena_printf(r->arena, "%s.field", row), e->field);
	view_set(r, arena_printf(r->arena, "%s.message", row), text);
	view_set(r, arena_printf(r->arena, "%s.name", row), e->message);
	if (e->field[0] != '\0')
		view_set(r, arena_printf(r->arena, "error.%s", e->field), text);
}

void req_show_errors(struct req *r)
{
	const struct form *f = r->route->form;
	size_t shown = 0, last = f == NULL ? 1 : f->count + 1;

	for (size_t at = 0; at <= last; at++)
		for (size_t i = 0; i < r->own->errors; i++)
			if (rank(r, r->own->error[i].field) == at)
				show_error(r, shown++, &r->own->error[i]);
	view_num(r, "error_count", (int64_t)shown);
	for (size_t i = 0; f != NULL && r->own->value != NULL && i < f->count; i++) {
		bool secret = f->row[i].flags & FORM_SECRET;

		show_value(r, &f->row[i], secret ? "" : r->own->value[i].typed, &r->own->value[i]);
	}
}

/* ---- redirects ---- */

/* Paths are made by handlers from constants and ids. Should something typed ever get into one, it must not become
 * another host or another header. */
static bool is_own_path(const char *s)
{
	if (s[0] != '/' || s[1] == '/' || s[1] == '\\')
		return false;
	for (; *s != '\0'; s++)
		if ((unsigned char)*s <= 0x20 || (unsigned char)*s >= 0x7f || strchr("\"<>\\^`{|}", *s) != NULL)
			return false;
	return true;
}

enum err req_redirect(struct req *r, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	r->redirect = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	if (is_own_path(r->redirect))
		return OK;
	log_error("%s redirects to something that is no path", r->route->path);
	r->redirect = NULL;
	return ERR_BAD_REQUEST;
}
