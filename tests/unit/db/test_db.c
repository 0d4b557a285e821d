/* db and the audit chain against a real server. Run by tests/sql/test_db.py with CCER_TEST_CONF naming the settings of a
 * migrated, private database; skipped without. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/audit_link.h"
#include "core/ground/audit_verify.h"
#include "db/db_private.h"

enum { SKIPPED = 77, WRITERS = 4, TRANSACTIONS = 40, DIED = 70 };
static const int64_t noon = 1792929600; /* 2026-10-25 12:00:00 UTC */

static struct db *db;
static struct arena *a;

static int set_up(void **state)
{
	(void)state;
	db = db_open();
	a = arena_new();
	return db ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	db_rollback(db);
	db_close(db);
	arena_free(a);
	return 0;
}

static enum err insert_audit(int64_t id, const char *detail, const void *hash, size_t n)
{
	return db_do(db, a, SQL_AUDIT_INSERT, NULL, db_int(id), db_time(a, noon), db_text("nobody"), db_int(0),
		     db_text(""), db_text("test"), db_text("test"), db_text(detail), db_bytes(hash, n));
}

static enum err find_audit(int64_t id, struct db_rows *r)
{
	return db_do(db, a, SQL_AUDIT_UNLINKED, r, db_int(id - 1), db_int(id + 1));
}

static bool is_there(int64_t id)
{
	struct db_rows r;

	return find_audit(id, &r) == OK && r.count > 0;
}

static void values_come_back(void **state)
{
	uint8_t hash[32] = {0, 1, 0, 255, 39, 92, 0};
	char *detail = arena_alloc(a, 8001);
	struct db_rows r;

	(void)state;
	for (int i = 0; i < 2000; i++)
		memcpy(detail + 4 * i, "𠮷", 4);
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(insert_audit(1000001, detail, hash, sizeof hash), OK);
	assert_int_equal(insert_audit(1000002, "", hash, sizeof hash), OK);
	assert_int_equal(find_audit(1000001, &r), OK);
	assert_int_equal(r.count, 2);
	assert_int_equal(db_num(&r, 0, "id"), 1000001);
	assert_int_equal(db_when(&r, 0, "happened_at"), noon);
	assert_string_equal(db_str(&r, 0, "happened_at"), "2026-10-25 12:00:00");
	assert_string_equal(db_str(&r, 0, "detail"), detail);
	assert_string_equal(db_str(&r, 1, "detail"), "");
	assert_false(db_is_null(&r, 1, "detail"));
	assert_int_equal(db_raw(&r, 0, "hash").size, sizeof hash);
	assert_memory_equal(db_raw(&r, 0, "hash").data, hash, sizeof hash);
}

static void null_is_null(void **state)
{
	struct db_rows r;

	(void)state;
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(db_do(db, a, SQL_MIGRATION_START, NULL, db_text("0000"), db_text("x"), db_time(a, noon)), OK);
	assert_int_equal(db_do0(db, a, SQL_MIGRATION_LIST, &r), OK);
	assert_string_equal(db_str(&r, 0, "name"), "0000");
	assert_true(db_is_null(&r, 0, "finished_at"));
	assert_string_equal(db_str(&r, 0, "finished_at"), "");
	assert_int_equal(db_when(&r, 0, "finished_at"), -1);
	assert_int_equal(db_num(&r, 0, "finished_at"), 0);
	assert_int_equal(db_do(db, a, SQL_MIGRATION_START, NULL, db_text("0001"), db_text("x"), db_time(a, -1)), ERR_INVALID);
}

static void counts_are_held(void **state)
{
	struct db_rows r;

	(void)state;
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(db_do(db, a, SQL_AUDIT_LINK_HASH, &r, db_int(999999)), ERR_NOT_FOUND);
	assert_int_equal(db_do(db, a, SQL_MIGRATION_START, NULL, db_text("t"), db_text("x"), db_time(a, noon)), OK);
	assert_int_equal(db_do(db, a, SQL_MIGRATION_START, NULL, db_text("t"), db_text("x"), db_time(a, noon)),
			 ERR_CONFLICT);
	assert_int_equal(db_do(db, a, SQL_MIGRATION_FINISH, NULL, db_time(a, noon), db_text("t")), OK);
	assert_int_equal(db_do(db, a, SQL_MIGRATION_FINISH, NULL, db_time(a, noon), db_text("t")), ERR_CONFLICT);
	assert_int_equal(db_do(db, a, SQL_AUDIT_ADVANCE, NULL, db_int(7)), OK);
	assert_int_equal(db_do(db, a, SQL_AUDIT_ADVANCE, &r, db_int(7)), OK); /* found, though nothing differs */
	assert_int_equal(r.affected, 1);
}

static void too_long_is_invalid(void **state)
{
	char *name = arena_alloc(a, 102);

	(void)state;
	memset(name, 'x', 101);
	assert_int_equal(db_do(db, a, SQL_MIGRATION_START, NULL, db_text(name), db_text("x"), db_time(a, noon)), ERR_INVALID);
}

static void rollback_takes_all_back(void **state)
{
	struct db_rows r;

	(void)state;
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(insert_audit(1000001, "x", "y", 1), OK);
	db_rollback(db);
	assert_int_equal(find_audit(1000001, &r), OK);
	assert_int_equal(r.count, 0);
}

static void read_only_is_read_only(void **state)
{
	(void)state;
	assert_int_equal(db_begin(db, true), OK);
	assert_int_equal(db_do(db, a, SQL_AUDIT_ADVANCE, NULL, db_int(1)), ERR_UNAVAILABLE);
	assert_int_equal(db_commit(db), OK);
}

/* The server gives up after the lock wait time-out and leaves the transaction open: nothing may run in it any more. */
static void lock_wait_breaks_the_transaction(void **state)
{
	struct db *other = db_open();

	(void)state;
	assert_non_null(other);
	assert_int_equal(db_begin(other, false), OK);
	assert_int_equal(db_do(other, a, SQL_AUDIT_ADVANCE, NULL, db_int(0)), OK);
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(insert_audit(1000001, "x", "y", 1), OK);
	assert_int_equal(db_do(db, a, SQL_AUDIT_ADVANCE, NULL, db_int(0)), ERR_RETRY);
	db_rollback(other);
	db_close(other);
	assert_int_equal(db_do(db, a, SQL_AUDIT_ADVANCE, NULL, db_int(0)), ERR_RETRY);
	assert_int_equal(db_commit(db), ERR_RETRY);
	assert_int_equal(db_begin(db, false), OK);
	assert_false(is_there(1000001));
}

struct work {
	int runs, failures;
	enum err failure;
};

static enum err work(void *arg)
{
	struct work *w = arg;

	assert_int_equal(insert_audit(1000001, "x", "y", 1), OK);
	return ++w->runs <= w->failures ? w->failure : OK;
}

static void work_that_was_taken_back_is_done_again_at_most_five_times(void **state)
{
	struct work twice = {.failures = 2, .failure = ERR_RETRY}, always = {.failures = 100, .failure = ERR_RETRY},
		    refused = {.failures = 1, .failure = ERR_DENIED};

	(void)state;
	assert_int_equal(db_transaction(db, false, work, &always), ERR_UNAVAILABLE);
	assert_int_equal(always.runs, DB_RUNS);
	assert_int_equal(db_transaction(db, false, work, &refused), ERR_DENIED);
	assert_int_equal(refused.runs, 1);
	assert_false(is_there(1000001));
	assert_int_equal(db_transaction(db, false, work, &twice), OK);
	assert_int_equal(twice.runs, 3);
	assert_true(is_there(1000001));
	struct db *script = db_open_script();
	assert_non_null(script);
	assert_true(db_script(script, arena_printf(a, "DELETE FROM %s.audit WHERE id = 1000001", conf_str(CONF_DB_NAME))));
	db_close(script);
}

static void kill_it(struct db *victim)
{
	struct db *script = db_open_script();

	assert_non_null(script);
	assert_true(db_script(script, arena_printf(a, "KILL CONNECTION %lu", mysql_thread_id(victim->my))));
	db_close(script);
}

static void connection_killed_between_transactions_is_made_anew(void **state)
{
	(void)state;
	assert_int_equal(db_begin(db, true), OK);
	assert_int_equal(db_do0(db, a, SQL_AUDIT_LAST, NULL), OK);
	assert_int_equal(db_commit(db), OK);
	kill_it(db);
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(db_do0(db, a, SQL_AUDIT_LAST, NULL), OK);
	assert_int_equal(db_commit(db), OK);
	assert_false(db_lost(db));
}

static void connection_killed_before_it_is_read_is_made_anew(void **state)
{
	(void)state;
	kill_it(db);
	assert_int_equal(db_begin(db, true), OK);
	assert_int_equal(db_do0(db, a, SQL_AUDIT_LAST, NULL), OK);
	kill_it(db);
	assert_int_equal(db_do0(db, a, SQL_AUDIT_LAST, NULL), ERR_LOST);
	assert_true(db_lost(db));
	assert_int_equal(db_commit(db), ERR_LOST);
}

/* How many statements the server was given on this connection, this one included. */
static long long asked(void)
{
	assert_int_equal(mysql_query(db->my, "SHOW SESSION STATUS LIKE 'Questions'"), 0);
	MYSQL_RES *res = mysql_store_result(db->my);
	long long n = strtoll(mysql_fetch_row(res)[1], NULL, 10);
	mysql_free_result(res);
	return n;
}

static void a_transaction_asks_the_server_no_more_than_it_needs(void **state)
{
	(void)state;
	assert_int_equal(db_do0(db, a, SQL_AUDIT_LAST, NULL), OK); /* prepared from now on */
	long long before = asked();
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(db_commit(db), OK);
	assert_int_equal(db_begin(db, false), OK);
	db_rollback(db);
	assert_int_equal(asked(), before + 1);
	assert_int_equal(db_begin(db, true), OK);
	assert_int_equal(db_do0(db, a, SQL_AUDIT_LAST, NULL), OK);
	assert_int_equal(db_commit(db), OK);
	assert_int_equal(asked(), before + 5);
}

static void connection_killed_within_a_transaction_is_lost(void **state)
{
	(void)state;
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(insert_audit(1000001, "x", "y", 1), OK);
	kill_it(db);
	assert_int_equal(db_do(db, a, SQL_AUDIT_ADVANCE, NULL, db_int(0)), ERR_LOST);
	assert_true(db_lost(db));
	assert_int_equal(db_commit(db), ERR_LOST);
	db_rollback(db);
	assert_int_equal(db_begin(db, false), ERR_LOST);
}

static enum err decide(const char *stage, int64_t staff, struct db_value proposer)
{
	return db_do(db, a, SQL_REVIEW_DECISION_INSERT, NULL, db_int(900), db_int(1), db_text(stage), db_text("pass"),
		     db_int(staff), proposer, db_text(""), db_time(a, noon));
}

/* The database holds the four eyes as well: trigger and CHECK. */
static void one_person_does_not_pass_twice(void **state)
{
	struct db *script = db_open_script();

	(void)state;
	assert_non_null(script);
	assert_true(db_script(script, arena_printf(a, "USE %s", conf_str(CONF_DB_NAME))));
	assert_true(db_script(script,
		"INSERT INTO visitor VALUES (900, 'decider', '', '', REPEAT('x', 32), '', NOW());"
		"INSERT INTO staff (id, username, name, organisation, password_hash, mobile_sealed, mobile_index,"
		" mobile_masked, created_at) VALUES (901, 'eyes01', '', 'exchange', '', '', REPEAT('x', 32), '', NOW()),"
		" (902, 'eyes02', '', 'exchange', '', '', REPEAT('x', 32), '', NOW());"
		"INSERT INTO application (id, public_id, visitor_id, state, revision_id, stage_since, created_at)"
		" VALUES (900, 'x', 900, 'initial_review', 1, NOW(), NOW());"
		"INSERT INTO application_version (application_id, version, digest, revision_id, submitted_at)"
		" VALUES (900, 1, REPEAT('x', 32), 1, NOW())"));
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(decide("initial_review", 901, db_null()), OK);
	assert_int_equal(decide("initial_review", 902, db_null()), ERR_CONFLICT);
	assert_int_equal(decide("paper_review", 901, db_null()), ERR_DENIED);
	assert_int_equal(decide("paper_review", 902, db_int(902)), ERR_DENIED);
	assert_int_equal(decide("paper_review", 902, db_null()), OK);
	db_rollback(db);
	assert_true(db_script(script, "DELETE FROM application_version WHERE application_id = 900;"
				      "DELETE FROM application WHERE id = 900; DELETE FROM staff WHERE id IN (901, 902);"
				      "DELETE FROM visitor WHERE id = 900"));
	db_close(script);
}

static void wrong_column(void *unused)
{
	struct db_rows r;

	(void)unused;
	db_do0(db, a, SQL_AUDIT_LAST, &r);
	db_str(&r, 0, "no_such");
}

static void wrong_count(void *unused)
{
	(void)unused;
	db_do(db, a, SQL_AUDIT_LAST, NULL, db_int(1));
}

static void nested_begin(void *unused)
{
	(void)unused;
	db_begin(db, true);
	db_begin(db, true);
}

static void script_on_ordinary(void *unused)
{
	(void)unused;
	db_script(db, "SELECT 1");
}

static void bugs_die(void **state)
{
	void (*const bug[])(void *) = {wrong_column, wrong_count, nested_begin, script_on_ordinary};

	(void)state;
	for (size_t i = 0; i < sizeof bug / sizeof *bug; i++) {
		assert_int_equal(exit_status(bug[i], NULL), DIED);
		db_close(db); /* the child has spoken on our connection */
		db = db_open();
		assert_non_null(db);
	}
}

/* ---- the chain ---- */

static enum err write_entries(struct audit *audit, int writer)
{
	struct audit_entry entry = {.actor_kind = "system", .actor_id = writer, .ip = "::1", .action = "test.write",
				    .object = "test", .detail = "{\"名\":\"𠮷\"}"};

	for (int i = 0; i < 3; i++)
		audit_add(audit, a, &entry);
	TRY(db_begin(db, false));
	TRY(audit_flush(audit, db, a, noon));
	return db_commit(db);
}

static void writer(int number)
{
	int done = 0;

	db = db_open();
	while (db && done < TRANSACTIONS) {
		struct audit audit = {0};
		enum err e = write_entries(&audit, number);

		if (e == OK)
			done++;
		else if (e != ERR_RETRY)
			_exit(1);
		db_rollback(db);
		arena_reset(a);
	}
	_exit(db ? 0 : 1);
}

struct step {
	int64_t after;
	struct audit_linking done;
};

static enum err link_step(void *arg)
{
	struct step *s = arg;

	return audit_link(db, a, s->after, &s->done);
}

/* How many were linked; -1: it failed. */
static int64_t link_all(void)
{
	struct step s = {.done = {.more = true}};
	int64_t linked = 0;

	while (s.done.more) {
		if (db_transaction(db, false, link_step, &s) != OK)
			return -1;
		s.after = s.done.last;
		linked += s.done.linked;
	}
	return linked;
}

/* Links until it is told to stop. */
static void linker(void)
{
	db = db_open();
	for (;;)
		if (!db || link_all() < 0)
			_exit(1);
		else
			arena_reset(a);
}

static void writers_and_linkers_at_once_make_one_chain(void **state)
{
	struct audit_report before, after;
	pid_t linkers[2], writers[WRITERS];
	int status;

	(void)state;
	assert_true(link_all() >= 0);
	assert_int_equal(audit_verify(db, NULL, &before), OK);
	for (int i = 0; i < 2; i++)
		if (!(linkers[i] = fork()))
			linker();
	for (int i = 0; i < WRITERS; i++)
		if (!(writers[i] = fork()))
			writer(i + 1);
	for (int i = 0; i < WRITERS; i++) {
		waitpid(writers[i], &status, 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(audit_verify(db, NULL, &after), OK); /* while it is linked */
	for (int i = 0; i < 2; i++) {
		kill(linkers[i], SIGKILL);
		waitpid(linkers[i], &status, 0);
		assert_true(WIFSIGNALED(status));
	}
	assert_true(link_all() >= 0);
	assert_int_equal(audit_verify(db, NULL, &after), OK);
	assert_int_equal(after.linked, before.linked + WRITERS * TRANSACTIONS * 3);
	assert_int_equal(after.waiting, 0);
	assert_int_equal(after.head_number, after.linked);
}

/* Begins a transaction and writes a row in it. */
static enum err begin_and_write(struct db *in)
{
	struct audit_entry entry = {.actor_kind = "system", .ip = "", .action = "test", .object = "test"};
	struct audit audit = {0};

	audit_add(&audit, a, &entry);
	TRY(db_begin(in, false));
	return audit_flush(&audit, in, a, noon);
}

static void who_writes_waits_for_nobody_and_who_commits_late_is_linked_too(void **state)
{
	struct db *late = db_open();
	struct audit_report before, after;

	(void)state;
	assert_non_null(late);
	assert_true(link_all() >= 0);
	assert_int_equal(audit_verify(db, NULL, &before), OK);
	assert_int_equal(begin_and_write(late), OK);
	assert_int_equal(begin_and_write(db), OK);
	assert_int_equal(db_commit(db), OK);
	assert_int_equal(audit_verify(db, NULL, &after), OK);
	assert_int_equal(after.waiting, 1);
	assert_int_equal(link_all(), 1);
	assert_int_equal(db_commit(late), OK);
	assert_int_equal(link_all(), 1);
	db_close(late);
	assert_int_equal(audit_verify(db, NULL, &after), OK);
	assert_int_equal(after.linked, before.linked + 2);
	assert_int_equal(after.waiting, 0);
}

static void what_was_taken_back_leaves_a_gap_that_is_no_fault(void **state)
{
	struct audit_report before, after;

	(void)state;
	assert_true(link_all() >= 0);
	assert_int_equal(audit_verify(db, NULL, &before), OK);
	assert_int_equal(begin_and_write(db), OK);
	db_rollback(db);
	assert_int_equal(begin_and_write(db), OK);
	assert_int_equal(db_commit(db), OK);
	assert_int_equal(link_all(), 1);
	assert_int_equal(audit_verify(db, NULL, &after), OK);
	assert_int_equal(after.linked, before.linked + 1);
}

static void nothing_noted_writes_nothing(void **state)
{
	struct audit audit = {0};

	(void)state;
	assert_int_equal(db_begin(db, true), OK);
	assert_int_equal(audit_flush(&audit, db, a, noon), OK);
	assert_int_equal(db_commit(db), OK);
}

static void long_detail_is_cut_between_characters(void **state)
{
	struct audit audit = {0};
	struct audit_report report;
	char *detail = arena_alloc(a, 4 * 2500 + 1);
	struct audit_entry entry = {.actor_kind = "system", .ip = "", .action = "test", .object = "test", .detail = detail};

	(void)state;
	for (int i = 0; i < 2500; i++)
		memcpy(detail + 4 * i, "𠮷", 4);
	audit_add(&audit, a, &entry);
	assert_int_equal(db_begin(db, false), OK);
	assert_int_equal(audit_flush(&audit, db, a, noon), OK);
	assert_int_equal(db_commit(db), OK);
	assert_int_equal(audit_verify(db, NULL, &report), OK);
}

static void all_statements_are_good(void **state)
{
	(void)state;
	assert_true(db_prepare_all(db));
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const char *conf = getenv("CCER_TEST_CONF");
	const struct CMUnitTest tests[] = {
		WITH_DATABASE(values_come_back),
		WITH_DATABASE(null_is_null),
		WITH_DATABASE(counts_are_held),
		WITH_DATABASE(too_long_is_invalid),
		WITH_DATABASE(rollback_takes_all_back),
		WITH_DATABASE(read_only_is_read_only),
		WITH_DATABASE(lock_wait_breaks_the_transaction),
		WITH_DATABASE(work_that_was_taken_back_is_done_again_at_most_five_times),
		WITH_DATABASE(connection_killed_between_transactions_is_made_anew),
		WITH_DATABASE(connection_killed_before_it_is_read_is_made_anew),
		WITH_DATABASE(a_transaction_asks_the_server_no_more_than_it_needs),
		WITH_DATABASE(connection_killed_within_a_transaction_is_lost),
		WITH_DATABASE(one_person_does_not_pass_twice),
		WITH_DATABASE(bugs_die),
		WITH_DATABASE(nothing_noted_writes_nothing),
		WITH_DATABASE(long_detail_is_cut_between_characters),
		WITH_DATABASE(writers_and_linkers_at_once_make_one_chain),
		WITH_DATABASE(who_writes_waits_for_nobody_and_who_commits_late_is_linked_too),
		WITH_DATABASE(what_was_taken_back_leaves_a_gap_that_is_no_fault),
		WITH_DATABASE(all_statements_are_good),
	};

	if (!conf)
		return SKIPPED;
	if (!conf_load(conf) || !crypt_init(conf_str(CONF_KEYS)))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
