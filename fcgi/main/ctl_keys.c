/* ctl_keys: the key files of crypt.h and, since both are made once and kept apart from backups, the passwords of the
 * database users. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/conf.h"
#include "base/crypt.h"
#include "main/ctl.h"

static int keys_make(struct arena *a, const char *passwords)
{
	const char *directory = conf_str(CONF_KEYS);

	if (mkdir(directory, 0700) && errno != EEXIST)
		return ctl_failed("cannot make %s: %s", directory, strerror(errno));
	if (!crypt_make_keys(directory) || !ctl_make_passwords(a, ctl_password_directory(a, passwords)))
		return CTL_FAILED;
	printf("keys are in %s; keep a copy where the backups are not\n", directory);
	return CTL_OK;
}

static int keys_rotate(void)
{
	if (!crypt_add_seal_key(conf_str(CONF_KEYS)))
		return CTL_FAILED;
	printf("new seals use a new key once the programs have been restarted; keep the old ones\n");
	return CTL_OK;
}

int ctl_keys(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "", *passwords = NULL;
	const struct ctl_option options[] = {
		{"passwords", "DIR", "make: password files of the database users [<keys.directory>/db]", &passwords},
	};
	struct arena *a;
	int code;

	if (!strcmp(verb, "--help")) {
		printf("usage: ccerctl [-c FILE] keys make|rotate [--passwords DIR]\n"
		       "  make     makes the key files and database passwords that are absent\n"
		       "  rotate   adds a key for new seals; old ones stay readable\n");
		return CTL_OK;
	}
	if (strcmp(verb, "make") != 0 && strcmp(verb, "rotate") != 0)
		return ctl_wrong("keys make, or keys rotate");
	code = ctl_options("keys make", argc - 1, argv + 1, options, sizeof options / sizeof *options);
	if (code != CTL_GO)
		return code;
	if (!*conf_str(CONF_KEYS))
		return ctl_failed("keys.directory is not set");
	a = arena_new();
	code = !strcmp(verb, "make") ? keys_make(a, passwords) : keys_rotate();
	arena_free(a);
	return code;
}
