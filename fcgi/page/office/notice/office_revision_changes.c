/* office_revision_changes.c: what a revision changes against the one before it, and its way from hand to hand: proposed,
 * released for a day or sent back by another person, withdrawn. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/form/field_rule.h"
#include "core/notice/revision.h"
#include "core/notice/revision_diff.h"
#include "page/office/notice/notice_pages.h"
#include "page/office/notice/office_revision.h"
#include "page/page.h"

static const struct form_row move_rows[] = {
	{"seen",   rule_id,         9,   FORM_REQUIRED},
	{"remark", NULL,            500, FORM_MULTILINE},
	{"day",    field_rule_date, 20,  0},
};
const struct form office_revision_move_form = FORM(move_rows);

/* ---- what differs ---- */

static bool is_condition(const char *field)
{
	return !strcmp(field, "applies_when") || !strcmp(field, "clause_when") || !strcmp(field, "slot_when");
}

/* Values that are names for something have their words in label/revision.hdf; conditions without the colon. */
static const char *word(struct req *r, const char *field, const char *value)
{
	return is_condition(field) ? office_revision_condition(r, value) : value;
}

static void show_part(struct req *r, const char *row, const struct revision_part *p)
{
	view_set(r, arena_printf(r->arena, "%s.kind", row), p->kind);
	view_set(r, arena_printf(r->arena, "%s.name", row), p->name);
	view_num(r, arena_printf(r->arena, "%s.number", row), p->number);
	for (size_t i = 0; i < p->count; i++) {
		const struct revision_difference *d = &p->difference[i];
		const char *line = arena_printf(r->arena, "%s.difference.%zu", row, i);

		view_set(r, arena_printf(r->arena, "%s.field", line), d->field);
		view_set(r, arena_printf(r->arena, "%s.old", line), word(r, d->field, d->old));
		view_set(r, arena_printf(r->arena, "%s.now", line), word(r, d->field, d->now));
	}
}

static void show_lines(struct req *r, const struct revision_diff *diff)
{
	static const char *const kinds[] = {
		[LINE_SAME] = "same", [LINE_OLD] = "old", [LINE_NEW] = "new", [LINE_GAP] = "gap"};

	for (size_t i = 0; i < diff->line_count; i++) {
		const char *row = arena_printf(r->arena, "text.%zu", i);

		view_set(r, arena_printf(r->arena, "%s.kind", row), kinds[diff->line[i].kind]);
		view_set(r, arena_printf(r->arena, "%s.words", row), diff->line[i].text);
	}
}

static enum err show_diff(struct req *r, const struct revision *rev)
{
	struct revision before;
	struct revision_diff diff;
	int id;

	TRY(revision_before(page_ctx(r), rev, &id));
	if (!id)
		return OK;
	TRY(revision_load(page_ctx(r), id, &before));
	TRY(revision_compare(page_ctx(r), &before, rev, &diff));
	view_num(r, "before", id);
	for (size_t i = 0, parts = 0, moved = 0; i < diff.part_count; i++) {
		bool only_moved = !strcmp(diff.part[i].kind, "moved");

		show_part(r, arena_printf(r->arena, only_moved ? "moved.%zu" : "part.%zu", only_moved ? moved++ : parts++),
			  &diff.part[i]);
	}
	show_lines(r, &diff);
	return OK;
}

enum err office_revision_changes(struct req *r)
{
	struct revision *rev = office_revision_begun(r);
	bool changed;

	view_set(r, "tab", "changes");
	office_revision_show_seen(r, rev, &changed);
	view_set(r, "values.day", date_iso(r->arena, clock_beijing_date(r->now)));
	view_set(r, "today", date_iso(r->arena, clock_beijing_date(r->now)));
	return show_diff(r, rev);
}

/* ---- from hand to hand ---- */

static enum err move(struct req *r, enum revision_action a)
{
	static const struct page_place places[] = {
		/* reason              field */
		{"revision_remark",    "remark"},
		{"revision_day",       "day"},
		{"revision_day_taken", "day"},
		{NULL,                 ""},
	};
	struct revision *rev = office_revision_begun(r);

	enum err e = revision_move(page_ctx(r), rev, office_revision_seen(r), a, req_value(r, "remark"),
				   req_value(r, "day"));
	if (e != OK)
		return page_refuse_beside(r, e, places);
	return req_redirect(r, "/office/revision/%d/changes", rev->id);
}

enum err office_revision_changes_propose(struct req *r)
{
	return move(r, REVISION_PROPOSE);
}

enum err office_revision_changes_return(struct req *r)
{
	return move(r, REVISION_SEND_BACK);
}

enum err office_revision_changes_release(struct req *r)
{
	return move(r, REVISION_RELEASE);
}

enum err office_revision_changes_withdraw(struct req *r)
{
	return move(r, REVISION_WITHDRAW);
}

enum err office_revision_changes_reopen(struct req *r)
{
	return move(r, REVISION_REOPEN);
}
