/* layout_font: a document holds the letters it uses and not the font's subroutines, and none of its letters is blank. */
#include "unit.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "press/layout/layout_font.h"

enum { SIDE = 40 };
static const char words[] = "本表由联合开户系统按申请机构填报的信息生成。请逐项核对，如需更改，请在系统中修改后重新打印，涂改无效。"
			    "受理号第版页共校验码KH20261122000014□陈𠅤王㼆欧阳·阿依古丽注册登记账户交易代表授权书推荐函协议风险提示";
static PangoFontMap *map;

static cairo_status_t count(void *total, const unsigned char *p, unsigned n)
{
	(void)p;
	*(size_t *)total += n;
	return CAIRO_STATUS_SUCCESS;
}

static void draw(cairo_t *cairo, const char *text, const char *font)
{
	PangoContext *context = pango_font_map_create_context(map);
	PangoLayout *layout = pango_layout_new(context);
	PangoFontDescription *description = pango_font_description_from_string(font);

	pango_layout_set_font_description(layout, description);
	pango_layout_set_width(layout, 400 * PANGO_SCALE);
	pango_layout_set_text(layout, text, -1);
	assert_int_equal(pango_layout_get_unknown_glyphs_count(layout), 0);
	pango_cairo_show_layout(cairo, layout);
	pango_font_description_free(description);
	g_object_unref(layout);
	g_object_unref(context);
}

static size_t pdf_size(const char *font)
{
	size_t total = 0;
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(count, &total, 400, 400);
	cairo_t *cairo = cairo_create(surface);

	draw(cairo, words, font);
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
	cairo_surface_destroy(surface);
	return total;
}

static void test_documents_are_small(void **state)
{
	(void)state;
	assert_in_range(pdf_size("Noto Sans CJK SC 10"), 5000, 80000);
	assert_in_range(pdf_size("Noto Sans CJK SC Bold 10"), 5000, 80000);
}

static bool is_blank(cairo_surface_t *surface)
{
	const unsigned char *p = cairo_image_surface_get_data(surface);
	size_t n = (size_t)cairo_image_surface_get_stride(surface) * SIDE;

	for (size_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return true;
}

static void test_every_letter_is_drawn(void **state)
{
	(void)state;
	for (const char *p = words, *next; *p; p = next) {
		char letter[8] = "";
		cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, SIDE, SIDE);
		cairo_t *cairo = cairo_create(surface);

		next = g_utf8_next_char(p);
		memcpy(letter, p, (size_t)(next - p));
		draw(cairo, letter, "Noto Sans CJK SC 20");
		cairo_surface_flush(surface);
		if (is_blank(surface))
			fail_msg("%s is blank", letter);
		cairo_destroy(cairo);
		cairo_surface_destroy(surface);
	}
}

static int open_map(void **state)
{
	(void)state;
	map = layout_font_map();
	return map ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_documents_are_small),
		cmocka_unit_test(test_every_letter_is_drawn),
	};

	return cmocka_run_group_tests(tests, open_map, NULL);
}
