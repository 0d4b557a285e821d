/* form: handlers see only values that passed; what did not is named in form order and shown again as typed. */
#include "web_fake.h"

#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "web/buf.h"
#include "web/form.h"

static struct arena *a;
static const char *seen;

static const struct form_row rows[] = {
/*       name       rule             max  flags */
	{"name",    NULL,             10, FORM_REQUIRED},
	{"mobile",  rule_mobile,      20, 0},
	{"note",    NULL,            100, FORM_MULTILINE},
	{"secret",  NULL,            128, FORM_SECRET},
	{"mark",    rule_id,          18, FORM_MANY},
	{"key",     rule_token,       64, 0},
};
static const struct form form = FORM(rows);

static enum err read_page(struct req *r)
{
	seen = arena_printf(r->arena, "%s|%s|%s|%s|%s|%s|%s", req_value(r, "name"), req_value(r, "mobile"),
			    req_value(r, "note"), req_value(r, "secret"), req_value(r, "key"),
			    req_value_at(r, "mark", 0) ? req_value_at(r, "mark", 0) : "-",
			    req_value_at(r, "mark", 1) ? req_value_at(r, "mark", 1) : "-");
	return r->method == POST ? req_redirect(r, "/done") : OK;
}

static enum err show_page(struct req *r)
{
	view_set(r, "values.name", "from the database");
	view_set(r, "values.note", "from the database");
	return OK;
}

static enum err identify(struct req *r)
{
	r->csrf = "token";
	return OK;
}

static enum err permit(struct req *r, unsigned right)
{
	(void)r;
	return right == 1 ? OK : ERR_DENIED;
}

static const struct route routes[] = {
	{.method = GET, .path = "/f", .right = 1, .form = &form, .page = read_page, .view = "t/form.cs"},
	{.method = POST, .path = "/f", .right = 1, .form = &form, .page = read_page, .view = "t/form.cs", .show = show_page},
	{.method = POST, .path = "/none", .right = 1, .page = read_page},
};
static const struct site site = {.name = "test", .route = routes, .count = 3, .identify = identify, .permit = permit};

static int set_up(void **state)
{
	(void)state;
	fake_template("t/form.cs",
		      "<?cs each:e = errors ?>[<?cs var:e.field ?>:<?cs var:e.name ?>:<?cs var:e.message ?>]<?cs /each ?>"
		      " n=<?cs var:error_count ?> <?cs var:error.name ?>|<?cs var:values.name ?>|<?cs var:values.mobile ?>|"
		      "<?cs var:values.note ?>|<?cs var:values.secret ?>|<?cs each:m = values.mark ?><?cs var:m ?>,<?cs /each ?>");
	fake_template("label/error.hdf", "required = 请填写\ntoo_long = 太长\n");
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

static struct answer post(const char *body)
{
	seen = NULL;
	return fake_request(a, &site, "POST", "/f", body, NULL);
}

static void test_normalised(void **state)
{
	(void)state;
	struct answer got = post("csrf=token&op=1&name=+%E5%BC%A0%E4%B8%89%E3%80%80&mobile=%2B86+138-1234-5678&note=a%0D%0Ab"
				 "&secret=+x+&mark=7&mark=8&key=Ab-9");
	assert_int_equal(got.status, 303);
	assert_string_equal(seen, "张三|13812345678|a\nb| x |Ab-9|7|8");
}

static void test_refused_in_form_order(void **state)
{
	(void)state;
	struct answer got = post("mark=7&mark=x&secret=hidden&mobile=12&csrf=token&note=%3Cb%3E&name=");
	assert_int_equal(got.status, 422);
	assert_null(seen);
	assert_string_equal(got.body, "[name:required:请填写][mobile:mobile_format:mobile_format][mark:id_format:id_format]"
				      " n=3 请填写||12|&lt;b&gt;||7,");
}

static void test_messages(void **state)
{
	(void)state;
	assert_non_null(strstr(post("csrf=token&name=12345678901").body, "[name:too_long:太长]"));
	assert_non_null(strstr(post("csrf=token&name=a%0Ab").body, "[name:unclean:"));
	assert_non_null(strstr(post("csrf=token&name=a%07b").body, "[name:unclean:"));
	/* marks that nobody sees are no fault of whoever pasted them, and count nowhere */
	assert_int_equal(post("csrf=token&name=%E2%80%AE1234567890%E2%80%AC&mobile=138%E2%80%8B12345678").status, 303);
	assert_string_equal(seen, "1234567890|13812345678||||-|-");
	assert_non_null(strstr(post("csrf=token&name=%E2%80%8B").body, "n=1"));
	assert_non_null(strstr(post("csrf=token&name=a&key=a/b").body, "[key:token_format:"));
	/* code points, not bytes, count */
	assert_int_equal(post("csrf=token&name=%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7").status, 303);
}

static void test_bad_requests(void **state)
{
	(void)state;
	assert_int_equal(post("csrf=token&name=a&other=1").status, 400);
	assert_int_equal(post("csrf=token&name=a&name=b").status, 400);
	assert_int_equal(post("csrf=token&csrf=token&name=a").status, 400);
	assert_int_equal(post("csrf=token&op=1&op=1&name=a").status, 400);
	assert_int_equal(post("csrf=token&name=%00").status, 400);
	assert_int_equal(fake_request(a, &site, "POST", "/none", "csrf=token&x=1", NULL).status, 400);
	assert_null(seen);
}

static void test_query(void **state)
{
	(void)state;
	struct answer got = fake_request(a, &site, "GET", "/f?name=a&mobile=12&unknown=1&mark=5", NULL, NULL);
	assert_int_equal(got.status, 200);
	assert_string_equal(seen, "a|||||5|-");
	assert_string_equal(got.body, " n= |a||||5,");
	assert_int_equal(fake_request(a, &site, "GET", "/f?name=a&name=b", NULL, NULL).status, 400);
	assert_int_equal(fake_request(a, &site, "GET", "/f?x=%zz", NULL, NULL).status, 400);
}

static void test_body_size(void **state)
{
	struct buf b;
	(void)state;
	buf_init(&b, a, 64);
	buf_str(&b, "csrf=token&name=");
	while (b.n < 64 * 1024)
		buf_char(&b, 'x');
	assert_int_equal(post(b.p).status, 422);
	buf_char(&b, 'x');
	assert_int_equal(post(b.p).status, 413);
	static const struct form_row long_row[] = {{"text", NULL, 20000, FORM_MULTILINE}};
	static const struct form long_form = FORM(long_row);
	assert_int_equal(form_body_max(&long_form), 4096 + 240000);
	assert_int_equal(form_body_max(NULL), 64 * 1024);
}

static void ask_for_unknown(void *arg)
{
	(void)arg;
	static const struct form_row one[] = {{"other", NULL, 1, 0}};
	static const struct form other = FORM(one);
	static const struct route bad[] = {{.method = GET, .path = "/f", .right = 1, .form = &other, .page = read_page}};
	static const struct site bad_site = {
		.name = "test", .route = bad, .count = 1, .identify = identify, .permit = permit};
	fake_request(a, &bad_site, "GET", "/f", NULL, NULL);
}

static void test_unknown_name_dies(void **state)
{
	(void)state;
	assert_int_equal(exit_status(ask_for_unknown, NULL), 70);
}

static void test_rules(void **state)
{
	static const struct {
		rule_fn rule;
		const char *value, *message, *normal;
	} row[] = {
		{rule_id, "123", NULL, "123"},
		{rule_id, "123456789012345678", NULL, "123456789012345678"},
		{rule_id, "1234567890123456789", "id_format", NULL},
		{rule_id, "-1", "id_format", NULL},
		{rule_code6, "１２３ 456", NULL, "123456"},
		{rule_code6, "12345", "code_format", NULL},
		{rule_token, "Ab_-9", NULL, "Ab_-9"},
		{rule_token, "a/b", "token_format", NULL},
		{rule_mobile, "0086 138 1234 5678", NULL, "13812345678"},
		{rule_mobile, "+86 23812345678", "mobile_format", NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		const char *value = row[i].value, *message = row[i].rule(a, 0, &value);
		if (row[i].message == NULL) {
			assert_null(message);
			assert_string_equal(value, row[i].normal);
		} else {
			assert_string_equal(message, row[i].message);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normalised), cmocka_unit_test(test_refused_in_form_order),
		cmocka_unit_test(test_messages),   cmocka_unit_test(test_bad_requests),
		cmocka_unit_test(test_query),      cmocka_unit_test(test_body_size),
		cmocka_unit_test(test_rules),      cmocka_unit_test(test_unknown_name_dies),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
