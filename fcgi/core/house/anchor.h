/* anchor: how long the audit chain was at a moment and its newest link's hash, signed, to be kept where whoever can write the
 * database cannot write: a chain that was shortened or made anew since does not fit it (ccerctl audit verify --since). */
#ifndef CCER_CORE_HOUSE_ANCHOR_H
#define CCER_CORE_HOUSE_ANCHOR_H

#include <stdbool.h>
#include <stdint.h>

#include "core/ground/audit_verify.h"

struct arena;

struct anchor {
	int64_t at;               /* epoch seconds */
	struct audit_point point; /* the newest link; its number is that of linked rows */
};

/* Lines of plain text, the last one the signature with anchor.secret over those before it. NULL after saying on stderr why not. */
const char *anchor_write(struct arena *a, const char *keys_directory, const struct anchor *x);
/* Reads one back, also out of a mail around it. False: none there, or not signed by public_hex (64 hexadecimal digits). */
bool anchor_read(struct arena *a, const char *public_hex, const char *text, struct anchor *out);

#endif
