/* ccerctl: the operator's program. This file holds the table of commands; each command is in a ctl_*.c.
 * Exit codes: 0 done, 1 failed, 2 not called rightly. */
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "main/ctl/ctl.h"

static int print_conf(int argc, char **argv)
{
	int code = ctl_options("conf", argc, argv, NULL, 0);

	if (code != CTL_GO)
		return code;
	conf_print();
	return CTL_OK;
}

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	bool keys; /* loads the key files first */
	const char *meaning;
} commands[] = {
	/* name     run           keys   meaning */
	{"migrate", ctl_migrate, false, "brings the database to what this release needs: tables, seeds, users, rights"},
	{"check", ctl_check, false, "tries a configuration: database, files, sockets, every provider; changes and sends nothing"},
	{"keys", ctl_keys, false, "make | list | add | use | reseal | retire: key files; passwords of the database users"},
	{"staff", ctl_staff, true, "add | list | disable | enable | role | mobile | password | second-factor: people of the back office"},
	{"audit", ctl_audit, true, "verify | anchor: walks the audit chain; puts its signed state to a second place"},
	{"demo", ctl_demo, true, "fills an empty installation with cases that look real, for looking around and measuring"},
	{"conf", print_conf, false, "prints all settings with default and meaning"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static int help(FILE *to)
{
	fputs("usage: ccerctl [-c FILE] COMMAND [options]\n"
	      "  -c FILE   settings [/etc/ccer/ccer.conf]\n"
	      "  --help    behind a command: its options\n\n", to);
	for (int i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-9s %s\n", commands[i].name, commands[i].meaning);
	return to == stdout ? CTL_OK : CTL_USAGE;
}

static const struct command *find_command(const char *name)
{
	for (int i = 0; i < COMMANDS; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

/* Help needs neither settings nor keys. */
static bool wants_help(int argc, char **argv)
{
	return !strcmp(argv[argc - 1], "--help");
}

static bool get_ready(const struct command *c, const char *conf)
{
	return conf_load(conf) && (!c->keys || crypt_init(conf_str(CONF_KEYS)));
}

int main(int argc, char **argv)
{
	const char *conf = "/etc/ccer/ccer.conf";
	const struct command *command;

	log_init("ccerctl");
	if (argc > 2 && !strcmp(argv[1], "-c")) {
		conf = argv[2];
		argc -= 2;
		argv += 2;
	}
	if (argc < 2)
		return help(stderr);
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help"))
		return help(stdout);
	command = find_command(argv[1]);
	if (!command)
		return ctl_wrong("%s: no such command (see ccerctl --help)", argv[1]);
	if (!wants_help(argc, argv) && !get_ready(command, conf))
		return CTL_FAILED;
	return command->run(argc - 1, argv + 1);
}
