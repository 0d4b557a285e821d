/* layout: the document as a whole: page, header, footer, and the order of the work. */
#include "press/layout/layout.h"

#include <cairo-pdf.h>
#include <string.h>

#include "press/layout/layout_private.h"

static const double short_side = MM(210), long_side = MM(297);
static const double margin_x = MM(22), margin_top = MM(20), margin_top_below_header = MM(25), margin_bottom = MM(25);
static const double header_foot = MM(20), footer_top = MM(21); /* the header's rule, the footer's, from the paper's edges */
static const struct style_of edge_style = {.size = 8.5, .pitch = 12, .grey = 0.25};
enum { PAGES_MAX = 500 };

struct document {
	struct arena *a;
	const struct node *root, *header, *footer;
	double width, height, top; /* of the paper; where the body begins */
	struct flow flow;
	GArray *placed;
	int pages;
};

void layout_open(void)
{
	static const char markup[] = "<document title=\"a\" created=\"2000-01-01T00:00:00Z\"><p>1<b>2</b></p></document>";
	struct arena *a = arena_new();
	const char *problem;
	const void *pdf;
	size_t size;

	text_open();
	(void)layout_pdf(a, markup, sizeof(markup) - 1, &pdf, &size, &problem);
	arena_free(a);
}

/* ---- drawing ---------------------------------------------------------------------------------------------------- */

static const char *fill_in(struct arena *a, const char *s, int page, int pages)
{
	GString *g = g_string_new(s);
	char number[2][12];
	const char *out;

	g_snprintf(number[0], sizeof(number[0]), "%d", page);
	g_snprintf(number[1], sizeof(number[1]), "%d", pages);
	g_string_replace(g, "{page}", number[0], 0);
	g_string_replace(g, "{pages}", number[1], 0);
	out = arena_strndup(a, g->str, g->len);
	g_string_free(g, TRUE);
	return out;
}

/* The three words of a header or footer; upwards: the last line at y, else the first one. */
static void draw_edge(struct document *d, cairo_t *cr, const struct node *n, int page, double y, bool upwards)
{
	static const enum attribute words[] = {AT_LEFT, AT_CENTRE, AT_RIGHT};

	double room = d->width - 2 * margin_x, side = room * (*tree_text(n, AT_CENTRE) ? 0.38 : 0.5);

	for (int i = 0; i < 3; i++) {
		struct style_of style = edge_style;
		const char *s = fill_in(d->a, tree_text(n, words[i]), page, d->pages);

		double width = i == 1 ? room - 2 * side : side;
		struct text *t;

		if (!*s)
			continue;
		style.align = (enum align)i;
		t = text_of_string(d->a, s, width, &style);
		text_draw(cr, t, 0, 2, margin_x + (i == 0 ? 0 : i == 1 ? side : room - side),
			  upwards ? y - MIN(t->lines, 2) * style.pitch : y);
	}
}

static void draw_rule(const struct document *d, cairo_t *cr, double y)
{
	cairo_set_source_rgb(cr, 0.45, 0.45, 0.45);
	cairo_set_line_width(cr, 0.5);
	cairo_move_to(cr, margin_x, y);
	cairo_line_to(cr, d->width - margin_x, y);
	cairo_stroke(cr);
}

static void draw_edges(struct document *d, cairo_t *cr, int page)
{
	if (d->header) {
		draw_edge(d, cr, d->header, page, header_foot - 3, true);
		draw_rule(d, cr, header_foot);
	}
	if (d->footer) {
		draw_rule(d, cr, d->height - footer_top);
		draw_edge(d, cr, d->footer, page, d->height - footer_top + 4, false);
	}
}

static void draw_frame(const struct frame *f, cairo_t *cr, double y1, double y2, bool below)
{
	if (below && f->fill < 1) {
		cairo_set_source_rgb(cr, f->fill, f->fill, f->fill);
		cairo_rectangle(cr, f->left, y1, f->width, y2 - y1);
		cairo_fill(cr);
	}
	if (below && f->bar > 0) {
		cairo_set_source_rgb(cr, 0.4, 0.4, 0.4);
		cairo_rectangle(cr, f->left, y1, f->bar, y2 - y1);
		cairo_fill(cr);
	}
	if (!below && f->line > 0) {
		cairo_set_source_rgb(cr, 0.1, 0.1, 0.1);
		cairo_set_line_width(cr, f->line);
		cairo_rectangle(cr, f->left, y1, f->width, y2 - y1);
		cairo_stroke(cr);
	}
}

/* Each frame once around its strips first … last - 1 of one page: tints below them, edges above. */
static void draw_frames(const struct document *d, cairo_t *cr, guint first, guint last, bool below)
{
	for (guint i = first, end; i < last; i = end) {
		const struct placed *from = &g_array_index(d->placed, struct placed, i), *to = from;
		const struct frame *frame = from->strip->frame;

		for (end = i + 1; end < last && g_array_index(d->placed, struct placed, end).strip->frame == frame; end++)
			to = &g_array_index(d->placed, struct placed, end);
		if (frame)
			draw_frame(frame, cr, from->y - frame->top, to->y + to->strip->height + frame->bottom, below);
	}
}

static guint page_end(const struct document *d, guint first, int page)
{
	while (first < d->placed->len && g_array_index(d->placed, struct placed, first).page == page)
		first++;
	return first;
}

static void draw_page(struct document *d, cairo_t *cr, guint first, guint last)
{
	cairo_save(cr);
	cairo_translate(cr, margin_x, d->top);
	draw_frames(d, cr, first, last, true);
	for (guint i = first; i < last; i++) {
		const struct placed *p = &g_array_index(d->placed, struct placed, i);

		if (p->strip->draw)
			p->strip->draw(p->strip, cr, p->y);
	}
	draw_frames(d, cr, first, last, false);
	cairo_restore(cr);
}

static cairo_status_t write_bytes(void *to, const unsigned char *bytes, unsigned n)
{
	g_byte_array_append(to, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

/* cairo 1.16 leaves out the "D:" that the format wants before a date: it takes the place of two of the blanks before the name.
 * The last place in the file is the right one: what a title says stands before it. */
static void mend_date(GByteArray *pdf)
{
	static const char written[] = "   /CreationDate (", wanted[] = " /CreationDate (D:";
	char *at = NULL, *next = (char *)pdf->data, *end = next + pdf->len;

	while ((next = memmem(next, (size_t)(end - next), written, sizeof(written) - 1)))
		at = next++;
	if (at && g_ascii_isdigit(at[sizeof(written) - 1]))
		memcpy(at, wanted, sizeof(wanted) - 1);
}

static GByteArray *draw(struct document *d)
{
	GByteArray *pdf = g_byte_array_new();
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_bytes, pdf, d->width, d->height);
	cairo_t *cr = cairo_create(surface);

	guint first = 0;

	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, tree_text(d->root, AT_TITLE));
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, tree_text(d->root, AT_CREATED));
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "press");
	for (int page = 0; page < d->pages; page++) {
		guint last = page_end(d, first, page);

		draw_edges(d, cr, page + 1);
		draw_page(d, cr, first, last);
		cairo_show_page(cr);
		first = last;
	}
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
	mend_date(pdf);
	return pdf;
}

/* ---- the order of the work -------------------------------------------------------------------------------------- */

static void find_edges(struct document *d, const char **problem)
{
	for (const struct node *n = d->root->first; n; n = n->next) {
		const struct node **edge = n->element == EL_HEADER ? &d->header : n->element == EL_FOOTER ? &d->footer : NULL;

		if (edge && *edge)
			*problem = "more than one header or footer";
		else if (edge)
			*edge = n;
	}
}

static void free_strips(void *strips)
{
	g_ptr_array_free(strips, TRUE);
}

static void free_placed(void *placed)
{
	g_array_free(placed, TRUE);
}

static void flow_all(struct document *d)
{
	bool landscape = tree_number(d->root, AT_ORIENTATION) == LANDSCAPE;
	struct flow *f = &d->flow;

	d->width = landscape ? long_side : short_side;
	d->height = landscape ? short_side : long_side;
	d->top = d->header ? margin_top_below_header : margin_top;
	f->a = d->a;
	f->width = f->room = d->width - 2 * margin_x;
	f->height = d->height - d->top - margin_bottom;
	f->problem = "";
	f->strips = g_ptr_array_new();
	arena_defer(d->a, free_strips, f->strips);
	flow_measure_labels(f, d->root);
	flow_blocks(f, d->root);
	flow_clear(f);
}

static enum err place_all(struct document *d, const char **problem)
{
	*problem = "";
	find_edges(d, problem);
	if (**problem)
		return ERR_INVALID;
	flow_all(d);
	*problem = d->flow.problem;
	if (**problem)
		return ERR_INVALID;
	d->placed = page_place(&d->flow, &d->pages);
	arena_defer(d->a, free_placed, d->placed);
	if (d->pages > PAGES_MAX)
		*problem = "too many pages";
	return **problem ? ERR_INVALID : OK;
}

enum err layout_pdf(struct arena *a, const char *markup, size_t n, const void **pdf, size_t *size, const char **problem)
{
	struct document d = {.a = a};
	struct node *root;
	GByteArray *bytes;

	text_open();
	*problem = "too large";
	if (n > LAYOUT_MARKUP_MAX)
		return ERR_INVALID;
	TRY(tree_read(a, markup, n, &root, problem));
	d.root = root;
	TRY(place_all(&d, problem));
	bytes = draw(&d);
	*size = bytes->len;
	*pdf = arena_memdup(a, bytes->data, bytes->len);
	g_byte_array_free(bytes, TRUE);
	return OK;
}
