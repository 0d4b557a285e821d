/* ctl_migrate: brings a database to what this release needs: the files of sql/migrate in order, each once and never
 * changed afterwards; those of sql/seed again whenever one changed; then the users and their rights (ctl_grant.c).
 * Statements that change tables cannot be rolled back. So a file is noted before it runs and marked when it has ended: one
 * that broke off stops every later run until somebody has looked. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "core/ground/audit_link.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

static const char table_migration[] =
	"CREATE TABLE IF NOT EXISTS migration ("
	" name VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,"
	" sha CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
	" started_at DATETIME NOT NULL,"
	" finished_at DATETIME NULL"
	") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";

struct run {
	struct db *db;
	struct arena *a;
	const char *sql;
	int applied, known;
};

static bool apply_migration(struct run *r, const char *name, const char *text)
{
	if (db_do(r->db, r->a, SQL_MIGRATION_START, NULL, db_text(name), db_text(ctl_sha_of(r->a, text)),
		  db_time(r->a, clock_now())) != OK) {
		ctl_failed("%s: is another ccerctl migrate running?", name);
		return false;
	}
	if (!db_script(r->db, text)) {
		ctl_failed("%s broke off; look at the database, then restore it, or finish by hand and set finished_at of "
			   "its row in table migration", name);
		return false;
	}
	r->applied++;
	printf("applied %s\n", name);
	return db_do(r->db, r->a, SQL_MIGRATION_FINISH, NULL, db_time(r->a, clock_now()), db_text(name)) == OK;
}

/* Applies a file of migrate/ unless it is there; refuses one that changed or never ended. */
static bool migrate_file(struct run *r, const struct db_rows *noted, const char *name, const char *text)
{
	int row = ctl_find_loaded(noted, name);

	if (row < 0)
		return apply_migration(r, name, text);
	if (db_is_null(noted, (size_t)row, "finished_at")) {
		ctl_failed("%s was begun at %s UTC and never ended", name, db_str(noted, (size_t)row, "started_at"));
		return false;
	}
	if (strcmp(db_str(noted, (size_t)row, "sha"), ctl_sha_of(r->a, text)) != 0) {
		ctl_failed("%s has been applied and must not change; write a new file", name);
		return false;
	}
	r->known++;
	return true;
}

static bool migrate_all(struct run *r)
{
	const char *directory = arena_printf(r->a, "%s/migrate", r->sql);
	const char *const *name = ctl_sql_files(r->a, directory);
	struct db_rows noted;

	if (!name || db_do0(r->db, r->a, SQL_MIGRATION_LIST, &noted) != OK)
		return false;
	for (; *name; name++) {
		char *text = ctl_read_file(r->a, arena_printf(r->a, "%s/%s", directory, *name));

		if (!text || !migrate_file(r, &noted, *name, text))
			return false;
	}
	return true;
}

/* One seed in one transaction, only when its text changed: what the office edited since must stay. */
static bool load_seed(struct run *r, const char *file, const char *text)
{
	const char *name = arena_printf(r->a, "seed/%s", file);

	if (ctl_loaded(r->db, r->a, name, text))
		return true;
	if (!db_script(r->db, "START TRANSACTION") || !db_script(r->db, text) ||
	    !ctl_note_loaded(r->db, r->a, name, text) || !db_script(r->db, "COMMIT")) {
		ctl_failed("%s: nothing of it was loaded", name);
		return false;
	}
	printf("loaded %s\n", name);
	return true;
}

static bool seed_all(struct run *r)
{
	const char *directory = arena_printf(r->a, "%s/seed", r->sql);
	const char *const *file = ctl_sql_files(r->a, directory);

	if (!file)
		return false;
	for (; *file; file++) {
		char *text = ctl_read_file(r->a, arena_printf(r->a, "%s/%s", directory, *file));

		if (!text || !load_seed(r, *file, text))
			return false;
	}
	return true;
}

/* Of a chain from before heads were sealed, or a new one. */
static bool seal_audit(struct run *r)
{
	enum err e;

	if (!crypt_init(conf_str(CONF_KEYS)))
		return false;
	e = audit_link_seal_first(r->db);
	if (e != OK)
		ctl_failed("the head of the audit chain was not sealed: %s; see ccerctl audit verify", err_name(e));
	return e == OK;
}

/* The schema's name goes into SQL text, so it may only be a plain word. */
static bool plain_word(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

	return n > 0 && n <= 64 && !s[n];
}

static bool select_schema(struct run *r)
{
	const char *name = conf_str(CONF_DB_NAME);

	if (!plain_word(name)) {
		ctl_failed("db.name may only be letters, digits and _");
		return false;
	}
	return db_script(r->db, arena_printf(r->a, "CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4 "
						   "COLLATE utf8mb4_bin; USE `%s`", name, name)) &&
	       db_script(r->db, table_migration);
}

int ctl_migrate(int argc, char **argv)
{
	const char *sql = PKGDATADIR "/sql", *passwords = NULL, *rights = NULL;
	const struct ctl_option options[] = {
		{"sql", "DIR", "where migrate/, seed/ and grant.sql are [" PKGDATADIR "/sql]", &sql},
		{"passwords", "DIR", "password files of the database users, made when absent [<keys.directory>/db]",
		 &passwords},
		{"rights", NULL, "sets the rights again also when grant.sql is as it was", &rights},
	};
	struct run r = {0};
	int code = ctl_options("migrate", argc, argv, options, sizeof options / sizeof *options);
	bool good;

	if (code != CTL_GO)
		return code;
	r.db = db_open_script();
	if (!r.db)
		return CTL_FAILED;
	r.a = arena_new();
	r.sql = sql;
	good = select_schema(&r) && migrate_all(&r) && seed_all(&r) &&
	       ctl_grant(r.db, r.a, sql, ctl_password_directory(r.a, passwords), rights != NULL) && seal_audit(&r);
	if (good)
		printf("%d migrations applied, %d were there\n", r.applied, r.known);
	db_close(r.db);
	arena_free(r.a);
	return good ? CTL_OK : CTL_FAILED;
}
