/* db_error: what the numbers of server and client library mean to us. The one table for it.
 * Sources: MariaDB 10.11 error codes, MySQL 8.0 server errors, errmsg.h. */
#include <stddef.h>

#include "base/log.h"
#include "db/db_private.h"

/* quiet: part of ordinary life, no line in the log. text: the server's message names tables and columns only, never
 * values, so it may be logged. */
enum { QUIET = 1, TEXT = 2 };

static const struct meaning {
	unsigned number;
	enum err err;
	unsigned flags;
} meanings[] = {
	/* number  err              flags          the server's name */
	{1062, ERR_CONFLICT, QUIET},    /* DUP_ENTRY: its text holds the value */
	{1022, ERR_CONFLICT, QUIET},    /* DUP_KEY */
	{1761, ERR_CONFLICT, QUIET},    /* FOREIGN_DUPLICATE_KEY_WITH_CHILD_INFO: a key that is taken, cascading */
	{1762, ERR_CONFLICT, QUIET},    /* FOREIGN_DUPLICATE_KEY_WITHOUT_CHILD_INFO */
	{1451, ERR_CONFLICT, TEXT},     /* ROW_IS_REFERENCED_2 */
	{1452, ERR_CONFLICT, TEXT},     /* NO_REFERENCED_ROW_2 */
	{1213, ERR_RETRY, QUIET},       /* LOCK_DEADLOCK: the server has rolled back */
	{1205, ERR_RETRY, QUIET},       /* LOCK_WAIT_TIMEOUT: the transaction is still open */
	{1020, ERR_RETRY, QUIET},       /* CHECKREAD: like 1213 */
	{1615, ERR_RETRY, TEXT},        /* NEED_REPREPARE */
	{1644, ERR_DENIED, TEXT},       /* SIGNAL of a trigger: four eyes */
	{4025, ERR_DENIED, TEXT},       /* CONSTRAINT_FAILED of MariaDB: a CHECK */
	{3819, ERR_DENIED, TEXT},       /* CHECK_CONSTRAINT_VIOLATED of MySQL */
	{1406, ERR_INVALID, TEXT},      /* DATA_TOO_LONG */
	{1264, ERR_INVALID, TEXT},      /* WARN_DATA_OUT_OF_RANGE */
	{1265, ERR_INVALID, TEXT},      /* WARN_DATA_TRUNCATED */
	{1048, ERR_INVALID, TEXT},      /* BAD_NULL */
	{1364, ERR_INVALID, TEXT},      /* NO_DEFAULT_FOR_FIELD */
	{1366, ERR_INVALID, 0},         /* TRUNCATED_WRONG_VALUE_FOR_FIELD */
	{1292, ERR_INVALID, 0},         /* TRUNCATED_WRONG_VALUE */
	{1042, ERR_LOST, TEXT},         /* BAD_HOST */
	{1047, ERR_LOST, TEXT},         /* UNKNOWN_COM: Galera node outside the primary component */
	{1053, ERR_LOST, TEXT},         /* SERVER_SHUTDOWN */
	{1077, ERR_LOST, TEXT},         /* NORMAL_SHUTDOWN */
	{1079, ERR_LOST, TEXT},         /* SHUTDOWN_COMPLETE */
	{1152, ERR_LOST, TEXT},         /* ABORTING_CONNECTION */
	{1158, ERR_LOST, TEXT},         /* NET_READ_ERROR */
	{1159, ERR_LOST, TEXT},         /* NET_READ_INTERRUPTED */
	{1160, ERR_LOST, TEXT},         /* NET_ERROR_ON_WRITE */
	{1161, ERR_LOST, TEXT},         /* NET_WRITE_INTERRUPTED */
	{1184, ERR_LOST, TEXT},         /* NEW_ABORTING_CONNECTION */
	{1317, ERR_LOST, TEXT},         /* QUERY_INTERRUPTED */
	{1927, ERR_LOST, TEXT},         /* CONNECTION_KILLED */
	{2000, ERR_LOST, TEXT},         /* CR_UNKNOWN_ERROR */
	{2002, ERR_LOST, TEXT},         /* CR_CONNECTION_ERROR */
	{2003, ERR_LOST, TEXT},         /* CR_CONN_HOST_ERROR */
	{2006, ERR_LOST, TEXT},         /* CR_SERVER_GONE */
	{2013, ERR_LOST, TEXT},         /* CR_SERVER_LOST */
	{2014, ERR_LOST, TEXT},         /* CR_COMMANDS_OUT_OF_SYNC */
	{2026, ERR_LOST, TEXT},         /* CR_SSL_CONNECTION_ERROR */
	{2027, ERR_LOST, TEXT},         /* CR_MALFORMED_PACKET */
	{2055, ERR_LOST, TEXT},         /* CR_SERVER_LOST_EXTENDED */
	{1044, ERR_NO_RIGHT, TEXT},     /* DBACCESS_DENIED */
	{1142, ERR_NO_RIGHT, TEXT},     /* TABLEACCESS_DENIED */
	{1143, ERR_NO_RIGHT, TEXT},     /* COLUMNACCESS_DENIED */
	{1227, ERR_NO_RIGHT, TEXT},     /* SPECIFIC_ACCESS_DENIED */
	{1370, ERR_NO_RIGHT, TEXT},     /* PROCACCESS_DENIED */
	{1969, ERR_UNAVAILABLE, TEXT},  /* STATEMENT_TIMEOUT of MariaDB */
	{3024, ERR_UNAVAILABLE, TEXT},  /* QUERY_TIMEOUT of MySQL */
	{3, ERR_UNAVAILABLE, TEXT},     /* EE_WRITE: of a temporary file, the disk is full */
	{1021, ERR_UNAVAILABLE, TEXT},  /* DISK_FULL */
	{1026, ERR_UNAVAILABLE, TEXT},  /* ERROR_ON_WRITE */
	{1030, ERR_UNAVAILABLE, TEXT},  /* GET_ERRNO: of the storage engine, 28 is a full disk */
	{1114, ERR_UNAVAILABLE, TEXT},  /* RECORD_FILE_FULL */
	{1290, ERR_UNAVAILABLE, TEXT},  /* OPTION_PREVENTS_STATEMENT: read-only server */
	{1792, ERR_UNAVAILABLE, TEXT},  /* CANT_EXECUTE_IN_READ_ONLY_TRANSACTION */
};

static struct meaning meaning_of(unsigned number)
{
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (meanings[i].number == number)
			return meanings[i];
	return (struct meaning){number, ERR_UNAVAILABLE, 0};
}

/* The alarm: what is wrong, and who mends it. */
static void log_refused(const char *what, unsigned number, const char *message)
{
	log_error("database: %s: this program's user has no right to it: run ccerctl migrate --rights of this release "
		  "(error %u: %s)", what, number, message);
}

enum err db_fail(struct db *db, const char *what, unsigned number, const char *message)
{
	struct meaning m = meaning_of(number);

	if (message && m.err == ERR_NO_RIGHT)
		log_refused(what, number, message);
	else if (message && !(m.flags & QUIET))
		log_error("database: %s: error %u%s%s", what, number, m.flags & TEXT ? ": " : "",
			  m.flags & TEXT ? message : "");
	if (m.err == ERR_LOST)
		db->lost = true;
	if (m.err == ERR_NO_RIGHT)
		db->refused = what;
	if (m.err == ERR_RETRY && db->in_transaction)
		db->broken = ERR_RETRY;
	return m.err;
}

bool db_no_right(unsigned number)
{
	return meaning_of(number).err == ERR_NO_RIGHT;
}
