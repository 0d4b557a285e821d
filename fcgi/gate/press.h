/* press: what pages ask of the press workers (main/press.c) over their Unix socket (press.socket): documents as PDF, and
 * everything that must look inside a file somebody uploaded. A press worker has no keys, no database and no store: it gets
 * what it needs with the question. Calls block for at most PRESS_TOTAL_S, or as long as they are told: never within a transaction
 * (req.finish, or an upload's sink).
 *
 * On the wire, both ways: 4 bytes big-endian length of a JSON object, the object, then "size" bytes of payload. Question:
 * {"ask": "document" | "inspect" | "page" | "pages", "size", "type", "page", "width", "watermark"}; answer: {"problem" ("" is good),
 * "pages", "width", "height", "size"}. One question a connection. */
#ifndef CCER_GATE_PRESS_H
#define CCER_GATE_PRESS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;

enum { PRESS_CONNECT_S = 2, PRESS_TOTAL_S = 20, PRESS_PAGES_S = 2, PRESS_ANSWER_MAX = 16 * 1024 * 1024 };

/* A PDF from document markup (press/layout/layout.h). ERR_UNAVAILABLE: no press, or it gave up; ERR_INVALID: it does not understand
 * the markup, which is a fault of the template and logged. */
enum err press_document(struct arena *a, const char *markup, size_t n, const void **pdf, size_t *size);

/* The plain bytes of a file, chunk by chunk, *n = 0 at the end: crypt_reader_next fits. size: of all of them. */
struct press_source {
	enum err (*next)(void *ctx, const uint8_t **p, size_t *n);
	void *ctx;
	int64_t size;
};
struct press_look {
	const char *problem; /* "" good, else a message name of label/error.hdf: file_broken file_password file_blank
				file_too_small file_image_size file_page (no such page) */
	int pages;           /* of a PDF; 1 for an image; 0 with a problem */
	int width, height;   /* of the JPEG */
	const void *jpeg;    /* NULL with a problem */
	size_t jpeg_size;
};
/* Is the file readable, whole, not blank, large enough to read? With a preview of its first page, at most width pixels wide.
 * type: application/pdf image/jpeg image/png, by content (store_type.h). ERR_UNAVAILABLE: nobody can say within total_s. */
enum err press_inspect(struct arena *a, const char *type, const struct press_source *file, int width, int total_s,
		       struct press_look *out);
/* One page (1 …) as JPEG, at most width pixels wide, upright, the watermark burnt in across it ("" none). */
enum err press_page(struct arena *a, const char *type, const struct press_source *file, int page, int width,
		    const char *watermark, struct press_look *out);
/* How many pages it has, without looking at them: cheap, and within PRESS_PAGES_S or not at all (ERR_UNAVAILABLE). 0: nobody
 * can read it. */
enum err press_pages(struct arena *a, const char *type, const struct press_source *file, int *pages);

#endif
