/* body: what a POST carries. Reads a form whole, or of a multipart body the fields up to the file, which upload.c then
 * streams. Never holds a file in memory. */
#ifndef CCER_WEB_BODY_H
#define CCER_WEB_BODY_H

#include "web/exchange.h"
#include "web/parse/multipart.h"
#include "web/web.h"

enum { BODY_CHUNK = 64 * 1024 };

struct body {
	const struct exchange *x;
	int64_t left;                /* bytes of the body not read yet */
	struct multipart *multipart; /* NULL: a plain form */
	uint8_t *chunk;
	const uint8_t *p;            /* read, but not yet taken by the multipart reader */
	size_t n;
};

void body_open(struct body *b, struct arena *a, const struct exchange *x);
/* Sets r->post (and r->upload of a multipart body) from the body, up to the file. ERR_BAD_REQUEST, ERR_TOO_LARGE. */
enum err body_begin(struct req *r, struct body *b);
/* The next event of a multipart body, reading on as needed; MULTIPART_MORE: the body is used up. */
enum multipart_event body_event(struct body *b);
/* Reads and drops what is left, at most a bound, so that the answer is not lost to a reset connection. */
void body_drain(struct body *b);

#endif
