/* office_rows: rows of cases as lists show them */
#ifndef CCER_PAGE_OFFICE_OFFICE_ROWS_H
#define CCER_PAGE_OFFICE_OFFICE_ROWS_H

#include <stddef.h>

#include "base/err.h"
#include "db/db.h"
#include "web/web.h"

/* Lists of cases: prefix.N.* from rows of queue.h, times and due dates made readable. */
enum err office_rows(struct req *r, const char *prefix, const struct db_rows *rows, size_t max);

#endif
