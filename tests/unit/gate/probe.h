/* probe: a program under test as a filter: a question a line on stdin, an answer a line on stdout, both JSON.
 */
#ifndef CCER_TESTS_PROBE_H
#define CCER_TESTS_PROBE_H

#include <jansson.h>
#include <stdint.h>

#include "base/arena.h"

/* main of a probe called name -c settings.conf: answer's value is given up to it, the arena lives as long as
 * its question. 64 when it was called otherwise. */
int probe_run(const char *name, int argc, char **argv,
	      json_t *(*answer)(struct arena *a, const json_t *question));
/* A text of the question, "" when it has none. */
const char *probe_text(const json_t *question, const char *name);
/* Its "now", the clock when absent. */
int64_t probe_now(const json_t *question);

#endif
