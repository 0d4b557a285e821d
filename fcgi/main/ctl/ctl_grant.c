/* ctl_grant: the database users of the programs, their password files, and their rights from sql/grant.sql. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/house/health.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

static const char *const users[] = {"ccer_portal", "ccer_office", "ccer_hook", "ccer_courier", "ccer_cashier",
				    "ccer_scanner", "ccer_audit", NULL};
enum { USERS = sizeof users / sizeof *users - 1, PASSWORD_LENGTH = 32 };

const char *const *ctl_database_users(void)
{
	return users;
}

const char *ctl_password_directory(struct arena *a, const char *given)
{
	return given ? given : arena_printf(a, "%s/db", conf_str(CONF_KEYS));
}

bool ctl_make_passwords(struct arena *a, const char *directory)
{
	if (mkdir(directory, 0700) && errno != EEXIST) {
		ctl_failed("cannot make %s: %s", directory, strerror(errno));
		return false;
	}
	for (int i = 0; i < USERS; i++) {
		const char *path = arena_printf(a, "%s/%s", directory, users[i]);

		if (access(path, F_OK) && !ctl_write_secret(path, crypt_random_text(a, PASSWORD_LENGTH)))
			return false;
	}
	return true;
}

/* Passwords go into SQL text, so they may only be what crypt_random_text makes. */
static const char *read_password(struct arena *a, const char *directory, const char *user)
{
	const char *path = arena_printf(a, "%s/%s", directory, user);
	char *text = ctl_read_file(a, path);

	if (!text)
		return NULL;
	text[strcspn(text, "\r\n")] = '\0';
	if (strlen(text) >= 16 &&
	    !text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")])
		return text;
	ctl_failed("%s: a password is at least 16 letters and digits", path);
	return NULL;
}

static bool make_user(struct db *db, struct arena *a, const char *directory, const char *user)
{
	const char *password = read_password(a, directory, user);

	return password && db_script(db, arena_printf(a,
						      "CREATE USER IF NOT EXISTS '%s'@'localhost' IDENTIFIED BY '%s';"
						      "ALTER USER '%s'@'localhost' IDENTIFIED BY '%s'",
						      user, password, user, password));
}

static bool count_users(struct db *db, struct arena *a, int *n)
{
	struct db_rows r;

	if (db_do0(db, a, SQL_MIGRATION_USERS, &r) != OK)
		return false;
	*n = (int)db_num(&r, 0, "n");
	return true;
}

/* Rights that grant.sql no longer names go as well. While this runs a program that starts would find itself without
 * rights, so it is done only when something changed; restart the programs afterwards. */
static bool set_rights(struct db *db, struct arena *a, const char *text)
{
	for (int i = 0; i < USERS; i++)
		if (!db_script(db, arena_printf(a, "REVOKE ALL PRIVILEGES, GRANT OPTION FROM '%s'@'localhost'", users[i])))
			return false;
	if (!db_script(db, text) || !ctl_note_loaded(db, a, "grant.sql", text) ||
	    db_do(db, a, SQL_HEALTH_RIGHTS_SET, NULL, db_text(HEALTH_NO_RIGHT "%")) != OK)
		return false;
	printf("loaded grant.sql\n");
	return true;
}

bool ctl_grant(struct db *db, struct arena *a, const char *sql_directory, const char *password_directory, bool again)
{
	char *text = ctl_read_file(a, arena_printf(a, "%s/grant.sql", sql_directory));
	int before;

	if (!text || !count_users(db, a, &before) || !ctl_make_passwords(a, password_directory))
		return false;
	for (int i = 0; i < USERS; i++)
		if (!make_user(db, a, password_directory, users[i]))
			return false;
	if (!again && before == USERS && ctl_loaded(db, a, "grant.sql", text))
		return true;
	return set_rights(db, a, text);
}
