/* ctl_check.c: ccerctl check: tries a configuration without doing anything, and says what is wrong and how to mend it. */
#include "main/ctl/ctl_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "gate/http.h"
#include "main/ctl/ctl.h"

static const struct part {
	const char *name;
	void (*check)(struct arena *a);
} parts[] = {
	{"database", check_database}, {"files", check_files}, {"templates", check_templates}, {"press", check_press},
	{"scan", check_scan},         {"sms", check_sms},     {"mail", check_mail},           {"pay", check_pay},
};
enum { PARTS = sizeof parts / sizeof *parts };

static int faults;

static void line(const char *mark, const char *what, const char *mend, const char *fmt, va_list ap)
{
	printf("%s %s: ", mark, what);
	vprintf(fmt, ap);
	if (mend && *mend)
		printf("; %s", mend);
	putchar('\n');
	(void)fflush(stdout); /* in order with what the log says */
}

void check_good(const char *what, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	line("✓", what, NULL, fmt, ap);
	va_end(ap);
}

void check_bad(const char *what, const char *mend, const char *fmt, ...)
{
	va_list ap;

	faults++;
	va_start(ap, fmt);
	line("✗", what, mend, fmt, ap);
	va_end(ap);
}

void check_absent(const char *what, const char *setting)
{
	printf("– %s: not set up (%s is empty)\n", what, setting);
}

static bool is_part(const char *only)
{
	for (int i = 0; i < PARTS; i++)
		if (!strcmp(parts[i].name, only))
			return true;
	return false;
}

int ctl_check(int argc, char **argv)
{
	const char *only = NULL;
	const struct ctl_option options[] = {
		{"only", "PART", "one of database files templates press scan sms mail pay [all]", &only},
	};
	int code = ctl_options("check", argc, argv, options, sizeof options / sizeof *options);

	if (code != CTL_GO)
		return code;
	if (only && !is_part(only))
		return ctl_wrong("--only %s: there is no such part (see ccerctl check --help)", only);
	if (!http_open())
		return ctl_failed("libcurl cannot be used");
	for (int i = 0; i < PARTS; i++) {
		struct arena *a = arena_new();

		if (!only || !strcmp(parts[i].name, only))
			parts[i].check(a);
		arena_free(a);
	}
	http_close();
	return faults ? CTL_FAILED : CTL_OK;
}
