/* child: one decoder as a process of its own, with as little as it needs: the file on descriptor 0, its answer on a pipe, no
 * environment, no other descriptors, no more rights to gain, and limits of memory, processor time and files. Files of strangers
 * are decoded only there. */
#ifndef CCER_PRESS_CHILD_H
#define CCER_PRESS_CHILD_H

#include <stddef.h>
#include <stdint.h>

struct arena;

enum { CHILD_MEMORY_MB = 1024, CHILD_CPU_S = 10, CHILD_FILES = 32, CHILD_WORDS = 4096 };

enum child_end {
	CHILD_EXITED,   /* by itself: see status */
	CHILD_TOO_HARD, /* it crashed, or used up its memory or processor time: the fault of the file */
	CHILD_TOO_MUCH, /* more output than the cap */
	CHILD_LATE,     /* stopped at the time limit */
	CHILD_UNASKED,  /* stopped because nobody waits for the answer any more */
	CHILD_FAILED,   /* could not be started (logged) */
};
struct child {
	const char *const *argv; /* argv[0] an absolute path; NULL ends it */
	int input;               /* read from its start */
	size_t cap;              /* bytes of output */
	int64_t until_ms;        /* clock_monotonic_ms */
	int asker;               /* socket of whoever asked; < 0: nobody */
};
struct child_result {
	enum child_end end;
	int status;
	char *out;   /* NUL-terminated after size bytes */
	size_t size;
	char *words; /* what it said on stderr, cut at CHILD_WORDS */
};
/* Returns when the child is gone; what it made lives in the arena. */
void child_run(struct arena *a, const struct child *c, struct child_result *out);

#endif
