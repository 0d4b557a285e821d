/* What finance reads without a database: statements of a bank, and why an order is not paid. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "core/finance/bank_statement.h"
#include "core/finance/bank_transfer.h"
#include "core/finance/finance.h"
#include "core/finance/finance_why.h"

static const struct bank_statement_words words = {"day|Day", "number", "payer", "amount|in", "remark"};

static struct arena *arena;
static struct bank_entry *entries;
static size_t count;
static int line;

static const char *read_text(const char *text)
{
	return bank_statement_read(arena, text, strlen(text), &words, &entries, &count, &line);
}

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void test_rows_with_money_are_read(void **state)
{
	(void)state;
	assert_null(read_text("Account of 2026\n"
			      "number,Day,in,out,payer,remark\r\n"
			      "A-001,2026-01-05 09:30,\"3,000.00\",,\"Smith \"\"and\"\" Co\",fee\r\n"
			      "A-002,20260106,,500.00,x,paid out\n"
			      "A-003,2026/01/07,7,0,,\n"
			      "A-004,2026/01/08,－500.00,,x,taken back\n"
			      "A-005,2026/01/08,−500.00,,x,taken back\n"
			      "Sum,,,,,\n"
			      ",,3007.00,,,"));
	assert_int_equal(count, 2);
	assert_string_equal(entries[0].number, "A-001");
	assert_string_equal(entries[0].entry_on, "2026-01-05");
	assert_string_equal(entries[0].payer_name, "Smith \"and\" Co");
	assert_int_equal(entries[0].amount_fen, 300000);
	assert_string_equal(entries[1].entry_on, "2026-01-07");
	assert_int_equal(entries[1].amount_fen, 700);
}

static void test_bad_rows_are_named_by_line(void **state)
{
	static const char *const bad[] = {
		"day,number,amount\n2026-01-05,A-001,1.00\n2026-02-30,A-002,1.00\n",
		"day,number,amount\n2026-01-05,A-001,1.00\n2026-02-01,A-002,1.001\n",
		"day,number,amount\n2026-01-05,A-001,1.00\n2026-02-01,A,1.00\n",
		"day,number,amount\n2026-01-05,A-001,1.00\n2026-02-01,A 02,.\n",
		"day,number,amount\n2026-01-05,A-001,1.00\n2026-02-01,A-02,9999999999999\n",
	};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_string_equal(read_text(bad[i]), "statement_row");
		assert_int_equal(line, 3);
	}
	assert_string_equal(read_text("a,b\n1,2\n"), "statement_columns");
	assert_string_equal(read_text(""), "statement_columns");
	assert_string_equal(read_text("day,number,amount\n"), "statement_empty");
	assert_string_equal(read_text("day,number,amount\n2026-01-05,A-001,-5\n"), "statement_empty");
	assert_string_equal(read_text("\xff\xff\xff"), "statement_text");
	assert_string_equal(read_text("day,number,\"amount"), "statement_empty");
	assert_string_equal(read_text("day,number,amount,\"\"\"\n\"\"\n"), "statement_empty");
}

/* ---- why ---- */

static const char *const attempt_columns[] = {"provider", "state", "problem", "problem_since", "created_at", "opened_at",
					      "expires_at", "tries"};

static struct db_rows one_row(const char *const *names, const char *const *values, size_t n)
{
	struct db_cell *cells = ARENA_ARRAY(arena, struct db_cell, n);
	for (size_t i = 0; i < n; i++)
		cells[i] = (struct db_cell){values[i], values[i] ? strlen(values[i]) : 0};
	return (struct db_rows){.count = 1, .columns = n, .name = names, .cell = cells};
}

static const char *why_attempt(const char *provider, const char *attempt_state, const char *problem, const char *created)
{
	const char *values[] = {provider, attempt_state, problem, NULL, created, NULL, "2026-06-01 12:00:00", "3"};
	struct finance_order f = {.order = {.state = "open", .amount_fen = 300000}, .unbelieved_of = ""};
	struct finance_why out[FINANCE_WHY_MAX];
	f.attempts = one_row(attempt_columns, values, sizeof values / sizeof *values);
	assert_int_equal(finance_why(&f, clock_from_sql("2026-06-01 10:01:00"), out), 1);
	return out[0].code;
}

static void test_what_an_attempt_says(void **state)
{
	(void)state;
	assert_string_equal(why_attempt("wechat", "wanted", NULL, "2026-06-01 10:00:50"), "going");
	assert_string_equal(why_attempt("wechat", "wanted", NULL, "2026-06-01 10:00:00"), "idle");
	assert_string_equal(why_attempt("wechat", "wanted", "http_502", "2026-06-01 10:00:00"), "unreached");
	assert_string_equal(why_attempt("alipay", "failed", "isv.invalid-app-id", "2026-06-01 10:00:00"), "refused");
	assert_string_equal(why_attempt("alipay", "open", NULL, "2026-06-01 10:00:00"), "open_page");
	assert_string_equal(why_attempt("wechat", "open", NULL, "2026-06-01 10:00:00"), "open_code");
	assert_string_equal(why_attempt("wechat", "open", "unavailable", "2026-06-01 10:00:00"), "unanswered");
	assert_string_equal(why_attempt("wechat", "closing", NULL, "2026-06-01 10:00:00"), "closing");
	assert_string_equal(why_attempt("wechat", "closed", NULL, "2026-06-01 10:00:00"), "closed");
}

static void test_what_does_not_fit_comes_first(void **state)
{
	static const char *const columns[] = {"provider", "differs", "trade_no", "currency", "amount_fen", "noted_at"};
	static const char *const kinds[] = {"merchant", "provider", "currency", "amount", "trade"};
	struct finance_why out[FINANCE_WHY_MAX];
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const char *values[] = {"wechat", kinds[i], "t1", "CNY", "299999", "2026-06-01 10:00:00"};
		const char *attempt[] = {"wechat", "open", "mismatch", NULL, "2026-06-01 10:00:00", NULL, "2026-06-01 12:00:00", "1"};
		struct finance_order f = {.order = {.state = "open", .amount_fen = 300000}, .unbelieved_of = ""};
		f.mismatches = one_row(columns, values, sizeof values / sizeof *values);
		f.attempts = one_row(attempt_columns, attempt, sizeof attempt / sizeof *attempt);
		assert_int_equal(finance_why(&f, clock_from_sql("2026-06-01 10:01:00"), out), 1);
		assert_string_equal(out[0].code, kinds[i]);
		assert_int_equal(out[0].off_fen, -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_with_money_are_read),
		cmocka_unit_test(test_bad_rows_are_named_by_line),
		cmocka_unit_test(test_what_an_attempt_says),
		cmocka_unit_test(test_what_does_not_fit_comes_first),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
