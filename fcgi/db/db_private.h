/* db_private: what the files of db/ share and nobody else sees. */
#ifndef CCER_DB_DB_PRIVATE_H
#define CCER_DB_DB_PRIVATE_H

#include <mysql.h>

#include "db/db.h"

struct db {
	MYSQL *my;
	bool in_transaction;
	bool read_only;      /* the running transaction */
	bool started;        /* at the server: before its first statement */
	bool lost;           /* nothing will come of this connection any more */
	bool script;         /* opened by db_open_script */
	enum err broken;     /* the running transaction can only be rolled back: ERR_RETRY, else OK */
	MYSQL_STMT *stmt[SQL_COUNT + 1]; /* prepared so far */
	const char *refused; /* the statement that was last refused for want of a right, NULL none */
};

/* Turns the server's or library's error number into ours, marks db lost, broken or refused, logs. what: name of the statement, a
 * constant; message NULL: the caller has logged it. */
enum err db_fail(struct db *db, const char *what, unsigned number, const char *message);
/* Does the number say that this user may not run a statement? */
bool db_no_right(unsigned number);
/* Runs a statement, prepared when it is not yet. */
enum err db_execute(struct db *db, struct arena *a, enum sql_id id, const struct db_value *values, struct db_rows *out);
/* Instead of a connection that died while nothing was going on: once more. False: that failed too. */
bool db_connect_anew(struct db *db);
/* Closes all prepared statements. */
void db_forget_statements(struct db *db);

#endif
