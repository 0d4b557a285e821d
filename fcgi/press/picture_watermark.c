/* picture_watermark.c: who looks at it, burnt into the pixels (rules.md § 10). */
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "base/log.h"
#include "press/picture.h"

/* Of the page's width: the letters, and the gaps between lines and repetitions. */
static const double letter = 1.0 / 46, line_gap = 0.17, word_gap = 0.07, slant = -24 * M_PI / 180;

/* A pale edge and a darker body: one of the two shows on whatever is beneath. */
static void draw_once(cairo_t *c, PangoLayout *words, double x, double y, double size)
{
	cairo_move_to(c, x, y);
	pango_cairo_layout_path(c, words);
	cairo_set_line_width(c, size / 9);
	cairo_set_line_join(c, CAIRO_LINE_JOIN_ROUND);
	cairo_set_source_rgba(c, 1, 1, 1, .30);
	cairo_stroke_preserve(c);
	cairo_set_source_rgba(c, .70, .12, .10, .30);
	cairo_fill(c);
}

static PangoLayout *words_of(cairo_t *c, const char *text, double size)
{
	PangoLayout *words = pango_cairo_create_layout(c);
	PangoFontDescription *font = pango_font_description_from_string("Noto Sans CJK SC, sans-serif");

	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_layout_set_font_description(words, font);
	pango_layout_set_single_paragraph_mode(words, TRUE);
	pango_layout_set_text(words, text, -1);
	pango_font_description_free(font);
	return words;
}

/* Slanted lines over the whole page, each shifted against the one above, so that no strip of the page is free of them.
 * Only what touches the strip at hand is drawn: on a page of 300 by 65,000 one in a hundred does. */
static void draw(cairo_t *c, const char *text, double width, double height)
{
	double size = fmax(9, width * letter), reach = hypot(width, height) / 2;
	PangoLayout *words = words_of(c, text, size);
	int w, h;
	pango_layout_get_pixel_size(words, &w, &h);
	double across = w + width * word_gap, down = fmax(width * line_gap, 2.0 * h), left, top, right, bottom;
	cairo_translate(c, width / 2, height / 2);
	cairo_rotate(c, slant);
	cairo_clip_extents(c, &left, &top, &right, &bottom);
	int line = 0;
	for (double y = -reach; y < reach; y += down, line++)
		for (double x = -reach - (line % 2 ? across / 2 : 0); x < reach; x += across)
			if (x + w + size > left && x - size < right && y + h + size > top && y - size < bottom)
				draw_once(c, words, x, y, size);
	g_object_unref(words);
}

static void copy_in(const struct picture *p, uint8_t *to, size_t stride)
{
	for (int y = 0; y < p->height; y++) {
		const uint8_t *from = p->rgb + (size_t)y * (size_t)p->width * 3;
		uint32_t *pixel = (uint32_t *)(void *)(to + (size_t)y * stride);

		for (int x = 0; x < p->width; x++, from += 3)
			*pixel++ = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
	}
}

static void copy_out(struct picture *p, const uint8_t *from, size_t stride)
{
	for (int y = 0; y < p->height; y++) {
		uint8_t *to = p->rgb + (size_t)y * (size_t)p->width * 3;
		const uint32_t *pixel = (const uint32_t *)(const void *)(from + (size_t)y * stride);

		for (int x = 0; x < p->width; x++, pixel++) {
			*to++ = (uint8_t)(*pixel >> 16);
			*to++ = (uint8_t)(*pixel >> 8);
			*to++ = (uint8_t)*pixel;
		}
	}
}

/* In strips: cairo's surfaces are at most 32,767 high. */
static void mark_strip(struct picture *strip, const char *text, int above, int height)
{
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, strip->width, strip->height);

	if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS)
		die("watermark: %s", cairo_status_to_string(cairo_surface_status(s)));
	size_t stride = (size_t)cairo_image_surface_get_stride(s);
	copy_in(strip, cairo_image_surface_get_data(s), stride);
	cairo_surface_mark_dirty(s);
	cairo_t *c = cairo_create(s);
	cairo_translate(c, 0, -above);
	draw(c, text, strip->width, height);
	cairo_destroy(c);
	cairo_surface_flush(s);
	copy_out(strip, cairo_image_surface_get_data(s), stride);
	cairo_surface_destroy(s);
}

void picture_watermark(struct picture *p, const char *text)
{
	enum { STRIP = 8192 };

	if (!text[0])
		return;
	for (int y = 0; y < p->height; y += STRIP) {
		struct picture strip = {p->width, p->height - y < STRIP ? p->height - y : STRIP,
					p->rgb + (size_t)y * (size_t)p->width * 3};

		mark_strip(&strip, text, y, p->height);
	}
}
