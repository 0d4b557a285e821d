/* ctl_check_line.c: the lines ccerctl check prints, and how many say that something is wrong. */
#include <stdarg.h>
#include <stdio.h>

#include "main/ctl/ctl_check.h"

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

int check_faults(void)
{
	return faults;
}
