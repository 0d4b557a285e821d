/* office_file: files of a case as staff see them. */
#ifndef CCER_PAGE_OFFICE_REVIEW_OFFICE_FILE_H
#define CCER_PAGE_OFFICE_REVIEW_OFFICE_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* The plain bytes of a stored file (struct press_source); ctx is its crypt_reader. */
enum err office_file_chunk(void *ctx, const uint8_t **p, size_t *n);

#endif
