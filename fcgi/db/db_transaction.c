/* db_transaction: a piece of work between begin and commit, again when the server took it back. */
#include <time.h>

#include "base/crypt/crypt.h"
#include "base/log.h"
#include "db/db.h"

/* 5-20 ms, twice as long each time: two that collided should not meet again. */
static void pause_before(int run)
{
	uint8_t random;

	crypt_random(&random, sizeof random);
	long ms = (5 + random % 16) << (run - 1);
	nanosleep(&(struct timespec){.tv_nsec = ms * 1000000L}, NULL);
}

static enum err run_once(struct db *db, bool read_only, enum err (*step)(void *arg), void *arg)
{
	TRY(db_begin(db, read_only));
	enum err e = step(arg);
	if (e == OK)
		return db_commit(db);
	db_rollback(db);
	return e;
}

enum err db_transaction(struct db *db, bool read_only, enum err (*step)(void *arg), void *arg)
{
	for (int run = 0; run < DB_RUNS; run++) {
		if (run > 0)
			pause_before(run);
		enum err e = run_once(db, read_only, step, arg);
		if (e != ERR_RETRY)
			return e;
	}
	log_warn("database: a transaction was taken back %d times", DB_RUNS);
	return ERR_UNAVAILABLE;
}
