/* worker: starts a page process: settings, keys, templates, database, then serves until told to leave. While the
 * database cannot be reached it answers 503 rather than nothing, and asks again every second. */
#include "main/worker.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "db/db.h"
#include "web/view.h"
#include "web/web.h"

enum { EXIT_USAGE = 64, EXIT_BUG = 70, EXIT_SETTINGS = 78 };

static int usage(const char *name, FILE *to, int status)
{
	(void)fprintf(to,
		      "Usage: %s -c FILE\n"
		      "Answers FastCGI requests from the socket on descriptor 0 (spawn-fcgi, systemd).\n"
		      "  -c FILE   settings, see ccerctl conf\n"
		      "  --help    this text\n",
		      name);
	return status;
}

static bool start(const char *settings)
{
	/* A core would hold keys and other people's papers. */
	(void)prctl(PR_SET_DUMPABLE, 0);
	return conf_load(settings) && crypt_init(conf_str(CONF_KEYS)) && view_open(conf_str(CONF_TEMPLATES));
}

static int serve_with_database(const struct site *site, struct db *db)
{
	int status = EXIT_BUG;

	if (db_prepare_all(db))
		status = serve(site, db);
	else if (db_lost(db))
		status = SERVE_AGAIN;
	db_close(db);
	return status;
}

int worker_main(int argc, char **argv, const struct site *site)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(argv[0], stdout, 0);
	if (argc != 3 || strcmp(argv[1], "-c") != 0)
		return usage(argv[0], stderr, EXIT_USAGE);
	log_init(site->name);
	if (!start(argv[2]))
		return EXIT_SETTINGS;
	int status = SERVE_AGAIN;
	while (status == SERVE_AGAIN) {
		struct db *db = db_open();

		status = db == NULL ? serve(site, NULL) : serve_with_database(site, db);
	}
	return status;
}
