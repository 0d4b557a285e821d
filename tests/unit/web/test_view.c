/* view: whatever people typed comes out as text; templates are parsed once and used with each request's own data. */
#include "web_fake.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "web/buf.h"
#include "web/req.h"
#include "web/view.h"

static struct arena *a;
static const struct site site = {.name = "test"};
static const char hostile[] = "<script>alert(1)</script>\"'&<?cs evar:x ?>";
static const char tamed[] = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;?cs evar:x ?&gt;";

static int set_up(void **state)
{
	(void)state;
	fake_template("t/plain.cs", "<p title=\"<?cs var:x ?>\"><?cs var:x ?></p>");
	fake_template("lib/macros.cs", "<?cs def:show(v) ?>(<?cs var:v ?>)<?cs /def ?>");
	fake_template("t/deep.cs",
		      "<?cs include:\"lib/macros.cs\" ?><?cs each:r = rows ?><?cs if:r.name ?><?cs call:show(r.name) ?>"
		      "<?cs set:y = r.name ?><?cs var:y ?><?cs /if ?><?cs /each ?>"
		      "<?cs with:z = rows.0 ?><?cs var:z.name ?><?cs /with ?><?cs var:x + x ?>"
		      "<?cs loop:i = 0, 1 ?><?cs var:rows[i].name ?><?cs /loop ?>");
	fake_template("t/label.cs", "<?cs var:Label.state[state] ?>/<?cs var:Label.state.none ?>/<?cs var:site ?>/<?cs var:csrf ?>");
	fake_template("t/broken.cs", "<?cs if:x ?>never closed");
	fake_template("t/outside.cs", "<?cs include:\"../../../etc/passwd\" ?>");
	fake_template("t/big.cs",
		      "<?cs include:\"lib/macros.cs\" ?><table><?cs each:r = rows ?><tr><td><?cs call:show(r.name) ?></td>"
		      "<td><?cs var:r.id ?></td><td><?cs var:Label.state[r.state] ?></td></tr><?cs /each ?></table>");
	fake_template("forms/frame.cs", "");
	fake_template("forms/r7/a.cs", "");
	fake_template("forms/r7/b.cs", "");
	fake_template("forms/r8/a.cs", "");
	fake_template("forms/r8/deep/a.cs", "");
	fake_template("formsx/r9/a.cs", "");
	fake_template("label/state.hdf", "draft = 草稿\nopened = 已开立\n");
	fake_start();
	a = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(a);
	fake_stop();
	return 0;
}

static struct req *request(void)
{
	struct exchange x = {0};
	return req_new(&site, NULL, a, &x);
}

static const char *render(struct req *r, const char *name)
{
	const char *html;
	size_t n;
	assert_int_equal(view_render(r, name, &html, &n), OK);
	assert_int_equal(strlen(html), n);
	return html;
}

static void test_escapes(void **state)
{
	struct req *r = request();
	(void)state;
	view_set(r, "x", hostile);
	assert_string_equal(render(r, "t/plain.cs"), arena_printf(a, "<p title=\"%s\">%s</p>", tamed, tamed));
}

static struct db_rows two_rows(void)
{
	static const char *const name[] = {"name", "id", "state"};
	static const struct db_cell cell[] = {{hostile, sizeof hostile - 1}, {"1", 1}, {"draft", 5}, {NULL, 0}, {"2", 1}, {NULL, 0}};
	return (struct db_rows){.count = 2, .columns = 3, .name = name, .cell = cell};
}

/* Nothing that came in is left as it was, whichever way through macros, loops, set and with. */
static void test_escapes_everywhere(void **state)
{
	struct db_rows rows = two_rows();
	(void)state;
	for (int round = 0; round < 3; round++) {
		struct req *r = request();
		view_rows(r, "rows", &rows);
		view_set(r, "x", hostile);
		assert_string_equal(render(r, "t/deep.cs"),
				    arena_printf(a, "(%s)%s%s%s%s%s", tamed, tamed, tamed, tamed, tamed, tamed));
	}
}

static void test_own_data_only(void **state)
{
	(void)state;
	struct req *first = request(), *second = request();
	view_set(first, "x", "secret of one");
	render(first, "t/plain.cs");
	assert_string_equal(render(second, "t/plain.cs"), "<p title=\"\"></p>");
	view_set(second, "x", "two");
	assert_string_equal(render(second, "t/plain.cs"), "<p title=\"two\">two</p>");
	assert_string_equal(render(first, "t/plain.cs"), "<p title=\"secret of one\">secret of one</p>");
	view_fresh(first);
	assert_string_equal(render(first, "t/plain.cs"), "<p title=\"\"></p>");
}

static void test_labels(void **state)
{
	struct req *r = request();
	(void)state;
	view_set(r, "state", "draft");
	r->csrf = "c";
	assert_string_equal(render(r, "t/label.cs"), "草稿//test/c");
	assert_string_equal(view_label("state", "opened"), "已开立");
	assert_null(view_label("state", "none"));
	assert_null(view_label("none", "none"));
	arena_reset(a);
	assert_string_equal(view_label("state", "opened"), "已开立");
}

static void test_values(void **state)
{
	struct req *r = request();
	struct db_rows rows = two_rows();
	(void)state;
	view_set(r, "x", "kept");
	view_set(r, "x", NULL);
	assert_string_equal(render(r, "t/plain.cs"), "<p title=\"kept\">kept</p>");
	view_num(r, "x", INT64_C(-9223372036854775807));
	assert_string_equal(render(r, "t/plain.cs"), "<p title=\"-9223372036854775807\">-9223372036854775807</p>");
	view_setf(r, "x", "%d<%s", 1, "2");
	assert_string_equal(render(r, "t/plain.cs"), "<p title=\"1&lt;2\">1&lt;2</p>");
	view_row(r, "case", &rows, 1);
	view_remove(r, "x");
	view_remove(r, "never.there");
	assert_string_equal(render(r, "t/plain.cs"), "<p title=\"\"></p>");
}

/* In a process of its own: ClearSilver loses a few bytes for each template it cannot parse. */
static void render_twice(void *name)
{
	const char *html;
	size_t n;
	enum err first = view_render(request(), name, &html, &n), second = view_render(request(), name, &html, &n);
	_exit(first == ERR_IO && second == ERR_IO ? 3 : 4);
}

static void test_only_listed_templates(void **state)
{
	static char broken[] = "t/broken.cs", outside[] = "t/outside.cs", absolute[] = "/etc/passwd";
	(void)state;
	assert_int_equal(exit_status(render_twice, broken), 3);
	assert_int_equal(exit_status(render_twice, outside), 3);
	assert_int_equal(exit_status(render_twice, absolute), 3);
}

static void test_folders(void **state)
{
	(void)state;
	for (int again = 0; again < 2; again++) {
		assert_string_equal(view_folder("forms", 0), "r7");
		assert_string_equal(view_folder("forms", 1), "r8");
		assert_null(view_folder("forms", 2));
		assert_null(view_folder("t", 0));
		assert_null(view_folder("nowhere", 0));
	}
}

/* A hundred rows with a macro each, as the longest lists have: well under 10 ms, and memory does not grow. */
static void test_speed(void **state)
{
	static char name[100][16];
	static const char *const column[] = {"name", "id", "state"};
	struct db_cell cell[300];
	struct timespec from, to;
	(void)state;
	for (int i = 0; i < 100; i++) {
		(void)snprintf(name[i], sizeof name[i], "<单位 %d>", i);
		cell[i * 3] = (struct db_cell){name[i], strlen(name[i])};
		cell[i * 3 + 1] = (struct db_cell){name[i], strlen(name[i])};
		cell[i * 3 + 2] = (struct db_cell){"draft", 5};
	}
	struct db_rows rows = {.count = 100, .columns = 3, .name = column, .cell = cell};
	clock_gettime(CLOCK_MONOTONIC, &from);
	for (int i = 0; i < 200; i++) {
		struct req *r = request();
		view_rows(r, "rows", &rows);
		render(r, "t/big.cs");
		arena_reset(a);
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	double ms = ((double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6) / 200;
	print_message("a page of 100 rows: %.3f ms\n", ms);
	assert_true(ms < 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escapes), cmocka_unit_test(test_escapes_everywhere),
		cmocka_unit_test(test_own_data_only), cmocka_unit_test(test_labels),
		cmocka_unit_test(test_values), cmocka_unit_test(test_only_listed_templates),
		cmocka_unit_test(test_folders), cmocka_unit_test(test_speed),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
