/* multipart: an incremental reader of multipart/form-data (RFC 7578) without any I/O of its own: the caller feeds bytes
 * as they come, in any portions, and takes events. What nobody sends is broken (words before the first or behind the last boundary,
 * bare LF, padding behind a boundary); how a part's header may be written is multipart_header.h's. */
#ifndef CCER_WEB_PARSE_MULTIPART_H
#define CCER_WEB_PARSE_MULTIPART_H

#include <stddef.h>
#include <stdint.h>

#include "web/parse/multipart_header.h"

struct arena;

enum { MULTIPART_HEADERS_MAX = 4096, MULTIPART_PARTS_MAX = 200 };

enum multipart_event {
	MULTIPART_MORE,     /* everything given has been used: feed more */
	MULTIPART_PART,     /* a part begins: name, file_name */
	MULTIPART_DATA,     /* bytes of the part: data, size; valid until the next call */
	MULTIPART_PART_END,
	MULTIPART_END,      /* the last boundary was read; feed what follows too, it must be nothing or line breaks */
	MULTIPART_BROKEN,   /* not multipart; stays broken */
};

struct multipart {
	const char *name;      /* of the current part, never empty */
	const char *file_name; /* NULL: a field; "": a file input with nothing chosen */
	const uint8_t *data;
	size_t size;
	/* the reader's own */
	struct arena *arena;
	int state;
	char delimiter[4 + MULTIPART_BOUNDARY_MAX + 1]; /* CRLF -- boundary */
	size_t delimiter_size, matched, pending, parts;
	char header[MULTIPART_HEADERS_MAX + 1];
	size_t header_size;
};

/* From the value of Content-Type. NULL when it is not multipart/form-data with a usable boundary. */
struct multipart *multipart_new(struct arena *a, const char *content_type);
/* Moves *p and *n past what it used and answers the next event; call until MULTIPART_MORE or MULTIPART_BROKEN. */
enum multipart_event multipart_next(struct multipart *m, const uint8_t **p, size_t *n);
/* Was the closing boundary read, and nothing broken? */
int multipart_complete(const struct multipart *m);

#endif
