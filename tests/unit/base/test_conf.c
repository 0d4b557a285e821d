/* conf: a right file is read, a wrong one refused with its line. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/conf.h"

static char path[] = "/tmp/ccer-test-conf-XXXXXX";

static bool load(const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	return conf_load(path);
}

/* What conf_load says on stderr; "" when it is content. */
static const char *complaint(const char *text)
{
	static char said[4096];
	FILE *to = tmpfile();
	int kept = dup(STDERR_FILENO);
	bool good;

	assert_non_null(to);
	dup2(fileno(to), STDERR_FILENO);
	good = load(text);
	dup2(kept, STDERR_FILENO);
	close(kept);
	rewind(to);
	said[fread(said, 1, sizeof said - 1, to)] = '\0';
	fclose(to);
	assert_int_equal(good, said[0] == '\0');
	return said;
}

static void test_fallbacks(void **state)
{
	(void)state;
	assert_true(load(""));
	assert_string_equal(conf_str(CONF_PROFILE), "production");
	assert_string_equal(conf_str(CONF_DB_USER), "");
	assert_int_equal(conf_int(CONF_REGISTRY_DAYS), 15);
}

static void test_values(void **state)
{
	(void)state;
	assert_true(load("; a comment\n[db]\nuser = portal\nname=ccer2\n\n[clock]\nregistry_days = 20\n"
		"[sms]\naliyun_sign_name = 碳市场 开户\n"));
	assert_string_equal(conf_str(CONF_DB_USER), "portal");
	assert_string_equal(conf_str(CONF_DB_NAME), "ccer2");
	assert_string_equal(conf_str(CONF_SMS_ALIYUN_SIGN_NAME), "碳市场 开户");
	assert_int_equal(conf_int(CONF_REGISTRY_DAYS), 20);
	assert_true(load("")); /* forgets the file before */
	assert_string_equal(conf_str(CONF_DB_USER), "");
}

static void test_refused(void **state)
{
	static char long_line[600];
	static const struct { const char *text, *line, *what; } rows[] = {
		{"[db]\nusr = x\n",                            ":2: db.usr:", "no such setting"},
		{"[database]\nuser = x\n",                     ":2: database.user:", "no such setting"},
		{"user = x\n",                                 ":1: .user:", "no such setting"},
		{"[db]\nuser = x\n\nuser = y\n",               ":4: db.user:", "twice"},
		{"[db]\nuser = x\n  y\n",                      ":3: db.user:", "twice"},
		{"[clock]\nregistry_days = many\n",            ":2: clock.registry_days:", "number"},
		{"[clock]\nregistry_days = 5 days\n",          ":2: clock.registry_days:", "number"},
		{"[clock]\nregistry_days =\n",                 ":2: clock.registry_days:", "number"},
		{"[clock]\nregistry_days = 99999999999999999999\n", ":2: clock.registry_days:", "number"},
		{"[db]\nuser\n",                               ":2:", "name = value"},
		{"[db\n",                                      ":1:", "name = value"},
		{long_line,                                    ":2:", "too long"},
	};

	(void)state;
	strcpy(long_line, "[db]\nuser = ");
	memset(long_line + strlen(long_line), 'x', 500);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *said = complaint(rows[i].text);

		if (strstr(said, rows[i].line) == NULL || strstr(said, rows[i].what) == NULL)
			fail_msg("row %zu says \"%s\"", i, said);
	}
	assert_string_equal(complaint("[db]\nuser = x\n"), "");
}

static void test_no_file(void **state)
{
	int kept = dup(STDERR_FILENO);

	(void)state;
	close(STDERR_FILENO);
	assert_false(conf_load("/nonexistent/ccer.conf"));
	dup2(kept, STDERR_FILENO);
	close(kept);
}

static void test_set(void **state)
{
	(void)state;
	assert_true(load("[db]\nuser = portal\n"));
	conf_set(CONF_DB_USER, "office");
	conf_set(CONF_PAPER_DAYS, "7");
	assert_string_equal(conf_str(CONF_DB_USER), "office");
	assert_int_equal(conf_int(CONF_PAPER_DAYS), 7);
}

static void set_badly(void *unused)
{
	(void)unused;
	conf_set(CONF_PAPER_DAYS, "soon");
}

static void ask_badly(void *unused)
{
	(void)unused;
	conf_int(CONF_DB_USER);
}

static void test_wrong_kinds_die(void **state)
{
	(void)state;
	assert_int_equal(exit_status(set_badly, NULL), 70);
	assert_int_equal(exit_status(ask_badly, NULL), 70);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fallbacks),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_wrong_kinds_die),
	};
	int fd = mkstemp(path), failed;

	if (fd < 0)
		return 1;
	close(fd);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	return failed;
}
