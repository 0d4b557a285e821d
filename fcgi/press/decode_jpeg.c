/* decode_jpeg.c: JPEG, scaled while it is decoded; cameras' orientation applied, print's CMYK turned to RGB. */
#include <stdlib.h>
#include <string.h>

#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>

#include "base/arena.h"
#include "press/decode.h"

static bool is_strict;

static void fail(j_common_ptr c)
{
	(void)c;
	exit(DECODE_BROKEN);
}

/* Of libjpeg's warnings two say that pixels are missing: what it shows there is invented. The others are harmless. */
static void warn(j_common_ptr c, int level)
{
	int code = c->err->msg_code;

	if (level < 0 && is_strict && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER))
		exit(DECODE_BROKEN);
}

static void say(j_common_ptr c)
{
	(void)c;
}

/* ---- orientation: tag 0x0112 of the first directory of the Exif segment; 1 when there is none ---- */

static unsigned number(const uint8_t *p, bool little, int bytes)
{
	unsigned n = 0;

	for (int i = 0; i < bytes; i++)
		n = n << 8 | p[little ? bytes - 1 - i : i];
	return n;
}

static int orientation_in(const uint8_t *tiff, size_t n)
{
	if (n < 8)
		return 1;
	bool little = tiff[0] == 'I';
	size_t at = number(tiff + 4, little, 4);
	if (at > n - 2)
		return 1;
	size_t entries = number(tiff + at, little, 2);
	for (at += 2; entries > 0 && at + 12 <= n; entries--, at += 12)
		if (number(tiff + at, little, 2) == 0x0112)
			return (int)number(tiff + at + 8, little, 2);
	return 1;
}

static int orientation_of(const struct jpeg_decompress_struct *c)
{
	for (jpeg_saved_marker_ptr m = c->marker_list; m; m = m->next)
		if (m->marker == JPEG_APP0 + 1 && m->data_length > 6 && !memcmp(m->data, "Exif\0", 6))
			return orientation_in(m->data + 6, m->data_length - 6);
	return 1;
}

/* ---- pixels ---- */

/* The smallest of libjpeg's eighths that still has the width asked for. */
static void choose_scale(struct jpeg_decompress_struct *c, const struct decode *d, bool across)
{
	uint64_t have = across ? c->image_height : c->image_width;

	c->scale_denom = 8;
	for (c->scale_num = 1; c->scale_num < 8 && have * c->scale_num / 8 < (uint64_t)d->width; c->scale_num++)
		;
}

/* Adobe writes CMYK upside down, and nobody else writes it at all. */
static void cmyk_row(uint8_t *to, const uint8_t *from, size_t pixels, bool inverted)
{
	for (; pixels > 0; pixels--, from += 4)
		for (int k = 0; k < 3; k++)
			*to++ = inverted ? (uint8_t)(from[k] * from[3] / 255)
					 : (uint8_t)((255 - from[k]) * (255 - from[3]) / 255);
}

static void read_rows(struct arena *a, struct jpeg_decompress_struct *c, struct picture *out)
{
	size_t row_size = (size_t)out->width * 3;
	bool cmyk = c->out_color_space == JCS_CMYK;
	JSAMPROW four = cmyk ? arena_alloc_array(a, (size_t)out->width, 4) : NULL;

	while (c->output_scanline < c->output_height) {
		JSAMPROW row = out->rgb + (size_t)c->output_scanline * row_size;
		JSAMPROW into = cmyk ? four : row;

		(void)jpeg_read_scanlines(c, &into, 1);
		if (cmyk)
			cmyk_row(row, four, (size_t)out->width, c->saw_Adobe_marker);
	}
}

void decode_jpeg(struct arena *a, const struct decode *d, struct picture *out)
{
	struct jpeg_decompress_struct c;
	struct jpeg_error_mgr errors;

	is_strict = d->strict;
	c.err = jpeg_std_error(&errors);
	errors.error_exit = fail;
	errors.emit_message = warn;
	errors.output_message = say;
	jpeg_create_decompress(&c);
	jpeg_stdio_src(&c, d->in);
	jpeg_save_markers(&c, JPEG_APP0 + 1, 0xffff);
	(void)jpeg_read_header(&c, TRUE);
	decode_size(d, c.image_width, c.image_height);
	int orientation = orientation_of(&c);
	choose_scale(&c, d, orientation >= 5 && orientation <= 8);
	bool four = c.jpeg_color_space == JCS_CMYK || c.jpeg_color_space == JCS_YCCK;
	c.out_color_space = four ? JCS_CMYK : JCS_RGB;
	(void)jpeg_start_decompress(&c);
	*out = (struct picture){(int)c.output_width, (int)c.output_height,
				arena_alloc_array(a, (size_t)c.output_width * c.output_height, 3)};
	read_rows(a, &c, out);
	(void)jpeg_finish_decompress(&c);
	picture_turn(a, out, orientation);
}
