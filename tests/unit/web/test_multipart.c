/* multipart: whatever the portions bytes come in, the same events; what nobody sends is broken; nothing overruns. */
#include "unit.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "web/buf.h"
#include "web/parse/multipart.h"

static const char content_type[] = "multipart/form-data; boundary=----WebKitFormBoundaryAb12";
#define B "------WebKitFormBoundaryAb12"
#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"

static struct arena *a;

static int set_up(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static bool take(struct multipart *m, struct buf *log, const char *p, size_t n)
{
	const uint8_t *at = (const uint8_t *)p;
	for (;;) {
		switch (multipart_next(m, &at, &n)) {
		case MULTIPART_MORE: return true;
		case MULTIPART_PART: buf_printf(log, "[%s|%s|", m->name, m->file_name ? m->file_name : "-"); break;
		case MULTIPART_DATA: buf_add(log, m->data, m->size); break;
		case MULTIPART_PART_END: buf_str(log, "]"); break;
		case MULTIPART_END: buf_str(log, "end"); break;
		case MULTIPART_BROKEN: buf_str(log, "broken"); return false;
		}
	}
}

/* All events as text, the bytes fed in portions of step; each portion in memory of its own size for the sanitizer. */
static struct buf events(const char *type, const char *body, size_t n, size_t step)
{
	struct buf log;
	struct multipart *m = multipart_new(a, type);
	buf_init(&log, a, 256);
	assert_non_null(m);
	for (size_t at = 0; at < n; at += step) {
		size_t portion = n - at < step ? n - at : step;
		char *copy = malloc(portion);
		memcpy(copy, body + at, portion);
		bool more = take(m, &log, copy, portion);
		free(copy);
		if (!more)
			return log;
	}
	if (!multipart_complete(m))
		buf_str(&log, "cut");
	return log;
}

static void expect(const char *body, size_t n, const char *wanted, size_t wanted_n)
{
	for (size_t step = 1; step <= n + 1; step += step < 8 ? 1 : step / 3) {
		struct buf log = events(content_type, body, n, step);
		assert_int_equal(log.n, wanted_n);
		assert_memory_equal(log.p, wanted, wanted_n);
	}
}

#define EXPECT(body, wanted) expect(body, sizeof(body) - 1, wanted, sizeof(wanted) - 1)

static void test_fields_and_file(void **state)
{
	(void)state;
	EXPECT(B "\r\n" FIELD("csrf") "abc\r\n" B "\r\n"
	       "Content-Disposition: form-data; name=\"f\"; filename=\"营业执照.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
	       "%PDF\0\r\n\r\n--\r\n------WebKit\r\r\n" B "x\r\n" B "--\r\n",
	       "[csrf|-|abc][f|营业执照.pdf|%PDF\0\r\n\r\n--\r\n------WebKit\r]broken");
	EXPECT(B "\r\n" FIELD("csrf") "abc\r\n" B "\r\n"
	       "Content-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
	       "%PDF\0\r\n\r\n--\r\n------WebKit\r\r\n-\r\n" B "--\r\n",
	       "[csrf|-|abc][f|a.pdf|%PDF\0\r\n\r\n--\r\n------WebKit\r\r\n-]end");
}

static void test_empty_things(void **state)
{
	(void)state;
	EXPECT(B "\r\n" FIELD("a") "\r\n" B "--\r\n", "[a|-|]end");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n" B "--", "[f||]end");
	EXPECT(B "--\r\n", "end");
	EXPECT(B "--", "end");
	EXPECT("", "cut");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\n\r\n" B "--", "[a\"b|-|]end");
}

static void test_cut(void **state)
{
	static const char whole[] = B "\r\n" FIELD("a") "x\r\n" B "\r\n" FIELD("b") "y\r\n" B "--";
	(void)state;
	for (size_t n = 0; n < sizeof whole - 1; n++) {
		struct buf log = events(content_type, whole, n, 7);
		assert_true(log.n >= 3 && strcmp(log.p + log.n - 3, "cut") == 0);
	}
	EXPECT(B "\r\n" FIELD("a") "x\r\n" B "\r\n" FIELD("b") "y\r\n" B "--", "[a|-|x][b|-|y]end");
}

static void test_broken(void **state)
{
	(void)state;
	EXPECT("preamble\r\n" B "--", "broken");
	EXPECT(B "\n" FIELD("a") "x\r\n" B "--", "broken");
	EXPECT(B " \r\n" FIELD("a") "x\r\n" B "--", "broken");
	EXPECT(B "-x", "broken");
	EXPECT(B "--\r\nmore", "endbroken");
	EXPECT(B "\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Type: text/plain\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x\"; filename=\"y\"\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"a\" filename\r\n\r\nx\r\n" B "--", "broken");
	EXPECT("\r\nx" B "--", "broken");
	EXPECT(B "--\r\n\r\nx", "endbroken");
	EXPECT(B "\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"\xc0\xaf\"\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Disposition: form-data; name=\"a\nb\"\r\n\r\nx\r\n" B "--", "broken");
	EXPECT(B "\r\n" "Content-Disposition: form-data; name=\"a\"\r\n" FIELD("b") "x\r\n" B "--", "broken");
	EXPECT(B "\r\nContent-Transfer-Encoding: base64\r\n" FIELD("a") "x\r\n" B "--", "broken");
	EXPECT(B "\r\nno colon\r\n" FIELD("a") "x\r\n" B "--", "broken");
}

static void test_line_breaks_around(void **state)
{
	(void)state;
	EXPECT("\r\n" B "--", "end");
	EXPECT("\n\r\n\r\n" B "\r\n" FIELD("a") "x\r\n" B "--\r\n\r\n\n", "[a|-|x]end");
}

/* What stands behind "Content-Disposition: ", and the part it gives. */
static void test_spellings_of_a_part(void **state)
{
	static const char *const rows[][2] = {
		{"form-data; name=a", "[a|-|x]"},
		{"form-data ; name = a ; filename = b c.pdf ;", "[a|b c.pdf|x]"},
		{"Form-Data;NAME=\"a\";FILENAME=\"b\"", "[a|b|x]"},
		{"form-data; filename=\"b\"; size=12; name=\"a\"", "[a|b|x]"},
		{"form-data; name=\"a\"; filename=\"营业\\\"执照\\\".pdf\"", "[a|营业\"执照\".pdf|x]"},
		{"form-data; name=\"a\"; filename=\"%22b%22;c.pdf\"", "[a|\"b\";c.pdf|x]"},
		{"form-data; name=\"a\"; filename=\"C:\\docs\\b.pdf\"", "[a|C:\\docs\\b.pdf|x]"},
		{"form-data; name=\"a\"; filename=\"b\\\"", "[a|b\\|x]"},
		{"form-data; name=\"a\"; filename=\"x.pdf\"; filename*=UTF-8''%E6%89%A7%e7%85%a7.pdf", "[a|执照.pdf|x]"},
		{"form-data; name=\"a\"; filename*=utf-8'zh-CN'%E6%89%A7.pdf", "[a|执.pdf|x]"},
		{"form-data; name=\"a\"; filename*=GBK''%D6%B4%D5%D5.pdf", "[a|执照.pdf|x]"},
		{"form-data; name=\"a\"; filename*=iso-8859-1''%A3.pdf", "[a|£.pdf|x]"},
		{"form-data; name=\"a\"; filename=\"b\"; filename*=UTF-8''%zz", "[a|b|x]"},
		{"form-data; name=\"a\"; filename=\"b\"; filename*=UTF-8''%FF", "[a|b|x]"},
		{"form-data; name=\"a\"; filename*=nonsense", "[a|file|x]"},
		{"form-data; name=\"a\"; filename*=../../gconv''b", "[a|file|x]"},
		{"form-data; name=\"a\"; filename=\"\xd6\xb4\xd5\xd5.pdf\"", "[a|执照.pdf|x]"}, /* GBK */
		{"form-data; name=\"a\"; filename=\"\xff\xff\"", "[a|file|x]"},
		{"form-data; name=\"a\"\r\nContent-Transfer-Encoding: binary\r\nX-Any: thing", "[a|-|x]"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *body = arena_printf(a, B "\r\nContent-Disposition: %s\r\n\r\nx\r\n" B "--", rows[i][0]);
		char *wanted = arena_printf(a, "%send", rows[i][1]);
		expect(body, strlen(body), wanted, strlen(wanted));
	}
}

static void test_limits(void **state)
{
	struct buf body;
	(void)state;
	buf_init(&body, a, 1024);
	buf_str(&body, B "\r\nX-Long: ");
	for (int i = 0; i < 5000; i++)
		buf_char(&body, 'x');
	buf_str(&body, "\r\n" FIELD("a") "x\r\n" B "--");
	assert_string_equal(events(content_type, body.p, body.n, 100).p, "broken");
	body.n = 0;
	for (int i = 0; i < 201; i++)
		buf_str(&body, B "\r\n" FIELD("a") "\r\n");
	buf_str(&body, B "--");
	struct buf log = events(content_type, body.p, body.n, 100);
	assert_string_equal(log.p + log.n - 6, "broken");
	assert_int_equal(log.n, 200 * strlen("[a|-|]") + strlen("broken"));
}

static size_t memory_in_use(void)
{
	struct mallinfo2 m = mallinfo2();

	return m.uordblks + m.hblkhd;
}

/* Anybody may send such a body before anything is known of them. */
static void test_a_header_of_many_values_takes_no_more_memory_than_its_size(void **state)
{
	enum { PARTS = 200, VALUES = 800, MEMORY_MAX = 32 * 1024 * 1024 };
	struct buf body;
	(void)state;
	buf_init(&body, a, 1024 * 1024);
	for (int i = 0; i < PARTS; i++) {
		buf_str(&body, B "\r\nContent-Disposition: form-data; name=a");
		for (int k = 0; k < VALUES; k++)
			buf_str(&body, ";b=\"\"");
		buf_str(&body, "\r\n\r\n\r\n");
	}
	buf_str(&body, B "--\r\n");
	size_t before = memory_in_use();
	struct buf log = events(content_type, body.p, body.n, 65536);
	assert_string_equal(log.p + log.n - 3, "end");
	assert_true(memory_in_use() - before < MEMORY_MAX);
}

static void test_content_types(void **state)
{
	static const char *const wrong[] = {
		"", "text/plain", "multipart/form-data", "multipart/form-data;", "multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=\"a \"",
		"multipart/mixed; boundary=a", "multipart/form-data; boundary=a\r", "multipart/form-data; boundary=a; boundary=b",
		"multipart/form-data-x; boundary=a", "multipart/form-data; charset", "multipart/form-data; boundary=a; charset",
		("multipart/form-data; boundary="
		 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
	};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_null(multipart_new(a, wrong[i]));
	assert_non_null(multipart_new(a, "Multipart/Form-Data; boundary=\"a'()+_,-./:=?\""));
	assert_non_null(multipart_new(a, "multipart/form-data;boundary=a"));
	static const char *const right[] = {
		"multipart/form-data; boundary=a;charset=x", "multipart/form-data; charset=utf-8; boundary=a",
		"multipart/form-data; charset=\"utf-8\" ;Boundary = \"a\" ;", "multipart/form-data ; boundary=a",
	};
	for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
		struct multipart *m = multipart_new(a, right[i]);
		assert_non_null(m);
		assert_string_equal(m->delimiter, "\r\n--a");
	}
}

/* The same events in portions as whole, for bytes nobody chose: mostly pieces of delimiters. */
static void test_random_bodies(void **state)
{
	static const char *const piece[] = {"\r", "\n", "-", "--", "\r\n", "\r\n" B, B, "\r\n" B "\r\n", FIELD("a"), "x",
					    "\r\n" B "--", "\r\n------Web", "\r\r\n"};
	unsigned seed = 1;
	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buf body;
		buf_init(&body, a, 256);
		buf_str(&body, B "\r\n" FIELD("f"));
		for (int i = 0; i < 12; i++) {
			seed = seed * 1103515245u + 12345u;
			buf_str(&body, piece[(seed >> 16) % (sizeof piece / sizeof *piece)]);
		}
		struct buf whole = events(content_type, body.p, body.n, body.n);
		struct buf bytes = events(content_type, body.p, body.n, 1);
		assert_string_equal(whole.p, bytes.p);
		if (round % 100 == 0)
			arena_reset(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields_and_file), cmocka_unit_test(test_empty_things),
		cmocka_unit_test(test_cut),             cmocka_unit_test(test_broken),
		cmocka_unit_test(test_line_breaks_around), cmocka_unit_test(test_spellings_of_a_part),
		cmocka_unit_test(test_limits),          cmocka_unit_test(test_content_types),
		cmocka_unit_test(test_random_bodies),
		cmocka_unit_test(test_a_header_of_many_values_takes_no_more_memory_than_its_size),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
