/* document_hash: the short hashes by which paper is matched with data (rules.md §§ 3, 5). Pure. */
#ifndef CCER_CORE_FORM_DOCUMENT_HASH_H
#define CCER_CORE_FORM_DOCUMENT_HASH_H

#include <stdint.h>

#include "core/form/values.h"

struct arena;

/* The short check hash of a form filled with these values, "7F3A-91C2": keyed (KEY_INDEX), over the fields the form prints
 * (document_field.h) and that are asked for. NULL: no such form. Two forms of the same name and hash print the same answers. */
const char *document_hash(struct arena *a, const struct values *v, const char *form);
/* The beginning of a longer hash as people read it: "7F3A", what stands between, "91C2". */
const char *document_hash_short(struct arena *a, const uint8_t *hash, const char *between);

#endif
