/* store_type: what a file is, by its content alone, as it streams by (safety.md Files). Pure: bytes in, answer out; no
 * picture is decoded here, only headers and the frame of the file are read. */
#ifndef CCER_CORE_STORE_STORE_TYPE_H
#define CCER_CORE_STORE_STORE_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/store/store.h"

enum { STORE_MEGAPIXELS_MAX = 40, STORE_TAIL_BYTES = 1024 };

struct store_type {
	int64_t size;
	uint8_t head[8];
	uint8_t tail[STORE_TAIL_BYTES]; /* what follows the end of a PDF, but padding, or of a picture; of what is none of ours: its
					   beginning */
	size_t tail_have;               /* bytes of it */
	int kind;                       /* which reader runs, once the head is known */
	int state;                      /* of that reader */
	int64_t skip;                   /* bytes that do not matter */
	uint8_t buf[32];
	size_t have, need;              /* of a PDF: letters of %%EOF, bytes behind it */
	uint32_t width, height;
	bool whole, broken;             /* the end was seen; not the format it claims */
};
/* All zero is a reader of nothing yet. */
void store_type_feed(struct store_type *t, const uint8_t *p, size_t n);
/* After the last byte: "application/pdf" "image/jpeg" "image/png", or NULL with *problem: file_empty
 * file_truncated file_image_size file_mixed (another file behind its end) or one of store_family's. */
const char *store_type_of(const struct store_type *t, const char **problem);

#endif
