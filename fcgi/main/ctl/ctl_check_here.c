/* ctl_check_here.c: the parts of ccerctl check that ask only this machine: database users, key and secret files, the wording of
 * messages, the neighbour programs' sockets. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/material/paper_code.h"
#include "db/db.h"
#include "gate/clamd.h"
#include "gate/pay/pay.h"
#include "gate/sms/sms.h"
#include "gate/template.h"
#include "main/ctl/ctl.h"
#include "main/ctl/ctl_check.h"

/* ---- the database ---- */

static void check_user(struct arena *a, const char *user)
{
	const char *what = arena_printf(a, "database %s", user);
	struct db *db = db_open();

	if (!db)
		check_bad(what, "is it running, are db.socket and the password file right, has ccerctl migrate been run?",
			  "cannot sign in");
	else if (!db_prepare_all(db))
		check_bad(what, "run ccerctl migrate of this release", "a statement cannot be prepared");
	else
		check_good(what, "%d statements are good, or not this user's to run", (int)SQL_COUNT);
	db_close(db);
}

/* The user of the settings, then each program's whose password can be read. */
void check_database(struct arena *a)
{
	const char *own = arena_strdup(a, conf_str(CONF_DB_USER)), *file = arena_strdup(a, conf_str(CONF_DB_PASSWORD_FILE));

	check_user(a, own);
	for (const char *const *user = ctl_database_users(); *user; user++) {
		const char *path = arena_printf(a, "%s/%s", ctl_password_directory(a, NULL), *user);

		if (!strcmp(*user, own) || access(path, R_OK))
			continue;
		conf_set(CONF_DB_USER, *user);
		conf_set(CONF_DB_PASSWORD_FILE, path);
		check_user(a, *user);
	}
	conf_set(CONF_DB_USER, own);
	conf_set(CONF_DB_PASSWORD_FILE, file);
}

/* ---- keys and secrets ---- */

/* Regular, readable, and for nobody who is not its owner or of its group. */
static bool is_kept(const char *what, const char *path)
{
	struct stat st;

	if (stat(path, &st) || access(path, R_OK)) {
		check_bad(what, "is it there, and may this user read it?", "%s: %s", path, strerror(errno));
		return false;
	}
	if (!S_ISREG(st.st_mode) || (st.st_mode & 0027)) {
		check_bad(what, "chmod 0440, or systemd-tmpfiles --create", "%s may be read or written by others (mode %04o)",
			  path, (unsigned)(st.st_mode & 07777));
		return false;
	}
	return true;
}

static int is_key(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 4 && !strcmp(e->d_name + n - 4, ".key");
}

static void check_keys(struct arena *a)
{
	const char *directory = conf_str(CONF_KEYS);
	struct dirent **entry;
	int count = scandir(directory, &entry, is_key, alphasort);
	bool good = count > 0;

	if (count <= 0)
		check_bad("keys", "ccerctl keys make, or bring them back from their copy", "no key files in %s", directory);
	for (int i = 0; i < count; i++) {
		good = is_kept("keys", arena_printf(a, "%s/%s", directory, entry[i]->d_name)) && good;
		free(entry[i]);
	}
	if (count >= 0)
		free(entry);
	if (good && !crypt_init(directory))
		check_bad("keys", "bring the keys back from their copy", "they cannot be loaded");
	else if (good)
		check_good("keys", "%d files in %s", count, directory);
}

/* Settings that name files; those of providers stand with them. */
static const struct provider_file files[] = {
	{CONF_SMS_TOKEN_FILE,     true },
	{CONF_MAIL_PASSWORD_FILE, true },
	{CONF_CA_FILE,            false},
	{CONF_STORE,              false},
	{CONF_COUNT,              false},
};

static void check_named(const struct provider_file *file)
{
	for (; file->setting != CONF_COUNT; file++) {
		const char *name = conf_name(file->setting), *path = conf_str(file->setting);

		if (!*path)
			continue;
		if (file->secret && is_kept(name, path))
			check_good(name, "%s", path);
		else if (!file->secret && access(path, R_OK))
			check_bad(name, "is it there, and may this user read it?", "%s: %s", path, strerror(errno));
		else if (!file->secret)
			check_good(name, "%s", path);
	}
}

void check_files(struct arena *a)
{
	check_keys(a);
	check_named(files);
	for (const struct sms_provider *const *p = sms_providers; *p; p++)
		check_named((*p)->is.file);
	for (const struct pay_provider *const *p = pay_providers; *p; p++)
		check_named((*p)->is.file);
}

/* ---- the wording of messages ---- */

void check_templates(struct arena *a)
{
	static const struct { const char *channel, *name; } messages[] = {
#define MESSAGE(id, channel, name, expires_s) {#channel, #name},
#include "core/message/messages.def"
#undef MESSAGE
	};
	size_t count = sizeof messages / sizeof *messages, absent = 0;

	for (size_t i = 0; i < count; i++)
		if (!template_load(a, messages[i].channel, messages[i].name)) {
			absent++;
			check_bad("templates", "install the templates of this release", "%s/message/%s/%s.txt is not there",
				  conf_str(CONF_TEMPLATES), messages[i].channel, messages[i].name);
		}
	if (!absent)
		check_good("templates", "the wording of all %zu kinds of messages is there", count);
}

/* ---- neighbours ---- */

void check_press(struct arena *a)
{
	const char *path = conf_str(CONF_PRESS_SOCKET);
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int fd;

	(void)a;
	if (!*path) {
		check_absent("press", "press.socket");
		return;
	}
	(void)snprintf(to.sun_path, sizeof to.sun_path, "%s", path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to))
		check_bad("press", "systemctl status ccer-press.socket", "%s: %s", path, strerror(errno));
	else
		check_good("press", "%s answers", path);
	if (fd >= 0)
		(void)close(fd);
}

void check_scan(struct arena *a)
{
	enum { SCAN_S = 5 };
	const char *version;

	if (!clamd_is_on())
		check_absent("scan", "scan.socket");
	else if (clamd_version(a, SCAN_S, &version) != OK)
		check_bad("scan", "systemctl status clamav-daemon; may this user connect?", "no clamd answers at %s",
			  conf_str(CONF_SCAN_SOCKET));
	else
		check_good("scan", "%s", version);
}
