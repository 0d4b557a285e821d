/* store_type: what files are by content, fed in every portion; cut, locked, mistyped and oversized ones are refused. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store_type.h"

struct bytes { uint8_t p[4096]; size_t n; };

static void put(struct bytes *b, const void *p, size_t n)
{
	memcpy(b->p + b->n, p, n);
	b->n += n;
}
#define PUT(b, literal) put((b), literal, sizeof(literal) - 1)

static struct bytes jpeg(unsigned width, unsigned height)
{
	struct bytes b = {.n = 0};
	uint8_t frame[] = {0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0};

	PUT(&b, "\xff\xd8\xff\xe1\x00\x0a" "Exif\xff\xd9\xff\xd8"); /* a thumbnail's end is not the file's */
	put(&b, frame, sizeof frame);
	PUT(&b, "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" "ab\xff\x00" "cd\xff\xd0" "ef");
	PUT(&b, "\xff\xff\xc4\x00\x03\x00\xff\xda\x00\x02" "gh\xff\xd9");
	return b;
}

static void put_chunk(struct bytes *b, const char *type, const uint8_t *data, uint8_t n)
{
	uint8_t length[4] = {0, 0, 0, n};

	put(b, length, 4);
	put(b, type, 4);
	put(b, data, n);
	PUT(b, "crc!");
}

static struct bytes png(uint32_t width, uint32_t height)
{
	struct bytes b = {.n = 0};
	uint8_t size[13] = {width >> 24, width >> 16, width >> 8, width, height >> 24, height >> 16, height >> 8, height,
			    8, 2, 0, 0, 0};

	PUT(&b, "\x89PNG\r\n\x1a\n");
	put_chunk(&b, "IHDR", size, sizeof size);
	put_chunk(&b, "IDAT", size, 7);
	put_chunk(&b, "IEND", size, 0);
	return b;
}

static struct bytes text(const char *s)
{
	struct bytes b = {.n = 0};

	put(&b, s, strlen(s));
	return b;
}

/* The answer, type or problem, when fed in portions of step bytes. */
static const char *answer(const struct bytes *b, size_t n, size_t step)
{
	struct store_type t = {0};
	const char *problem, *type;

	for (size_t i = 0; i < n; i += step)
		store_type_feed(&t, b->p + i, n - i < step ? n - i : step);
	assert_int_equal(t.size, (int64_t)n);
	type = store_type_of(&t, &problem);
	assert_true((type == NULL) == (problem != NULL));
	return type ? type : problem;
}

static void assert_answer(const struct bytes *b, const char *want)
{
	for (size_t step = 1; step <= b->n + 1; step++)
		assert_string_equal(answer(b, b->n, step), want);
}

/* However short a good file is cut, it is refused. */
static void assert_cut_refused(const struct bytes *b)
{
	for (size_t n = 0; n < b->n; n++) {
		const char *got = answer(b, n, 3);

		assert_string_equal(got, n == 0 ? "file_empty" : n < 8 ? "file_type" : "file_truncated");
	}
}

static void test_whole(void **state)
{
	struct bytes j = jpeg(640, 480), p = png(640, 480), d = text("%PDF-1.7\n1 0 obj\n<</EncryptMetadata false>>\n%%EOF\n");

	(void)state;
	assert_answer(&j, "image/jpeg");
	assert_answer(&p, "image/png");
	assert_answer(&d, "application/pdf");
	assert_cut_refused(&j);
	assert_cut_refused(&p);
}

static void test_after_the_end(void **state)
{
	struct bytes j = jpeg(640, 480);

	(void)state;
	PUT(&j, "ftyp a film of the telephone \xff\xd8");
	assert_answer(&j, "image/jpeg");
}

static void test_pdf(void **state)
{
	static const char *const rows[][2] = {
		{"%PDF-1.4\ntrailer <</Root 1 0 R /Encrypt 12 0 R>>\n%%EOF", "file_password"},
		{"%PDF-1.4\ntrailer <</Encrypt<</V 1>>>>\n%%EOF", "file_password"},
		{"%PDF-1.4\ntrailer <</Encryp/Encrypt\n9 0 R>>\n%%EOF", "file_password"},
		{"%PDF-1.4\ntrailer <</Root 1 0 R>>\nstartxref\n12\n", "file_truncated"},
		{"\n%PDF-1.4\n%%EOF", "file_type"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes b = text(rows[i][0]);

		assert_answer(&b, rows[i][1]);
	}
}

static void test_pdf_end_long_ago(void **state)
{
	struct bytes b = text("%PDF-1.4\n%%EOF\n");

	(void)state;
	memset(b.p + b.n, ' ', 2000);
	b.n += 2000;
	assert_string_equal(answer(&b, b.n, 100), "file_truncated");
}

static void test_size(void **state)
{
	struct bytes big = jpeg(8000, 5001), just = jpeg(8000, 5000), png_big = png(1u << 30, 1u << 30), none = png(0, 5);

	(void)state;
	assert_answer(&big, "file_image_size");
	assert_answer(&just, "image/jpeg");
	assert_answer(&png_big, "file_image_size");
	assert_answer(&none, "file_truncated");
}

static void test_mistyped(void **state)
{
	static const char *const rows[] = {"GIF89a......", "PK\x03\x04 a document", "<html><script>", "MZ......", "RIFF....WEBP"};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes b = text(rows[i]);

		assert_answer(&b, "file_type");
	}
}

static void test_garbage(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 20000; round++) {
		struct bytes b = round % 2 ? jpeg(64, 64) : png(64, 64);

		for (int k = 0; k < 4; k++)
			b.p[(size_t)rand() % b.n] = (uint8_t)rand();
		answer(&b, b.n, 1 + (size_t)rand() % 50);
	}
}

static const char *file_answer(const char *path)
{
	struct store_type t = {0};
	uint8_t buf[777];
	const char *problem, *type;
	size_t n;
	FILE *f = fopen(path, "rb");

	assert_non_null(f);
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		store_type_feed(&t, buf, n);
	fclose(f);
	type = store_type_of(&t, &problem);
	return type ? type : problem;
}

/* Files of cameras, scanners and printers: see tests/samples/README.md. */
static void test_samples(void **state)
{
	static const char *const rows[][2] = {
		{"applicant-a/01_subject_licence.jpg", "image/jpeg"},
		{"applicant-a/02_signatory_id_front.jpg", "image/jpeg"},
		{"applicant-a/12_trading_agreement_signed.pdf", "application/pdf"},
		{"applicant-a/13_project_design_document.pdf", "application/pdf"},
		{"applicant-a/14_transfer_agreement.pdf", "application/pdf"},
		{"applicant-b/01_subject_licence.jpg", "image/jpeg"},
		{"applicant-b/12_trading_agreement_signed.pdf", "application/pdf"},
	};
	const char *srcdir = getenv("srcdir");
	char path[1024];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(path, sizeof path, "%s/tests/samples/%s", srcdir ? srcdir : ".", rows[i][0]);
		assert_string_equal(file_answer(path), rows[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),	 cmocka_unit_test(test_after_the_end), cmocka_unit_test(test_pdf),
		cmocka_unit_test(test_size),	 cmocka_unit_test(test_pdf_end_long_ago), cmocka_unit_test(test_mistyped),
		cmocka_unit_test(test_garbage),	 cmocka_unit_test(test_samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
