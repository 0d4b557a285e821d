/* ctl_file: options on the command line and files on disk, for the commands of ccerctl. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "main/ctl/ctl.h"

enum { FILE_MAX = 64 * 1024 * 1024 };

static void complain(const char *fmt, va_list ap)
{
	fputs("ccerctl: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

int ctl_failed(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(fmt, ap);
	va_end(ap);
	return CTL_FAILED;
}

int ctl_wrong(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(fmt, ap);
	va_end(ap);
	return CTL_USAGE;
}

static void print_options(const char *command, const struct ctl_option *option, size_t count)
{
	printf("usage: ccerctl [-c FILE] %s%s\n", command, count ? " [options]" : "");
	for (size_t i = 0; i < count; i++)
		printf("  --%s %s\n        %s\n", option[i].name, option[i].argument ? option[i].argument : "",
		       option[i].meaning);
}

static const struct ctl_option *find_option(const char *arg, const struct ctl_option *option, size_t count)
{
	for (size_t i = 0; i < count && !strncmp(arg, "--", 2); i++)
		if (!strcmp(arg + 2, option[i].name))
			return &option[i];
	return NULL;
}

int ctl_options(const char *command, int argc, char **argv, const struct ctl_option *option, size_t count)
{
	for (int i = 1; i < argc; i++) {
		const struct ctl_option *o = find_option(argv[i], option, count);

		if (!strcmp(argv[i], "--help")) {
			print_options(command, option, count);
			return CTL_OK;
		}
		if (!o)
			return ctl_wrong("%s: no such option (see ccerctl %s --help)", argv[i], command);
		if (o->argument && i + 1 == argc)
			return ctl_wrong("%s needs a value", argv[i]);
		*o->value = o->argument ? argv[++i] : "yes";
	}
	return CTL_GO;
}

char *ctl_read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "re");
	struct stat st;
	char *text = NULL;

	if (f && !fstat(fileno(f), &st) && S_ISREG(st.st_mode) && st.st_size <= FILE_MAX) {
		text = arena_alloc(a, (size_t)st.st_size + 1);
		if (fread(text, 1, (size_t)st.st_size, f) != (size_t)st.st_size)
			text = NULL;
	}
	if (!text)
		ctl_failed("cannot read %s: %s", path, errno ? strerror(errno) : "not a file of ours");
	if (f)
		fclose(f);
	return text;
}

static int is_sql(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 4 && !strcmp(e->d_name + n - 4, ".sql");
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name); /* alphasort would follow the locale */
}

const char *const *ctl_sql_files(struct arena *a, const char *directory)
{
	struct dirent **entry;
	int count = scandir(directory, &entry, is_sql, by_bytes);
	const char **names;

	if (count < 0) {
		ctl_failed("cannot read %s: %s", directory, strerror(errno));
		return NULL;
	}
	names = ARENA_ARRAY(a, const char *, (size_t)count + 1);
	for (int i = 0; i < count; i++) {
		names[i] = arena_strdup(a, entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	return names;
}

bool ctl_write_secret(const char *path, const char *text)
{
	size_t n = strlen(text);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
	bool good = fd >= 0 && write(fd, text, n) == (ssize_t)n && fsync(fd) == 0;

	if (!good)
		ctl_failed("cannot write %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}
