/* retention: rows that are kept for a time only. retention.def says of every table whether its rows go, when, and by which setting;
 * nothing else deletes by age. */
#ifndef CCER_CORE_HOUSE_RETENTION_H
#define CCER_CORE_HOUSE_RETENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* The tables whose rows go, 0 … retention_tables() - 1. */
size_t retention_tables(void);
const char *retention_table(size_t table);
/* How long rows of the table are kept: its setting, never less than the least of it; 0: for good. */
int64_t retention_days(size_t table);
/* Deletes a small step of what is older: *gone rows, in the caller's transaction; *more: there may be others. Noted in the audit where
 * retention.def says so; such rows are as old as a day is, so that a day has few notes. */
enum err retention_step(struct ctx *c, size_t table, uint64_t *gone, bool *more);

#endif
