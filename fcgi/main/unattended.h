/* unattended: what programs without a socket share (courier, cashier): start, signals, transactions, pauses. They keep nothing
 * a restart would lose; a lost database ends them and their keeper starts them anew. */
#ifndef CCER_MAIN_UNATTENDED_H
#define CCER_MAIN_UNATTENDED_H

#include <stdbool.h>

#include "base/err.h"
#include "core/ground/ctx.h"

struct ctx;
struct db;

/* A unit of work within one transaction; it may run several times (db_transaction). */
typedef enum err (*unattended_work)(struct ctx *c, void *arg);
/* Runs work as the system in a transaction (db_transaction), with what it noted for the audit. ERR_NO_RIGHT, of which the operators
 * are told; ERR_LOST: leave. */
enum err unattended_transaction(struct db *db, struct arena *a, unattended_work work, void *arg);

/* Has SIGTERM or SIGINT come? */
bool unattended_leaving(void);
/* A pause that a signal to leave ends early. */
void unattended_pause_ms(int64_t ms);

/* Reads the settings file, keys, prepares libcurl and the database, then calls loop until it answers: OK is told to leave,
 * anything else an unusable database. Gives the exit status: 0, 70 bug, 75 the database went away, 78 settings or keys. */
int unattended_run(const char *program, const char *settings, enum err (*loop)(struct db *db, struct arena *a));

/* unattended_run for a program whose only options are -c FILE and --help; what: a sentence for the help. */
int unattended_main(int argc, char **argv, const char *program, const char *what,
		    enum err (*loop)(struct db *db, struct arena *a));

enum { UNATTENDED_USAGE = 64 };

#endif
