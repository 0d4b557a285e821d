/* db: the connection. What runs on it is db_run.c's, statements are db_stmt.c's, error numbers db_error.c's, cells db_rows.c's. */
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "db/db_private.h"

enum { CONNECT_S = 3, TALK_S = 10, SCRIPT_TALK_S = 3600, PASSWORD_MAX = 256 };

/* The session as every statement expects it. What follows M! is read by MariaDB alone; MySQL
 * has no such variable. A statement may take less than TALK_S, so that the server gives up before we do and the
 * connection lives. */
static const char session_setup[] =
	"SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,"
	"NO_ZERO_IN_DATE,ONLY_FULL_GROUP_BY', time_zone = '+00:00', autocommit = 1, innodb_lock_wait_timeout = 5 "
	"/*M!, max_statement_time = 8 */";
static const char script_setup[] = "SET SESSION innodb_lock_wait_timeout = 60 /*M!, max_statement_time = 0 */";

/* What must be found when the session's variables are read back: name (or its other name) contains value. */
static const struct expectation {
	const char *name, *other, *value;
} expectations[] = {
	/* name                   other                    value */
	{"sql_mode", "", "STRICT_ALL_TABLES"},
	{"sql_mode", "", "NO_ENGINE_SUBSTITUTION"},
	{"sql_mode", "", "NO_ZERO_DATE"},
	{"time_zone", "", "+00:00"},
	{"autocommit", "", "ON"},
	{"character_set_client", "", "utf8mb4"},
	{"character_set_connection", "", "utf8mb4"},
	{"character_set_results", "", "utf8mb4"},
	{"collation_connection", "", "utf8mb4_bin"},
	{"tx_isolation", "transaction_isolation", "READ-COMMITTED"}, /* MariaDB 10, others */
};
enum { EXPECTATIONS = sizeof expectations / sizeof *expectations };

static bool expectations_hold(MYSQL_RES *res)
{
	bool met[EXPECTATIONS] = {false};

	MYSQL_ROW row;

	while ((row = mysql_fetch_row(res)))
		for (size_t i = 0; i < EXPECTATIONS; i++)
			if (row[0] && row[1] && strstr(row[1], expectations[i].value) &&
			    (!strcmp(row[0], expectations[i].name) || !strcmp(row[0], expectations[i].other)))
				met[i] = true;
	for (size_t i = 0; i < EXPECTATIONS; i++)
		if (!met[i]) {
			log_error("database: session variable %s is not %s", expectations[i].name,
				  expectations[i].value);
			return false;
		}
	return true;
}

static bool session_verified(struct db *db)
{
	MYSQL_RES *res;
	bool good;

	if (mysql_query(db->my, "SHOW SESSION VARIABLES WHERE Variable_name IN ('sql_mode', 'time_zone', 'autocommit', "
				"'character_set_client', 'character_set_connection', 'character_set_results', "
				"'collation_connection', 'tx_isolation', 'transaction_isolation')"))
		return false;
	res = mysql_store_result(db->my);
	if (!res)
		return false;
	good = expectations_hold(res);
	mysql_free_result(res);
	return good;
}

static bool session_set_up(struct db *db)
{
	if (mysql_query(db->my, "SET NAMES utf8mb4 COLLATE utf8mb4_bin") || mysql_query(db->my, session_setup) ||
	    mysql_query(db->my, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED") ||
	    (db->script && mysql_query(db->my, script_setup))) {
		log_error("database: session: %s", mysql_error(db->my));
		return false;
	}
	return session_verified(db);
}

/* False when there should be a password and it cannot be read. */
static bool read_password(char password[PASSWORD_MAX])
{
	const char *path = conf_str(CONF_DB_PASSWORD_FILE);
	FILE *f;

	password[0] = '\0';
	if (!*path)
		return true;
	f = fopen(path, "re");
	if (!f) {
		log_error("database: cannot read %s: %m", path);
		return false;
	}
	if (!fgets(password, PASSWORD_MAX, f))
		password[0] = '\0';
	fclose(f);
	password[strcspn(password, "\r\n")] = '\0';
	return true;
}

static void set_options(struct db *db)
{
	unsigned connect_s = CONNECT_S, talk_s = db->script ? SCRIPT_TALK_S : TALK_S, no_infile = 0,
		 protocol = MYSQL_PROTOCOL_SOCKET;

	my_bool no = 0;

	mysql_options(db->my, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
	mysql_options(db->my, MYSQL_OPT_READ_TIMEOUT, &talk_s);
	mysql_options(db->my, MYSQL_OPT_WRITE_TIMEOUT, &talk_s);
	mysql_options(db->my, MYSQL_OPT_LOCAL_INFILE, &no_infile); /* its default lets a server read our files */
	mysql_options(db->my, MYSQL_OPT_RECONNECT, &no);           /* a silent one commits half a transaction */
	mysql_options(db->my, MYSQL_OPT_PROTOCOL, &protocol);
	mysql_options(db->my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
}

static bool connect_server(struct db *db)
{
	char password[PASSWORD_MAX];
	const char *schema = db->script ? NULL : conf_str(CONF_DB_NAME);
	unsigned long flags = CLIENT_FOUND_ROWS | (db->script ? CLIENT_MULTI_STATEMENTS : 0);
	bool connected;

	if (!read_password(password))
		return false;
	connected = mysql_real_connect(db->my, "localhost", conf_str(CONF_DB_USER), password, schema, 0,
				       conf_str(CONF_DB_SOCKET), flags);
	crypt_wipe(password, sizeof password);
	if (!connected)
		log_error("database: cannot connect as %s: %s", conf_str(CONF_DB_USER), mysql_error(db->my));
	return connected;
}

static bool set_up(struct db *db)
{
	db->my = mysql_init(NULL);
	if (!db->my)
		die("out of memory");
	set_options(db);
	return connect_server(db) && session_set_up(db);
}

static struct db *open_connection(bool script)
{
	struct db *db = calloc(1, sizeof *db);

	if (!db)
		die("out of memory");
	db->script = script;
	if (set_up(db))
		return db;
	db_close(db);
	return NULL;
}

struct db *db_open(void)
{
	return open_connection(false);
}

struct db *db_open_script(void)
{
	return open_connection(true);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	db_forget_statements(db);
	mysql_close(db->my);
	free(db);
}

bool db_lost(const struct db *db)
{
	return db->lost;
}

const char *db_refused(const struct db *db)
{
	return db->refused ? db->refused : "";
}

/* Statements are prepared again when they are asked for. */
bool db_connect_anew(struct db *db)
{
	db_forget_statements(db);
	mysql_close(db->my);
	db->lost = !set_up(db);
	if (!db->lost)
		log_warn("database: the connection had died and was made anew");
	return !db->lost;
}

bool db_script(struct db *db, const char *sql)
{
	int number = 1, more;

	if (!db->script)
		die("database: a script on an ordinary connection");
	for (more = mysql_real_query(db->my, sql, strlen(sql)); !more; more = mysql_next_result(db->my), number++) {
		MYSQL_RES *res = mysql_store_result(db->my);

		mysql_free_result(res);
	}
	if (more < 0 || mysql_errno(db->my) == ER_EMPTY_QUERY) /* only comments behind the last semicolon */
		return true;
	log_error("database: statement %d of the script: %s", number, mysql_error(db->my));
	return false;
}
