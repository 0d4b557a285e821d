/* layout_text: words → lines. Owns pango: one font map and one context for the life of the process, so that fonts are read
 * once. Nothing else knows how Chinese lines break. */
#include <string.h>

#include "press/layout/layout_font.h"
#include "press/layout/layout_private.h"

#define FAMILY "Noto Sans CJK SC"
/* A full line is stretched by at most this much of a letter's size in all: beyond it, gaps would show. */
static const double stretch_most = 1.6;
/* The middle of a Chinese letter stands this much of its size above the baseline. */
static const double middle = 0.38;

static PangoFontMap *map;
static PangoContext *context;

void text_open(void)
{
	cairo_font_options_t *options;

	if (map)
		return;
	map = layout_font_map();
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
	context = pango_font_map_create_context(map);
	/* The language chooses the Chinese forms of letters that China, Japan and Korea draw differently. */
	pango_context_set_language(context, pango_language_from_string("zh-cn"));
	pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
	pango_context_set_round_glyph_positions(context, FALSE);
	options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
}

/* ---- inline markup → text with attributes ----------------------------------------------------------------------- */

struct run {
	GString *text;
	PangoAttrList *attributes;
	double width, size;
	bool gap, newline; /* white space seen and not yet written; with a line's end in it */
};

static void span(struct run *r, PangoAttribute *attribute, size_t from, size_t to)
{
	attribute->start_index = (guint)from;
	attribute->end_index = (guint)to;
	pango_attr_list_insert(r->attributes, attribute);
}

static PangoLayout *layout_new(double size, bool bold)
{
	PangoLayout *layout = pango_layout_new(context);
	PangoFontDescription *font = pango_font_description_from_string(FAMILY);

	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_auto_dir(layout, FALSE);
	return layout;
}

/* The template's own line ends and indents are no spaces where Chinese stands on either side. */
static bool wide(gunichar c)
{
	return c >= 0x2e80 && g_unichar_iswide(c);
}

static void write_gap(struct run *r, gunichar next)
{
	if (r->gap && r->text->len > 0) {
		gunichar before = g_utf8_get_char(g_utf8_find_prev_char(r->text->str, r->text->str + r->text->len));

		if (before != 0x2028 && !(r->newline && (wide(before) || wide(next))))
			g_string_append_c(r->text, ' ');
	}
	r->gap = r->newline = false;
}

static void write_text(struct run *r, const char *s)
{
	for (; *s; s = g_utf8_next_char(s)) {
		gunichar c = g_utf8_get_char(s);

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			r->gap = true;
			r->newline |= c == '\n';
		} else {
			write_gap(r, c);
			g_string_append_unichar(r->text, c);
		}
	}
}

/* One piece, if there is a line it fits on. */
static void hold_together(struct run *r, size_t from)
{
	PangoLayout *alone = layout_new(r->size, true);
	int width;

	pango_layout_set_text(alone, r->text->str + from, (int)(r->text->len - from));
	pango_layout_get_size(alone, &width, NULL);
	g_object_unref(alone);
	if (width <= r->width * PANGO_SCALE)
		span(r, pango_attr_allow_breaks_new(FALSE), from, r->text->len);
}

static void write_node(struct run *r, const struct node *node)
{
	for (const struct node *n = node->first; n; n = n->next) {
		size_t from;

		if (n->element == EL_TEXT) {
			write_text(r, n->text);
			continue;
		}
		if (n->element == EL_BR) {
			r->gap = r->newline = false;
			g_string_append_unichar(r->text, 0x2028);
			continue;
		}
		if (n->element == EL_CODE)
			write_gap(r, 'x');
		from = r->text->len;
		write_node(r, n);
		if (n->element == EL_B)
			span(r, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, r->text->len);
		else if (n->element == EL_U)
			span(r, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, r->text->len);
		else
			hold_together(r, from);
	}
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static double line_width(PangoLayoutLine *line)
{
	PangoRectangle logical;

	pango_layout_line_get_extents(line, NULL, &logical);
	return (double)logical.width / PANGO_SCALE;
}

static int clusters(const PangoLayoutLine *line)
{
	int n = 0;

	for (GSList *l = line->runs; l; l = l->next) {
		const PangoGlyphString *glyphs = ((PangoGlyphItem *)l->data)->glyphs;

		for (int i = 0; i < glyphs->num_glyphs; i++)
			n += glyphs->glyphs[i].attr.is_cluster_start;
	}
	return n;
}

/* Gives each letter of a full line but the last its share of what the line is short of the edge. */
static void even_out(PangoLayoutLine *line, double missing)
{
	int n = clusters(line) - 1, share = n > 0 ? (int)(missing * PANGO_SCALE / n) : 0;

	for (GSList *l = line->runs; l; l = l->next) {
		PangoGlyphString *glyphs = ((PangoGlyphItem *)l->data)->glyphs;

		for (int i = 0; i < glyphs->num_glyphs; i++)
			if (glyphs->glyphs[i].attr.is_cluster_start && n-- > 0)
				glyphs->glyphs[i].geometry.width += share;
	}
}

/* A line that broke because it was full, not at a forced end. */
static bool is_full(const struct text *t, int i, PangoLayoutLine *line)
{
	const char *text = pango_layout_get_text(t->layout), *next = text + line->start_index + line->length;

	return i < t->lines - 1 && *next != '\n' && g_utf8_get_char(next) != 0x2028 &&
	       !(line->length >= 3 && memcmp(next - 3, "\xe2\x80\xa8", 3) == 0);
}

static void even_out_all(struct text *t)
{
	for (int i = 0; i < t->lines; i++) {
		PangoLayoutLine *line = pango_layout_get_line(t->layout, i);

		double missing = t->width - line_width(line) - (i == 0 ? t->style.indent : 0);

		if (missing > 0 && missing <= stretch_most * t->style.size && is_full(t, i, line))
			even_out(line, missing);
	}
}

static struct text *text_make(struct arena *a, struct run *r, const struct style_of *style)
{
	struct text *t = ARENA_NEW(a, struct text);

	t->style = *style;
	t->width = r->width;
	t->layout = layout_new(style->size, style->bold);
	arena_defer(a, g_object_unref, t->layout);
	span(r, pango_attr_insert_hyphens_new(FALSE), 0, r->text->len);
	pango_layout_set_text(t->layout, r->text->str, (int)r->text->len);
	pango_layout_set_attributes(t->layout, r->attributes);
	pango_layout_set_width(t->layout, (int)(r->width * PANGO_SCALE));
	pango_layout_set_indent(t->layout, (int)(style->indent * PANGO_SCALE));
	t->lines = pango_layout_get_line_count(t->layout);
	if (style->even)
		even_out_all(t);
	pango_attr_list_unref(r->attributes);
	g_string_free(r->text, TRUE);
	return t;
}

struct text *text_of_node(struct arena *a, const struct node *node, double width, const struct style_of *style)
{
	struct run r = {g_string_new(NULL), pango_attr_list_new(), width, style->size, false, false};

	write_node(&r, node);
	return text_make(a, &r, style);
}

struct text *text_of_string(struct arena *a, const char *s, double width, const struct style_of *style)
{
	struct run r = {g_string_new(NULL), pango_attr_list_new(), width, style->size, false, false};

	write_text(&r, s);
	return text_make(a, &r, style);
}

double text_height(const struct text *text)
{
	return text->lines * text->style.pitch;
}

double text_extent(const struct text *text)
{
	int width;

	pango_layout_get_size(text->layout, &width, NULL);
	return (double)width / PANGO_SCALE;
}

void text_draw(cairo_t *cr, const struct text *text, int first, int count, double x, double y)
{
	const struct style_of *s = &text->style;

	cairo_set_source_rgb(cr, s->grey, s->grey, s->grey);
	for (int i = first; i < first + count && i < text->lines; i++, y += s->pitch) {
		PangoLayoutLine *line = pango_layout_get_line_readonly(text->layout, i);

		double at = x + (i == 0 ? s->indent : 0);

		if (s->align == ALIGN_CENTRE)
			at = x + (text->width - line_width(line)) / 2;
		else if (s->align == ALIGN_RIGHT)
			at = x + text->width - line_width(line);
		cairo_move_to(cr, at, y + s->pitch / 2 + middle * s->size);
		pango_cairo_show_layout_line(cr, line);
	}
}
