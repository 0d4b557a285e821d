/* ctl_keys: the key files of crypt.h and, since both are made once and kept apart from backups, the passwords of the
 * database users. What is sealed with the keys is ctl_reseal.c's. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "main/ctl/ctl.h"

static int keys_make(struct arena *a, const char *passwords)
{
	const char *directory = conf_str(CONF_KEYS);

	if (mkdir(directory, 0700) && errno != EEXIST)
		return ctl_failed("cannot make %s: %s", directory, strerror(errno));
	if (!crypt_make_keys(directory) || !crypt_make_signing_key(directory) ||
	    !ctl_make_passwords(a, ctl_password_directory(a, passwords)))
		return CTL_FAILED;
	printf("keys are in %s; keep a copy where the backups are not\n", directory);
	return CTL_OK;
}

static int keys_add(void)
{
	uint32_t id;

	if (!crypt_add_seal_key(conf_str(CONF_KEYS), &id))
		return CTL_FAILED;
	printf("seal-%u.key is there and not used yet: put a copy where the others are, restart the programs (systemctl "
	       "reload), then ccerctl keys use %u\n", id, id);
	return CTL_OK;
}

static int keys_use(struct arena *a, uint32_t id)
{
	if (!crypt_use_seal_key(conf_str(CONF_KEYS), id))
		return CTL_FAILED;
	ctl_keys_note(a, "keys.use", "{\"key\":%u}", id);
	printf("new seals are made with seal-%u.key by programs started from now on: restart them, then ccerctl keys reseal\n",
	       id);
	return CTL_OK;
}

static int help(FILE *to)
{
	fputs("usage: ccerctl [-c FILE] keys COMMAND\n"
	      "  make [--passwords DIR]  makes the key files and database passwords that are absent\n"
	      "  list                    the seal keys, and how much each still has\n"
	      "Another key for what is sealed, in this order, restarting the programs after the first two:\n"
	      "  add                     adds a seal key, readable only\n"
	      "  use N                   takes it into use for what is sealed from now on\n"
	      "  reseal                  puts everything kept under it; may be interrupted and repeated\n"
	      "  retire N                destroys an old key nothing is left under\n"
	      "Password files of the database users are in <keys.directory>/db unless --passwords says otherwise.\n", to);
	return to == stdout ? CTL_OK : CTL_USAGE;
}

/* The id behind "use" and "retire"; 0: none, or not a number. */
static uint32_t id_given(int argc, char **argv)
{
	char *end;
	unsigned long id = argc == 3 ? strtoul(argv[2], &end, 10) : 0;

	return id && id <= UINT32_MAX && *end == '\0' && argv[2][0] != '-' ? (uint32_t)id : 0;
}

static int run(struct arena *a, const char *verb, int argc, char **argv)
{
	uint32_t id = id_given(argc, argv);

	if (!strcmp(verb, "use") || !strcmp(verb, "retire")) {
		if (!id)
			return ctl_wrong("keys %s N: the number of the key", verb);
		return !strcmp(verb, "use") ? keys_use(a, id) : ctl_keys_retire(a, id);
	}
	if (argc > 2)
		return ctl_wrong("keys %s takes nothing more", verb);
	return !strcmp(verb, "add") ? keys_add() : !strcmp(verb, "list") ? ctl_keys_list(a) : ctl_keys_reseal(a);
}

int ctl_keys(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "", *passwords = NULL;
	const struct ctl_option options[] = {
		{"passwords", "DIR", "password files of the database users [<keys.directory>/db]", &passwords},
	};
	static const char *const verbs = " make list add use reseal retire ";
	struct arena *a = arena_new();
	int code = CTL_GO;

	if (!strcmp(verb, "--help"))
		code = help(stdout);
	else if (!*verb || !strstr(verbs, arena_printf(a, " %s ", verb)))
		code = help(stderr);
	else if (argc > 2 && !strcmp(argv[2], "--help") && strcmp(verb, "make") != 0)
		code = help(stdout);
	else if (!strcmp(verb, "make"))
		code = ctl_options("keys make", argc - 1, argv + 1, options, sizeof options / sizeof *options);
	if (code == CTL_GO && !*conf_str(CONF_KEYS))
		code = ctl_failed("keys.directory is not set");
	if (code == CTL_GO)
		code = !strcmp(verb, "make") ? keys_make(a, passwords) : run(a, verb, argc, argv);
	arena_free(a);
	return code;
}
