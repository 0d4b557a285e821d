/* office_frame.c: the bar over every page of the office: queues with their counts, who is signed in. */
#include "page/office/office_frame.h"

#include "base/arena.h"
#include "core/application/state.h"
#include "core/people/staff_add.h"
#include "core/review/queue.h"
#include "page/office/office.h"
#include "page/page.h"

static void show_queues(struct req *r, const struct queue_tally *tally)
{
	const struct actor *who = &page_ctx(r)->actor;
	size_t n = 0;

	for (size_t i = 0; i < queue_count; i++) {
		if (!(queues[i].see & who->roles) || queues[i].newest_first)
			continue;
		const char *row = arena_printf(r->arena, "frame.queue.%zu", n++);
		const char *name = state_name(queues[i].state);
		view_set(r, arena_printf(r->arena, "%s.name", row), name);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/queue?queue=%s", name);
		view_num(r, arena_printf(r->arena, "%s.total", row), tally[i].total);
		view_num(r, arena_printf(r->arena, "%s.late", row), tally[i].late);
	}
}

static void show_roles(struct req *r, unsigned roles)
{
	size_t n = 0;

	for (unsigned bit = ROLE_INITIAL_REVIEWER; bit <= ROLE_AUDITOR; bit <<= 1)
		if (roles & bit) {
			view_set(r, arena_printf(r->arena, "frame.role.%zu", n++), staff_role_name(bit));
			view_set(r, arena_printf(r->arena, "frame.is.%s", staff_role_name(bit)), "1");
		}
}

enum err office_tallies(struct req *r, const struct queue_tally **tally, int64_t *mine)
{
	struct subject *who = page_subject(r);

	if (who->tally == NULL) {
		struct queue_tally *counted = ARENA_ARRAY(r->arena, struct queue_tally, queue_count);

		TRY(queue_tallies(&who->ctx, counted, &who->mine));
		who->tally = counted;
	}
	*tally = who->tally;
	*mine = who->mine;
	return OK;
}

void office_frame(struct req *r)
{
	struct subject *who = page_subject(r);
	const struct queue_tally *tally;
	int64_t mine;

	page_frame(r);
	if (who->ctx.actor.kind != ACTOR_STAFF || !who->session.full)
		return;
	view_set(r, "frame.name", who->ctx.actor.name);
	office_time(r, "frame.now", r->now);
	view_set(r, "frame.organisation", who->ctx.actor.organisation);
	show_roles(r, who->ctx.actor.roles);
	if (who->ctx.actor.roles & OFFICE_SIDES)
		view_set(r, "frame.hands_over", "1");
	if (who->ctx.actor.roles & OFFICE_OPERATORS)
		view_set(r, "frame.operates", "1");
	if (who->ctx.actor.roles & OFFICE_SEEKERS)
		view_set(r, "frame.seeks", "1");
	if (office_tallies(r, &tally, &mine) != OK)
		return; /* the page matters more than its badges; the failure is logged where it happened */
	show_queues(r, tally);
	view_num(r, "frame.mine", mine);
}
