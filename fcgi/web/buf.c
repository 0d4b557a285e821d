/* buf.c: grows by doubling, in the arena. */
#include "web/buf.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"

void buf_init(struct buf *b, struct arena *a, size_t cap)
{
	b->arena = a;
	b->cap = cap < 64 ? 64 : cap;
	b->n = 0;
	b->p = arena_alloc(a, b->cap);
	b->p[0] = '\0';
}

static void buf_grow(struct buf *b, size_t need)
{
	size_t cap = b->cap;

	while (cap - b->n <= need)
		cap *= 2;
	char *p = arena_alloc(b->arena, cap);
	memcpy(p, b->p, b->n);
	b->p = p;
	b->cap = cap;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0)
		return;
	if (b->cap - b->n <= n)
		buf_grow(b, n);
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	buf_str(b, arena_vprintf(b->arena, fmt, ap));
	va_end(ap);
}
