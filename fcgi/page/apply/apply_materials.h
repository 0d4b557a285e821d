/* apply_materials: back to the materials, after a file was put into a slot. */
#ifndef CCER_PAGE_APPLY_APPLY_MATERIALS_H
#define CCER_PAGE_APPLY_APPLY_MATERIALS_H

#include "base/err.h"
#include "web/web.h"

/* To the material the form was about, with a word when that file stands in another slot too. */
enum err apply_materials_used(struct req *r, const char *file_public_id);

#endif
