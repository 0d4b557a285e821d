/* office_hand_over_print.c: the hand-over list as PDF. */
#include <string.h>

#include "base/arena.h"
#include "core/application/state.h"
#include "core/review/hand_over.h"
#include "page/office/office.h"
#include "page/office/paper/office_hand_over.h"
#include "page/office/paper/paper_pages.h"
#include "page/page.h"
#include "page/print.h"

/* The copies of each material on a line. */
static void show_papers(struct req *r, const char *line, const char *application_id, const struct db_rows *papers)
{
	size_t n = 0;

	for (size_t i = 0; i < papers->count; i++)
		if (!strcmp(db_str(papers, i, "application_id"), application_id))
			view_row(r, arena_printf(r->arena, "%s.paper.%zu", line, n++), papers, i);
}

static void show_line(struct req *r, const char *row, const struct db_rows *lines, size_t i)
{
	bool waiting = !strcmp(db_str(lines, i, "state"), "sent");

	view_row(r, row, lines, i);
	view_num(r, arena_printf(r->arena, "%s.position", row), (int64_t)i + 1);
	office_time(r, arena_printf(r->arena, "%s.at", row), db_when(lines, i, "answered_at"));
	if (waiting && (db_num(lines, i, "version") != db_num(lines, i, "current_version") ||
			strcmp(db_str(lines, i, "app_state"), state_name(STATE_HANDED_OVER))))
		view_set(r, arena_printf(r->arena, "%s.void", row), "1");
}

enum err office_hand_over_print(struct req *r)
{
	struct hand_over list;
	struct db_rows lines, papers;
	int64_t copies = 0;

	TRY(office_list(r, &list, &lines, &papers));
	for (size_t i = 0; i < lines.count; i++) {
		const char *row = arena_printf(r->arena, "line.%zu", i);

		show_line(r, row, &lines, i);
		show_papers(r, row, db_str(&lines, i, "application_id"), &papers);
		copies += db_num(&lines, i, "copies");
	}
	view_num(r, "list.cases", (int64_t)lines.count);
	view_num(r, "list.copies", copies);
	return print_view(r, "document/hand_over.cs", list.made_at,
			  arena_printf(r->arena, "%s_%s.pdf", view_label("document", "name.hand_over"), list.number));
}
