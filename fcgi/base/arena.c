/* arena: a list of zeroed blocks, filled from the front. The first block lives as long as the arena, so that a worker
 * that serves small requests never calls malloc. What was used is wiped before it is used again or given back:
 * personal data and passwords pass through here. Not thread-safe; workers have one thread. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

enum { BLOCK_BYTES = 64 * 1024, ALIGN = alignof(max_align_t) };

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

struct deferred {
	struct deferred *next;
	void (*fn)(void *);
	void *arg;
};

struct arena {
	struct block *first;   /* kept over resets */
	struct block *current; /* small allocations come from here */
	struct deferred *deferred;
};

static struct block *block_new(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - sizeof *b)
		die("arena: %zu bytes asked for", size);
	b = calloc(1, sizeof *b + size);
	if (b == NULL)
		die("arena: out of memory for %zu bytes", size);
	b->size = size;
	return b;
}

struct arena *arena_new(void)
{
	struct arena *a = calloc(1, sizeof *a);

	if (a == NULL)
		die("arena: out of memory");
	a->first = a->current = block_new(BLOCK_BYTES);
	return a;
}

/* A clean-up may itself defer another one, hence one by one. */
static void run_deferred(struct arena *a)
{
	while (a->deferred != NULL) {
		struct deferred *d = a->deferred;

		a->deferred = d->next;
		d->fn(d->arg);
	}
}

void arena_reset(struct arena *a)
{
	run_deferred(a);
	for (struct block *b = a->first->next, *next; b != NULL; b = next) {
		next = b->next;
		explicit_bzero(b->bytes, b->used);
		free(b);
	}
	explicit_bzero(a->first->bytes, a->first->used);
	a->first->used = 0;
	a->first->next = NULL;
	a->current = a->first;
}

void arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	arena_reset(a);
	free(a->first);
	free(a);
}

static void *take(struct block *b, size_t size)
{
	void *p = b->bytes + b->used;

	b->used += size;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - ALIGN)
		die("arena: %zu bytes asked for", size);
	size = size == 0 ? ALIGN : (size + ALIGN - 1) / ALIGN * ALIGN;
	if (size <= a->current->size - a->current->used)
		return take(a->current, size);
	b = block_new(size > BLOCK_BYTES ? size : BLOCK_BYTES);
	b->next = a->current->next;
	a->current->next = b;
	/* A large block is full at once: go on filling the one before it. */
	if (size <= BLOCK_BYTES / 4)
		a->current = b;
	return take(b, size);
}

void *arena_alloc_array(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		die("arena: array of %zu times %zu bytes asked for", n, size);
	return arena_alloc(a, bytes);
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_memdup(a, s, strlen(s) + 1);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	size_t length = strnlen(s, n);
	char *copy = arena_alloc(a, length + 1);

	memcpy(copy, s, length);
	return copy;
}

void *arena_memdup(struct arena *a, const void *p, size_t n)
{
	void *copy = arena_alloc(a, n);

	if (n > 0)
		memcpy(copy, p, n);
	return copy;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	int n;
	char *s;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		die("arena: cannot format \"%s\"", fmt);
	s = arena_alloc(a, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, fmt, ap);
	return s;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct deferred *d = ARENA_NEW(a, struct deferred);

	d->fn = fn;
	d->arg = arg;
	d->next = a->deferred;
	a->deferred = d;
}
