/* press picture: sizes, turning, what counts as blank, the watermark. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "press/decode.h"

static struct arena *arena;

static struct picture sheet(int width, int height, int grey)
{
	struct picture p = {width, height, arena_alloc_array(arena, (size_t)width * (size_t)height, 3)};
	memset(p.rgb, grey, (size_t)width * (size_t)height * 3);
	return p;
}

static void box(struct picture *p, int x, int y, int w, int h, int grey)
{
	for (int i = y; i < y + h; i++)
		memset(p->rgb + ((size_t)i * (size_t)p->width + (size_t)x) * 3, grey, (size_t)w * 3);
}

static void fits(double w, double h, int width, bool up, int want_w, int want_h)
{
	int got_w, got_h;
	picture_fit(w, h, width, up, &got_w, &got_h);
	assert_int_equal(got_w, want_w);
	assert_int_equal(got_h, want_h);
}

static void sizes_are_bounded(void **state)
{
	int w, h;
	(void)state;
	fits(595, 842, 1240, true, 1240, 1755);
	fits(500, 300, 1240, false, 500, 300);
	fits(2480, 3508, 1240, false, 1240, 1754);
	fits(200, 14400, 1240, true, 577, 41544); /* 24 megapixels at most */
	fits(1, 1e9, 1240, true, 1, PICTURE_SIDE_MAX);
	fits(1e9, 1, 1240, true, 1240, 1);
	picture_fit(300, 40000, 1240, false, &w, &h);
	assert_true(w <= 300 && (int64_t)w * h <= PICTURE_PIXELS_MAX);
}

static void only_whole_ppm_is_taken(void **state)
{
	char good[] = "P6\n2 1\n255\nabcdef";
	static const char *const bad[] = {"", "P6", "P5\n2 1\n255\nabcdef", "P6\n2 1\n255\nabcde", "P6\n2 1\n255\nabcdefg",
					  "P6\n0 1\n255\n", "P6\n-2 1\n255\nabcdef", "P6\n2 1\n65535\nabcdef",
					  "P6\n99999999999 1\n255\nabcdef", "P6\n2  1\n255\nabcdef"};
	struct picture p;
	(void)state;
	assert_true(picture_of_ppm((uint8_t *)good, sizeof good - 1, &p));
	assert_int_equal(p.width, 2);
	assert_int_equal(p.height, 1);
	assert_memory_equal(p.rgb, "abcdef", 6);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char *copy = arena_strdup(arena, bad[i]);
		assert_false(picture_of_ppm((uint8_t *)copy, strlen(copy), &p));
	}
}

static void shrinking_takes_means(void **state)
{
	struct picture p = sheet(4, 2, 0);
	(void)state;
	box(&p, 0, 0, 1, 2, 200);
	box(&p, 3, 0, 1, 1, 80);
	picture_shrink(&p, 2, 1);
	assert_int_equal(p.width, 2);
	assert_int_equal(p.height, 1);
	assert_int_equal(p.rgb[0], 100);
	assert_int_equal(p.rgb[3], 20);
	picture_shrink(&p, 10, 10); /* never larger */
	assert_int_equal(p.width, 2);
}

/* A picture of 3 × 2 pixels 1 2 3 / 4 5 6, as each orientation shows it. */
static void orientations_are_upright(void **state)
{
	static const struct { int orientation, width; const char *want; } cases[] = {
		{0, 3, "123456"}, {1, 3, "123456"}, {2, 3, "321654"}, {3, 3, "654321"}, {4, 3, "456123"}, {5, 2, "142536"},
		{6, 2, "415263"}, {7, 2, "635241"}, {8, 2, "362514"}, {9, 3, "123456"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct picture p = sheet(3, 2, 0);
		for (int k = 0; k < 6; k++)
			memset(p.rgb + k * 3, '1' + k, 3);
		picture_turn(arena, &p, cases[i].orientation);
		assert_int_equal(p.width, cases[i].width);
		for (int k = 0; k < 6; k++)
			assert_int_equal(p.rgb[k * 3 + 1], cases[i].want[k]);
	}
}

/* ---- blank ---- */

/* As a scanner sees white paper: noise of ±12 on every pixel, darker towards one side. */
static struct picture scan(int width, int height)
{
	struct picture p = sheet(width, height, 0);
	unsigned seed = 7;
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			for (int k = 0; k < 3; k++) {
				seed = seed * 1103515245 + 12345;
				p.rgb[((size_t)y * (size_t)width + (size_t)x) * 3 + (size_t)k] =
					(uint8_t)(240 - x * 30 / width + (int)(seed >> 16) % 25 - 12);
			}
	return p;
}

static void empty_paper_is_blank(void **state)
{
	struct picture white = sheet(1000, 1414, 255), black = sheet(1000, 1414, 0), paper = scan(1000, 1414);
	(void)state;
	assert_true(picture_blank(arena, &white));
	assert_true(picture_blank(arena, &black));
	assert_true(picture_blank(arena, &paper));
	box(&paper, 0, 0, 1000, 12, 40); /* shadows at the scanner's edge */
	box(&paper, 0, 0, 14, 1414, 60);
	box(&paper, 500, 700, 3, 3, 60); /* and a speck of dust */
	assert_true(picture_blank(arena, &paper));
}

/* Strokes of 2 pixels, 14 high, as a line of 11 pt has them at this width. */
static void a_line_of_writing_is_not_blank(void **state)
{
	struct picture p = scan(1000, 1414);
	(void)state;
	for (int i = 0; i < 12; i++)
		box(&p, 200 + i * 9, 300, 2, 14, 50);
	assert_false(picture_blank(arena, &p));
}

static void a_pale_stamp_is_not_blank(void **state)
{
	struct picture p = scan(1000, 1414);
	(void)state;
	for (int y = 600; y < 760; y++)
		for (int x = 600; x < 760; x++) {
			int r = (x - 680) * (x - 680) + (y - 680) * (y - 680);
			if (r < 75 * 75 && r > 70 * 70) {
				uint8_t *q = p.rgb + ((size_t)y * 1000 + (size_t)x) * 3;
				q[1] = q[2] = 170;
			}
		}
	assert_false(picture_blank(arena, &p));
}

/* ---- watermark ---- */

/* How many pixels it changes by more than a little, in percent. */
static int changed_percent(int grey, const char *text)
{
	struct picture p = sheet(1240, 1754, grey);
	size_t n = (size_t)p.width * (size_t)p.height, changed = 0;
	picture_watermark(&p, text);
	for (size_t i = 0; i < n; i++) {
		int d = 0;
		for (size_t k = 0; k < 3; k++)
			d += abs(p.rgb[i * 3 + k] - grey);
		changed += d > 40;
	}
	return (int)(changed * 100 / n);
}

static void the_watermark_shows_on_everything(void **state)
{
	static const char text[] = "仅用于CCER联合开户　演示初审员甲　2026-11-22 17:30";
	(void)state;
	for (int grey = 0; grey <= 255; grey += 51)
		assert_in_range(changed_percent(grey, text), 1, 15);
	assert_int_equal(changed_percent(255, ""), 0);
}

static void every_part_carries_it(void **state)
{
	struct picture p = sheet(1240, 1754, 255);
	(void)state;
	picture_watermark(&p, "仅用于CCER联合开户　演示初审员甲　2026-11-22 17:30");
	for (int y = 0; y < p.height - 300; y += 100)
		for (int x = 0; x < p.width - 400; x += 100) {
			int marked = 0;
			for (int i = y; i < y + 300; i++)
				for (int k = x; k < x + 400; k++)
					marked += p.rgb[((size_t)i * 1240 + (size_t)k) * 3 + 1] < 240;
			assert_true(marked > 300);
		}
}

static void a_strip_fits_to_the_next(void **state)
{
	struct picture whole = sheet(200, 9000, 255);
	(void)state;
	picture_watermark(&whole, "watermark");
	int before = 0, after = 0;
	for (int x = 0; x < 200; x++) {
		before += whole.rgb[(8191 * 200 + x) * 3 + 1] < 240;
		after += whole.rgb[(8192 * 200 + x) * 3 + 1] < 240;
	}
	assert_true(abs(before - after) <= 6);
}

/* fontconfig keeps what it read, and a decoder ends without tidying up: neither is a leak of ours. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return 1;
}

/* ---- JPEG there and back ---- */

static void a_jpeg_holds_the_picture(void **state)
{
	struct picture p = sheet(400, 320, 255), back;
	const uint8_t *jpeg;
	size_t n;
	(void)state;
	box(&p, 100, 100, 100, 100, 0);
	picture_jpeg(arena, &p, &jpeg, &n);
	FILE *in = fmemopen((void *)jpeg, n, "rb");
	struct decode d = {in, 400, true};
	decode_jpeg(arena, &d, &back);
	fclose(in);
	assert_int_equal(back.width, 400);
	assert_int_equal(back.height, 320);
	assert_true(back.rgb[(150 * 400 + 150) * 3] < 20);
	assert_true(back.rgb[(20 * 400 + 20) * 3] > 235);
}

struct half { const uint8_t *p; size_t n; bool strict; };

static void decode_half(void *arg)
{
	struct half *h = arg;
	struct picture back;
	struct decode d = {fmemopen((void *)h->p, h->n, "rb"), 400, h->strict};
	decode_jpeg(arena, &d, &back);
}

static void half_a_jpeg_is_broken_when_it_matters(void **state)
{
	struct picture p = scan(400, 320);
	struct half h = {.strict = true};
	(void)state;
	picture_jpeg(arena, &p, &h.p, &h.n);
	h.n /= 2;
	assert_int_equal(exit_status(decode_half, &h), DECODE_BROKEN);
	h.strict = false;
	assert_int_equal(exit_status(decode_half, &h), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_are_bounded),
		cmocka_unit_test(only_whole_ppm_is_taken),
		cmocka_unit_test(shrinking_takes_means),
		cmocka_unit_test(orientations_are_upright),
		cmocka_unit_test(empty_paper_is_blank),
		cmocka_unit_test(a_line_of_writing_is_not_blank),
		cmocka_unit_test(a_pale_stamp_is_not_blank),
		cmocka_unit_test(the_watermark_shows_on_everything),
		cmocka_unit_test(every_part_carries_it),
		cmocka_unit_test(a_strip_fits_to_the_next),
		cmocka_unit_test(a_jpeg_holds_the_picture),
		cmocka_unit_test(half_a_jpeg_is_broken_when_it_matters),
	};
	arena = arena_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
