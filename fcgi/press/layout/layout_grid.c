/* layout_grid: ruled grids: fields (labels and values) and tables. A row is a strip; only one taller than a page is cut, into
 * a strip for each line. */
#include "press/layout/layout_private.h"

static const struct style_of label_style = {.size = 9.5, .pitch = 15, .align = ALIGN_CENTRE, .grey = 0.1};
static const struct style_of head_style = {.size = 9.5, .pitch = 15, .bold = true, .align = ALIGN_CENTRE};
static const struct style_of band_style = {.size = 10, .pitch = 15, .bold = true};
static const struct style_of value_style = {.size = 10, .pitch = 15};
static const double label_fill = 0.935, line_grey = 0.25;
enum { PAD_X = 6, PAD_Y = 5, ROW_LEAST = 27, COLUMNS_MAX = 12 };

struct cell {
	struct text *text;
	double x, width;
	bool filled;
};
struct row {
	struct cell *cell;
	int cells, lines;
};

static void rule(cairo_t *cr, double x1, double y1, double x2, double y2)
{
	cairo_move_to(cr, x1, y1);
	cairo_line_to(cr, x2, y2);
}

/* A whole row has count 0, else it is cut and this is one line of it. */
static void draw_cell(const struct strip *s, const struct cell *c, cairo_t *cr, double y)
{
	double x = s->x + c->x;

	if (c->filled) {
		cairo_set_source_rgb(cr, label_fill, label_fill, label_fill);
		cairo_rectangle(cr, x, y, c->width, s->height);
		cairo_fill(cr);
	}
	if (s->count == 0)
		text_draw(cr, c->text, 0, c->text->lines, x + PAD_X, y + (s->height - text_height(c->text)) / 2);
	else
		text_draw(cr, c->text, s->from, s->count, x + PAD_X, y + (s->from == 0 ? PAD_Y : 0));
}

static void draw_row(const struct strip *s, cairo_t *cr, double y)
{
	const struct row *row = s->what;

	for (int i = 0; i < row->cells; i++)
		draw_cell(s, &row->cell[i], cr, y);
	cairo_set_source_rgb(cr, line_grey, line_grey, line_grey);
	cairo_set_line_width(cr, 0.5);
	for (int i = 1; i < row->cells; i++)
		rule(cr, s->x + row->cell[i].x, y, s->x + row->cell[i].x, y + s->height);
	if (s->count == 0 || s->from == 0)
		rule(cr, s->x, y, s->x + s->width, y);
	if (s->count == 0)
		rule(cr, s->x, y + s->height, s->x + s->width, y + s->height);
	cairo_stroke(cr);
}

/* ---- rows → strips ---------------------------------------------------------------------------------------------- */

static struct row *row_new(struct flow *f, int most)
{
	struct row *row = ARENA_NEW(f->a, struct row);

	row->cell = ARENA_ARRAY(f->a, struct cell, (size_t)most);
	return row;
}

/* Takes its place after the row's last cell. node NULL: words instead. */
static void row_cell(struct flow *f, struct row *row, const struct node *node, const char *words, double width,
		     const struct style_of *style, bool filled)
{
	struct cell *c = &row->cell[row->cells];

	c->x = row->cells ? c[-1].x + c[-1].width : 0;
	c->width = width;
	c->filled = filled;
	c->text = node ? text_of_node(f->a, node, width - 2 * PAD_X, style)
		       : text_of_string(f->a, words, width - 2 * PAD_X, style);
	row->lines = MAX(row->lines, c->text->lines);
	row->cells++;
}

static double row_height(const struct row *row, double least)
{
	double height = MAX(least, ROW_LEAST);

	for (int i = 0; i < row->cells; i++)
		height = MAX(height, text_height(row->cell[i].text) + 2 * PAD_Y);
	return height;
}

static void cut_row(struct flow *f, const struct row *row, double above, const struct strip *head)
{
	for (int i = 0; i < row->lines; i++) {
		struct strip *s = flow_add(f, i == 0 ? above : 0,
					   value_style.pitch + PAD_Y * (i == 0) + PAD_Y * (i == row->lines - 1), draw_row);

		s->what = row;
		s->from = i;
		s->count = 1;
		s->head = head;
	}
}

/* NULL when the row was cut. */
static struct strip *add_row(struct flow *f, const struct row *row, double above, double least, const struct strip *head)
{
	double height = row_height(row, least);
	struct strip *s;

	if (height > f->height - (head ? head->height : 0)) {
		cut_row(f, row, above, head);
		return NULL;
	}
	s = flow_add(f, above, height, draw_row);
	s->what = row;
	s->head = head;
	return s;
}

static const struct frame *grid_frame(struct flow *f)
{
	struct frame *frame = ARENA_NEW(f->a, struct frame);

	*frame = (struct frame){.left = f->x, .width = f->room, .fill = 1, .line = 1};
	return frame;
}

static void add_band(struct flow *f, const struct node *n, double above, const struct strip *head)
{
	struct row *row = row_new(f, 1);
	struct strip *s;

	row_cell(f, row, n, NULL, f->room, &band_style, true);
	s = add_row(f, row, above, 0, head);
	if (s)
		s->link = LINK_FIRM;
}

/* ---- fields ----------------------------------------------------------------------------------------------------- */

static void measure_fields(struct flow *f, const struct node *fields)
{
	double *widest = &f->label[(int)tree_number(fields, AT_COLUMNS)];

	for (const struct node *n = fields->first; n; n = n->next)
		if (n->element == EL_FIELD)
			*widest = MAX(*widest, text_extent(text_of_string(f->a, tree_text(n, AT_LABEL), f->width,
									  &(struct style_of){.size = label_style.size, .pitch = 15})));
}

void flow_measure_labels(struct flow *f, const struct node *root)
{
	for (const struct node *n = root->first; n; n = n->next) {
		if (n->element == EL_FIELDS)
			measure_fields(f, n);
		else if (n->element == EL_KEEP)
			flow_measure_labels(f, n);
	}
}

/* Fits the document's labels, within bounds; longer ones take a second line. */
static double label_width(const struct flow *f, int columns)
{
	double most = f->room * (columns == 1 ? 0.32 : 0.21), least = MM(columns == 1 ? 30 : 24);

	return MIN(MAX(f->label[columns] + 2 * PAD_X + 1, least), most);
}

static bool spans_all(const struct node *n, int columns, int column)
{
	return columns == 1 || tree_number(n, AT_SPAN) >= 2 ||
	       (column == 0 && (!n->next || n->next->element != EL_FIELD || tree_number(n->next, AT_SPAN) >= 2));
}

/* One row from n on; the last field in it. */
static const struct node *field_row(struct flow *f, const struct node *n, int columns, double above)
{
	struct row *row = row_new(f, 4);

	double label = label_width(f, columns), least = 0;

	for (int column = 0;; column++, n = n->next) {
		bool all = spans_all(n, columns, column);

		double width = all ? f->room : f->room / 2;

		least = MAX(least, MM(tree_number(n, AT_HEIGHT)));
		row_cell(f, row, NULL, tree_text(n, AT_LABEL), label, &label_style, true);
		row_cell(f, row, n, NULL, width - label, &value_style, false);
		if (all || column == 1)
			break;
	}
	add_row(f, row, above, least, NULL);
	return n;
}

void flow_fields(struct flow *f, const struct node *fields)
{
	int columns = (int)tree_number(fields, AT_COLUMNS);

	double above = 8;

	f->frame = grid_frame(f);
	for (const struct node *n = fields->first; n; n = n->next, above = 0) {
		if (n->element == EL_BAND)
			add_band(f, n, above, NULL);
		else
			n = field_row(f, n, columns, above);
	}
	f->frame = NULL;
}

/* ---- tables ----------------------------------------------------------------------------------------------------- */

struct table {
	double width[COLUMNS_MAX];
	int columns;
	const struct strip *head;
	double above;
};

static void read_widths(struct flow *f, const struct node *n, struct table *t)
{
	double sum = 0;

	t->columns = tree_widths(n, t->width, COLUMNS_MAX);
	for (int i = 0; i < t->columns; i++)
		sum += t->width[i];
	for (int i = 0; i < t->columns; i++)
		t->width[i] *= f->room / sum;
}

/* NULL, and a problem, unless the cells fill the table's columns. */
static struct row *read_row(struct flow *f, const struct node *n, const struct table *t)
{
	struct row *row = row_new(f, t->columns);
	int column = 0;

	for (const struct node *c = n->first; c; c = c->next) {
		bool label = n->element == EL_ROW && tree_number(c, AT_KIND) == CELL_LABEL;
		struct style_of style = n->element == EL_HEAD ? head_style : label ? label_style : value_style;

		double width = 0;
		int span = (int)tree_number(c, AT_SPAN);

		if (column + span > t->columns)
			break;
		for (; span; span--)
			width += t->width[column++];
		if (n->element == EL_ROW && !label)
			style.align = (enum align)tree_number(c, AT_ALIGN);
		row_cell(f, row, c, NULL, width, &style, n->element == EL_HEAD || label);
		if (column == t->columns && !c->next)
			return row;
	}
	f->problem = "a row does not have as many cells as its table has widths";
	return NULL;
}

static void table_row(struct flow *f, const struct node *n, struct table *t)
{
	const struct row *row = read_row(f, n, t);
	struct strip *s = row ? add_row(f, row, t->above, MM(n->element == EL_ROW ? tree_number(n, AT_HEIGHT) : 0), t->head)
			      : NULL;

	if (n->element != EL_HEAD || !s)
		return;
	s->link = LINK_FIRM;
	if (s->height < f->height / 3)
		t->head = s;
}

void flow_table(struct flow *f, const struct node *table)
{
	struct table t = {.above = 8};

	read_widths(f, table, &t);
	f->frame = grid_frame(f);
	for (const struct node *n = table->first; n && !*f->problem; n = n->next, t.above = 0) {
		if (n->element == EL_HEAD && n != table->first)
			f->problem = "a table's head is not its first row";
		else if (n->element == EL_BAND)
			add_band(f, n, t.above, t.head);
		else
			table_row(f, n, &t);
	}
	f->frame = NULL;
}
