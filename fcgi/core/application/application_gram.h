/* application_gram: names taken apart, so that an application is found by any part of its organisation's name: each two neighbouring
 * characters, and the first alone (what is one character long can only be looked for at the beginning). */
#ifndef CCER_CORE_APPLICATION_APPLICATION_GRAM_H
#define CCER_CORE_APPLICATION_APPLICATION_GRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

struct arena;

/* The pairs of a text, each once; of a single character that one; of "" none. */
const char **application_grams(struct arena *a, const char *text, size_t *count);
/* The name changed from old ("": there was none) to new: it is found by the new one from now on. */
enum err application_gram_write(struct ctx *c, int64_t application_id, const char *old, const char *new);

#endif
