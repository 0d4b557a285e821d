/* clock: Beijing dates, calendar arithmetic, the fee year (rules.md § 7). */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"

static struct arena *arena;

static struct date day(const char *s)
{
	struct date d;

	assert_true(date_parse(s, &d));
	return d;
}

static void test_year_end(void **state)
{
	static const char *const rows[][2] = {
		/* starts on     last day */
		{"2025-03-13", "2026-03-12"},
		{"2024-02-29", "2025-02-28"},
		{"2023-03-01", "2024-02-29"},
		{"2023-02-28", "2024-02-27"},
		{"2024-03-01", "2025-02-28"},
		{"2025-01-01", "2025-12-31"},
		{"2025-12-31", "2026-12-30"},
		{"2096-02-29", "2097-02-28"},
		{"2099-03-01", "2100-02-28"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(date_iso(arena, date_year_end(day(rows[i][0]))), rows[i][1]);
}

static void test_parse(void **state)
{
	static const char *const bad[] = {
		"", "2026", "2026-2-01", "2026-02-1", "2026/02/01", "2026-02-30", "2025-02-29", "2100-02-29", "1799-12-31",
		"2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32", "2026-04-31", "2026-01-01 ", " 2026-01-01",
		"2026-01-01x", "+026-01-01", "2026--1-01", "２０26-01-01",
	};
	struct date d = {1, 2, 3};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(date_parse(bad[i], &d));
	assert_int_equal(d.year, 1); /* untouched */
	assert_true(date_parse("2000-02-29", &d) && date_parse("1800-01-01", &d) && date_parse("9999-12-31", &d));
}

static void test_days_there_and_back(void **state)
{
	struct date before = day("1800-01-01");
	int64_t first = date_days(before);

	(void)state;
	assert_int_equal(date_days(day("1970-01-01")), 0);
	assert_int_equal(date_days(day("2000-03-01")), 11017);
	for (int64_t n = first + 1; n < first + 150000; n++) {
		struct date d = date_from_days(n);

		assert_int_equal(date_days(d), n);
		assert_int_equal(date_compare(before, d), -1);
		assert_int_equal(date_compare(d, before), 1);
		before = d;
	}
	assert_int_equal(date_compare(before, before), 0);
	assert_string_equal(date_iso(arena, date_add_days(day("2024-12-31"), 60)), "2025-03-01");
	assert_string_equal(date_iso(arena, date_add_days(day("2024-03-01"), -1)), "2024-02-29");
}

static void test_beijing(void **state)
{
	(void)state;
	/* 15:59:59 and 16:00 UTC lie on both sides of Beijing's midnight. */
	assert_string_equal(date_iso(arena, clock_beijing_date(clock_from_sql("2026-12-21 15:59:59"))), "2026-12-21");
	assert_string_equal(date_iso(arena, clock_beijing_date(clock_from_sql("2026-12-21 16:00:00"))), "2026-12-22");
	assert_string_equal(clock_beijing(arena, clock_from_sql("2026-12-22 01:14:59")), "2026-12-22 09:14");
	assert_string_equal(clock_beijing(arena, clock_from_sql("2025-12-31 16:00:00")), "2026-01-01 00:00");
	assert_string_equal(clock_beijing(arena, -8 * 3600 - 1), "1969-12-31 23:59");
	assert_string_equal(date_chinese(arena, day("2026-02-03")), "2026年2月3日");
}

static void test_zone_of_the_process_does_not_matter(void **state)
{
	static const char *const zones[] = {"UTC", "Asia/Shanghai", "America/New_York", "Asia/Kolkata"};

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		setenv("TZ", zones[i], 1);
		assert_string_equal(clock_beijing(arena, 1797902040), "2026-12-22 09:14");
		assert_string_equal(clock_sql(arena, 1797902040), "2026-12-22 01:14:00");
		assert_int_equal(clock_from_sql("2026-12-22 01:14:00"), 1797902040);
	}
}

static void test_sql(void **state)
{
	static const char *const bad[] = {
		"", "2026-12-22", "2026-12-22T01:14:00", "2026-12-22 24:00:00", "2026-12-22 01:60:00", "2026-12-22 01:14:60",
		"2026-02-29 01:14:00", "2026-12-22 01:14:00x", "2026-12-22 1:14:000", "0000-00-00 00:00:00",
	};

	(void)state;
	assert_int_equal(clock_from_sql(NULL), -1);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(clock_from_sql(bad[i]), -1);
	assert_int_equal(clock_from_sql("1970-01-01 00:00:00"), 0);
	assert_int_equal(clock_from_sql("2026-12-22 01:14:00.999999"), 1797902040);
	for (int64_t t = 0; t < 4000000000; t += 86400 * 13 + 3661)
		assert_int_equal(clock_from_sql(clock_sql(arena, t)), t);
}

static void test_clocks_run(void **state)
{
	int64_t start = clock_monotonic_ms();

	(void)state;
	assert_true(clock_now() > 1750000000);
	assert_true(clock_monotonic_ms() >= start);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_year_end),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_days_there_and_back),
		cmocka_unit_test(test_beijing),
		cmocka_unit_test(test_zone_of_the_process_does_not_matter),
		cmocka_unit_test(test_sql),
		cmocka_unit_test(test_clocks_run),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
