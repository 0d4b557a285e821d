/* Fee years and the times of queries: the pure rules of rules.md § 7. */
#include "unit.h"

#include "base/clock.h"
#include "core/money/fee.h"
#include "core/money/payment_attempt.h"

static struct date day(const char *s)
{
	struct date d;
	assert_true(date_parse(s, &d));
	return d;
}

static void expect_year(const char *paid_on, const char *until_before, const char *from, const char *until)
{
	struct date before = {0};
	if (until_before)
		before = day(until_before);
	struct fee_year y = fee_year_paid(day(paid_on), until_before ? &before : NULL);
	assert_int_equal(date_compare(y.from, day(from)), 0);
	assert_int_equal(date_compare(y.until, day(until)), 0);
}

static void test_first_year_starts_when_paid(void **state)
{
	(void)state;
	expect_year("2025-03-13", NULL, "2025-03-13", "2026-03-12");
	expect_year("2024-02-29", NULL, "2024-02-29", "2025-02-28");
	expect_year("2023-03-01", NULL, "2023-03-01", "2024-02-29");
}

static void test_paid_in_time_follows_on(void **state)
{
	(void)state;
	expect_year("2026-01-20", "2026-03-12", "2026-03-13", "2027-03-12");
	expect_year("2026-03-12", "2026-03-12", "2026-03-13", "2027-03-12"); /* the last day */
	expect_year("2025-02-01", "2025-02-28", "2025-03-01", "2026-02-28"); /* after a year from 29 February */
}

static void test_paid_late_starts_anew(void **state)
{
	(void)state;
	expect_year("2026-03-13", "2026-03-12", "2026-03-13", "2027-03-12");
	expect_year("2026-08-01", "2026-03-12", "2026-08-01", "2027-07-31");
}

static void test_who_pays(void **state)
{
	(void)state;
	assert_true(fee_applies("project_owner"));
	assert_true(fee_applies("other"));
	assert_false(fee_applies("national_emitter"));
	assert_false(fee_applies("local_emitter"));
}

static void test_times_of_queries(void **state)
{
	static const int minutes[] = {1, 3, 10, 30, 90, 150};
	int64_t opened = 1790000000, now = opened;
	(void)state;
	for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
		now = payment_next_query(opened, now);
		assert_int_equal(now, opened + 60 * minutes[i]);
	}
	int count = 0;
	while (now >= 0 && count < 100) {
		now = payment_next_query(opened, now);
		count++;
	}
	assert_int_equal(count, 23); /* 3.5 h, 4.5 h … 24.5 h, and then no more */
	assert_int_equal(payment_next_query(opened, opened + 26 * 3600), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_year_starts_when_paid), cmocka_unit_test(test_paid_in_time_follows_on),
		cmocka_unit_test(test_paid_late_starts_anew),	    cmocka_unit_test(test_who_pays),
		cmocka_unit_test(test_times_of_queries),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
