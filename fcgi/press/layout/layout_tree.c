/* layout_tree: markup → nodes, by two tables: which element may stand where, which attribute holds what. Whatever is not in
 * them is refused. Problems name a line and the table's own words, never the document's text. */
#include <string.h>

#include "press/layout/layout_private.h"

enum {
	DEPTH_MAX = 16,
	NODES_MAX = 200 * 1000,
	TEXT_MAX = 32 * 1024, /* bytes of one run of characters: a page holds about 6 kB */
	WIDTHS_MAX = 12,
};

#define IN(el) (1u << (el))
/* What holds words. */
#define INLINE (IN(EL_H1) | IN(EL_H2) | IN(EL_H3) | IN(EL_P) | IN(EL_ITEM) | IN(EL_FIELD) | IN(EL_BAND) | IN(EL_CELL) | IN(EL_COPY))
#define BLOCKS (IN(EL_DOCUMENT) | IN(EL_KEEP))

static const struct {
	const char *name;
	unsigned parents;
	bool words; /* holds text */
} elements[EL_COUNT] = {
	[EL_DOCUMENT] = {"document", 0, false},
	[EL_HEADER] = {"header", IN(EL_DOCUMENT), false},
	[EL_FOOTER] = {"footer", IN(EL_DOCUMENT), false},
	[EL_H1] = {"h1", BLOCKS, true},
	[EL_H2] = {"h2", BLOCKS, true},
	[EL_H3] = {"h3", BLOCKS | IN(EL_CALLOUT), true},
	[EL_P] = {"p", BLOCKS | IN(EL_CALLOUT), true},
	[EL_B] = {"b", INLINE | IN(EL_U) | IN(EL_CODE), true},
	[EL_U] = {"u", INLINE | IN(EL_B) | IN(EL_CODE), true},
	[EL_CODE] = {"code", INLINE | IN(EL_B) | IN(EL_U), true},
	[EL_BR] = {"br", INLINE | IN(EL_B) | IN(EL_U), false},
	[EL_LIST] = {"list", BLOCKS | IN(EL_CALLOUT), false},
	[EL_ITEM] = {"item", IN(EL_LIST), true},
	[EL_FIELDS] = {"fields", BLOCKS, false},
	[EL_FIELD] = {"field", IN(EL_FIELDS), true},
	[EL_BAND] = {"band", IN(EL_FIELDS) | IN(EL_TABLE), true},
	[EL_TABLE] = {"table", BLOCKS, false},
	[EL_HEAD] = {"head", IN(EL_TABLE), false},
	[EL_ROW] = {"row", IN(EL_TABLE), false},
	[EL_CELL] = {"cell", IN(EL_HEAD) | IN(EL_ROW), true},
	[EL_MARKS] = {"marks", BLOCKS, false},
	[EL_MARK] = {"mark", IN(EL_MARKS), false},
	[EL_COPY] = {"copy", BLOCKS, true},
	[EL_QR] = {"qr", BLOCKS, false},
	[EL_CALLOUT] = {"callout", BLOCKS, false},
	[EL_SPACE] = {"space", BLOCKS | IN(EL_CALLOUT), false},
	[EL_BREAK] = {"break", IN(EL_DOCUMENT), false},
	[EL_KEEP] = {"keep", IN(EL_DOCUMENT), false},
};

static const char *const aligns[] = {"left", "centre", "right", NULL};
static const char *const sizes[] = {"small", "normal", "large", NULL};
static const char *const orientations[] = {"portrait", "landscape", NULL};
static const char *const list_kinds[] = {"numbered", "plain", NULL};
static const char *const cell_kinds[] = {"value", "label", NULL};
static const char *const mark_kinds[] = {"seal", "sign", "date", NULL};

static const struct {
	const char *name;
	unsigned elements;
	unsigned required;         /* on these */
	const char *const *words;  /* one of them, or */
	double least, most, usual; /* a number (most > 0), or any text; usual: also of words */
} attributes[AT_COUNT] = {
	[AT_TITLE] = {"title", IN(EL_DOCUMENT), IN(EL_DOCUMENT), NULL, 0, 0, 0},
	[AT_CREATED] = {"created", IN(EL_DOCUMENT), IN(EL_DOCUMENT), NULL, 0, 0, 0},
	[AT_ORIENTATION] = {"orientation", IN(EL_DOCUMENT), 0, orientations, 0, 0, PORTRAIT},
	[AT_LEFT] = {"left", IN(EL_HEADER) | IN(EL_FOOTER), 0, NULL, 0, 0, 0},
	[AT_CENTRE] = {"centre", IN(EL_HEADER) | IN(EL_FOOTER), 0, NULL, 0, 0, 0},
	[AT_RIGHT] = {"right", IN(EL_HEADER) | IN(EL_FOOTER), 0, NULL, 0, 0, 0},
	[AT_ALIGN] = {"align", IN(EL_P) | IN(EL_CELL), 0, aligns, 0, 0, ALIGN_LEFT},
	[AT_INDENT] = {"indent", IN(EL_P), 0, NULL, 0, 8, 0},
	[AT_SIZE] = {"size", IN(EL_P) | IN(EL_QR), 0, NULL, 0, 0, 0}, /* words or millimetres: see number_of */
	[AT_GAP] = {"gap", IN(EL_P), 0, NULL, 0, 40, 6},
	[AT_COLUMNS] = {"columns", IN(EL_FIELDS), 0, NULL, 1, 2, 1},
	[AT_LABEL] = {"label", IN(EL_FIELD) | IN(EL_MARK) | IN(EL_COPY), IN(EL_FIELD) | IN(EL_MARK), NULL, 0, 0, 0},
	[AT_SPAN] = {"span", IN(EL_FIELD) | IN(EL_CELL), 0, NULL, 1, WIDTHS_MAX, 1},
	[AT_WIDTHS] = {"widths", IN(EL_TABLE), IN(EL_TABLE), NULL, 0, 0, 0},
	[AT_KIND] = {"kind", IN(EL_MARK) | IN(EL_LIST) | IN(EL_CELL), IN(EL_MARK), mark_kinds, 0, 0, 0},
	[AT_HINT] = {"hint", IN(EL_MARK), 0, NULL, 0, 0, 0},
	[AT_VALUE] = {"value", IN(EL_QR), IN(EL_QR), NULL, 0, 0, 0},
	[AT_CAPTION] = {"caption", IN(EL_QR), 0, NULL, 0, 0, 0},
	[AT_HEIGHT] = {"height", IN(EL_SPACE) | IN(EL_FIELD) | IN(EL_ROW), IN(EL_SPACE), NULL, 0, 200, 0},
};
enum { QR_LEAST_MM = 15, QR_MOST_MM = 60, QR_USUAL_MM = 28 };

struct reader {
	struct arena *a;
	GMarkupParseContext *context;
	struct node *root, *at;
	int depth, nodes;
	const char *problem;
};

static void refuse(struct reader *r, GError **error, const char *what, const char *name)
{
	int line;

	g_markup_parse_context_get_position(r->context, &line, NULL);
	r->problem = arena_printf(r->a, "line %d: %s%s%s", line, what, *name ? " " : "", name);
	g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, what);
}

static struct node *node_new(struct reader *r, enum element element)
{
	struct node *node = ARENA_NEW(r->a, struct node);

	node->element = element;
	node->parent = r->at;
	if (!r->at)
		r->root = node;
	else if (r->at->last)
		r->at->last->next = node;
	else
		r->at->first = node;
	if (r->at)
		r->at->last = node;
	r->nodes++;
	return node;
}

static int word_of(const char *const *words, const char *text)
{
	for (int i = 0; words[i]; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	return -1;
}

/* A plain decimal: strtod would take "nan", "1e9" and what the locale says. */
static bool decimal(const char *s, double *out)
{
	double value = 0, unit = 1;
	size_t n = strspn(s, "0123456789");

	if (n == 0 || n > 6)
		return false;
	for (; n; n--)
		value = value * 10 + (*s++ - '0');
	if (*s == '.' && s[1])
		for (s++; *s >= '0' && *s <= '9'; s++)
			value += (*s - '0') * (unit /= 10);
	*out = value;
	return *s == '\0';
}

/* 2026-11-22T01:02:03Z, and a time there can be: cairo would leave out what it cannot read, and write today. */
static bool instant(const char *s)
{
	GDateTime *t;
	const char *shape = "0000-00-00T00:00:00Z";
	size_t i;

	for (i = 0; shape[i]; i++)
		if (shape[i] == '0' ? !g_ascii_isdigit(s[i]) : s[i] != shape[i])
			return false;
	t = s[i] ? NULL : g_date_time_new_from_iso8601(s, NULL);
	if (!t)
		return false;
	g_date_time_unref(t);
	return true;
}

int tree_widths(const struct node *node, double *widths, int max)
{
	char **parts = g_strsplit(tree_text(node, AT_WIDTHS), " ", max + 2);
	int n = 0;

	for (; parts[n]; n++)
		if (n == max || !decimal(parts[n], &widths[n]) || widths[n] < 1 || widths[n] > 100) {
			n = 0;
			break;
		}
	g_strfreev(parts);
	return n;
}

/* false: the text is not what the attribute holds. */
static bool number_of(const struct node *node, struct given *g)
{
	const char *const *words = attributes[g->name].words;

	double least = attributes[g->name].least, most = attributes[g->name].most;
	double widths[WIDTHS_MAX];

	if (g->name == AT_KIND && node->element == EL_LIST)
		words = list_kinds;
	if (g->name == AT_KIND && node->element == EL_CELL)
		words = cell_kinds;
	if (g->name == AT_SIZE && node->element == EL_P)
		words = sizes;
	if (g->name == AT_SIZE && node->element == EL_QR) {
		least = QR_LEAST_MM;
		most = QR_MOST_MM;
	}
	if (words)
		return (g->number = word_of(words, g->text)) >= 0;
	if (most > 0)
		return decimal(g->text, &g->number) && g->number >= least && g->number <= most;
	if (g->name == AT_CREATED)
		return instant(g->text);
	return g->name != AT_WIDTHS || tree_widths(node, widths, WIDTHS_MAX) > 0;
}

static void attribute(struct reader *r, struct node *node, const char *name, const char *text, GError **error)
{
	struct given *g = ARENA_NEW(r->a, struct given);
	int i = 0;

	while (i < AT_COUNT && (strcmp(attributes[i].name, name) != 0 || !(attributes[i].elements & IN(node->element))))
		i++;
	if (i == AT_COUNT) {
		refuse(r, error, "unknown attribute of", elements[node->element].name);
		return;
	}
	for (struct given *other = node->given; other; other = other->next)
		if (other->name == (enum attribute)i) {
			refuse(r, error, "attribute given twice:", attributes[i].name);
			return;
		}
	if (strlen(text) > TEXT_MAX) {
		refuse(r, error, "attribute too long:", attributes[i].name);
		return;
	}
	g->name = (enum attribute)i;
	g->text = arena_strdup(r->a, text);
	g->next = node->given;
	node->given = g;
	if (!number_of(node, g))
		refuse(r, error, "bad value of", attributes[i].name);
}

static void required(struct reader *r, const struct node *node, GError **error)
{
	for (int i = 0; i < AT_COUNT; i++) {
		const struct given *g = node->given;

		while (g && g->name != (enum attribute)i)
			g = g->next;
		if (!g && (attributes[i].required & IN(node->element))) {
			refuse(r, error, "missing attribute", attributes[i].name);
			return;
		}
	}
}

static void on_start(GMarkupParseContext *context, const char *name, const char **names, const char **values, void *user,
		     GError **error)
{
	struct reader *r = user;
	int el = EL_TEXT + 1;

	(void)context;
	while (el < EL_COUNT && strcmp(elements[el].name, name) != 0)
		el++;
	if (el == EL_COUNT) {
		refuse(r, error, "unknown element", "");
		return;
	}
	if (r->at ? !(elements[el].parents & IN(r->at->element)) : el != EL_DOCUMENT || r->root) {
		refuse(r, error, "not allowed here:", elements[el].name);
		return;
	}
	if (++r->depth > DEPTH_MAX || r->nodes >= NODES_MAX) {
		refuse(r, error, "too deep or too many elements", "");
		return;
	}
	r->at = node_new(r, (enum element)el);
	for (; *names && !r->problem; names++, values++)
		attribute(r, r->at, *names, *values, error);
	if (!r->problem)
		required(r, r->at, error);
}

static void on_end(GMarkupParseContext *context, const char *name, void *user, GError **error)
{
	struct reader *r = user;

	(void)context, (void)name, (void)error;
	r->depth--;
	r->at = r->at->parent;
}

static void on_text(GMarkupParseContext *context, const char *text, gsize n, void *user, GError **error)
{
	struct reader *r = user;

	(void)context;
	if (!r->at || !elements[r->at->element].words) {
		if (strspn(text, " \t\r\n") < n)
			refuse(r, error, "text outside of a paragraph", "");
		return;
	}
	if (n > TEXT_MAX || r->nodes >= NODES_MAX)
		refuse(r, error, "too much text in", elements[r->at->element].name);
	else
		node_new(r, EL_TEXT)->text = arena_strndup(r->a, text, n);
}

/* Comments are passed over; document types and instructions are not. */
static void on_other(GMarkupParseContext *context, const char *text, gsize n, void *user, GError **error)
{
	(void)context;
	if (!(n >= 4 && memcmp(text, "<!--", 4) == 0) && !(n >= 6 && memcmp(text, "<?xml ", 6) == 0))
		refuse(user, error, "only elements, text and comments are allowed", "");
}

static const char *syntax_problem(const GError *error)
{
	switch (error->code) {
	case G_MARKUP_ERROR_BAD_UTF8:
		return "not UTF-8";
	case G_MARKUP_ERROR_EMPTY:
		return "empty";
	default:
		return "not well-formed";
	}
}

enum err tree_read(struct arena *a, const char *markup, size_t n, struct node **root, const char **problem)
{
	static const GMarkupParser parser = {on_start, on_end, on_text, on_other, NULL};
	struct reader r = {.a = a};
	GError *error = NULL;

	*problem = "a zero byte";
	if (memchr(markup, '\0', n)) /* would end a text early */
		return ERR_INVALID;
	r.context = g_markup_parse_context_new(&parser, 0, &r, NULL);
	if (g_markup_parse_context_parse(r.context, markup, (gssize)n, &error))
		g_markup_parse_context_end_parse(r.context, &error);
	if (error && !r.problem) {
		GError *ours = NULL;

		refuse(&r, &ours, syntax_problem(error), "");
		g_clear_error(&ours);
	}
	g_clear_error(&error);
	g_markup_parse_context_free(r.context);
	*root = r.root;
	*problem = r.problem ? r.problem : r.root ? "" : "no document";
	return **problem ? ERR_INVALID : OK;
}

const char *tree_text(const struct node *node, enum attribute name)
{
	for (const struct given *g = node->given; g; g = g->next)
		if (g->name == name)
			return g->text;
	return "";
}

double tree_number(const struct node *node, enum attribute name)
{
	for (const struct given *g = node->given; g; g = g->next)
		if (g->name == name)
			return g->number;
	if (name == AT_SIZE)
		return node->element == EL_QR ? QR_USUAL_MM : SIZE_NORMAL;
	return attributes[name].usual;
}
