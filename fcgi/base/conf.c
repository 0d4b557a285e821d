/* conf: reads the INI file into one table of strings, a row per setting of conf.def. A file with an unknown name, a
 * setting given twice or a value of the wrong kind is refused as a whole: a misspelt setting must not fall back
 * silently. What a setting means is for those who use it. */
#include "base/conf.h"

#include <errno.h>
#include <ini.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

enum kind { STR, INT };

static const char *const kind_names[] = {[STR] = "text", [INT] = "number"};

static const struct row {
	const char *name;
	enum kind kind;
	const char *fallback, *meaning;
} rows[] = {
#define CONF(id, name, kind, fallback, meaning) [CONF_##id] = {name, kind, fallback, meaning},
#include "base/conf.def"
#undef CONF
};

static char *values[CONF_COUNT]; /* NULL: the fallback */

/* One reading of one file. */
struct reading {
	const char *path;
	FILE *file;
	int line;
	bool good, cut; /* cut: the last piece read did not end its line */
	bool seen[CONF_COUNT];
};

static void complain(struct reading *r, const char *what, const char *setting)
{
	fprintf(stderr, "%s:%d: %s: %s\n", r->path, r->line, setting, what);
	r->good = false;
}

static int find(const char *name)
{
	for (int i = 0; i < CONF_COUNT; i++)
		if (strcmp(rows[i].name, name) == 0)
			return i;
	return -1;
}

static bool parse_int(const char *s, int64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoimax(s, &end, 10);
	return *s != '\0' && *end == '\0' && errno == 0;
}

static bool fits(enum kind kind, const char *value)
{
	int64_t number;

	return kind != INT || parse_int(value, &number);
}

static void store(int id, const char *value)
{
	char *copy = strdup(value);

	if (copy == NULL)
		die("conf: out of memory");
	free(values[id]);
	values[id] = copy;
}

static int take(void *context, const char *section, const char *name, const char *value)
{
	struct reading *r = context;
	char full[256];
	int id;

	snprintf(full, sizeof full, "%s.%s", section, name);
	id = find(full);
	if (id < 0) {
		complain(r, "there is no such setting", full);
	} else if (r->seen[id]) {
		complain(r, "is set twice", full);
	} else if (!fits(rows[id].kind, value)) {
		fprintf(stderr, "%s:%d: %s: must be %s\n", r->path, r->line, full, kind_names[rows[id].kind]);
		r->good = false;
	} else {
		r->seen[id] = true;
		store(id, value);
	}
	return 1;
}

/* Feeds libinih, which keeps its own line count to itself, and refuses lines longer than its buffer, which it would
 * take for two. */
static char *read_line(char *buffer, int size, void *context)
{
	struct reading *r = context;
	char *s = fgets(buffer, size, r->file);

	if (s == NULL)
		return NULL;
	if (r->cut)
		complain(r, "the line is too long", "file");
	else
		r->line++;
	r->cut = strchr(s, '\n') == NULL && !feof(r->file);
	return s;
}

static void forget(void)
{
	for (int i = 0; i < CONF_COUNT; i++) {
		free(values[i]);
		values[i] = NULL;
	}
}

bool conf_load(const char *path)
{
	struct reading r = {.path = path, .good = true};
	int bad_line;

	r.file = fopen(path, "re");
	if (r.file == NULL) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return false;
	}
	forget();
	bad_line = ini_parse_stream(read_line, &r, take, &r);
	if (bad_line != 0) {
		r.line = bad_line;
		complain(&r, "neither [section] nor name = value", "file");
	}
	if (ferror(r.file))
		complain(&r, "cannot be read", "file");
	fclose(r.file);
	return r.good;
}

void conf_set(enum conf_id id, const char *value)
{
	if (!fits(rows[id].kind, value))
		die("conf: %s must be %s", rows[id].name, kind_names[rows[id].kind]);
	store((int)id, value);
}

const char *conf_str(enum conf_id id)
{
	return values[id] != NULL ? values[id] : rows[id].fallback;
}

int64_t conf_int(enum conf_id id)
{
	int64_t number;

	if (rows[id].kind != INT || !parse_int(conf_str(id), &number))
		die("conf: %s is not a number", rows[id].name);
	return number;
}

const char *conf_name(enum conf_id id)
{
	return rows[id].name;
}

void conf_print(void)
{
	const char *section = "";
	size_t length = 0;

	for (const struct row *row = rows; row < rows + CONF_COUNT; row++) {
		const char *dot = strchr(row->name, '.');

		if ((size_t)(dot - row->name) != length || strncmp(section, row->name, length) != 0) {
			section = row->name;
			length = (size_t)(dot - row->name);
			printf("\n[%.*s]\n", (int)length, section);
		}
		printf("; %s (%s)\n%s = %s\n", row->meaning, kind_names[row->kind], dot + 1, row->fallback);
	}
}
