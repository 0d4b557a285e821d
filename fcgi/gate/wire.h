/* wire: a question to a neighbour on this machine over its Unix socket, with one deadline for all of it. What is said is the
 * callers' (press.c, clamd.c). Nothing is tried twice here. */
#ifndef CCER_GATE_WIRE_H
#define CCER_GATE_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;

struct wire {
	const char *peer; /* for the log: "press", "clamd" */
	int fd;           /* -1 closed */
	int64_t until_ms; /* of clock_monotonic_ms */
};

/* Connects within connect_s; all that follows ends total_s after this call. All errors are ERR_UNAVAILABLE, logged as a
 * warning with what was wrong. Closed with the arena, if wire_close was not called. */
enum err wire_open(struct arena *a, const char *peer, const char *path, int connect_s, int total_s, struct wire **out);
enum err wire_put(const struct wire *w, const void *from, size_t n);
enum err wire_get(const struct wire *w, void *to, size_t n);
/* What is there, at most max bytes; waits for the first. *n 0: the other side hung up. */
enum err wire_some(const struct wire *w, void *to, size_t max, size_t *n);
void wire_close(struct wire *w);
/* ERR_UNAVAILABLE with a line in the log. */
enum err wire_lost(const char *peer, const char *what);

#endif
