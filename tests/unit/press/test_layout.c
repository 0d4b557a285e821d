/* layout: which markup is refused and why, that the same markup gives the same bytes, and how many pages come out. What the
 * pages look like is tests/press. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "press/layout/layout.h"

#define WHOLE(body) "<document title=\"t\" created=\"2026-11-22T01:02:03Z\">" body "</document>"

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	layout_open();
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int reset(void **state)
{
	(void)state;
	arena_reset(arena);
	return 0;
}

static const char *problem_of(const char *markup, size_t n)
{
	const char *problem = NULL;
	const void *pdf;
	size_t size;
	enum err e = layout_pdf(arena, markup, n, &pdf, &size, &problem);

	assert_non_null(problem);
	assert_int_equal(e, *problem ? ERR_INVALID : OK);
	return problem;
}

#define assert_problem(markup, problem) assert_string_equal(problem_of((markup), strlen(markup)), (problem))

/* Pages are counted by their objects: cairo writes one "/Type /Page" each, besides "/Type /Pages". */
static int pages_of(const char *markup)
{
	const char *problem, *at;
	const void *pdf;
	size_t size;
	int n = 0;

	assert_int_equal(layout_pdf(arena, markup, strlen(markup), &pdf, &size, &problem), OK);
	for (at = pdf; (at = memmem(at, size - (size_t)(at - (const char *)pdf), "/Type /Page", 11)); at += 11)
		n += at[11] != 's';
	return n;
}

/* Begins with count times the same text. */
static char *repeated(const char *before, const char *text, int count, const char *after)
{
	size_t n = strlen(text), start = strlen(before);
	char *s = arena_alloc(arena, start + n * (size_t)count + strlen(after) + 1);

	memcpy(s, before, start);
	for (int i = 0; i < count; i++)
		memcpy(s + start + n * (size_t)i, text, n);
	strcpy(s + start + n * (size_t)count, after);
	return s;
}

static void test_refused_structure(void **state)
{
	(void)state;
	assert_problem("", "line 1: empty");
	assert_problem("<p>a</p>", "line 1: not allowed here: p");
	assert_problem(WHOLE("<div/>"), "line 1: unknown element");
	assert_problem(WHOLE("\n<cell/>"), "line 2: not allowed here: cell");
	assert_problem(WHOLE("words"), "line 1: text outside of a paragraph");
	assert_problem(WHOLE("<p>a"), "line 1: not well-formed");
	assert_problem(WHOLE("") WHOLE(""), "line 1: not allowed here: document");
	assert_problem(WHOLE("<footer/><footer/>"), "more than one header or footer");
	assert_problem("<!DOCTYPE a [<!ENTITY b \"c\">]>" WHOLE("<p>&b;</p>"), "line 1: only elements, text and comments are allowed");
	assert_problem(WHOLE("<p>&nbsp;</p>"), "line 1: not well-formed");
	assert_problem(WHOLE("<p><![CDATA[a]]></p>"), "line 1: only elements, text and comments are allowed");
	assert_problem(WHOLE("<!-- told --><p>a</p>"), "");
}

static void test_refused_attributes(void **state)
{
	(void)state;
	assert_problem("<document title=\"t\"/>", "line 1: missing attribute created");
	assert_problem("<document title=\"t\" created=\"2026-02-30T00:00:00Z\"/>", "line 1: bad value of created");
	assert_problem("<document title=\"t\" created=\"yesterday\"/>", "line 1: bad value of created");
	assert_problem(WHOLE("<p colour=\"red\">a</p>"), "line 1: unknown attribute of p");
	assert_problem(WHOLE("<p gap=\"1\" gap=\"2\">a</p>"), "line 1: attribute given twice: gap");
	for (const char *const *bad = (const char *const[]){"", "-1", "41", "1e1", "nan", "0x1", "99999999999", "1.", " 1", NULL}; *bad;
	     bad++)
		assert_problem(arena_printf(arena, WHOLE("<p gap=\"%s\">a</p>"), *bad), "line 1: bad value of gap");
	assert_problem(WHOLE("<p gap=\"7.5\">a</p>"), "");
	assert_problem(WHOLE("<list kind=\"label\"/>"), "line 1: bad value of kind");
	assert_problem(WHOLE("<p align=\"justify\">a</p>"), "line 1: bad value of align");
	assert_problem(WHOLE("<qr value=\"a\" size=\"5\"/>"), "line 1: bad value of size");
	assert_problem(WHOLE("<qr value=\"\"/>"), "the value of a code is empty or too long");
}

static void test_refused_tables(void **state)
{
	(void)state;
	assert_problem(WHOLE("<table widths=\"1 0\"/>"), "line 1: bad value of widths");
	assert_problem(WHOLE("<table widths=\"1 1 1 1 1 1 1 1 1 1 1 1 1\"/>"), "line 1: bad value of widths");
	assert_problem(WHOLE("<table widths=\"1 1\"><row><cell/></row></table>"),
		       "a row does not have as many cells as its table has widths");
	assert_problem(WHOLE("<table widths=\"1 1\"><row><cell/><cell/><cell/></row></table>"),
		       "a row does not have as many cells as its table has widths");
	assert_problem(WHOLE("<table widths=\"1 1\"><row><cell span=\"3\"/></row></table>"),
		       "a row does not have as many cells as its table has widths");
	assert_problem(WHOLE("<table widths=\"1\"><row><cell/></row><head><cell/></head></table>"),
		       "a table's head is not its first row");
	assert_problem(WHOLE("<table widths=\"1 1\"><row><cell span=\"2\"/></row></table><fields/><marks/><list/><keep/>"), "");
}

static void test_broken_bytes(void **state)
{
	static const char *const bad[] = {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf0\x9f", "\xe4\xb8", NULL};

	(void)state;
	for (int i = 0; bad[i]; i++)
		assert_problem(arena_printf(arena, WHOLE("<p>%s</p>"), bad[i]), "line 1: not UTF-8");
	assert_string_equal(problem_of(WHOLE("<p>a\0b</p>"), sizeof(WHOLE("<p>a\0b</p>")) - 1), "a zero byte");
}

/* Every beginning of a good document, and every single byte of it changed, ends in an answer. */
static void test_damaged(void **state)
{
	static const char good[] =
		WHOLE("<footer left=\"{page}\"/><h1>&#22269;</h1><fields columns=\"2\"><band>x</band><field label=\"l\">v</field></fields>"
		      "<table widths=\"1 2\"><head><cell>a</cell><cell>b</cell></head></table><copy label=\"c\">d</copy>"
		      "<marks><mark kind=\"seal\" label=\"s\" hint=\"h\"/></marks><qr value=\"v\"/><p><code>1</code></p>");

	(void)state;
	for (size_t i = 0; i < sizeof(good) - 1; i++) {
		char *changed = arena_strndup(arena, good, sizeof(good) - 1);

		(void)problem_of(good, i);
		for (const char *c = "<\"&\xe5 0"; *c; c++) {
			changed[i] = *c;
			(void)problem_of(changed, sizeof(good) - 1);
		}
		arena_reset(arena);
	}
}

static void test_too_much(void **state)
{
	(void)state;
	assert_problem(repeated("<document title=\"t\" created=\"2026-11-22T01:02:03Z\"><p>", "<b><u>", 100, ""),
		       "line 1: too deep or too many elements");
	assert_problem(repeated("<document title=\"t\" created=\"2026-11-22T01:02:03Z\">", "<p/>", 300000, "</document>"),
		       "line 1: too deep or too many elements");
	assert_problem(repeated("<document title=\"t\" created=\"2026-11-22T01:02:03Z\"><p>", "text", 20000, "</p></document>"),
		       "line 1: too much text in p");
	assert_problem(repeated("<document title=\"t\" created=\"2026-11-22T01:02:03Z\">", "<space height=\"150\"/><p>a</p>", 1200,
				"</document>"),
		       "too many pages");
	assert_string_equal(problem_of(arena_alloc(arena, LAYOUT_MARKUP_MAX + 1), LAYOUT_MARKUP_MAX + 1), "too large");
}

static const void *pdf_of(struct arena *a, const char *markup, size_t *size)
{
	const char *problem;
	const void *pdf;

	assert_int_equal(layout_pdf(a, markup, strlen(markup), &pdf, size, &problem), OK);
	return pdf;
}

static void test_same_bytes(void **state)
{
	static const char one[] = WHOLE("<h1>申请表</h1><p>甲乙丙<b>丁</b>𠮷</p><qr value=\"1\"/>");
	static const char other[] = WHOLE("<p>丁丙乙甲<b>申请</b></p><p size=\"large\">表</p>");
	size_t n, again;
	const void *first = pdf_of(arena, one, &n), *second;

	(void)state;
	(void)pdf_of(arena, other, &again);
	second = pdf_of(arena, one, &again);
	assert_int_equal(n, again);
	assert_memory_equal(first, second, n);
	assert_non_null(memmem(first, n, "(D:20261122010203Z)", 19));
}

static void test_pages(void **state)
{
	static const char start[] = "<document title=\"t\" created=\"2026-11-22T01:02:03Z\">";

	(void)state;
	assert_int_equal(pages_of(WHOLE("")), 1);
	assert_int_equal(pages_of(WHOLE("<p>a</p><break/><p>b</p>")), 2);
	assert_int_equal(pages_of(WHOLE("<break/><p>a</p><break/><break/>")), 1);
	assert_int_equal(pages_of(repeated(start, "<p gap=\"0\">a</p>", 40, "</document>")), 1);
	assert_int_equal(pages_of(repeated(start, "<p gap=\"0\">a</p>", 42, "</document>")), 2);
	/* 39 lines and a kept block of 4: the block moves as a whole, the 39 stay. */
	assert_int_equal(pages_of(repeated(start, "<p gap=\"0\">a</p>", 39,
					   "<keep><p gap=\"0\">a</p><p gap=\"0\">a</p><p gap=\"0\">a</p></keep></document>")),
			 2);
	/* A kept block that no page can hold is placed all the same. */
	assert_int_equal(pages_of(repeated("<document title=\"t\" created=\"2026-11-22T01:02:03Z\"><keep>", "<p gap=\"0\">a</p>", 100,
					   "</keep></document>")),
			 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_refused_structure, reset), cmocka_unit_test_teardown(test_refused_attributes, reset),
		cmocka_unit_test_teardown(test_refused_tables, reset),    cmocka_unit_test_teardown(test_broken_bytes, reset),
		cmocka_unit_test_teardown(test_damaged, reset),           cmocka_unit_test_teardown(test_too_much, reset),
		cmocka_unit_test_teardown(test_same_bytes, reset),        cmocka_unit_test_teardown(test_pages, reset),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
