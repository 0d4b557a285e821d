/* layout_page: strips → pages. What holds together stays together while it fits on a page; then headings and single lines hold
 * on to what follows; then nothing does. */
#include "press/layout/layout_private.h"

struct pen {
	GArray *placed;
	const struct flow *f;
	int page;
	double y;
	const struct frame *frame; /* open at the end */
	bool top;                  /* nothing stands on the page yet */
};

static const struct strip *at(const struct flow *f, guint i)
{
	return g_ptr_array_index(f->strips, i);
}

/* Puts a strip down, with the head it needs at a page's top. placed NULL: only measures. */
static void put(struct pen *p, const struct strip *s, GArray *placed)
{
	if (p->top && s->head) {
		const struct strip head = *s->head;

		p->frame = head.frame;
		p->y += head.frame ? head.frame->top : 0;
		if (placed)
			g_array_append_val(placed, ((struct placed){s->head, p->page, p->y}));
		p->y += head.height;
		p->top = false;
	}
	if (p->frame != s->frame)
		p->y += p->frame ? p->frame->bottom : 0;
	/* Only the document's own first strip may begin with a distance: a <space>. */
	if (!p->top || p->y == 0)
		p->y += p->top && (p->page > 0 || s->height > 0) ? 0 : s->above;
	if (p->frame != s->frame)
		p->y += s->frame ? s->frame->top : 0;
	p->frame = s->frame;
	if (placed)
		g_array_append_val(placed, ((struct placed){s, p->page, p->y}));
	p->y += s->height;
	p->top = false;
}

/* Whether strips from … to - 1 fit below what stands on the page. */
static bool fits(const struct pen *p, guint from, guint to)
{
	struct pen trial = *p;

	for (guint i = from; i < to; i++)
		put(&trial, at(p->f, i), NULL);
	return trial.y + (trial.frame ? trial.frame->bottom : 0) <= p->f->height + 0.01;
}

static void turn(struct pen *p)
{
	p->page++;
	p->y = 0;
	p->frame = NULL;
	p->top = true;
}

/* The end of the strips from i on that hold together at least so firmly. */
static guint chain(const struct flow *f, guint i, enum link link)
{
	while (i + 1 < f->strips->len && at(f, i)->link >= link && !at(f, i + 1)->new_page)
		i++;
	return i + 1;
}

/* What to place next: the longest chain that a page can hold. */
static guint next_chunk(const struct pen *p, guint i)
{
	struct pen fresh = *p;

	turn(&fresh);
	for (enum link link = LINK_KEEP; link <= LINK_FIRM; link++) {
		guint end = chain(p->f, i, link);

		if (fits(&fresh, i, end))
			return end;
	}
	return i + 1;
}

GArray *page_place(struct flow *f, int *pages)
{
	struct pen p = {.placed = g_array_new(FALSE, FALSE, sizeof(struct placed)), .f = f, .top = true};

	for (guint i = 0, end; i < f->strips->len; i = end) {
		end = next_chunk(&p, i);
		if (!p.top && (at(f, i)->new_page || !fits(&p, i, end)))
			turn(&p);
		for (guint k = i; k < end; k++)
			put(&p, at(f, k), p.placed);
	}
	*pages = p.page + 1;
	return p.placed;
}
