/* layout_private: how the files of the layout engine share the work.
 *
 *     markup ──tree──▶ nodes ──block, grid, mark──▶ strips ──page──▶ placed strips ──layout──▶ PDF ──shrink──▶ small PDF
 *
 * A strip is a slice as wide as the page's text that cannot be cut: a line of a paragraph, a row of a table, a heading. All
 * lengths are PDF points (1/72 inch), y grows downwards. Everything lives in the document's arena. */
#ifndef CCER_PRESS_LAYOUT_LAYOUT_PRIVATE_H
#define CCER_PRESS_LAYOUT_LAYOUT_PRIVATE_H

#include <cairo.h>
#include <glib.h>
#include <pango/pangocairo.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

#define MM(mm) ((mm) * 72.0 / 25.4)

/* ---- tree: markup that holds --------------------------------------------------------------------------------- */

enum element {
	EL_TEXT, /* not an element: a run of characters */
	EL_DOCUMENT,
	EL_HEADER,
	EL_FOOTER,
	EL_H1,
	EL_H2,
	EL_H3,
	EL_P,
	EL_B,
	EL_U,
	EL_CODE,
	EL_BR,
	EL_LIST,
	EL_ITEM,
	EL_FIELDS,
	EL_FIELD,
	EL_BAND,
	EL_TABLE,
	EL_HEAD,
	EL_ROW,
	EL_CELL,
	EL_MARKS,
	EL_MARK,
	EL_COPY,
	EL_QR,
	EL_CALLOUT,
	EL_SPACE,
	EL_BREAK,
	EL_KEEP,
	EL_COUNT
};
enum attribute {
	AT_TITLE,
	AT_CREATED,
	AT_ORIENTATION,
	AT_LEFT,
	AT_CENTRE,
	AT_RIGHT,
	AT_ALIGN,
	AT_INDENT,
	AT_SIZE,
	AT_GAP,
	AT_COLUMNS,
	AT_LABEL,
	AT_SPAN,
	AT_WIDTHS,
	AT_KIND,
	AT_HINT,
	AT_VALUE,
	AT_CAPTION,
	AT_HEIGHT,
	AT_COUNT
};
/* The numbers of the words an attribute may hold, in the order of the tables in layout_tree.c. */
enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
enum size { SIZE_SMALL, SIZE_NORMAL, SIZE_LARGE };
enum orientation { PORTRAIT, LANDSCAPE };
enum list_kind { LIST_NUMBERED, LIST_PLAIN };
enum cell_kind { CELL_VALUE, CELL_LABEL };
enum mark_kind { MARK_SEAL, MARK_SIGN, MARK_DATE };

struct given {
	enum attribute name;
	const char *text;
	double number; /* of numbers, and of words their place in the list */
	struct given *next;
};
struct node {
	enum element element;
	const char *text; /* of EL_TEXT */
	struct given *given;
	struct node *parent, *first, *last, *next;
};

/* ERR_INVALID with a problem, else the document element. */
enum err tree_read(struct arena *a, const char *markup, size_t n, struct node **root, const char **problem);
/* An attribute's text, "" when it is not there; its number or the number of its word, the table's usual one likewise. */
const char *tree_text(const struct node *node, enum attribute name);
double tree_number(const struct node *node, enum attribute name);
/* The numbers of widths="1 4 2": how many, at most max. */
int tree_widths(const struct node *node, double *widths, int max);

/* ---- text: pango ---------------------------------------------------------------------------------------------- */

struct style_of {
	double size, pitch; /* of the letters; from line to line */
	bool bold;
	enum align align;
	double indent;      /* of the first line */
	bool even;          /* full lines are stretched to the full width */
	double grey;        /* 0 black … 1 white */
};
struct text {
	PangoLayout *layout;
	struct style_of style;
	double width;       /* it was broken to */
	int lines;
};

void text_open(void);
/* The inline content of a node, or a plain string, broken to the width. */
struct text *text_of_node(struct arena *a, const struct node *node, double width, const struct style_of *style);
struct text *text_of_string(struct arena *a, const char *s, double width, const struct style_of *style);
double text_height(const struct text *text);
/* The width of the widest line. */
double text_extent(const struct text *text);
/* Lines first … first + count - 1, the first one's top at y. */
void text_draw(cairo_t *cr, const struct text *text, int first, int count, double x, double y);

/* ---- strips --------------------------------------------------------------------------------------------------- */

/* What surrounds neighbouring strips, drawn once for those that stand together on a page. */
struct frame {
	double left, width;
	double top, bottom;  /* room within */
	double fill;         /* grey, 1 none */
	double line;         /* thickness of the edge, 0 none */
	double bar;          /* thickness of a bar at the left, 0 none */
};
/* How firmly a strip holds to the one after it. */
enum link { LINK_NONE, LINK_KEEP, LINK_FIRM };

struct strip {
	double above, height; /* above: distance to what stands before it, none at the top of a page */
	double x, width;
	enum link link;
	bool new_page;
	const struct frame *frame;
	const struct strip *head; /* stands again above it where it is the first on a page */
	void (*draw)(const struct strip *strip, cairo_t *cr, double y);
	const void *what;
	int from, count;          /* lines of a text */
};
struct flow {
	struct arena *a;
	double width, height;     /* of a page's body */
	double x, room;           /* where blocks stand now, and how wide */
	double beside;            /* of what stands at the right (a code), the height still to be passed */
	const struct frame *frame;
	double label[3];          /* the widest label of all grids with 1 and with 2 columns */
	GPtrArray *strips;        /* struct strip * */
	const char *problem;
};

struct strip *flow_add(struct flow *f, double above, double height, void (*draw)(const struct strip *, cairo_t *, double));
/* What stands at the right is passed, and the full width is there again. */
void flow_clear(struct flow *f);
/* All blocks of the document become strips; f->problem when one does not hold. */
void flow_blocks(struct flow *f, const struct node *parent);
void flow_fields(struct flow *f, const struct node *fields);
void flow_table(struct flow *f, const struct node *table);
void flow_marks(struct flow *f, const struct node *marks);
void flow_copy(struct flow *f, const struct node *copy);
void flow_qr(struct flow *f, const struct node *qr);
/* How wide the labels of the document's grids want to be. */
void flow_measure_labels(struct flow *f, const struct node *root);

/* ---- pages ---------------------------------------------------------------------------------------------------- */

struct placed {
	const struct strip *strip;
	int page; /* 0 … */
	double y; /* from the top of the body */
};
/* The strips on their pages, in order: struct placed. *pages: at least 1. */
GArray *page_place(struct flow *f, int *pages);

#endif
