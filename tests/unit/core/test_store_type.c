/* store_type: what files are by content, fed in every portion; cut, mistyped and oversized ones are refused. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/store_type.h"

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

		assert_string_equal(got, n ? "file_truncated" : "file_empty");
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
		{"%PDF-1.4\ntrailer <</Root 1 0 R /Encrypt 12 0 R>>\n%%EOF", "application/pdf"},
		{"%PDF-1.4\ntrailer <</Root 1 0 R>>\nstartxref\n12\n", "file_truncated"},
		{"\n%PDF-1.4\n%%EOF", "application/pdf"},
		{"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n%%EOF", "application/pdf"},
		{"\r\n%PDF-1.4\nno end of it, and many words", "file_truncated"},
		{"<html>%PDF-1.4\n%%EOF", "file_is_web"},
		{"MZ%PDF-1.4\n and %%EOF", "file_is_program"},
		{"%PDF-1.4\n%%%EOF", "application/pdf"},
		{"%PDF-1.4\n%%EOF\n5 0 obj the next state of it %%EOF", "application/pdf"},
		{"%PDF-1.4\n%%EOF\n%%EOF\nPK\x03\x04 a zip behind it", "file_mixed"},
		{"%PDF-1.4\n%%EOF\n\n  <script>alert(1)</script>", "file_mixed"},
		{"%PDF-1.4\n%%EOF\nsome words of a printer driver", "application/pdf"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes b = text(rows[i][0]);

		assert_answer(&b, rows[i][1]);
	}
}

/* Padding of any length behind the end is nothing; what stands behind the padding counts. */
static void test_pdf_end_long_ago(void **state)
{
	static const char padding[] = {' ', 0, '\n', 0x1a, '\xff'};

	(void)state;
	for (size_t i = 0; i < sizeof padding; i++) {
		struct bytes b = text("%PDF-1.4\n%%EOF\n");

		memset(b.p + b.n, padding[i], 2000);
		b.n += 2000;
		assert_string_equal(answer(&b, b.n, 100), "application/pdf");
		PUT(&b, "PK\x03\x04 a zip behind it");
		assert_string_equal(answer(&b, b.n, 100), "file_mixed");
	}
}

/* Another state, or all but the first page, begins behind an end and is not whole. */
static void test_pdf_cut_behind_an_end(void **state)
{
	struct bytes b = text("%PDF-1.4\n%%EOF\n5 0 obj\n");

	(void)state;
	memset(b.p + b.n, 'x', 2000);
	b.n += 2000;
	assert_answer(&b, "file_truncated");
	PUT(&b, "\n%%EOF");
	assert_answer(&b, "application/pdf");
}

/* Where decoders look for the beginning: in the first 1,024 bytes. */
static void test_pdf_behind_something(void **state)
{
	(void)state;
	for (size_t before = 1; before < 1100; before += before < 1010 ? 101 : 1) {
		struct bytes b = {.n = before};

		memset(b.p, '\n', before);
		PUT(&b, "%PDF-1.4\nwords\n%%EOF\n");
		assert_answer(&b, before + 5 <= 1024 ? "application/pdf" : "file_is_text");
	}
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
#define ROW(bytes, name) {bytes, sizeof(bytes) - 1, name}
	static const struct { const char *p; size_t n; const char *want; } rows[] = {
		ROW("GIF89a......", "file_is_gif"),
		ROW("II*\0\x08\0\0\0\0\0\0\0", "file_is_tiff"),
		ROW("MM\0*\0\0\0\x08....", "file_is_tiff"),
		ROW("BM\x9a\x01\0\0\0\0\0\0\x36\0\0\0", "file_is_bmp"),
		ROW("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic", "file_is_heic"),
		ROW("\0\0\0\x18" "ftypmif1\0\0\0\0mif1heic", "file_is_heic"),
		ROW("\0\0\0\x18" "ftypavif\0\0\0\0mif1miaf", "file_is_webp"),
		ROW("\0\0\0\x18" "ftypisom\0\0\0\0isommp41", "file_is_film"),
		ROW("RIFF\x24\0\0\0WEBPVP8 ", "file_is_webp"),
		ROW("RIFF\x24\0\0\0AVI LIST", "file_is_film"),
		ROW("ID3\x03\0\0\0\0\0\0", "file_is_film"),
		ROW("#!AMR\n<more>", "file_is_film"),
		ROW("PK\x03\x04 a document", "file_is_archive"),
		ROW("PK\x03\x04\x14\0\x06\0 [Content_Types].xml", "file_is_office"),
		ROW("PK\x03\x04\x14\0\x06\0 mimetypeapplication/vnd.oasis.opendocument.text", "file_is_office"),
		ROW("PK\x03\x04\x14\0\x06\0 OFD.xml", "file_is_ofd"),
		ROW("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "file_is_office"),
		ROW("Rar!\x1a\x07\x01\0", "file_is_archive"),
		ROW("7z\xbc\xaf\x27\x1c\0\4", "file_is_archive"),
		ROW("\x1f\x8b\x08\0\0\0\0\0", "file_is_archive"),
		ROW("MZ\x90\0\3\0\0\0", "file_is_program"),
		ROW("\x7f" "ELF\2\1\1\0", "file_is_program"),
		ROW("#!/bin/sh\nexit", "file_is_program"),
		ROW("<html><script>", "file_is_web"),
		ROW("\xef\xbb\xbf\r\n<!DOCTYPE HTML>", "file_is_web"),
		ROW("MIME-Version: 1.0\r\n", "file_is_web"),
		ROW("<?xml version=\"1.0\"?>\n<!-- drawn --><svg xmlns=\"\">", "file_is_svg"),
		ROW("<?xml version=\"1.0\"?>\n<data/>", "file_is_text"),
		ROW("{\\rtf1\\ansi}", "file_is_rtf"),
		ROW("name,number\r\n1,2\r\n", "file_is_text"),
		ROW("\xe8\x90\xa5\xe4\xb8\x9a\xe6\x89\xa7\xe7\x85\xa7", "file_is_text"),
		ROW("\xd3\xaa\xd2\xb5\xd6\xb4\xd5\xd5", "file_is_text"), /* GBK */
		ROW("\xff\xfe" "a\0b\0c\0d\0", "file_is_text"),
		ROW("x", "file_is_text"),
		ROW("\0", "file_type"),
		ROW("PK", "file_is_text"),
		ROW("8BPS\0\1\0\0\0\0", "file_type"),
		ROW("AC1032\0\0\0\0", "file_type"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes b = {.n = 0};

		put(&b, rows[i].p, rows[i].n);
		assert_answer(&b, rows[i].want);
	}
}

static void test_another_file_behind(void **state)
{
	static const char *const hidden[] = {"PK\x03\x04 and so on", "<html><script>", "%PDF-1.7\n1 0 obj", "MZ......", "Rar!\x1a\x07.."};
	static const char *const harmless[] = {"", "PK", "\n", "MotionPhoto_Data....", "\xff\xd8\xff\xe1 another", "some words"};

	(void)state;
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		struct bytes j = jpeg(64, 64), p = png(64, 64);

		put(&j, hidden[i], strlen(hidden[i]));
		PUT(&p, "\r\n");
		put(&p, hidden[i], strlen(hidden[i]));
		assert_answer(&j, "file_mixed");
		assert_answer(&p, "file_mixed");
	}
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
		struct bytes j = jpeg(64, 64), p = png(64, 64);

		put(&j, harmless[i], strlen(harmless[i]));
		put(&p, harmless[i], strlen(harmless[i]));
		assert_answer(&j, "image/jpeg");
		assert_answer(&p, "image/png");
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
		cmocka_unit_test(test_size),	 cmocka_unit_test(test_pdf_end_long_ago), cmocka_unit_test(test_pdf_behind_something),
		cmocka_unit_test(test_pdf_cut_behind_an_end), cmocka_unit_test(test_mistyped),
		cmocka_unit_test(test_another_file_behind),
		cmocka_unit_test(test_garbage),	 cmocka_unit_test(test_samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
