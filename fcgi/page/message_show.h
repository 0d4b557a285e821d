/* message_show: what all pages show of a message. */
#ifndef CCER_PAGE_MESSAGE_SHOW_H
#define CCER_PAGE_MESSAGE_SHOW_H

#include <stddef.h>

#include "db/db.h"
#include "web/web.h"

/* row.fate (key of Label.message.fate), and of one with a problem row.why and row.why_class (keys of Label.message_problem). */
void message_show(struct req *r, const char *row, const struct db_rows *rows, size_t i);

#endif
