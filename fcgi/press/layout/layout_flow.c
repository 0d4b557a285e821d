/* layout_flow: adds strips to the body of a document, one below the other. What they are is layout_block.c's, _grid's and _mark's. */
#include "press/layout/layout_private.h"

/* What stands beside a code stays on its page. */
static void pass_beside(struct flow *f, double height)
{
	if (f->beside <= 0)
		return;
	if (f->strips->len > 0) {
		struct strip *before = g_ptr_array_index(f->strips, f->strips->len - 1);

		before->link = MAX(before->link, LINK_KEEP);
	}
	f->beside -= height;
}

struct strip *flow_add(struct flow *f, double above, double height, void (*draw)(const struct strip *, cairo_t *, double))
{
	struct strip *s = ARENA_NEW(f->a, struct strip);

	s->above = above;
	s->height = height;
	s->x = f->x;
	s->width = f->room;
	s->frame = f->frame;
	s->draw = draw;
	pass_beside(f, above + height);
	g_ptr_array_add(f->strips, s);
	return s;
}

void flow_clear(struct flow *f)
{
	if (f->beside > 0)
		flow_add(f, 0, f->beside, NULL);
	f->beside = 0;
	f->x = 0;
	f->room = f->width;
}
