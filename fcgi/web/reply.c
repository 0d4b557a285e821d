/* reply.c: writes the answer. Which one it is, is route.c's. */
#include "web/reply.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "web/req.h"
#include "web/view.h"

enum { TAG_BYTES = 16 };

static const char page_policy[] =
	"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
	"frame-src 'self'; object-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/* Inline files may be framed by our own pages, and by nobody else. A browser
 * may refuse to start its PDF viewer in a sandbox: Chromium 156 does start it, others have not been tried. */
static const char file_policy[] = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
				  "frame-ancestors 'self'; form-action 'none'; base-uri 'none'";

static const struct {
	enum err err;
	int status, retry_s;
} table[] = {
/*    error                status retry after */
	{ERR_NOT_FOUND,    404, 0},
	{ERR_DENIED,       403, 0},
	{ERR_SIGN_IN,      403, 0},
	{ERR_INVALID,      422, 0},
	{ERR_CONFLICT,     409, 0},
	{ERR_STALE,        409, 0},
	{ERR_LIMITED,      429, 60},
	{ERR_TOO_LARGE,    413, 0},
	{ERR_BAD_REQUEST,  400, 0},
	{ERR_RETRY,        503, 5},
	{ERR_LOST,         503, 5},
	{ERR_UNAVAILABLE,  503, 5},
	{ERR_NO_RIGHT,     503, 5},
	{ERR_IO,           500, 0},
	{ERR_TAMPERED,     500, 0},
};

/* The status an error is answered with. */
static int status_of(enum err e)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].err == e)
			return table[i].status;
	return 500;
}

static int retry_after(int status)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].status == status)
			return table[i].retry_s;
	return 0;
}

/* Values come from our own code and tables; a control character in one is a bug that must not become a header. */
static void header(struct reply *out, const char *name, const char *value)
{
	for (const char *c = value; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			die("control character in header %s", name);
	buf_printf(&out->head, "%s: %s\r\n", name, value);
}

/* Who may keep the answer. X-Accel-Expires is for nginx alone and comes first: read later it would not outweigh Cache-Control. */
static void caching(struct req *r, struct reply *out, int status)
{
	bool is_file = r->body_next != NULL && status == 200, is_private = r->subject != NULL || req_cookies(r)->n > 0 || status >= 400;

	if (r->cache_s > 0 && is_file)
		buf_printf(&out->head, "Cache-Control: private, max-age=%lld\r\n", (long long)r->cache_s);
	else if (status == 200 && req_is_shared(r))
		buf_printf(&out->head, "X-Accel-Expires: %d\r\nCache-Control: no-cache\r\n", r->shared_s);
	else
		header(out, "Cache-Control", is_private ? "no-store" : "private, no-cache");
}

static void begin(struct req *r, struct reply *out, int status, const char *policy)
{
	const struct buf *cookies = req_cookies(r);

	*out = (struct reply){.status = status};
	buf_init(&out->head, r->arena, 2048);
	caching(r, out, status);
	header(out, "Content-Security-Policy", policy);
	header(out, "X-Content-Type-Options", "nosniff");
	header(out, "Referrer-Policy", "same-origin");
	header(out, "Cross-Origin-Opener-Policy", "same-origin");
	header(out, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
	header(out, "X-Request-Id", r->id);
	if (retry_after(status) > 0)
		buf_printf(&out->head, "Retry-After: %d\r\n", retry_after(status));
	buf_add(&out->head, cookies->p, cookies->n);
}

static void length(struct reply *out, int64_t n)
{
	buf_printf(&out->head, "Content-Length: %lld\r\n", (long long)n);
}

static void memory_body(struct reply *out, const char *type, const char *p, size_t n)
{
	header(out, "Content-Type", type);
	length(out, (int64_t)n);
	out->body = p;
	out->body_size = n;
}

/* By which a browser asks whether what it has is still so. nginx compares, and answers 304. */
static void tag(struct req *r, struct reply *out, const char *html, size_t n)
{
	uint8_t hash[CRYPT_HASH_BYTES];

	crypt_hash(hash, html, n);
	buf_printf(&out->head, "ETag: \"%s\"\r\n", crypt_base64(r->arena, hash, TAG_BYTES));
}

void reply_page(struct req *r, struct reply *out, int status, const char *html, size_t n)
{
	begin(r, out, status, page_policy);
	if (status == 200 && req_is_shared(r))
		tag(r, out, html, n);
	if (r->refresh_s > 0)
		buf_printf(&out->head, "Refresh: %d\r\n", r->refresh_s);
	memory_body(out, "text/html; charset=utf-8", html, n);
}

void reply_json(struct req *r, struct reply *out)
{
	begin(r, out, r->status, page_policy);
	memory_body(out, "application/json", r->json, strlen(r->json));
}

void reply_redirect(struct req *r, struct reply *out)
{
	begin(r, out, 303, page_policy);
	header(out, "Location", r->redirect);
	length(out, 0);
}

/* Content-Disposition with an ASCII name for the oldest clients and the true one (RFC 6266, RFC 8187). */
static const char *disposition(struct req *r)
{
	const char *name = r->body_name == NULL ? "file" : r->body_name;
	struct buf b;

	buf_init(&b, r->arena, 256);
	buf_str(&b, r->body_inline ? "inline; filename=\"" : "attachment; filename=\"");
	for (const char *c = name; *c != '\0'; c++) {
		unsigned char u = (unsigned char)*c;

		if ((u & 0xc0) != 0x80) /* one _ for each character beyond ASCII, not for each of its bytes */
			buf_char(&b, u < 0x20 || u > 0x7e || strchr("\"\\/%;", *c) != NULL ? '_' : *c);
	}
	buf_str(&b, "\"; filename*=UTF-8''");
	for (const char *c = name; *c != '\0'; c++) {
		unsigned char u = (unsigned char)*c;
		bool plain = (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') ||
			     u == '.' || u == '-' || u == '_';

		buf_printf(&b, plain ? "%c" : "%%%02X", u);
	}
	return b.p;
}

enum err reply_file(struct req *r, struct reply *out)
{
	const uint8_t *first = NULL;
	size_t n = 0;

	TRY(r->body_next(r->body_ctx, &first, &n));
	const char *type = r->body_type == NULL ? "application/octet-stream" : r->body_type;
	begin(r, out, r->status, file_policy);
	header(out, "Content-Type", type);
	header(out, "Content-Disposition", disposition(r));
	length(out, r->body_size);
	out->body = first;
	out->body_size = n;
	out->next = n > 0 ? r->body_next : NULL;
	out->next_ctx = r->body_ctx;
	return OK;
}

void reply_error(struct req *r, struct reply *out, enum err e)
{
	int status = req_allow(r) != NULL ? 405 : status_of(e);
	const char *html;
	size_t n;

	if (status == 500)
		log_error("%s: %s", r->route == NULL ? "request" : r->route->path, err_name(e));
	view_fresh(r);
	view_num(r, "status", status);
	view_set(r, "reason", err_name(e));
	if (r->errors)
		req_show_errors(r);
	enum err render = view_render(r, "lib/error.cs", &html, &n);
	begin(r, out, status, page_policy);
	if (status == 405)
		header(out, "Allow", req_allow(r));
	if (render == OK) {
		memory_body(out, "text/html; charset=utf-8", html, n);
	} else {
		char *text = arena_printf(r->arena, "%d %s\n", status, r->id);

		memory_body(out, "text/plain; charset=utf-8", text, strlen(text));
	}
	out->leave = e == ERR_LOST;
}
