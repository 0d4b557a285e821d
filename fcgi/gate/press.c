/* press.c: the client's side of the wire. */
#include "gate/press.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "gate/wire.h"

enum { HEAD_MAX = 4096, SIDE_MAX = 65500 };

struct answer {
	char *problem;
	int pages, width, height;
	char *payload;
	size_t size;
};

static enum err lost(const char *what)
{
	return wire_lost("press", what);
}

static enum err call_up(struct arena *a, int total_s, struct wire **out)
{
	return wire_open(a, "press", conf_str(CONF_PRESS_SOCKET), PRESS_CONNECT_S, total_s, out);
}

/* ---- the question ---- */

/* Takes the reference of o. */
static enum err put_head(const struct wire *l, json_t *o)
{
	char *text = o ? json_dumps(o, JSON_COMPACT) : NULL;

	json_decref(o);
	if (text == NULL)
		return lost("a question is not UTF-8");
	size_t n = strlen(text);
	uint8_t b[4] = {(uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
	enum err e = wire_put(l, b, sizeof b);
	if (e == OK)
		e = wire_put(l, text, n);
	free(text);
	return e;
}

static enum err put_file(const struct wire *l, const struct press_source *file)
{
	int64_t left = file->size;

	for (;;) {
		const uint8_t *p;
		size_t n;

		TRY(file->next(file->ctx, &p, &n));
		if (n == 0)
			break;
		if ((int64_t)n > left) {
			log_error("press: a file is longer than it says");
			return ERR_IO;
		}
		TRY(wire_put(l, p, n));
		left -= (int64_t)n;
	}
	if (left == 0)
		return OK;
	log_error("press: a file is shorter than it says");
	return ERR_IO;
}

/* ---- the answer ---- */

static bool read_answer(struct arena *a, const char *text, size_t n, struct answer *out)
{
	const char *problem;
	json_int_t size = 0;
	json_t *o = json_loadb(text, n, 0, NULL);
	bool good = o && json_unpack(o, "{s:s, s?i, s?i, s?i, s?I}", "problem", &problem, "pages", &out->pages, "width",
				     &out->width, "height", &out->height, "size", &size) == 0;

	good = good && size >= 0 && size <= PRESS_ANSWER_MAX && out->pages >= 0 && out->width >= 0 &&
	       out->width <= SIDE_MAX && out->height >= 0 && out->height <= SIDE_MAX;
	if (good) {
		out->problem = arena_strdup(a, problem);
		out->size = (size_t)size;
	}
	json_decref(o);
	return good;
}

static enum err get_answer(struct arena *a, const struct wire *l, struct answer *out)
{
	uint8_t b[4];

	*out = (struct answer){0};
	TRY(wire_get(l, b, sizeof b));
	size_t n = (size_t)b[0] << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 | b[3];
	if (n > HEAD_MAX)
		return lost("its answer is too long");
	char *text = arena_alloc(a, n + 1);
	TRY(wire_get(l, text, n));
	if (!read_answer(a, text, n, out))
		return lost("its answer is not understood");
	out->payload = arena_alloc(a, out->size + 1);
	TRY(wire_get(l, out->payload, out->size));
	if (strcmp(out->problem, "unavailable") == 0)
		return lost("it gave up");
	return OK;
}

/* The connection goes at once, the answer stays. */
static enum err hang_up(struct wire *l, enum err e)
{
	wire_close(l);
	return e;
}

/* ---- what can be asked ---- */

static enum err ask_document(struct arena *a, const struct wire *l, const char *markup, size_t n, struct answer *w)
{
	TRY(put_head(l, json_pack("{s:s, s:I}", "ask", "document", "size", (json_int_t)n)));
	TRY(wire_put(l, markup, n));
	return get_answer(a, l, w);
}

enum err press_document(struct arena *a, const char *markup, size_t n, const void **pdf, size_t *size)
{
	struct wire *l;
	struct answer w;

	TRY(call_up(a, PRESS_TOTAL_S, &l));
	TRY(hang_up(l, ask_document(a, l, markup, n, &w)));
	if (strcmp(w.problem, "markup") == 0) {
		log_error("press: the markup of a document is not understood; the press log says where");
		return ERR_INVALID;
	}
	if (*w.problem || w.size == 0)
		return lost("its answer is not understood");
	*pdf = w.payload;
	*size = w.size;
	return OK;
}

static const char *known_problem(const char *problem)
{
	static const char *const known[] = {"file_broken",    "file_password",   "file_blank",
					    "file_too_small", "file_image_size", "file_page"};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(problem, known[i]) == 0)
			return known[i];
	return NULL;
}

static enum err ask_look(struct arena *a, const struct wire *l, json_t *question, const struct press_source *file,
			 struct answer *w)
{
	TRY(put_head(l, question));
	TRY(put_file(l, file));
	return get_answer(a, l, w);
}

/* Takes the reference of question. */
static enum err call_and_ask(struct arena *a, int total_s, json_t *question, const struct press_source *file,
			     struct answer *w)
{
	struct wire *l;
	enum err e = call_up(a, total_s, &l);

	if (e == OK)
		return hang_up(l, ask_look(a, l, question, file, w));
	json_decref(question);
	return e;
}

/* Takes the reference of question. */
static enum err look(struct arena *a, int total_s, json_t *question, const struct press_source *file, struct press_look *out)
{
	struct answer w;

	TRY(call_and_ask(a, total_s, question, file, &w));
	if (*w.problem) {
		*out = (struct press_look){.problem = known_problem(w.problem)};
		return out->problem ? OK : lost("its answer is not understood");
	}
	*out = (struct press_look){"", w.pages, w.width, w.height, w.payload, w.size};
	return w.size > 0 && w.pages > 0 ? OK : lost("its answer is not understood");
}

enum err press_inspect(struct arena *a, const char *type, const struct press_source *file, int width, int total_s,
		       struct press_look *out)
{
	return look(a, total_s, json_pack("{s:s, s:s, s:i, s:I}", "ask", "inspect", "type", type, "width", width, "size",
				 (json_int_t)file->size), file, out);
}

enum err press_page(struct arena *a, const char *type, const struct press_source *file, int page, int width,
		    const char *watermark, struct press_look *out)
{
	return look(a, PRESS_TOTAL_S, json_pack("{s:s, s:s, s:i, s:i, s:s, s:I}", "ask", "page", "type", type, "page", page, "width", width,
				 "watermark", watermark, "size", (json_int_t)file->size), file, out);
}

enum err press_pages(struct arena *a, const char *type, const struct press_source *file, int *pages)
{
	struct answer w;

	TRY(call_and_ask(a, PRESS_PAGES_S, json_pack("{s:s, s:s, s:I}", "ask", "pages", "type", type, "size",
						     (json_int_t)file->size), file, &w));
	*pages = *w.problem ? 0 : w.pages;
	return OK;
}
