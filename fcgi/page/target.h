/* target: what a correction item is about, for pages and documents. */
#ifndef CCER_PAGE_TARGET_H
#define CCER_PAGE_TARGET_H

#include "core/material/material.h"
#include "web/web.h"

/* Of "field:<name>": row.field and row.section; of "material:<code>" among m: row.material_number and row.material. */
void target_show(struct req *r, const char *row, const char *target, const struct materials *m);

#endif
