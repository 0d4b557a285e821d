/* view: see view.h and web.h.
 *
 * ClearSilver escapes var: everywhere when Config.VarEscapeMode is html in the data current at cs_init; it must be in
 * every data set that is swapped in as well. Labels are shared by all requests as the global data set, which is looked
 * at when a name is not among the request's own. Includes go through load(), which knows only the templates listed at
 * the start. Values are escaped for text and quoted attributes only: never for URLs, scripts or styles. */
#include "web/view.h"

#include <cs/cs.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <util/neo_hdf.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "web/buf.h"
#include "web/req.h"

struct view {
	HDF *data;
};

struct template {
	char *name;      /* "portal/home.cs" */
	CSPARSE *parsed; /* NULL until first used */
	char *folder;    /* NULL until view_folder named it */
	bool broken;     /* said so once already */
};

static struct {
	char *directory;
	struct template *template;
	size_t count;
	HDF *labels;
} all;

/* ClearSilver's errors: memory dies, the rest is logged. */
static bool fine(NEOERR *e, const char *what)
{
	if (e == STATUS_OK)
		return true;
	STRING s;
	string_init(&s);
	nerr_error_string(e, &s);
	if (nerr_match(e, NERR_NOMEM))
		die("out of memory: %s", what);
	log_error("%s: %s", what, s.buf == NULL ? "unknown" : s.buf);
	string_clear(&s);
	nerr_ignore(&e);
	return false;
}

static void must(NEOERR *e, const char *what)
{
	if (!fine(e, what))
		die("cannot set %s", what);
}

static HDF *data_new(void)
{
	HDF *data;

	must(hdf_init(&data), "data");
	must(hdf_set_value(data, "Config.VarEscapeMode", "html"), "escape mode");
	return data;
}

static char *read_whole(const char *path)
{
	FILE *f = fopen(path, "re");
	char *text = NULL;
	size_t cap = 0;

	if (f == NULL)
		return NULL;
	ssize_t n = getdelim(&text, &cap, '\0', f);
	bool whole = n >= 0 && feof(f) && !ferror(f);
	bool empty = n < 0 && feof(f) && !ferror(f);
	(void)fclose(f);
	if (whole)
		return text;
	free(text);
	return empty ? strdup("") : NULL;
}

static char *path_of(const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", all.directory, name) < 0)
		die("out of memory");
	return path;
}

/* ---- start ---- */

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && strcmp(s + n - m, end) == 0;
}

static bool load_label(const char *path)
{
	const char *base = strrchr(path, '/') + 1;
	char name[64];
	HDF *node;
	char *text = read_whole(path);

	(void)snprintf(name, sizeof name, "Label.%.*s", (int)(strlen(base) - 4), base);
	bool good = text != NULL && fine(hdf_get_node(all.labels, name, &node), name) &&
		    fine(hdf_read_string(node, text), path);
	free(text);
	return good;
}

static int visit(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	const char *name = path + strlen(all.directory) + 1;

	(void)st;
	(void)at;
	if (kind != FTW_F)
		return 0;
	if (strncmp(name, "label/", 6) == 0 && ends_with(name, ".hdf"))
		return load_label(path) ? 0 : -1;
	if (!ends_with(name, ".cs"))
		return 0;
	all.template = realloc(all.template, (all.count + 1) * sizeof *all.template);
	if (all.template == NULL)
		die("out of memory");
	all.template[all.count++] = (struct template){.name = strdup(name)};
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct template *)a)->name, ((const struct template *)b)->name);
}

bool view_open(const char *directory)
{
	size_t n = strlen(directory);

	while (n > 1 && directory[n - 1] == '/')
		n--;
	must(nerr_init(), "error table");
	all.directory = strndup(directory, n);
	all.labels = data_new();
	if (nftw(all.directory, visit, 16, FTW_PHYS) != 0) {
		log_error("templates: cannot read %s", all.directory);
		return false;
	}
	if (all.count > 0)
		qsort(all.template, all.count, sizeof *all.template, by_name);
	return true;
}

void view_close(void)
{
	for (size_t i = 0; i < all.count; i++) {
		cs_destroy(&all.template[i].parsed);
		free(all.template[i].name);
		free(all.template[i].folder);
	}
	free(all.template);
	free(all.directory);
	hdf_destroy(&all.labels);
	memset(&all, 0, sizeof all);
}

static struct template *find(const char *name)
{
	struct template key = {.name = (char *)(uintptr_t)name};

	return all.count == 0 ? NULL : bsearch(&key, all.template, all.count, sizeof key, by_name);
}

const char *view_label(const char *file, const char *name)
{
	return hdf_get_valuef(all.labels, "Label.%s.%s", file, name);
}

/* The length of the folder's name in "under/folder/...", 0 when there is none. */
static size_t folder_length(const char *name, const char *under)
{
	size_t n = strlen(under);

	if (strncmp(name, under, n) != 0 || name[n] != '/')
		return 0;
	const char *folder = name + n + 1, *end = strchr(folder, '/');
	return end == NULL ? 0 : (size_t)(end - folder);
}

/* Templates are sorted by name, so those of one folder stand together; each carries the name of its own folder. */
const char *view_folder(const char *under, size_t n)
{
	const char *last = "";

	for (size_t i = 0; i < all.count; i++) {
		size_t length = folder_length(all.template[i].name, under);
		const char *folder = all.template[i].name + strlen(under) + 1;

		if (length == 0 || (strlen(last) == length && strncmp(last, folder, length) == 0))
			continue;
		if (all.template[i].folder == NULL && (all.template[i].folder = strndup(folder, length)) == NULL)
			die("out of memory");
		last = all.template[i].folder;
		if (n-- == 0)
			return last;
	}
	return NULL;
}

/* ---- a request's data ---- */

static void forget(void *p)
{
	struct view *v = p;

	hdf_destroy(&v->data);
}

void view_fresh(struct req *r)
{
	if (r->view == NULL) {
		r->view = ARENA_NEW(r->arena, struct view);
		arena_defer(r->arena, forget, r->view);
	} else {
		hdf_destroy(&r->view->data);
	}
	r->view->data = data_new();
}

void view_set(struct req *r, const char *name, const char *value)
{
	if (value != NULL)
		must(hdf_set_value(r->view->data, name, value), name);
}

void view_setf(struct req *r, const char *name, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	view_set(r, name, arena_vprintf(r->arena, fmt, ap));
	va_end(ap);
}

void view_num(struct req *r, const char *name, int64_t value)
{
	char text[24];

	(void)snprintf(text, sizeof text, "%lld", (long long)value);
	view_set(r, name, text);
}

void view_remove(struct req *r, const char *name)
{
	must(hdf_remove_tree(r->view->data, name), name);
}

static void set_row(HDF *node, const struct db_rows *rows, size_t row)
{
	for (size_t i = 0; i < rows->columns; i++) {
		const struct db_cell *cell = &rows->cell[row * rows->columns + i];

		if (cell->data != NULL)
			must(hdf_set_value(node, rows->name[i], cell->data), rows->name[i]);
	}
}

void view_row(struct req *r, const char *prefix, const struct db_rows *rows, size_t row)
{
	HDF *node;

	must(hdf_get_node(r->view->data, prefix, &node), prefix);
	set_row(node, rows, row);
}

void view_rows(struct req *r, const char *prefix, const struct db_rows *rows)
{
	HDF *parent, *node;
	char number[24];

	must(hdf_get_node(r->view->data, prefix, &parent), prefix);
	for (size_t row = 0; row < rows->count; row++) {
		(void)snprintf(number, sizeof number, "%zu", row);
		must(hdf_get_node(parent, number, &node), prefix);
		set_row(node, rows, row);
	}
}

/* ---- rendering ---- */

/* Whatever a template asks to include, only the templates found at the start are ever read. Not NERR_NOT_FOUND, which
 * include: passes over in silence. */
static NEOERR *load(void *ctx, HDF *data, const char *name, char **text)
{
	(void)ctx;
	(void)data;
	if (find(name) == NULL)
		return nerr_raise(NERR_IO, "no template %s", name);
	char *path = path_of(name);
	*text = read_whole(path);
	free(path);
	return *text == NULL ? nerr_raise(NERR_IO, "cannot read %s", name) : STATUS_OK;
}

static CSPARSE *parse(const char *name)
{
	CSPARSE *cs = NULL;
	HDF *data = data_new();

	must(cs_init(&cs, data), name);
	cs_register_fileload(cs, NULL, load);
	bool good = fine(cs_parse_file(cs, name), name);
	cs->hdf = NULL;
	cs->global_hdf = all.labels;
	hdf_destroy(&data);
	if (!good)
		cs_destroy(&cs);
	return cs;
}

/* What stands in the data for the two tokens of a form. They are made where a template puts them out: a page without a form needs
 * neither, nor a browser that is known by a cookie. Nothing else a page shows begins with this character. */
static const char csrf_mark[] = "\001csrf", form_key_mark[] = "\001op";
enum { FORM_KEY_LENGTH = 22 };

static const char *token(struct req *r, const char *mark)
{
	r->own->has_form = true;
	if (strcmp(mark, form_key_mark) == 0) {
		if (r->own->form_key == NULL)
			r->own->form_key = crypt_random_text(r->arena, FORM_KEY_LENGTH);
		return r->own->form_key;
	}
	if (r->csrf == NULL && r->site->first_form != NULL)
		r->site->first_form(r);
	return r->csrf == NULL ? "" : r->csrf;
}

struct rendering {
	struct req *r;
	struct buf out;
};

/* Is given each value by itself. */
static NEOERR *collect(void *ctx, char *text)
{
	struct rendering *to = ctx;
	bool is_mark = text[0] == csrf_mark[0] && (strcmp(text, csrf_mark) == 0 || strcmp(text, form_key_mark) == 0);

	buf_str(&to->out, is_mark ? token(to->r, text) : text);
	return STATUS_OK;
}

static void set_common(struct req *r)
{
	view_set(r, "csrf", csrf_mark);
	view_set(r, "op", form_key_mark);
	view_set(r, "path", r->path);
	view_set(r, "request_id", r->id);
	view_set(r, "site", r->site->name);
}

enum err req_render(struct req *r, const char *name, const char **text, size_t *n)
{
	struct template *t = find(name);

	if (t == NULL || t->broken) {
		log_error("template %s: %s", name, t == NULL ? "absent" : "broken");
		return ERR_IO;
	}
	if (t->parsed == NULL && (t->parsed = parse(t->name)) == NULL) {
		t->broken = true;
		return ERR_IO;
	}
	struct rendering to = {.r = r};
	buf_init(&to.out, r->arena, 32 * 1024);
	t->parsed->hdf = r->view->data;
	bool good = fine(cs_render(t->parsed, &to, collect), name);
	t->parsed->hdf = NULL;
	*text = to.out.p;
	*n = to.out.n;
	return good ? OK : ERR_IO;
}

enum err view_render(struct req *r, const char *name, const char **html, size_t *n)
{
	set_common(r);
	return req_render(r, name, html, n);
}
