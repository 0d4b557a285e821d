/* press: the process that looks inside files and makes documents. It has no keys, no database, no store and no settings: what
 * it needs comes with each question. */
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/log.h"
#include "press/look.h"
#include "press/serve.h"

enum { EXIT_USAGE = 64 };

static int usage(const char *name, FILE *to, int status)
{
	(void)fprintf(to,
		      "Usage: %s\n"
		      "Answers questions about documents and files from the Unix socket on descriptor 0 (spawn-fcgi, systemd).\n"
		      "  --help   this text\n",
		      name);
	return status;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(argv[0], stdout, 0);
	if (argc != 1)
		return usage(argv[0], stderr, EXIT_USAGE);
	log_init("press");
	/* A core would hold other people's papers. */
	(void)prctl(PR_SET_DUMPABLE, 0);
	look_open("/usr/bin", PKGLIBEXECDIR "/press-picture");
	return serve_questions(0);
}
