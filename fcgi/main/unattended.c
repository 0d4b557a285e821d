/* unattended.c: one loop for programs that nobody asks. */
#include "main/unattended.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/house/health.h"
#include "db/db.h"
#include "gate/http.h"

enum { EXIT_BUG = 70, EXIT_LOST = 75, EXIT_SETTINGS = 78 };

static volatile sig_atomic_t leaving;

static void leave(int signal)
{
	(void)signal;
	leaving = 1;
}

static void catch_signals(void)
{
	struct sigaction action = {.sa_handler = leave};

	sigemptyset(&action.sa_mask);
	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGINT, &action, NULL);
	action.sa_handler = SIG_IGN;
	(void)sigaction(SIGPIPE, &action, NULL);
}

bool unattended_leaving(void)
{
	return leaving != 0;
}

void unattended_pause_ms(int64_t ms)
{
	struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

	if (!leaving)
		(void)nanosleep(&t, NULL);
}

struct unit {
	struct db *db;
	struct arena *arena;
	unattended_work work;
	void *arg;
};

static enum err run_unit(void *arg)
{
	const struct unit *u = arg;
	struct ctx c = {.arena = u->arena, .db = u->db, .now = clock_now()};

	c.actor = (struct actor){.kind = ACTOR_SYSTEM, .roles = ROLE_SYSTEM, .organisation = "", .name = "", .ip = ""};
	TRY(u->work(&c, u->arg));
	return audit_flush(&c.audit, u->db, u->arena, c.now);
}

static enum err tell_operators(struct ctx *c, void *arg)
{
	(void)arg;
	return health_no_right(c);
}

enum err unattended_transaction(struct db *db, struct arena *a, unattended_work work, void *arg)
{
	enum err e = db_transaction(db, false, run_unit, &(struct unit){db, a, work, arg});

	if (e == ERR_NO_RIGHT)
		(void)db_transaction(db, false, run_unit, &(struct unit){db, a, tell_operators, NULL});
	return db_lost(db) ? ERR_LOST : e;
}

static int with_database(enum err (*loop)(struct db *db, struct arena *a))
{
	struct db *db = db_open();
	int status = EXIT_BUG;

	if (db == NULL)
		return EXIT_LOST;
	if (db_prepare_all(db)) {
		struct arena *a = arena_new();

		status = loop(db, a) == OK ? 0 : EXIT_LOST;
		arena_free(a);
	} else if (db_lost(db)) {
		status = EXIT_LOST;
	}
	db_close(db);
	return status;
}

int unattended_run(const char *program, const char *settings, enum err (*loop)(struct db *db, struct arena *a))
{
	log_init(program);
	catch_signals();
	/* A core would hold keys and other people's numbers. */
	(void)prctl(PR_SET_DUMPABLE, 0);
	if (!conf_load(settings) || !crypt_init(conf_str(CONF_KEYS)) || !http_open())
		return EXIT_SETTINGS;
	int status = with_database(loop);
	http_close();
	return status;
}

static int usage(const char *name, const char *what, FILE *to, int status)
{
	(void)fprintf(to,
		      "Usage: %s -c FILE\n"
		      "%s\n"
		      "  -c FILE   settings, see ccerctl conf\n"
		      "  --help    this text\n",
		      name, what);
	return status;
}

int unattended_main(int argc, char **argv, const char *program, const char *what,
		    enum err (*loop)(struct db *db, struct arena *a))
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(argv[0], what, stdout, 0);
	if (argc != 3 || strcmp(argv[1], "-c") != 0)
		return usage(argv[0], what, stderr, UNATTENDED_USAGE);
	return unattended_run(program, argv[2], loop);
}
