/* db_stmt: preparing, binding, running and fetching the statements of sql.gen.c. */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "db/db_private.h"

static enum err fail_stmt(struct db *db, enum sql_id id, MYSQL_STMT *stmt)
{
	return db_fail(db, sql_statements[id].name, mysql_stmt_errno(stmt), mysql_stmt_error(stmt));
}

/* Does the prepared statement have the shape its header promises? */
static bool shape_holds(const struct sql_statement *s, MYSQL_STMT *stmt)
{
	bool promises_rows = s->rows == SQL_ROWS_ONE || s->rows == SQL_ROWS_MAYBE || s->rows == SQL_ROWS_MANY;
	bool has_rows = mysql_stmt_field_count(stmt) > 0;

	if (promises_rows != has_rows) {
		log_error("database: %s in %s: %s", s->name, s->file,
			  has_rows ? "gives rows, its header says it does not"
				   : "gives no rows, its header says it does");
		return false;
	}
	if (mysql_stmt_param_count(stmt) != s->params) {
		log_error("database: %s in %s: the server counts other parameters", s->name, s->file);
		return false;
	}
	return true;
}

/* OK and db->stmt[id] is set. ERR_NO_RIGHT; ERR_UNAVAILABLE for bad SQL. at_start: all statements are tried, also those that
 * are not this program's, so that one that is refused is no fault. */
static enum err prepare(struct db *db, enum sql_id id, bool at_start)
{
	const struct sql_statement *s = &sql_statements[id];

	MYSQL_STMT *stmt = mysql_stmt_init(db->my);
	my_bool yes = 1;
	enum err e = OK;

	if (!stmt)
		die("out of memory");
	mysql_stmt_attr_set(stmt, STMT_ATTR_UPDATE_MAX_LENGTH, &yes);
	if (!mysql_stmt_prepare(stmt, s->text, strlen(s->text))) {
		if (shape_holds(s, stmt)) {
			db->stmt[id] = stmt;
			return OK;
		}
		e = ERR_UNAVAILABLE;
	} else if (!db_no_right(mysql_stmt_errno(stmt))) {
		log_error("database: %s in %s: %s", s->name, s->file, mysql_stmt_error(stmt));
		e = db_fail(db, s->name, mysql_stmt_errno(stmt), NULL);
	} else {
		e = at_start ? OK : fail_stmt(db, id, stmt);
	}
	mysql_stmt_close(stmt);
	return e;
}

bool db_prepare_all(struct db *db)
{
	bool good = true;

	for (int id = 0; id < (int)SQL_COUNT; id++)
		if (!db->stmt[id] && prepare(db, (enum sql_id)id, true) != OK)
			good = false; /* go on: name all that are bad */
	return good;
}

void db_forget_statements(struct db *db)
{
	for (int id = 0; id < (int)SQL_COUNT; id++) {
		if (db->stmt[id])
			mysql_stmt_close(db->stmt[id]);
		db->stmt[id] = NULL;
	}
}

static void bind_value(MYSQL_BIND *b, const struct db_value *v)
{
	switch (v->type) {
	case DB_NULL:
		b->buffer_type = MYSQL_TYPE_NULL;
		break;
	case DB_INT:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = (void *)(uintptr_t)&v->number;
		break;
	case DB_TEXT:
	case DB_BYTES:
		b->buffer_type = v->type == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		b->buffer = (void *)(uintptr_t)v->data; /* only read */
		b->buffer_length = v->size;
		break;
	}
}

static bool bind_params(struct arena *a, const struct sql_statement *s, MYSQL_STMT *stmt, const struct db_value *values)
{
	MYSQL_BIND *b;

	if (!s->params)
		return true;
	b = ARENA_ARRAY(a, MYSQL_BIND, s->params);
	for (unsigned i = 0; i < s->params; i++)
		bind_value(&b[i], &values[s->map[i]]);
	return !mysql_stmt_bind_param(stmt, b);
}

struct fetch {
	MYSQL_BIND *bind;
	unsigned long *size;
	my_bool *null;
	unsigned columns;
};

/* Buffers as wide as the widest value of each column, and the columns' names. */
static void fetch_buffers(struct fetch *f, struct arena *a, MYSQL_STMT *stmt, struct db_rows *out)
{
	MYSQL_RES *meta = mysql_stmt_result_metadata(stmt);
	MYSQL_FIELD *field;
	const char **name;

	if (!meta)
		die("database: no metadata of a result");
	field = mysql_fetch_fields(meta);
	f->columns = mysql_num_fields(meta);
	f->bind = ARENA_ARRAY(a, MYSQL_BIND, f->columns);
	f->size = ARENA_ARRAY(a, unsigned long, f->columns);
	f->null = ARENA_ARRAY(a, my_bool, f->columns);
	name = ARENA_ARRAY(a, const char *, f->columns);
	for (unsigned i = 0; i < f->columns; i++) {
		name[i] = arena_strdup(a, field[i].name);
		f->bind[i].buffer_type = MYSQL_TYPE_STRING;
		f->bind[i].buffer_length = field[i].max_length + 1;
		f->bind[i].buffer = arena_alloc(a, f->bind[i].buffer_length);
		f->bind[i].length = &f->size[i];
		f->bind[i].is_null = &f->null[i];
	}
	out->columns = f->columns;
	out->name = name;
	mysql_free_result(meta);
}

/* Values may hold NUL bytes. */
static struct db_cell copy_cell(struct arena *a, const void *p, size_t n)
{
	char *copy = arena_alloc(a, n + 1);

	memcpy(copy, p, n);
	return (struct db_cell){copy, n};
}

static enum err fetch_rows(struct db *db, struct arena *a, enum sql_id id, MYSQL_STMT *stmt, struct db_rows *out)
{
	struct fetch f = {0};
	struct db_cell *cell;
	int r;

	if (mysql_stmt_store_result(stmt))
		return fail_stmt(db, id, stmt);
	fetch_buffers(&f, a, stmt, out);
	if (mysql_stmt_bind_result(stmt, f.bind))
		return fail_stmt(db, id, stmt);
	cell = ARENA_ARRAY(a, struct db_cell, mysql_stmt_num_rows(stmt) * f.columns + 1);
	out->cell = cell;
	while ((r = mysql_stmt_fetch(stmt)) == 0) {
		for (unsigned i = 0; i < f.columns; i++, cell++)
			if (!f.null[i])
				*cell = copy_cell(a, f.bind[i].buffer, f.size[i]);
		out->count++;
	}
	if (r == MYSQL_NO_DATA)
		return OK;
	if (r == MYSQL_DATA_TRUNCATED)
		die("database: %s: a value was cut on its way", sql_statements[id].name);
	return fail_stmt(db, id, stmt);
}

static enum err check_count(const struct sql_statement *s, const struct db_rows *r)
{
	if (s->rows == SQL_ROWS_EXACTLY1) {
		if (r->affected > 1)
			die("database: %s changed %llu rows instead of one", s->name, (unsigned long long)r->affected);
		return r->affected ? OK : ERR_CONFLICT;
	}
	if ((s->rows == SQL_ROWS_ONE || s->rows == SQL_ROWS_MAYBE) && r->count > 1)
		die("database: %s gave %zu rows instead of one", s->name, r->count);
	return s->rows == SQL_ROWS_ONE && !r->count ? ERR_NOT_FOUND : OK;
}

static enum err execute(struct db *db, struct arena *a, enum sql_id id, MYSQL_STMT *stmt, const struct db_value *values,
			struct db_rows *out)
{
	const struct sql_statement *s = &sql_statements[id];
	enum err e = OK;

	if (!bind_params(a, s, stmt, values) || mysql_stmt_execute(stmt))
		return fail_stmt(db, id, stmt);
	if (mysql_stmt_field_count(stmt)) {
		e = fetch_rows(db, a, id, stmt, out);
		mysql_stmt_free_result(stmt);
	} else {
		out->affected = mysql_stmt_affected_rows(stmt);
		out->insert_id = mysql_stmt_insert_id(stmt);
	}
	return e == OK ? check_count(s, out) : e;
}

enum err db_execute(struct db *db, struct arena *a, enum sql_id id, const struct db_value *values, struct db_rows *out)
{
	if (!db->stmt[id])
		TRY(prepare(db, id, false));
	*out = (struct db_rows){0};
	return execute(db, a, id, db->stmt[id], values, out);
}
