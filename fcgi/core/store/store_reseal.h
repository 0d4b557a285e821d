/* store_reseal: the same files under another key (reseal.h). */
#ifndef CCER_CORE_STORE_STORE_RESEAL_H
#define CCER_CORE_STORE_STORE_RESEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/store/store.h"

/* ---- under another key (reseal.h) ---- */
/* Writes the file anew under the key in use, beside it, and puts it in its place; *changed: it was not under it. Readers are
 * not disturbed. ERR_NOT_FOUND, ERR_TAMPERED: this file alone; ERR_IO, ERR_UNAVAILABLE (full): the store.
 * Logged. */
enum err store_reseal(enum store_kind kind, int64_t application_id, const char *public_id, bool *changed);
/* Calls fn with the key of every file, 0 for what is none of ours; not of those that are still coming in. */
typedef void store_key_fn(void *arg, uint32_t key);
enum err store_keys(struct arena *a, store_key_fn *fn, void *arg);

#endif
