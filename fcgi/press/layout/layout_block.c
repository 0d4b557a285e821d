/* layout_block: the blocks that are words: headings, paragraphs, lists, callouts, words to copy by hand; and what holds blocks
 * together or apart. Grids are in layout_grid.c, places to sign and codes in layout_mark.c. */
#include <math.h>
#include <string.h>

#include "press/layout/layout_private.h"

static const struct style_of h1_style = {.size = 19, .pitch = 29, .bold = true, .align = ALIGN_CENTRE};
static const struct style_of h2_style = {.size = 13, .pitch = 21, .bold = true};
static const struct style_of h3_style = {.size = 11, .pitch = 18, .bold = true};
static const struct style_of body[] = {
	[SIZE_SMALL] = {.size = 9, .pitch = 14.5, .grey = 0.2},
	[SIZE_NORMAL] = {.size = 10.5, .pitch = 17.5},
	[SIZE_LARGE] = {.size = 13, .pitch = 22},
};
static const struct style_of copy_label = {.size = 9, .pitch = 14, .bold = true};
static const struct style_of copy_words = {.size = 12.5, .pitch = 22};
/* A letter written by hand, the line it stands on. */
#define HAND_WIDTH  MM(8.5)
#define HAND_HEIGHT MM(11)

/* ---- strips ----------------------------------------------------------------------------------------------------- */

static void link_strips(struct flow *f, guint from, guint to, enum link link)
{
	for (guint i = from; i + 1 < to; i++) {
		struct strip *s = g_ptr_array_index(f->strips, i);

		s->link = MAX(s->link, link);
	}
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static void draw_line(const struct strip *s, cairo_t *cr, double y)
{
	text_draw(cr, s->what, s->from, s->count, s->x, y);
}

/* Every line a strip; neither the first nor the last stands alone on a page. */
static void add_lines(struct flow *f, const struct text *t, double above)
{
	guint from = f->strips->len;

	for (int i = 0; i < t->lines; i++) {
		struct strip *s = flow_add(f, i == 0 ? above : 0, t->style.pitch, draw_line);

		s->what = t;
		s->from = i;
		s->count = 1;
	}
	link_strips(f, from, MIN(from + 2, f->strips->len), LINK_FIRM);
	link_strips(f, MAX(from + 2, f->strips->len) - 2, f->strips->len, LINK_FIRM);
}

static void add_heading(struct flow *f, const struct node *n, const struct style_of *style, double above)
{
	guint from = f->strips->len;

	add_lines(f, text_of_node(f->a, n, f->room, style), above);
	link_strips(f, from, f->strips->len + 1, LINK_FIRM);
}

static void add_paragraph(struct flow *f, const struct node *n)
{
	struct style_of style = body[(int)tree_number(n, AT_SIZE)];

	style.align = (enum align)tree_number(n, AT_ALIGN);
	style.indent = tree_number(n, AT_INDENT) * style.size;
	style.even = style.align == ALIGN_LEFT;
	add_lines(f, text_of_node(f->a, n, f->room, &style), tree_number(n, AT_GAP));
}

struct item {
	struct text *number, *words;
	double indent;
};

static void draw_item(const struct strip *s, cairo_t *cr, double y)
{
	const struct item *item = s->what;

	if (item->number && s->from == 0)
		text_draw(cr, item->number, 0, 1, s->x, y);
	text_draw(cr, item->words, s->from, s->count, s->x + item->indent, y);
}

static void add_item(struct flow *f, const struct node *n, int number)
{
	struct style_of style = body[SIZE_NORMAL];
	struct item *item = ARENA_NEW(f->a, struct item);

	guint from = f->strips->len;

	item->indent = number > 0 ? 22 : 10.5;
	if (number > 0)
		item->number = text_of_string(f->a, arena_printf(f->a, "%d.", number), item->indent, &style);
	style.even = true;
	item->words = text_of_node(f->a, n, f->room - item->indent, &style);
	for (int i = 0; i < item->words->lines; i++) {
		struct strip *s = flow_add(f, i == 0 ? 3 : 0, style.pitch, draw_item);

		s->what = item;
		s->from = i;
		s->count = 1;
	}
	link_strips(f, from, MIN(from + 2, f->strips->len), LINK_FIRM);
	link_strips(f, MAX(from + 2, f->strips->len) - 2, f->strips->len, LINK_FIRM);
}

static void add_list(struct flow *f, const struct node *list)
{
	bool numbered = tree_number(list, AT_KIND) == LIST_NUMBERED;
	int number = 0;

	for (const struct node *n = list->first; n; n = n->next)
		add_item(f, n, numbered ? ++number : 0);
}

/* ---- boxes ------------------------------------------------------------------------------------------------------ */

/* From here to leave_box blocks stand within the frame, that far from its edges. */
static guint enter_box(struct flow *f, struct frame *frame, double inset)
{
	frame->left = f->x;
	frame->width = f->room;
	f->frame = frame;
	f->x += inset;
	f->room -= 2 * inset;
	return f->strips->len;
}

static void leave_box(struct flow *f, guint first, double above)
{
	f->x = f->frame->left;
	f->room = f->frame->width;
	f->frame = NULL;
	if (first < f->strips->len)
		((struct strip *)g_ptr_array_index(f->strips, first))->above = above;
}

static void add_callout(struct flow *f, const struct node *n)
{
	struct frame *frame = ARENA_NEW(f->a, struct frame);

	guint first;

	*frame = (struct frame){.top = 7, .bottom = 8, .fill = 0.945, .bar = 3};
	first = enter_box(f, frame, 14);
	flow_blocks(f, n);
	leave_box(f, first, 10);
}

static void draw_rule(const struct strip *s, cairo_t *cr, double y)
{
	cairo_set_source_rgb(cr, 0.35, 0.35, 0.35);
	cairo_set_line_width(cr, s->from == 0 ? 0.5 : 0.7);
	cairo_move_to(cr, s->x, y + s->height);
	cairo_line_to(cr, s->x + s->width, y + s->height);
	cairo_stroke(cr);
}

void flow_copy(struct flow *f, const struct node *n)
{
	struct frame *frame = ARENA_NEW(f->a, struct frame);
	struct text *words;

	guint first;
	int rules;

	*frame = (struct frame){.top = 7, .bottom = 12, .fill = 1, .line = 1};
	first = enter_box(f, frame, 12);
	add_lines(f, text_of_string(f->a, tree_text(n, AT_LABEL), f->room, &copy_label), 0);
	words = text_of_node(f->a, n, f->room, &copy_words);
	add_lines(f, words, 4);
	rules = (int)ceil((double)g_utf8_strlen(pango_layout_get_text(words->layout), -1) * HAND_WIDTH / f->room);
	for (int i = 0; i < MAX(rules, 1); i++)
		flow_add(f, 0, HAND_HEIGHT, draw_rule)->from = i + 1;
	link_strips(f, first, f->strips->len, LINK_KEEP);
	leave_box(f, first, 10);
}

/* ---- all blocks ------------------------------------------------------------------------------------------------- */

static void add_space(struct flow *f, const struct node *n)
{
	flow_add(f, MM(tree_number(n, AT_HEIGHT)), 0, NULL);
}

static void add_keep(struct flow *f, const struct node *n)
{
	guint first = f->strips->len;

	flow_blocks(f, n);
	flow_clear(f);
	link_strips(f, first, f->strips->len, LINK_KEEP);
}

static void add_h1(struct flow *f, const struct node *n)
{
	add_heading(f, n, &h1_style, f->strips->len ? 18 : 0);
}

static void add_h2(struct flow *f, const struct node *n)
{
	add_heading(f, n, &h2_style, f->strips->len ? 15 : 0);
}

static void add_h3(struct flow *f, const struct node *n)
{
	add_heading(f, n, &h3_style, f->strips->len ? 10 : 0);
}

static const struct {
	void (*add)(struct flow *, const struct node *);
	bool beside; /* may stand at the left of a code */
} blocks[EL_COUNT] = {
	[EL_H1] = {add_h1, false},
	[EL_H2] = {add_h2, true},
	[EL_H3] = {add_h3, true},
	[EL_P] = {add_paragraph, true},
	[EL_LIST] = {add_list, true},
	[EL_CALLOUT] = {add_callout, true},
	[EL_FIELDS] = {flow_fields, true},
	[EL_TABLE] = {flow_table, false},
	[EL_MARKS] = {flow_marks, false},
	[EL_COPY] = {flow_copy, false},
	[EL_QR] = {flow_qr, false},
	[EL_SPACE] = {add_space, true},
	[EL_KEEP] = {add_keep, true},
};

void flow_blocks(struct flow *f, const struct node *parent)
{
	bool new_page = false;

	for (const struct node *n = parent->first; n; n = n->next) {
		guint before = f->strips->len;

		if (!f->frame && (f->room < f->width && (f->beside < MM(5) || !blocks[n->element].beside)))
			flow_clear(f);
		if (n->element == EL_BREAK)
			new_page = true;
		else if (blocks[n->element].add)
			blocks[n->element].add(f, n);
		if (new_page && f->strips->len > before) {
			((struct strip *)g_ptr_array_index(f->strips, before))->new_page = true;
			new_page = false;
		}
	}
}
