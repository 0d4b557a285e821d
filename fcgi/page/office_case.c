/* office_case.c: the review screen: data left, the document in the middle, materials and what to do on the right. Fills the
 * view only; what is posted from it goes to office_mark.c, office_decide.c, office_paper.c. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "core/calendar.h"
#include "core/application_rule.h"
#include "core/case.h"
#include "core/hand_over.h"
#include "core/paper.h"
#include "core/review.h"
#include "core/staff.h"
#include "page/office.h"
#include "page/print.h"

static const struct form_row case_rows[] = {OFFICE_CASE_ROWS};
const struct form office_case_form = FORM(case_rows);

static const struct form_row query_rows[] = {
	{"version", rule_id, 9, 0}, /* an older one, to be read only */
	{"material", rule_token, 40, 0},
	{"file", rule_token, 22, 0},
	{"page", rule_id, 5, 0},
	{"field", rule_token, 48, 0},
	{"changed", rule_id, 1, 0},
};
const struct form office_case_query = FORM(query_rows);

enum err office_application(struct req *r, struct application *out)
{
	return application_for_staff(page_ctx(r), r->arg[0], out);
}

int office_seen(struct req *r, const char *name)
{
	return (int)strtol(req_value(r, name), NULL, 10);
}

/* "prefix.N.key" */
static const char *at(struct req *r, const char *prefix, size_t n, const char *key)
{
	return arena_printf(r->arena, "%s.%zu.%s", prefix, n, key);
}

/* ---- links within the page ---- */

const char *office_case_url(struct req *r, const char *public_id, const char *material, const char *file, const char *page,
			    const char *field, const char *anchor)
{
	const char *changed = req_value(r, "changed");
	return arena_printf(r->arena, "/office/case/%s?material=%s&file=%s%s%s%s%s%s%s%s%s", public_id, material, file,
			    page[0] ? "&page=" : "", page, field[0] ? "&field=" : "", field, changed[0] ? "&changed=" : "",
			    changed, anchor[0] ? "#" : "", anchor);
}

/* What is on the screen, with another field or at another place. */
static const char *same_url(struct req *r, const char *public_id, const char *field, const char *anchor)
{
	return office_case_url(r, public_id, req_value(r, "material"), req_value(r, "file"), req_value(r, "page"), field,
			       anchor);
}

enum err office_case_back(struct req *r, const char *anchor)
{
	return req_redirect(r, "%s", same_url(r, r->arg[0], "", anchor));
}

/* ---- refusals ---- */

enum err office_refuse(struct req *r, enum err e, const struct application *app, const char *message)
{
	const char *general = NULL;
	if (e == ERR_STALE)
		general = app->version != office_seen(r, "version") ? "stale" : "case_moved";
	else if (e == ERR_DENIED)
		general = "case_not_yours";
	else if (e == ERR_CONFLICT)
		general = "case_held";
	else if (e == ERR_INVALID)
		general = message ? message : "invalid";
	if (!general)
		return e;
	req_error(r, "", general);
	return ERR_INVALID;
}

/* ---- fields ---- */

static void show_mark(struct req *r, const char *row, const struct case_mark *m)
{
	if (!m)
		return;
	view_set(r, arena_printf(r->arena, "%s.verdict", row), m->verdict);
	view_set(r, arena_printf(r->arena, "%s.problem", row), m->problem);
	view_set(r, arena_printf(r->arena, "%s.remedy", row), m->remedy);
	view_set(r, arena_printf(r->arena, "%s.staff", row), m->staff);
}

static void show_field(struct req *r, const struct application *app, const char *row, const struct case_field *f)
{
	const char *name = f->field->name, *group;
	if (field_choices(f->field, &group))
		view_set(r, arena_printf(r->arena, "%s.group", row), group);
	view_set(r, arena_printf(r->arena, "%s.name", row), name);
	view_set(r, arena_printf(r->arena, "%s.value", row), f->value);
	if (f->old)
		view_set(r, arena_printf(r->arena, "%s.changed", row), "1");
	view_set(r, arena_printf(r->arena, "%s.old", row), f->old);
	if (f->field->sensitive && f->value[0])
		view_set(r, arena_printf(r->arena, "%s.sensitive", row), "1");
	if (f->value[0])
		view_set(r, arena_printf(r->arena, "%s.markable", row), "1");
	if (!strcmp(name, req_value(r, "field")))
		view_set(r, arena_printf(r->arena, "%s.current", row), "1");
	view_set(r, arena_printf(r->arena, "%s.wrong_url", row),
		 same_url(r, app->public_id, name, "reason"));
	show_mark(r, row, f->mark);
}

/* In sections, in form order; with ?changed=1 only what changed. */
static void show_fields(struct req *r, const struct application *app, const struct case_file *f)
{
	const char *section = "", *prefix = "";
	bool only_changed = req_value(r, "changed")[0] == '1';
	size_t sections = 0, fields = 0;
	for (size_t i = 0; i < f->field_count; i++) {
		if (only_changed && !f->field[i].old)
			continue;
		if (strcmp(section, f->field[i].field->section)) {
			section = f->field[i].field->section;
			view_set(r, at(r, "section", sections, "name"), section);
			prefix = arena_printf(r->arena, "section.%zu.field", sections++);
			fields = 0;
		}
		show_field(r, app, arena_printf(r->arena, "%s.%zu", prefix, fields++), &f->field[i]);
	}
}

/* ---- materials ---- */

static const struct case_material *chosen_material(struct req *r, const struct case_file *f)
{
	for (size_t i = 0; i < f->material_count; i++)
		if (!strcmp(f->material[i].material->code, req_value(r, "material")))
			return &f->material[i];
	for (size_t i = 0; i < f->material_count; i++) /* else the first one to be looked at */
		if (!f->material[i].mark)
			return &f->material[i];
	return f->material_count ? &f->material[0] : NULL;
}

static void show_material(struct req *r, const struct application *app, size_t n, const struct case_material *m,
			  bool current)
{
	const char *row = arena_printf(r->arena, "material.%zu", n);
	size_t files = 0;
	view_set(r, at(r, "material", n, "code"), m->material->code);
	view_set(r, at(r, "material", n, "name"), m->material->name);
	view_num(r, at(r, "material", n, "number"), m->material->number);
	view_set(r, at(r, "material", n, "url"),
		 office_case_url(r, app->public_id, m->material->code, "", "", "", ""));
	for (size_t s = 0; s < m->material->slot_count; s++)
		files += m->material->slot[s].file_count;
	view_num(r, at(r, "material", n, "files"), (int64_t)files);
	if (m->changed)
		view_set(r, at(r, "material", n, "changed"), "1");
	if (current)
		view_set(r, at(r, "material", n, "current"), "1");
	show_mark(r, row, m->mark);
}

static void show_materials(struct req *r, const struct application *app, const struct case_file *f)
{
	const struct case_material *current = chosen_material(r, f);
	for (size_t i = 0; i < f->material_count; i++)
		show_material(r, app, i, &f->material[i], current == &f->material[i]);
	view_num(r, "material_count", (int64_t)f->material_count);
	if (!current)
		return;
	view_set(r, "current.code", current->material->code);
	view_set(r, "current.name", current->material->name);
	view_num(r, "current.number", current->material->number);
	view_set(r, "current.requirement", current->material->requirement);
	show_mark(r, "current", current->mark);
	office_viewer_show(r, app, current->material);
}

/* ---- what may be done ---- */

static enum err show_reasons(struct req *r, const char *applies_to, const char *prefix)
{
	struct db_rows rows;
	size_t n = 0;
	TRY(case_reasons(page_ctx(r), &rows));
	for (size_t i = 0; i < rows.count; i++)
		if (!strcmp(db_str(&rows, i, "applies_to"), applies_to))
			view_row(r, arena_printf(r->arena, "%s.%zu", prefix, n++), &rows, i);
	return OK;
}

/* What the panel of reasons is about: the chosen field, else the chosen material. */
static enum err show_target(struct req *r, const struct case_file *f)
{
	const char *name = req_value(r, "field");
	for (size_t i = 0; i < f->field_count; i++)
		if (!strcmp(f->field[i].field->name, name)) {
			view_setf(r, "target.name", "field:%s", name);
			view_set(r, "target.field", name);
			show_mark(r, "target", f->field[i].mark);
			return show_reasons(r, "field", "reason");
		}
	const struct case_material *m = chosen_material(r, f);
	if (!m)
		return OK;
	view_setf(r, "target.name", "material:%s", m->material->code);
	view_set(r, "target.material", m->material->name);
	show_mark(r, "target", m->mark);
	return show_reasons(r, "material", "reason");
}

static enum err show_colleagues(struct req *r, const struct application *app)
{
	struct db_rows rows;
	unsigned role = review_role(app->state);
	unsigned boss = app->state == STATE_REGISTRY_REVIEW ? ROLE_REGISTRY_SUPERVISOR : ROLE_EXCHANGE_SUPERVISOR;
	if (!role || !(page_ctx(r)->actor.roles & boss))
		return OK;
	TRY(staff_with_role(page_ctx(r), role, &rows));
	view_rows(r, "colleague", &rows);
	return OK;
}

static enum err show_actions(struct req *r, const struct application *app)
{
	const struct actor *who = &page_ctx(r)->actor;
	bool claimable;
	TRY(review_claimable(page_ctx(r), app, &claimable));
	if (claimable)
		view_set(r, "may.claim", "1");
	for (enum action a = 0; a < ACTION_COUNT; a++)
		if (review_may(app, who, a))
			view_set(r, arena_printf(r->arena, "may.%s", action_name(a)), "1");
	if (review_role(app->state) & who->roles) {
		view_set(r, "may.review", "1");
		if (app->claimed_by == who->id)
			view_set(r, "may.mark", "1");
	}
	if (app->state == STATE_REGISTRY_REVIEW)
		view_set(r, "needs_code", "1");
	return show_colleagues(r, app);
}

static enum err show_papers(struct req *r, const struct application *app)
{
	struct papers papers;
	struct shipment s;
	if (app->state < STATE_AWAITING_PAPER || app->state > STATE_OPENED)
		return OK;
	TRY(paper_list(page_ctx(r), app, app->version, &papers));
	for (size_t i = 0; i < papers.count; i++)
		office_paper_show(r, arena_printf(r->arena, "paper.%zu", i), &papers.v[i], app->version);
	view_num(r, "paper_problems", (int64_t)papers.problems);
	view_num(r, "paper_complete", papers.complete);
	view_setf(r, "papers_url", "/office/case/%s/papers", app->public_id);
	enum err e = paper_shipment(page_ctx(r), app, &s);
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	view_set(r, "shipment.courier", s.courier);
	view_set(r, "shipment.tracking", s.tracking);
	view_num(r, "shipment.version", s.version);
	office_time(r, "shipment.posted_at", s.posted_at);
	return OK;
}

/* ---- what happened ---- */

static void show_times(struct req *r, const char *prefix, const struct db_rows *rows, const char *column)
{
	view_rows(r, prefix, rows);
	for (size_t i = 0; i < rows->count; i++)
		office_time(r, at(r, prefix, i, "at"), db_when(rows, i, column));
}

static enum err show_history(struct req *r, const struct application *app, const struct case_file *f)
{
	const char *list;
	show_times(r, "event", &f->events, "happened_at");
	show_times(r, "decision", &f->decisions, "decided_at");
	show_times(r, "version", &f->versions, "submitted_at");
	for (size_t i = 0; i < f->versions.count; i++)
		view_setf(r, at(r, "version", i, "url"), "/office/case/%s?version=%lld", app->public_id,
			  (long long)db_num(&f->versions, i, "version"));
	view_rows(r, "correction", &f->corrections);
	for (size_t i = 0; i < f->corrections.count; i++) {
		const char *target = db_str(&f->corrections, i, "target");
		bool field = !strncmp(target, "field:", 6);
		view_set(r, at(r, "correction", i, field ? "field" : "material"), strchr(target, ':') + 1);
	}
	view_rows(r, "related", &f->related);
	for (size_t i = 0; i < f->related.count; i++)
		view_setf(r, at(r, "related", i, "url"), "/office/case/%s", db_str(&f->related, i, "public_id"));
	TRY(office_messages_of(r, app));
	TRY(hand_over_of(page_ctx(r), app->id, &list));
	view_set(r, "hand_over.number", list);
	if (list[0])
		view_setf(r, "hand_over.url", "/office/hand-over/%s", list);
	return OK;
}

/* ---- the page ---- */

static enum err show_holder(struct req *r, const struct application *app)
{
	struct staff holder;
	if (!app->claimed_by)
		return OK;
	enum err e = staff_load(page_ctx(r), app->claimed_by, &holder);
	if (e == OK)
		view_set(r, "case.holder", holder.name);
	if (app->claimed_by == page_ctx(r)->actor.id)
		view_set(r, "case.mine", "1");
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err show_due(struct req *r, const struct application *app)
{
	struct date due;
	int left;
	if (!date_parse(app->due_on, &due))
		return OK;
	TRY(calendar_working_days(page_ctx(r), clock_beijing_date(r->now), due, &left));
	view_set(r, "case.due_on", app->due_on);
	view_num(r, "case.days_left", left);
	view_num(r, "case.days_late", -left);
	view_set(r, "case.pace", left < 0 ? "late" : left <= 2 ? "soon" : "ok");
	return OK;
}

/* The notice as it would go out: what is marked wrong, fields in form order, then materials (review.c numbers them so). */
static void show_notice(struct req *r, const struct case_file *f)
{
	size_t n = 0;
	for (size_t i = 0; i < f->field_count; i++) {
		if (!f->field[i].mark || strcmp(f->field[i].mark->verdict, "wrong"))
			continue;
		view_set(r, at(r, "notice", n, "field"), f->field[i].field->name);
		view_set(r, at(r, "notice", n, "section"), f->field[i].field->section);
		show_mark(r, arena_printf(r->arena, "notice.%zu", n++), f->field[i].mark);
	}
	for (size_t i = 0; i < f->material_count; i++) {
		if (!f->material[i].mark || strcmp(f->material[i].mark->verdict, "wrong"))
			continue;
		view_set(r, at(r, "notice", n, "name"), f->material[i].material->name);
		show_mark(r, arena_printf(r->arena, "notice.%zu", n++), f->material[i].mark);
	}
}

static void show_proposal(struct req *r, const struct case_file *f)
{
	if (!f->proposer_id)
		return;
	view_num(r, "proposal.staff_id", f->proposer_id);
	view_set(r, "proposal.staff", f->proposer);
	view_set(r, "proposal.reason", f->proposal);
	office_time(r, "proposal.at", f->proposed_at);
}

static enum err show_head(struct req *r, const struct application *app, const struct case_file *f)
{
	view_set(r, "case.public_id", app->public_id);
	view_set(r, "case.number", app->number);
	view_set(r, "case.org_name", app->org_name);
	view_set(r, "case.uscc", app->uscc);
	view_set(r, "case.kind", app->kind);
	view_set(r, "case.subject", app->subject);
	view_set(r, "case.state", state_name(app->state));
	view_setf(r, "case.queue_url", "/office/queue?queue=%s", state_name(app->state));
	view_num(r, "case.version", f->version);
	view_num(r, "case.current", app->version);
	view_num(r, "case.previous", f->previous);
	view_num(r, "case.moves", app->moves);
	view_num(r, "case.right", (int64_t)f->right);
	view_num(r, "case.wrong", (int64_t)f->wrong);
	view_num(r, "case.unmarked", (int64_t)f->unmarked);
	view_num(r, "case.changed", (int64_t)f->changed);
	view_set(r, "case.stage", f->stage);
	office_time(r, "case.submitted_at", app->submitted_at);
	office_time(r, "case.stage_since", app->stage_since);
	if (app->amending)
		view_set(r, "case.amending", "1");
	view_set(r, "case.material", req_value(r, "material"));
	view_set(r, "case.file", req_value(r, "file"));
	view_set(r, "case.page", req_value(r, "page"));
	view_set(r, "case.only_changed", req_value(r, "changed"));
	view_setf(r, "case.toggle_url", "/office/case/%s?material=%s&file=%s%s%s%s", app->public_id, req_value(r, "material"),
		  req_value(r, "file"), req_value(r, "page")[0] ? "&page=" : "", req_value(r, "page"),
		  req_value(r, "changed")[0] == '1' ? "" : "&changed=1");
	TRY(show_due(r, app));
	return show_holder(r, app);
}

/* When the page was made from a version that is no longer current, says when the applicant changed it. */
static void show_stale(struct req *r, const struct application *app)
{
	int seen = office_seen(r, "version");
	if (r->method == POST && seen && seen != app->version)
		view_set(r, "stale_at", clock_beijing(r->arena, app->submitted_at) + strlen("2026-12-22 "));
}

static enum err show_case(struct req *r, const struct application *app, int version)
{
	struct case_file f;
	TRY(case_load(page_ctx(r), app, version, &f));
	TRY(show_head(r, app, &f));
	show_stale(r, app);
	show_fields(r, app, &f);
	show_materials(r, app, &f);
	TRY(show_target(r, &f));
	TRY(office_self_check_show(r, app, version));
	show_notice(r, &f);
	show_proposal(r, &f);
	if (version == app->version)
		TRY(show_actions(r, app));
	TRY(show_papers(r, app));
	TRY(print_offers(r, app, version, arena_printf(r->arena, "/office/case/%s/document", app->public_id),
			 arena_printf(r->arena, "?version=%d", version)));
	TRY(office_holders_show(r, app));
	TRY(office_account_link(r, app));
	return show_history(r, app, &f);
}

enum err office_case_show(struct req *r)
{
	struct application app;
	TRY(office_application(r, &app));
	return show_case(r, &app, app.version);
}

enum err office_case(struct req *r)
{
	struct application app;
	int version = office_seen(r, "version");
	TRY(office_application(r, &app));
	if (!version)
		version = app.version;
	TRY(show_case(r, &app, version));
	audit_note(page_ctx(r), "application.view", "application", app.id, "{\"version\":%d}", version);
	return OK;
}
