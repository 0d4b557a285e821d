/* demo_bulk.c: many rows in one statement. What a row means is for who gives it to know. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "main/demo/demo.h"

enum { FULL_BYTES = 256 * 1024 };

static const struct table { const char *name, *columns; } tables[DEMO_TABLES] = {
#define DEMO_TABLE(id, name, columns) {#name, columns},
#include "main/demo/demo_tables.def"
};

/* A statement that grows. */
struct text {
	char *bytes;
	size_t size, room;
};

struct demo_bulk {
	struct db *db;
	struct text text[DEMO_TABLES];
	bool failed;
};

struct demo_bulk *demo_bulk_open(struct db *db)
{
	struct demo_bulk *b = calloc(1, sizeof *b);

	if (!b)
		die("demo: no memory");
	b->db = db;
	return b;
}

void demo_bulk_close(struct demo_bulk *b)
{
	for (int i = 0; i < DEMO_TABLES; i++)
		free(b->text[i].bytes);
	free(b);
}

/* Room for n more bytes and a NUL. */
static char *reserve(struct text *t, size_t n)
{
	if (t->size + n >= t->room) {
		t->room = 2 * (t->size + n) + FULL_BYTES;
		t->bytes = realloc(t->bytes, t->room);
		if (!t->bytes)
			die("demo: no memory");
	}
	return t->bytes + t->size;
}

static void put(struct text *t, const char *s)
{
	size_t n = strlen(s);

	memcpy(reserve(t, n), s, n + 1);
	t->size += n;
}

static void put_number(struct text *t, int64_t v)
{
	char digits[24];

	(void)snprintf(digits, sizeof digits, "%lld", (long long)v);
	put(t, digits);
}

static void put_quoted(struct text *t, const char *s, size_t n)
{
	char *p = reserve(t, 2 * n + 2), *start = p;

	*p++ = '\'';
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\'' || s[i] == '\\')
			*p++ = s[i];
		*p++ = s[i];
	}
	*p++ = '\'';
	t->size += (size_t)(p - start);
}

static void put_hex(struct text *t, const uint8_t *s, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *p = reserve(t, 2 * n + 3), *start = p;

	*p++ = 'X';
	*p++ = '\'';
	for (size_t i = 0; i < n; i++) {
		*p++ = digits[s[i] >> 4];
		*p++ = digits[s[i] & 15];
	}
	*p++ = '\'';
	t->size += (size_t)(p - start);
}

static void put_value(struct text *t, const struct db_value *v)
{
	if (v->type == DB_INT)
		put_number(t, v->number);
	else if (v->type == DB_TEXT)
		put_quoted(t, v->data, v->size);
	else if (v->type == DB_BYTES)
		put_hex(t, v->data, v->size);
	else
		put(t, "NULL");
}

static bool send(struct demo_bulk *b, int table)
{
	struct text *t = &b->text[table];

	if (t->size && !b->failed) {
		*reserve(t, 1) = '\0';
		b->failed = !db_script(b->db, t->bytes);
	}
	t->size = 0;
	return !b->failed;
}

bool demo_bulk_row(struct demo_bulk *b, enum demo_table table, const struct db_value *value, size_t count)
{
	struct text *t = &b->text[table];

	if (t->size == 0) {
		put(t, "INSERT INTO ");
		put(t, tables[table].name);
		put(t, " (");
		put(t, tables[table].columns);
		put(t, ") VALUES ");
	} else {
		put(t, ", ");
	}
	for (size_t i = 0; i < count; i++) {
		put(t, i ? ", " : "(");
		put_value(t, &value[i]);
	}
	put(t, ")");
	return t->size < FULL_BYTES ? !b->failed : send(b, (int)table);
}

bool demo_bulk_end(struct demo_bulk *b)
{
	for (int i = 0; i < DEMO_TABLES; i++)
		if (!send(b, i))
			return false;
	return true;
}
