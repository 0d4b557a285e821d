/* ctl: what the files of ccerctl share: exit codes, options, files, one function per command. */
#ifndef CCER_MAIN_CTL_CTL_H
#define CCER_MAIN_CTL_CTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "db/db.h"

struct db;

enum { CTL_OK = 0, CTL_FAILED = 1, CTL_USAGE = 2 };

/* One option of a command: --name VALUE, or a mere --name when argument is NULL (its value is then "yes"). */
struct ctl_option {
	const char *name, *argument, *meaning;
	const char **value;
};
enum { CTL_GO = -1 };
/* Reads the options; command is its name for the help. CTL_GO, or the exit code to leave with: after --help, or after
 * saying on stderr what is wrong. argv[0] is skipped; there are no arguments besides options. */
int ctl_options(const char *command, int argc, char **argv, const struct ctl_option *option, size_t count);

/* Complains on stderr and gives CTL_FAILED / CTL_USAGE. */
int ctl_failed(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int ctl_wrong(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A whole file as text, NULL after complaining. At most 64 MB. */
char *ctl_read_file(struct arena *a, const char *path);
/* Names of the .sql files in a directory in byte order, NULL-terminated; NULL after complaining. */
const char *const *ctl_sql_files(struct arena *a, const char *directory);
/* Makes a file that must not exist yet, mode 0400, synced. False after complaining. */
bool ctl_write_secret(const char *path, const char *text);

/* ---- commands: argv[0] is the command's name; the exit code comes back ---- */
int ctl_migrate(int argc, char **argv);
int ctl_check(int argc, char **argv);
int ctl_keys(int argc, char **argv);
int ctl_staff(int argc, char **argv);
int ctl_audit(int argc, char **argv);
int ctl_demo(int argc, char **argv);

/* ---- anchors of the audit chain (ctl_anchor.c) ---- */
struct audit_point;
/* Signs this link as the newest one, writes it to audit.anchor_directory and mails it to audit.anchor_mail. */
int ctl_anchor_put(struct arena *a, const struct audit_point *newest);
/* The link an anchor's file names; public_file: the public key, NULL <keys.directory>/anchor.public. False after complaining. */
bool ctl_anchor_get(struct arena *a, const char *file, const char *public_file, struct audit_point *out);

/* ---- staff (ctl_staff_read.c, ctl_staff_change.c) ---- */
/* The bits of "finance,editor"; false after complaining. */
bool ctl_staff_roles(struct arena *a, const char *names, const char *organisation, unsigned *roles);
/* A new password: made, or a line of standard input, which a terminal does not show. NULL after complaining. */
const char *ctl_staff_password(struct arena *a, bool generate);
/* The commands after "staff" that change somebody, "disable|enable|…"; argv[0] is one of them, else it complains. */
extern const char ctl_staff_changes[];
int ctl_staff_change(int argc, char **argv);

/* ---- what is sealed with which key (ctl_reseal.c) ---- */
int ctl_keys_list(struct arena *a);
int ctl_keys_reseal(struct arena *a);
int ctl_keys_retire(struct arena *a, uint32_t id);
/* A row of the audit chain, when the database can be reached and the audit key is here; said on stderr when not. */
void ctl_keys_note(struct arena *a, const char *action, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* ---- database users (ctl_grant.c) ---- */
/* The programs' users, NULL ends. */
const char *const *ctl_database_users(void);
/* The directory of the users' password files: the one given, else <keys.directory>/db. */
const char *ctl_password_directory(struct arena *a, const char *given);
/* Makes the password files that are absent. */
bool ctl_make_passwords(struct arena *a, const char *directory);
/* Creates the users, sets their passwords, and makes their rights exactly those of grant.sql; when it is as it was, only if again. */
bool ctl_grant(struct db *db, struct arena *a, const char *sql_directory, const char *password_directory, bool again);
/* ---- SQL files that were loaded (ctl_loaded.c) ---- */
/* SHA-256 of a text, in hex. */
const char *ctl_sha_of(struct arena *a, const char *text);
/* The row of a file among those noted (migration_list), -1: none. */
int ctl_find_loaded(const struct db_rows *noted, const char *name);
/* Has this text of a file been loaded already? After loading: notes that it has. */
bool ctl_loaded(struct db *db, struct arena *a, const char *name, const char *text);
bool ctl_note_loaded(struct db *db, struct arena *a, const char *name, const char *text);

#endif
