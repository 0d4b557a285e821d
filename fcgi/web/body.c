/* body.c: reads fields, and stops where the file begins. */
#include "web/body.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "web/buf.h"
#include "web/form.h"
#include "web/parse/params.h"

enum { FIELDS_MAX = 64 * 1024 };
static const int64_t drain_max = INT64_C(512) * 1024 * 1024;

void body_open(struct body *b, struct arena *a, const struct exchange *x)
{
	*b = (struct body){.x = x, .left = x->content_length < 0 ? 0 : x->content_length};
	if (b->left > 0)
		b->p = b->chunk = arena_alloc(a, BODY_CHUNK);
}

static size_t body_read(struct body *b, uint8_t *p, size_t n)
{
	if ((int64_t)n > b->left)
		n = (size_t)b->left;
	size_t got = n == 0 ? 0 : b->x->read(b->x->read_ctx, p, n);
	b->left = got == 0 ? 0 : b->left - (int64_t)got;
	return got;
}

void body_drain(struct body *b)
{
	int64_t drained = 0;
	size_t got;

	if (b->left == 0)
		return;
	while (drained < drain_max && (got = body_read(b, b->chunk, BODY_CHUNK)) > 0)
		drained += (int64_t)got;
	b->n = 0;
}

enum multipart_event body_event(struct body *b)
{
	for (;;) {
		enum multipart_event e = multipart_next(b->multipart, &b->p, &b->n);

		if (e != MULTIPART_MORE || b->n > 0)
			return e;
		if (b->left == 0)
			return MULTIPART_MORE;
		b->p = b->chunk;
		b->n = body_read(b, b->chunk, BODY_CHUNK);
	}
}

static enum err read_whole(struct req *r, struct body *b, const char **out, size_t *size)
{
	size_t want = (size_t)b->left, n = 0, got;
	uint8_t *text = arena_alloc(r->arena, want + 1);

	while (n < want && (got = body_read(b, text + n, want - n)) > 0)
		n += got;
	*out = (const char *)text;
	*size = n;
	return n == want ? OK : ERR_BAD_REQUEST;
}

static enum err read_form(struct req *r, struct body *b)
{
	const char *text;
	size_t n;

	TRY(read_whole(r, b, &text, &n));
	return params_parse(r->arena, text, n, &r->post);
}

/* The last path component, as some browsers send more; what cannot be shown becomes nothing. */
static const char *clean_file_name(struct arena *a, const char *s)
{
	for (const char *c = s; *c != '\0'; c++)
		if (*c == '/' || *c == '\\')
			s = c + 1;
	s = text_seen(a, s);
	if (!text_clean(s, false))
		return "file";
	size_t points = 0, n = 0;
	while (s[n] != '\0' && points <= 200)
		points += ((unsigned char)s[n++] & 0xc0) != 0x80;
	return arena_strndup(a, s, s[n] == '\0' && points <= 200 ? n : n - 1);
}

static void begin_file(struct req *r, const struct multipart *m)
{
	r->upload = ARENA_NEW(r->arena, struct upload);
	r->upload->file_name = clean_file_name(r->arena, m->file_name);
}

/* Fields until the file's part begins or the body ends. */
static enum err read_fields(struct req *r, struct body *b)
{
	struct multipart *m = b->multipart;
	struct buf value;
	size_t total = 0;

	buf_init(&value, r->arena, 256);
	for (;;) {
		switch (body_event(b)) {
		case MULTIPART_PART:
			if (m->file_name != NULL) {
				begin_file(r, m);
				return OK;
			}
			value.n = 0;
			break;
		case MULTIPART_DATA:
			total += m->size;
			if (total > FIELDS_MAX)
				return ERR_TOO_LARGE;
			buf_add(&value, m->data, m->size);
			break;
		case MULTIPART_PART_END:
			TRY(params_add(r->arena, &r->post, m->name, value.p, value.n));
			break;
		case MULTIPART_END:
			r->upload = ARENA_NEW(r->arena, struct upload);
			r->upload->file_name = "";
			return OK;
		default:
			return ERR_BAD_REQUEST;
		}
	}
}

static bool is_urlencoded(const char *type)
{
	static const char name[] = "application/x-www-form-urlencoded";
	size_t n = sizeof name - 1;

	return type != NULL && strncasecmp(type, name, n) == 0 && (type[n] == '\0' || type[n] == ';' || type[n] == ' ');
}

enum err body_begin(struct req *r, struct body *b)
{
	const struct exchange *x = b->x;

	if (x->content_length < 0)
		return ERR_BAD_REQUEST;
	if (r->site->raw_max > 0)
		return x->content_length > r->site->raw_max ? ERR_TOO_LARGE : read_whole(r, b, &r->raw, &r->raw_size);
	if (r->route->sink != NULL) {
		b->multipart = x->content_type == NULL ? NULL : multipart_new(r->arena, x->content_type);
		return b->multipart == NULL ? ERR_BAD_REQUEST : read_fields(r, b);
	}
	if (!is_urlencoded(x->content_type))
		return ERR_BAD_REQUEST;
	if (x->content_length > (int64_t)form_body_max(r->route->form))
		return ERR_TOO_LARGE;
	return read_form(r, b);
}
