/* db_run: a statement within its transaction, from its beginning to its end. The connection is db.c's, statements are db_stmt.c's. */
#include "base/log.h"
#include "db/db_private.h"

static enum err start(struct db *db)
{
	if (mysql_query(db->my, db->read_only ? "START TRANSACTION READ ONLY" : "START TRANSACTION READ WRITE"))
		return db_fail(db, "START TRANSACTION", mysql_errno(db->my), mysql_error(db->my));
	return OK;
}

/* A transaction begins at the server with its first statement. */
static enum err start_late(struct db *db)
{
	if (!db->in_transaction || db->started)
		return OK;
	enum err e = start(db);
	if (e == ERR_LOST && db_connect_anew(db))
		e = start(db);
	db->started = e == OK;
	return e;
}

enum err db_begin(struct db *db, bool read_only)
{
	if (db->in_transaction)
		die("database: a transaction within a transaction"); /* START would commit the first one */
	if (db->lost)
		return ERR_LOST;
	db->in_transaction = true;
	db->read_only = read_only;
	db->started = false;
	db->broken = OK;
	return OK;
}

/* The one statement whose failure does not always say what happened: an answer of the server does, a broken line does not (of 28
 * such, 13 had been committed). 1213 is also what a cluster says whose other nodes were quicker. */
static enum err commit(struct db *db)
{
	enum err e;

	if (db->lost)
		return ERR_LOST;
	if (db->broken)
		return db->broken;
	if (!db->started || !mysql_query(db->my, "COMMIT"))
		return OK;
	e = db_fail(db, "COMMIT", mysql_errno(db->my), mysql_error(db->my));
	if (e == ERR_RETRY)
		return ERR_RETRY;
	db->lost = true;
	return ERR_LOST;
}

enum err db_commit(struct db *db)
{
	if (!db->in_transaction)
		die("database: commit without a transaction");
	enum err e = commit(db);
	if (e == OK)
		db->in_transaction = false;
	else
		db_rollback(db); /* after 1205 it is still open at the server */
	return e;
}

void db_rollback(struct db *db)
{
	if (db->in_transaction && db->started && !db->lost && mysql_query(db->my, "ROLLBACK")) {
		db_fail(db, "ROLLBACK", mysql_errno(db->my), mysql_error(db->my));
		db->lost = true;
	}
	db->in_transaction = false;
	db->broken = OK;
}

enum err db_run(struct db *db, struct arena *a, enum sql_id id, struct db_rows *out, const struct db_value *values,
		size_t count)
{
	struct db_rows mine = {0};

	if (count != sql_statements[id].values)
		die("database: %s takes %u values, %zu given", sql_statements[id].name, sql_statements[id].values, count);
	if (db->lost)
		return ERR_LOST;
	if (db->broken)
		return db->broken; /* the server may have rolled back: a statement now would commit on its own */
	TRY(start_late(db));
	enum err e = db_execute(db, a, id, values, &mine);
	if (out)
		*out = mine;
	return e;
}
