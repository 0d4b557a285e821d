/* buf: a growing piece of text or bytes in an arena. Always followed by a NUL that is not counted.
 * Growing leaves the old piece to the arena, so buffers are for one request. */
#ifndef CCER_WEB_BUF_H
#define CCER_WEB_BUF_H

#include <stddef.h>

struct arena;

struct buf {
	struct arena *arena;
	char *p;
	size_t n, cap;
};

void buf_init(struct buf *b, struct arena *a, size_t cap);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
