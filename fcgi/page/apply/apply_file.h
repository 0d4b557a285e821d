/* apply_file: files of the applicant, as they are looked at again. */
#ifndef CCER_PAGE_APPLY_APPLY_FILE_H
#define CCER_PAGE_APPLY_APPLY_FILE_H

#include "base/err.h"
#include "web/web.h"

/* The same, with a word when that file stands in another slot too. */
enum err apply_materials_used(struct req *r, const char *file_public_id);
enum err apply_file(struct req *r);
enum err apply_preview(struct req *r);

#endif
