/* ctl_demo: fills an empty installation with cases that look real, for newcomers (scripts/run --demo) and for measuring with many.
 * Two processes write the cases, each its half, a third their audit rows; what is made of all together (the parts of names, the tallies
 * of queues, the audit chain) is made at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/audit_link.h"
#include "core/ground/ctx.h"
#include "db/db.h"
#include "main/ctl/ctl.h"
#include "main/demo/demo.h"

enum { WRITERS = 2, CASES_MAX = 2000000, FILES_UP_TO = 1000, COMMIT_EVERY = 500, AUDIT_ROWS = 200 };

/* ---- may it? ---- */

static bool find_staff(struct db *db, struct arena *a, const char *role, int nth, int64_t *id)
{
	struct db_rows r;

	if (db_do(db, a, SQL_DEMO_STAFF, &r, db_text(role)) != OK || r.count == 0) {
		ctl_failed("there is no %s: ccerctl staff add makes one", role);
		return false;
	}
	*id = db_num(&r, (size_t)nth < r.count ? (size_t)nth : r.count - 1, "id");
	return true;
}

static bool find_all_staff(struct db *db, struct arena *a, struct demo_staff *s)
{
	return find_staff(db, a, "initial_reviewer", 0, &s->initial) && find_staff(db, a, "second_reviewer", 0, &s->second) &&
	       find_staff(db, a, "exchange_supervisor", 0, &s->second_supervisor) && find_staff(db, a, "receiver", 0, &s->receiver) &&
	       find_staff(db, a, "registry_reviewer", 0, &s->registry);
}

static bool nobody_is_here(struct db *db, struct arena *a)
{
	struct db_rows r;

	if (db_do0(db, a, SQL_DEMO_REAL, &r) != OK)
		return false;
	if (db_num(&r, 0, "registered") == 0)
		return true;
	ctl_failed("somebody has registered here already: a demonstration is made in an empty installation only");
	return false;
}

static bool look_round(struct db *db, struct arena *a, struct demo_plan *p)
{
	const char *today = date_iso(a, clock_beijing_date(p->now));
	struct db_rows r;

	if (!nobody_is_here(db, a) || !find_all_staff(db, a, &p->staff) ||
	    db_do(db, a, SQL_APPLICATION_REVISION_NOW, &r, db_text(today)) != OK)
		return false;
	p->revision_id = (int)db_num(&r, 0, "id");
	p->files = p->cases <= FILES_UP_TO;
	return true;
}

static bool get_ready(struct arena *a, struct demo_plan *p)
{
	struct db *db = db_open();
	bool good = db && look_round(db, a, p);

	db_close(db);
	return good;
}

/* ---- writers ---- */

/* A connection without limits of time, since a million rows take theirs; begins: what it does first. */
static struct db *open_patient(const char *begins)
{
	struct db *db = db_open_script();
	struct arena *a = arena_new();
	bool good = db && db_script(db, arena_printf(a, "USE `%s`; %s", conf_str(CONF_DB_NAME), begins));

	arena_free(a);
	if (db && !good)
		db_close(db);
	return good ? db : NULL;
}

static bool write_case(const struct demo_plan *p, struct demo_bulk *b, struct arena *a, int64_t id)
{
	struct demo_case k = {.plan = p, .bulk = b, .arena = a};

	demo_story_tell(&k, id);
	return demo_case_write(&k) && demo_account_write(&k);
}

static bool write_cases(const struct demo_plan *p, struct db *db, struct demo_bulk *b, int64_t from, int64_t to)
{
	struct arena *a = arena_new();
	bool good = from != 1 || demo_story_sequences(p, a, b);

	for (int64_t id = from; good && id <= to; id++) {
		good = write_case(p, b, a, id);
		if (good && id % COMMIT_EVERY == 0)
			good = demo_bulk_end(b) && db_script(db, "COMMIT; START TRANSACTION");
		arena_reset(a);
	}
	arena_free(a);
	return good && demo_bulk_end(b) && db_script(db, "COMMIT");
}

static bool write_share(const struct demo_plan *p, int share)
{
	struct db *db = open_patient("SET foreign_key_checks = 0, unique_checks = 0; START TRANSACTION");
	struct demo_bulk *b;
	bool good;

	if (!db)
		return false;
	b = demo_bulk_open(db);
	good = write_cases(p, db, b, p->cases * share / WRITERS + 1, p->cases * (share + 1) / WRITERS);
	demo_bulk_close(b);
	db_close(db);
	return good;
}

/* ---- audit rows ---- */

struct noting { struct db *db; struct arena *arena; const struct demo_plan *plan; int64_t from, to; };

static enum err add_audit(void *arg)
{
	const struct noting *l = arg;
	struct ctx c = {.arena = l->arena, .db = l->db, .now = l->plan->now};

	for (int64_t id = l->from; id <= l->to; id++) {
		c.actor = (struct actor){.kind = ACTOR_VISITOR, .id = id, .ip = "127.0.0.1"};
		audit_note(&c, "application.submit", "application", id, "{\"demonstration\":true,\"version\":1}");
	}
	return audit_flush(&c.audit, l->db, l->arena, c.now);
}

static bool write_audit(const struct demo_plan *p)
{
	struct noting l = {.db = db_open(), .arena = arena_new(), .plan = p};
	bool good = l.db != NULL;

	for (l.from = 1; good && l.from <= p->cases; l.from = l.to + 1) {
		l.to = l.from + AUDIT_ROWS - 1 < p->cases ? l.from + AUDIT_ROWS - 1 : p->cases;
		good = db_transaction(l.db, false, add_audit, &l) == OK;
		arena_reset(l.arena);
	}
	arena_free(l.arena);
	db_close(l.db);
	return good;
}

/* ---- all together ---- */

struct linking {
	struct db *db;
	struct arena *arena;
	int64_t after;
	struct audit_linking done;
};

static enum err link_step(void *arg)
{
	struct linking *l = arg;

	return audit_link(l->db, l->arena, l->after, &l->done);
}

static bool link_all(struct db *db)
{
	struct linking l = {.db = db, .arena = arena_new(), .done = {.more = true}};
	bool good = true;

	for (; good && l.done.more; l.after = l.done.last) {
		good = db_transaction(db, false, link_step, &l) == OK;
		arena_reset(l.arena);
	}
	arena_free(l.arena);
	return good;
}

static pid_t begin(const struct demo_plan *p, int share)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit((share < WRITERS ? write_share(p, share) : write_audit(p)) ? CTL_OK : CTL_FAILED);
	return pid;
}

/* Each process has a connection of its own; none is open while they are made. */
static bool write_all(const struct demo_plan *p)
{
	pid_t pid[WRITERS + 1];
	bool good = true;

	(void)fflush(stdout);
	for (int i = 0; i <= WRITERS; i++)
		pid[i] = begin(p, i);
	for (int i = 0; i <= WRITERS; i++) {
		int status = 1;

		good = pid[i] > 0 && waitpid(pid[i], &status, 0) == pid[i] && status == 0 && good;
	}
	return good;
}

static bool finish(struct arena *a)
{
	struct db *db = open_patient("");
	bool good;

	printf("names, tallies and the audit chain …\n");
	(void)fflush(stdout);
	good = db && db_do0(db, a, SQL_DEMO_GRAMS, NULL) == OK && db_do0(db, a, SQL_DEMO_TALLIES, NULL) == OK && link_all(db);
	db_close(db);
	return good;
}

static int make(struct arena *a, struct demo_plan *p)
{
	const char *password = crypt_random_text(a, 16);

	p->now = clock_now();
	p->password_hash = crypt_password_hash(a, password);
	if (!p->password_hash || !get_ready(a, p))
		return CTL_FAILED;
	printf("%lld cases …\n", (long long)p->cases);
	if (!write_all(p) || !finish(a))
		return ctl_failed("the demonstration is not complete: begin again with an empty database");
	printf("applicants demo%07d to demo%07lld sign in with the password %s\n", 1, (long long)p->cases, password);
	return CTL_OK;
}

int ctl_demo(int argc, char **argv)
{
	const char *cases = NULL;
	const struct ctl_option options[] = {
		{"cases", "N", "how many, one in ten of them under way; files are on disk up to 1000", &cases},
	};
	int code = ctl_options("demo", argc, argv, options, sizeof options / sizeof *options);
	struct demo_plan p = {0};
	struct arena *a;

	if (code != CTL_GO)
		return code;
	p.cases = cases ? strtoll(cases, NULL, 10) : 0;
	if (p.cases < DEMO_UNDER_WAY || p.cases > CASES_MAX)
		return ctl_wrong("demo --cases wants %d to %d", (int)DEMO_UNDER_WAY, (int)CASES_MAX);
	if (strcmp(conf_str(CONF_PROFILE), "test"))
		return ctl_failed("site.profile is %s: a demonstration is made where it is test only", conf_str(CONF_PROFILE));
	a = arena_new();
	code = make(a, &p);
	arena_free(a);
	return code;
}
