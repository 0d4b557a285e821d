/* reseal: everything that is sealed, known in one table, and put under the key in use (crypt.h, "Changing the seal key").
 * Values: a row is replaced only if it is still what was read, so nothing typed meanwhile is lost. Files: store_reseal.
 * May be interrupted anywhere and begun again: what is under the key in use already is passed over. */
#ifndef CCER_CORE_HOUSE_RESEAL_H
#define CCER_CORE_HOUSE_RESEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* The sealed columns, 0 … reseal_column_count - 1, as "table.column". A migration that makes another adds its row there. */
extern const size_t reseal_column_count;
const char *reseal_column_name(size_t column);
/* How much is sealed under which key, ascending; key 0: what is not a seal of ours. */
struct reseal_use { uint32_t key; int64_t values, files; };
struct reseal_uses { struct reseal_use v[64]; size_t count; };
/* Counts one column into out, which begins all zero; asks the whole table. */
enum err reseal_count_values(struct ctx *c, size_t column, struct reseal_uses *out);
/* Counts all files of the store, also those without a row. */
enum err reseal_count_files(struct arena *a, struct reseal_uses *out);
/* More keys than v holds die: ccerctl allows no more. */
struct reseal_use *reseal_use_of(struct reseal_uses *u, uint32_t key);
/* A walk through one column or the files: begins all zero, is over when finished. bad: cannot be opened, each logged. */
struct reseal_walk { int64_t after, done, bad; bool finished; };
/* The next rows, within the caller's transaction: w changes at once, so a transaction that fails takes the one from before. */
enum err reseal_values(struct ctx *c, size_t column, struct reseal_walk *w);
/* The next files, outside of any transaction. ERR_IO when the store cannot be written. */
enum err reseal_files(struct ctx *c, struct reseal_walk *w);

#endif
