/* press: the process that looks inside files and makes documents. It has no keys, no database, no store and no settings: what
 * it needs comes with each question. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/arena.h"
#include "base/log.h"
#include "press/layout/layout.h"
#include "press/look.h"
#include "press/serve.h"

enum { EXIT_USAGE = 64, EXIT_MARKUP = 65, EXIT_WRITE = 74 };

static int usage(const char *name, FILE *to, int status)
{
	(void)fprintf(to,
		      "Usage: %s [--once]\n"
		      "Answers questions about documents and files from the Unix socket on descriptor 0 (spawn-fcgi, systemd).\n"
		      "  --once   one document instead: markup on standard input, PDF on standard output\n"
		      "  --help   this text\n",
		      name);
	return status;
}

/* For who writes templates, and for tests. */
static int print_once(void)
{
	struct arena *a = arena_new();
	char *markup = arena_alloc(a, LAYOUT_MARKUP_MAX + 1);
	size_t n = fread(markup, 1, LAYOUT_MARKUP_MAX + 1, stdin), size;
	const void *pdf;
	const char *problem;
	bool written;

	if (layout_pdf(a, markup, n, &pdf, &size, &problem) != OK) {
		(void)fprintf(stderr, "press: %s\n", problem);
		return EXIT_MARKUP;
	}
	written = fwrite(pdf, 1, size, stdout) == size && fflush(stdout) == 0;
	arena_free(a);
	return written ? 0 : EXIT_WRITE;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(argv[0], stdout, 0);
	if (argc == 2 && strcmp(argv[1], "--once") == 0)
		return print_once();
	if (argc != 1)
		return usage(argv[0], stderr, EXIT_USAGE);
	log_init("press");
	/* A core would hold other people's papers. */
	(void)prctl(PR_SET_DUMPABLE, 0);
	look_open("/usr/bin", PKGLIBEXECDIR "/press-picture");
	layout_open();
	return serve_questions(0);
}
