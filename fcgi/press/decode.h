/* decode: images of strangers to pixels. Only for press-picture, which runs as a child with limits (child.h) and ends with
 * the first fault; nothing here gives memory back. */
#ifndef CCER_PRESS_DECODE_H
#define CCER_PRESS_DECODE_H

#include <stdbool.h>
#include <stdio.h>

#include "press/picture.h"

enum { DECODE_MEGAPIXELS_MAX = 40, DECODE_SIDE_MIN = 300 };
/* Exit statuses of press-picture: what look.c makes messages of. */
enum { DECODE_GOOD = 0, DECODE_BROKEN = 3, DECODE_TOO_SMALL = 4, DECODE_TOO_LARGE = 5 };

struct decode {
	FILE *in;
	int width;   /* pixels wanted, upright: a decoder may answer with more, not with fewer unless the image has no more */
	bool strict; /* a reason to refuse the file ends the process; else as much is shown as there is */
};
/* Ends the process with a DECODE_ status when it cannot. Upright, transparency on white. */
void decode_jpeg(struct arena *a, const struct decode *d, struct picture *out);
void decode_png(struct arena *a, const struct decode *d, struct picture *out);
/* Too many pixels, or, when strict, too few: ends the process. */
void decode_size(const struct decode *d, uint64_t width, uint64_t height);

#endif
