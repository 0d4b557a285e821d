/* store_sweep: what lies on the disk without a row is removed: a file whose transaction never committed, and one whose row was
 * forgotten. */
#ifndef CCER_CORE_STORE_STORE_SWEEP_H
#define CCER_CORE_STORE_STORE_SWEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* Goes on with this process's walk through the store by max files, however many there are, and removes files and previews among them
 * that are older than age_s and have no row. *through: that was the end, the next call begins anew. A transaction that is run again
 * goes on with the files behind; those it had seen have their turn in the next walk. ERR_IO: the store cannot be looked at (logged). */
enum err store_sweep(struct ctx *c, int64_t age_s, int max, bool *through);

#endif
