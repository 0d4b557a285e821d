/* ctl_check.c: ccerctl check: tries a configuration without doing anything, and says what is wrong and how to mend it. */
#include "main/ctl/ctl_check.h"

#include <string.h>

#include "base/arena.h"
#include "gate/http.h"
#include "main/ctl/ctl.h"

static const struct part {
	const char *name;
	void (*check)(struct arena *a);
	bool when_asked; /* with --only alone: it takes long */
} parts[] = {
	{"database", check_database, false}, {"files", check_files, false}, {"templates", check_templates, false},
	{"press", check_press, false},       {"scan", check_scan, false},   {"sms", check_sms, false},
	{"mail", check_mail, false},         {"pay", check_pay, false},     {"tallies", check_tallies, true},
};
enum { PARTS = sizeof parts / sizeof *parts };

static bool is_part(const char *only)
{
	for (int i = 0; i < PARTS; i++)
		if (!strcmp(parts[i].name, only))
			return true;
	return false;
}

int ctl_check(int argc, char **argv)
{
	const char *only = NULL, *mend = NULL;
	const struct ctl_option options[] = {
		{"only", "PART", "one of database files templates press scan sms mail pay [all these], tallies", &only},
		{"mend", NULL, "of tallies: puts right what differs", &mend},
	};
	int code = ctl_options("check", argc, argv, options, sizeof options / sizeof *options);

	if (code != CTL_GO)
		return code;
	if (only && !is_part(only))
		return ctl_wrong("--only %s: there is no such part (see ccerctl check --help)", only);
	if (mend)
		check_tallies_mend();
	if (!http_open())
		return ctl_failed("libcurl cannot be used");
	for (int i = 0; i < PARTS; i++) {
		struct arena *a = arena_new();

		if (only ? !strcmp(parts[i].name, only) : !parts[i].when_asked)
			parts[i].check(a);
		arena_free(a);
	}
	http_close();
	return check_faults() ? CTL_FAILED : CTL_OK;
}
