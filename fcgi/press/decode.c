/* decode.c: what both kinds of image have in common. */
#include "press/decode.h"

#include <stdlib.h>

void decode_size(const struct decode *d, uint64_t width, uint64_t height)
{
	if (width == 0 || height == 0)
		exit(DECODE_BROKEN);
	if (width * height > (uint64_t)DECODE_MEGAPIXELS_MAX * 1000000)
		exit(DECODE_TOO_LARGE);
	if (d->strict && (width < DECODE_SIDE_MIN || height < DECODE_SIDE_MIN))
		exit(DECODE_TOO_SMALL);
}
