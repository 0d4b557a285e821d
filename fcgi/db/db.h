/* db: the only user of mysql.h. One connection a process, prepared statements by name, transactions.
 * Statements live in sql/query/<table>.sql as
 *     -- name: review_write_state          (→ SQL_REVIEW_WRITE_STATE)
 *     -- rows: exactly1                    (one | maybe | many | exactly1 | any)
 *     UPDATE application SET state = :to WHERE id = :id AND state = :from;
 * with named parameters; sqlgen.awk makes sql.gen.h/.c. one: SELECT of exactly one row, else ERR_NOT_FOUND;
 * maybe: 0 or 1 row; many: any number of rows; exactly1: a change of exactly one row, else ERR_CONFLICT; any: a change
 * of any number. A duplicate key is ERR_CONFLICT. Changes are counted by rows found, not by rows that differ afterwards.
 * Other answers of the server: ERR_RETRY deadlock, lock wait, snapshot too old (the transaction refuses everything from
 * then on until rolled back); ERR_DENIED a four-eyes trigger or CHECK; ERR_CONFLICT also a foreign key; ERR_INVALID a value
 * that does not fit its column; ERR_LOST connection gone; ERR_NO_RIGHT sql/grant.sql was not applied; ERR_UNAVAILABLE anything
 * else, e.g. too slow, disk full. Each is logged here, once, without values.
 * An ASCII column cannot be compared with letters beyond ASCII (error 1267): where people type what is looked up there, the
 * statement says CONVERT(:x USING ascii), which makes them '?', held by no such value. */
#ifndef CCER_DB_DB_H
#define CCER_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "sql.gen.h" /* enum sql_id */

struct arena;
struct db;

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BYTES };
struct db_value {
	enum db_type type;
	int64_t number;
	const void *data;
	size_t size;
};
struct db_value db_int(int64_t v);
struct db_value db_text(const char *s);            /* NULL binds NULL */
struct db_value db_bytes(const void *p, size_t n); /* p NULL binds NULL */
struct db_value db_null(void);
struct db_value db_time(struct arena *a, int64_t t); /* DATETIME in UTC; t < 0 binds NULL */

/* A result: every cell as bytes with a NUL behind (text of the value), NULL for SQL NULL. Lives in the arena given. */
struct db_cell { const char *data; size_t size; };
struct db_rows {
	size_t count, columns;
	const char *const *name;      /* column aliases */
	const struct db_cell *cell;   /* count * columns, row by row */
	uint64_t affected, insert_id; /* of a change */
};
/* The cell of a column by its alias; asking for a column that is not there dies. "" / 0 / -1 for NULL. */
const char *db_str(const struct db_rows *r, size_t row, const char *column);
int64_t db_num(const struct db_rows *r, size_t row, const char *column);
int64_t db_when(const struct db_rows *r, size_t row, const char *column); /* DATETIME → epoch seconds, -1 for NULL */
struct db_cell db_raw(const struct db_rows *r, size_t row, const char *column);
bool db_is_null(const struct db_rows *r, size_t row, const char *column);

/* Connects with the settings of conf (socket, user, password file), time-outs 3/10/10 s, no reconnect, no LOCAL INFILE,
 * utf8mb4, UTC, READ COMMITTED, strict sql_mode, all verified. NULL after logging why not. */
struct db *db_open(void);
void db_close(struct db *db);
bool db_lost(const struct db *db); /* the connection died within a transaction; the process should leave */
/* Prepares every statement this connection's user may run; false and the statement named if one is bad SQL. */
bool db_prepare_all(struct db *db);
/* The statement that was last answered with ERR_NO_RIGHT, "" none. */
const char *db_refused(const struct db *db);

/* Runs step between begin and commit, and again from its beginning each time the server took the transaction back (ERR_RETRY:
 * deadlock, lock wait, certification of a cluster), DB_RUNS times at most, with a short pause of random length in between. So
 * step has no effect outside the database, and whatever it hands out it sets anew in each run. A step that fails is rolled back
 * and its error is the answer. ERR_UNAVAILABLE: taken back each time. ERR_LOST: nobody knows whether it was committed. */
enum { DB_RUNS = 5 };
enum err db_transaction(struct db *db, bool read_only, enum err (*step)(void *arg), void *arg);

/* What db_transaction is made of. At the server it begins with its first statement, so one without any costs nothing. A
 * connection that is found dead then (the server was restarted, somebody killed it) is made anew once, since nothing is lost with it;
 * ERR_LOST: that failed too, or it died in an earlier one. */
enum err db_begin(struct db *db, bool read_only);
/* Ends the transaction whatever it answers. ERR_RETRY: it was taken back, or could only be; ERR_LOST: the outcome is unknown. */
enum err db_commit(struct db *db);
void db_rollback(struct db *db);

/* Runs a statement. values in the order the names first appear in the statement. out may be NULL. */
enum err db_run(struct db *db, struct arena *a, enum sql_id id, struct db_rows *out,
		const struct db_value *values, size_t count);
/* db_do(db, a, SQL_X, &rows, db_int(1), db_text("x")); at least one value. */
#define db_do(db, a, id, out, ...)                                             \
	db_run((db), (a), (id), (out), (const struct db_value[]){__VA_ARGS__}, \
	       sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value))
#define db_do0(db, a, id, out) db_run((db), (a), (id), (out), NULL, 0)

/* As db_open for ccerctl migrate and demo alone: several statements a script, no time limits, no schema selected. */
struct db *db_open_script(void);
/* Runs a script of literal SQL (migrations, and the rows of a demonstration), on a connection of db_open_script. False after
 * logging the failing statement. */
bool db_script(struct db *db, const char *sql);

#endif
