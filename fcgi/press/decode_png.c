/* decode_png.c: PNG of every depth and kind. */
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "press/decode.h"

/* A torn file leaves white where it ends; strict: it is refused. */
void decode_png(struct arena *a, const struct decode *d, struct picture *out)
{
	static const png_color white = {255, 255, 255};

	png_image image = {.version = PNG_IMAGE_VERSION};
	if (!png_image_begin_read_from_stdio(&image, d->in))
		exit(DECODE_BROKEN);
	decode_size(d, image.width, image.height);
	image.format = PNG_FORMAT_RGB;
	image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* as every viewer takes 16 bits without a profile */
	*out = (struct picture){(int)image.width, (int)image.height, NULL};
	out->rgb = arena_alloc(a, PNG_IMAGE_SIZE(image));
	memset(out->rgb, 255, PNG_IMAGE_SIZE(image));
	if (!png_image_finish_read(&image, &white, out->rgb, 0, NULL) && d->strict)
		exit(DECODE_BROKEN);
}
