/* picture_jpeg.c: our own pixels as JPEG. Reading JPEG is decode_jpeg.c's. */
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "base/arena.h"
#include "base/log.h"
#include "press/picture.h"

enum { QUALITY = 82 };

static void fail(j_common_ptr c)
{
	die("jpeg: message %d", c->err->msg_code);
}

void picture_jpeg(struct arena *a, const struct picture *p, const uint8_t **jpeg, size_t *size)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	unsigned char *made = NULL;
	unsigned long n = 0;

	c.err = jpeg_std_error(&errors);
	errors.error_exit = fail;
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &made, &n);
	c.image_width = (JDIMENSION)p->width;
	c.image_height = (JDIMENSION)p->height;
	c.input_components = 3;
	c.in_color_space = JCS_RGB;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, QUALITY, TRUE);
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < c.image_height) {
		JSAMPROW row = p->rgb + (size_t)c.next_scanline * (size_t)p->width * 3;

		(void)jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	*jpeg = arena_memdup(a, made, n);
	*size = n;
	free(made);
}
