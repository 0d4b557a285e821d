/* office_document.c: the documents of a case and the hand-over list as PDF. Forms hold people's numbers in full, so each look
 * is in the audit chain. */
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/audit.h"
#include "core/review/hand_over.h"
#include "page/office/office.h"
#include "page/office/office_case_here.h"
#include "page/office/paper/office_hand_over.h"
#include "page/office/paper/paper_pages.h"
#include "page/page.h"
#include "page/print.h"

static const struct form_row rows[] = {
	{"version", rule_id, 9, 0}, /* none: the current one */
};
const struct form office_document_form = FORM(rows);

enum err office_document(struct req *r)
{
	struct application app;
	int version = office_seen(r, "version");

	TRY(office_application(r, &app));
	if (!version)
		version = app.version;
	TRY(print_document(r, &app, version, r->arg[1]));
	audit_note(page_ctx(r), "document.view", "application", app.id, "{\"version\":%d,\"document\":\"%s\"}", version,
		   r->arg[1]);
	return OK;
}

/* ---- the hand-over list ---- */

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
