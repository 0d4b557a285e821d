/* params: strict decoding; hostile bodies are refused whole, hostile cookies are passed over. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "web/buf.h"
#include "web/parse/params.h"

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

static enum err parse(const char *s, struct params *p)
{
	return params_parse(a, s, strlen(s), p);
}

static void test_decodes(void **state)
{
	struct params p;
	(void)state;
	assert_int_equal(parse("a=1&b=%E5%BC%80+%2b&c=&d&&e=a=b&", &p), OK);
	assert_int_equal(p.count, 5);
	assert_string_equal(params_get(&p, "a"), "1");
	assert_string_equal(params_get(&p, "b"), "开 +");
	assert_string_equal(params_get(&p, "c"), "");
	assert_string_equal(params_get(&p, "d"), "");
	assert_string_equal(params_get(&p, "e"), "a=b");
	assert_null(params_get(&p, "f"));
	assert_int_equal(parse("", &p), OK);
	assert_int_equal(p.count, 0);
	assert_int_equal(parse("a=%F0%A0%AE%B7", &p), OK); /* beyond the basic plane */
	assert_string_equal(params_get(&p, "a"), "𠮷");
}

static void test_refuses(void **state)
{
	static const char *const wrong[] = {"a=%", "a=%4", "a=%zz", "a=%4g", "%=1", "a=%00", "%00=a", "a=%C0%AF", "a=%ED%A0%80",
					    "a=%FF", "a=\xff", "=1", "a=%F8%88%80%80%80", "a=1&=2", "a=%-1", "a=% 1"};
	struct params p;
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(parse(wrong[i], &p), ERR_BAD_REQUEST);
	assert_int_equal(params_parse(a, "a=\0b", 4, &p), ERR_BAD_REQUEST);
}

static void test_limits(void **state)
{
	struct params p;
	struct buf b;
	(void)state;
	buf_init(&b, a, 64);
	for (int i = 0; i < 200; i++)
		buf_printf(&b, "n%d=1&", i);
	assert_int_equal(parse(b.p, &p), OK);
	buf_str(&b, "one=more");
	assert_int_equal(parse(b.p, &p), ERR_BAD_REQUEST);
	b.n = 0;
	for (int i = 0; i < PARAMS_NAME_MAX; i++)
		buf_char(&b, 'x');
	assert_int_equal(parse(b.p, &p), OK);
	buf_char(&b, 'x');
	assert_int_equal(parse(b.p, &p), ERR_BAD_REQUEST);
}

static void test_cookies(void **state)
{
	struct params p;
	(void)state;
	params_parse_cookie(a, "a=1; b=2;c=3; a=9; bad; =x; q=\"1\"; d=x y; e=\x01; f=\xe5; g=ok", &p);
	assert_int_equal(p.count, 4);
	assert_string_equal(params_get(&p, "a"), "1");
	assert_string_equal(params_get(&p, "b"), "2");
	assert_string_equal(params_get(&p, "c"), "3");
	assert_string_equal(params_get(&p, "g"), "ok");
	params_parse_cookie(a, NULL, &p);
	assert_int_equal(p.count, 0);
	params_parse_cookie(a, ";;; ;=;", &p);
	assert_int_equal(p.count, 0);
}

static void test_paths(void **state)
{
	(void)state;
	assert_string_equal(params_decode_path(a, "/a+b%2Fc", 8), "/a+b/c");
	assert_null(params_decode_path(a, "/%0d%0a", 7));
	assert_null(params_decode_path(a, "/%7f", 4));
	assert_null(params_decode_path(a, "/%00", 4));
	assert_null(params_decode_path(a, "/%c0%ae", 7));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decodes), cmocka_unit_test(test_refuses), cmocka_unit_test(test_limits),
		cmocka_unit_test(test_cookies), cmocka_unit_test(test_paths),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
