/* target_show: what a correction item is about, for pages and documents. */
#ifndef CCER_PAGE_TARGET_SHOW_H
#define CCER_PAGE_TARGET_SHOW_H

#include "core/form/target.h"
#include "core/material/material.h"
#include "web/web.h"

/* Of a field: row.field and row.section; of a material among m: row.material_number and row.material. */
void target_show(struct req *r, const char *row, struct target target, const struct materials *m);

#endif
