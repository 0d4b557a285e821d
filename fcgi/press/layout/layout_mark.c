/* layout_mark: what waits for a hand or a machine: places to seal, sign and date, and codes to scan. */
#include <qrencode.h>
#include <string.h>

#include "press/layout/layout_private.h"

#define SEAL      MM(42)
#define SLOT      MM(17) /* height of a line to sign or date */
#define SLOT_FOOT MM(5.5) /* below the line, for its hint */
#define COLUMN_LEAST MM(52)
#define COLUMN_MOST  MM(100)
#define BETWEEN   MM(10)
#define QR_BETWEEN MM(6)

static const struct style_of seal_label = {.size = 10.5, .pitch = 16, .align = ALIGN_CENTRE, .grey = 0.35};
static const struct style_of seal_hint = {.size = 8.5, .pitch = 13, .align = ALIGN_CENTRE, .grey = 0.4};
static const struct style_of sign_label = {.size = 10.5, .pitch = 16};
static const struct style_of sign_hint = {.size = 8.5, .pitch = 13, .align = ALIGN_CENTRE, .grey = 0.4};
static const struct style_of date_hint = {.size = 10.5, .pitch = 16, .align = ALIGN_RIGHT};
static const struct style_of caption_style = {.size = 8.5, .pitch = 12.5, .align = ALIGN_CENTRE, .grey = 0.2};

/* ---- places to seal, sign, date --------------------------------------------------------------------------------- */

struct column {
	const struct node *first; /* a seal alone, or places to sign and date below each other */
	int marks;
	bool seal;
	double x, width;
};
struct place {
	bool seal, date;
	double x, y, width, line; /* line: where the line to write on begins */
	struct text *label, *hint;
};
struct places {
	struct place *place;
	int n;
};

static void draw_seal(const struct place *p, cairo_t *cr, double x, double y)
{
	static const double dashes[] = {4, 3};

	double height = text_height(p->label) + text_height(p->hint);
	double at = y + (SEAL - height) / 2;

	cairo_set_source_rgb(cr, 0.35, 0.35, 0.35);
	cairo_set_line_width(cr, 0.8);
	cairo_set_dash(cr, dashes, 2, 0);
	cairo_rectangle(cr, x + 0.5, y + 0.5, SEAL - 1, SEAL - 1);
	cairo_stroke(cr);
	cairo_set_dash(cr, NULL, 0, 0);
	text_draw(cr, p->label, 0, p->label->lines, x + 6, at);
	text_draw(cr, p->hint, 0, p->hint->lines, x + 6, at + text_height(p->label));
}

static void draw_sign(const struct place *p, cairo_t *cr, double x, double y)
{
	double line = y + SLOT - SLOT_FOOT;

	cairo_set_source_rgb(cr, 0, 0, 0);
	cairo_set_line_width(cr, 0.7);
	cairo_move_to(cr, x + p->line, line);
	cairo_line_to(cr, x + p->width, line);
	cairo_stroke(cr);
	text_draw(cr, p->label, 0, p->label->lines, x, line + 3 - text_height(p->label));
	text_draw(cr, p->hint, 0, p->hint->lines, x + p->line, p->date ? line - p->hint->style.pitch - 1 : line + 2);
}

static void draw_places(const struct strip *s, cairo_t *cr, double y)
{
	const struct places *places = s->what;

	for (int i = 0; i < places->n; i++) {
		const struct place *p = &places->place[i];

		(p->seal ? draw_seal : draw_sign)(p, cr, s->x + p->x, y + p->y);
	}
}

static struct place place_of(struct flow *f, const struct node *n, const struct column *c, double y)
{
	const char *label = tree_text(n, AT_LABEL), *hint = tree_text(n, AT_HINT);
	struct place p = {.seal = c->seal, .date = tree_number(n, AT_KIND) == MARK_DATE, .x = c->x, .y = y, .width = c->width};
	const struct style_of *under = p.date ? &date_hint : &sign_hint;

	if (c->seal) {
		p.label = text_of_string(f->a, label, SEAL - 12, &seal_label);
		p.hint = text_of_string(f->a, hint, SEAL - 12, &seal_hint);
		if (!*hint)
			p.hint->lines = 0;
		return p;
	}
	p.label = text_of_string(f->a, label, c->width * 0.6, &sign_label);
	p.line = text_extent(p.label) + 4;
	p.hint = text_of_string(f->a, hint, c->width - p.line - (p.date ? 4 : 0), under);
	return p;
}

static enum mark_kind kind_of(const struct node *n)
{
	return (enum mark_kind)tree_number(n, AT_KIND);
}

/* Next to a seal, places to sign and date stand below each other; without one, side by side. */
static int columns_of(struct flow *f, const struct node *marks, struct column **out)
{
	bool seals = false;
	int n = 0, columns = 0;

	for (const struct node *m = marks->first; m; m = m->next, n++)
		seals |= kind_of(m) == MARK_SEAL;
	*out = ARENA_ARRAY(f->a, struct column, (size_t)n);
	for (const struct node *m = marks->first; m; m = m->next) {
		struct column *before = columns ? &(*out)[columns - 1] : NULL;
		bool seal = kind_of(m) == MARK_SEAL;

		if (seals && !seal && before && !before->seal && before->marks < 2)
			before->marks++;
		else
			(*out)[columns++] = (struct column){.first = m, .marks = 1, .seal = seal};
	}
	return columns;
}

/* As many columns as fit beside each other, at the right; returns how many. */
static int arrange(struct flow *f, struct column *c, int n)
{
	double least = 0, fixed = 0, used = 0, most = COLUMN_MOST, x;
	int take = 0, flexible = 0;

	for (; take < n; take++) {
		double more = (c[take].seal ? SEAL : COLUMN_LEAST) + (take ? BETWEEN : 0);

		if (take && least + more > f->room)
			break;
		least += more;
		fixed += (c[take].seal ? SEAL : 0) + (take ? BETWEEN : 0);
		flexible += !c[take].seal;
		if (c[take].seal) /* with a seal the whole width is used, so that its edge is the text's */
			most = f->room;
	}
	for (int i = 0; i < take; i++) {
		c[i].width = c[i].seal ? SEAL : MIN((f->room - fixed) / flexible, most);
		used += c[i].width + (i ? BETWEEN : 0);
	}
	x = f->room - used;
	for (int i = 0; i < take; i++, x += c[i - 1].width + BETWEEN)
		c[i].x = x;
	return take;
}

static void add_places(struct flow *f, const struct column *c, int n, double above)
{
	struct places *places = ARENA_NEW(f->a, struct places);

	double height = 0;
	int marks = 0;
	struct strip *s;

	for (int i = 0; i < n; i++) {
		height = MAX(height, c[i].seal ? SEAL : c[i].marks * SLOT);
		marks += c[i].marks;
	}
	places->place = ARENA_ARRAY(f->a, struct place, (size_t)marks);
	for (int i = 0; i < n; i++) {
		const struct node *m = c[i].first;

		for (int k = 0; k < c[i].marks; k++, m = m->next)
			places->place[places->n++] =
				place_of(f, m, &c[i], c[i].seal ? 0 : height - (c[i].marks - k) * SLOT);
	}
	s = flow_add(f, above, height, draw_places);
	s->what = places;
}

void flow_marks(struct flow *f, const struct node *marks)
{
	struct column *columns;
	int n = columns_of(f, marks, &columns);

	for (int i = 0; i < n;) {
		int take = arrange(f, columns + i, n - i);

		add_places(f, columns + i, take, i ? MM(6) : 16);
		i += take;
	}
}

/* ---- codes ------------------------------------------------------------------------------------------------------ */

enum { QUIET = 4 }; /* light modules around a code that scanners need */

struct code {
	QRcode *qr;
	double size;
	struct text *caption;
};

static void free_code(void *qr)
{
	QRcode_free(qr);
}

/* One path for all dark modules of a row that touch, one fill for all: no hairlines between them. */
static void draw_code(const struct strip *s, cairo_t *cr, double y)
{
	const struct code *c = s->what;
	int n = c->qr->width;

	double module = c->size / (n + 2 * QUIET), x = s->x + s->width - c->size;

	for (int row = 0; row < n; row++)
		for (int from = 0, to; from < n; from = to + 1) {
			while (from < n && !(c->qr->data[row * n + from] & 1))
				from++;
			for (to = from; to < n && (c->qr->data[row * n + to] & 1);)
				to++;
			if (to > from)
				cairo_rectangle(cr, x + (from + QUIET) * module, y + (row + QUIET) * module,
						(to - from) * module, module);
		}
	cairo_set_source_rgb(cr, 0, 0, 0);
	cairo_fill(cr);
	text_draw(cr, c->caption, 0, c->caption->lines, x, y + c->size - 1);
}

void flow_qr(struct flow *f, const struct node *n)
{
	struct code *c = ARENA_NEW(f->a, struct code);
	struct strip *s;

	c->size = MM(tree_number(n, AT_SIZE));
	c->qr = QRcode_encodeString(tree_text(n, AT_VALUE), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (!c->qr) {
		f->problem = "the value of a code is empty or too long";
		return;
	}
	arena_defer(f->a, free_code, c->qr);
	c->caption = text_of_string(f->a, tree_text(n, AT_CAPTION), c->size, &caption_style);
	s = flow_add(f, 8, 0, draw_code);
	s->what = c;
	f->beside = c->size + (*tree_text(n, AT_CAPTION) ? text_height(c->caption) : 0);
	f->room -= c->size + QR_BETWEEN;
}
