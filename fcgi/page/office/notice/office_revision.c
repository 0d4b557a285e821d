/* office_revision.c: revisions of the notice: the list, one of them, its data and text. Materials, changes, the preview and
 * open applications are office_revision_*.c's. */
#include "page/office/notice/office_revision.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/form/field_rule.h"
#include "core/notice/catalogue.h"
#include "core/notice/revision.h"
#include "core/notice/revision_material.h"
#include "page/office/notice/notice_pages.h"
#include "page/office/office.h"
#include "page/page.h"

static const char *rule_number(struct arena *a, int64_t now, const char **value)
{
	const char *problem = rule_id(a, now, value);
	long n = problem ? 0 : strtol(*value, NULL, 10);

	return n >= 1 && n <= REVISION_NUMBER_MAX ? NULL : "revision_number";
}

/* A set of forms is a folder of templates that is there. */
static const char *rule_set(struct arena *a, int64_t now, const char **value)
{
	const char *set;

	(void)a, (void)now;
	for (size_t i = 0; (set = view_folder("document", i)); i++)
		if (!strcmp(set, *value))
			return NULL;
	return "choice";
}

static const char *rule_change(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return strcmp(*value, "up") && strcmp(*value, "down") && strcmp(*value, "remove") ? "choice" : NULL;
}

static const struct form_row change_rows[] = {
	{"seen",   rule_id,     9,  FORM_REQUIRED},
	{"code",   rule_token,  40, FORM_REQUIRED},
	{"change", rule_change, 8,  FORM_REQUIRED},
};
const struct form office_revision_one_change_form = FORM(change_rows);

static const struct form_row copy_rows[] = {
	{"from",   rule_number, 3, FORM_REQUIRED},
	{"number", rule_number, 6, FORM_REQUIRED},
};
const struct form office_revision_copy_form = FORM(copy_rows);

static const struct form_row text_rows[] = {
	/* name            rule                 max                flags */
	{"seen",           rule_id,             9,                 FORM_REQUIRED},
	{"number",         rule_number,         6,                 FORM_REQUIRED},
	{"title",          NULL,                120,               FORM_REQUIRED},
	{"published_on",   field_rule_date,     20,                FORM_REQUIRED},
	{"mail_address",   NULL,                200,               FORM_REQUIRED},
	{"mail_recipient", NULL,                100,               FORM_REQUIRED},
	{"mail_postcode",  field_rule_postcode, 20,                FORM_REQUIRED},
	{"mail_phone",     NULL,                30,                FORM_REQUIRED},
	{"mail_note",      NULL,                200,               0},
	{"document_set",   rule_set,            16,                FORM_REQUIRED},
	{"body",           NULL,                REVISION_BODY_MAX, FORM_REQUIRED | FORM_MULTILINE},
};
const struct form office_revision_text_form = FORM(text_rows);

static const struct page_place number_places[] = {{"revision_taken", "number"}, {NULL, ""}};

/* ---- shared ---- */

static void show_may(struct req *r, const struct revision *rev)
{
	struct ctx *c = page_ctx(r);

	for (enum revision_action a = 0; a < REVISION_ACTION_COUNT; a++)
		if (revision_may(c, rev, a))
			view_set(r, arena_printf(r->arena, "may.%s", revision_action_name(a)), "1");
	if (rev->state == REVISION_DRAFT && c->actor.roles & ROLE_EDITOR)
		view_set(r, "may.edit", "1");
	if (c->actor.id == rev->prepared_by || c->actor.id == rev->changed_by)
		view_set(r, "rev.own", "1");
}

static void show_head(struct req *r, const struct revision *rev)
{
	static const char *const times[] = {"prepared_at", "changed_at", "proposed_at", "released_at", NULL};

	view_row(r, "rev", &rev->row, 0);
	for (const char *const *t = times; *t; t++)
		office_time(r, arena_printf(r->arena, "rev.%s", *t), db_when(&rev->row, 0, *t));
	view_num(r, "rev.seen", rev->changes);
	view_setf(r, "rev.url", "/office/revision/%d", rev->id);
	if (rev->holds)
		view_set(r, "rev.holds", "1");
	if (rev->past)
		view_set(r, "rev.past", "1");
	show_may(r, rev);
}

enum err office_revision_begin(struct req *r)
{
	const char *number = r->arg[0];
	struct revision *rev = ARENA_NEW(r->arena, struct revision);

	if (rule_number(r->arena, r->now, &number))
		return ERR_NOT_FOUND;
	TRY(revision_load(page_ctx(r), (int)strtol(number, NULL, 10), rev));
	page_begin_with(r, "revision", rev);
	show_head(r, rev);
	return OK;
}

struct revision *office_revision_begun(struct req *r)
{
	return page_begun(r, "revision");
}

int office_revision_seen(struct req *r)
{
	return (int)strtol(req_value(r, "seen"), NULL, 10);
}

void office_revision_show_seen(struct req *r, const struct revision *rev, bool *changed)
{
	*changed = r->method == POST && req_value(r, "seen")[0] && office_revision_seen(r) != rev->changes;
	if (*changed)
		view_set(r, "changed_meanwhile", "1");
}

const char *office_revision_condition(struct req *r, const char *condition)
{
	char *key = arena_strdup(r->arena, condition), *colon = strchr(key, ':');

	if (colon)
		*colon = '_';
	return key;
}

void office_revision_conditions(struct req *r, const char *prefix, const char *const *conditions, const char *selected)
{
	for (size_t i = 0; conditions[i]; i++) {
		const char *row = arena_printf(r->arena, "%s.%zu", prefix, i);

		view_set(r, arena_printf(r->arena, "%s.value", row), conditions[i]);
		view_set(r, arena_printf(r->arena, "%s.key", row), office_revision_condition(r, conditions[i]));
		if (!strcmp(conditions[i], selected))
			view_set(r, arena_printf(r->arena, "%s.selected", row), "1");
	}
}

/* ---- the list ---- */

enum err office_revision(struct req *r)
{
	struct db_rows rows;
	int now;

	TRY(revision_list(page_ctx(r), &rows));
	TRY(revision_now(page_ctx(r), &now));
	for (size_t i = 0; i < rows.count; i++) {
		const char *row = arena_printf(r->arena, "row.%zu", i);

		view_row(r, row, &rows, i);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/revision/%s", db_str(&rows, i, "id"));
		office_time(r, arena_printf(r->arena, "%s.at", row), db_when(&rows, i, "changed_at"));
		if (db_num(&rows, i, "id") == now)
			view_set(r, arena_printf(r->arena, "%s.holds", row), "1");
	}
	view_num(r, "now", now);
	view_num(r, "values.from", now);
	view_num(r, "values.number", rows.count ? db_num(&rows, 0, "id") + 1 : 1);
	if (page_ctx(r)->actor.roles & ROLE_EDITOR)
		view_set(r, "may.copy", "1");
	return OK;
}

enum err office_revision_make(struct req *r)
{
	int number = (int)strtol(req_value(r, "number"), NULL, 10);

	enum err e = revision_copy(page_ctx(r), (int)strtol(req_value(r, "from"), NULL, 10), number);
	if (e != OK)
		return page_refuse_beside(r, e, number_places);
	return req_redirect(r, "/office/revision/%d", number);
}

/* ---- one ---- */

static enum err show_catalogue(struct req *r, int id)
{
	struct catalogue cat;
	size_t n = 0;

	TRY(catalogue_load(page_ctx(r), id, &cat));
	view_rows(r, "material", &cat.material);
	for (size_t i = 0; i < cat.material.count; i++) {
		const char *row = arena_printf(r->arena, "material.%zu", i), *code = db_str(&cat.material, i, "code");

		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/revision/%d/material/%s", id, code);
		view_set(r, arena_printf(r->arena, "%s.when", row),
			 office_revision_condition(r, db_str(&cat.material, i, "applies_when")));
		if (i > 0)
			view_set(r, arena_printf(r->arena, "%s.up", row), "1");
		if (i + 1 < cat.material.count)
			view_set(r, arena_printf(r->arena, "%s.down", row), "1");
		n = 0;
		for (size_t k = 0; k < cat.slot.count; k++) {
			const char *slot = arena_printf(r->arena, "%s.slot.%zu", row, n);

			if (strcmp(db_str(&cat.slot, k, "code"), code) != 0)
				continue;
			view_set(r, arena_printf(r->arena, "%s.name", slot), db_str(&cat.slot, k, "name"));
			view_set(r, arena_printf(r->arena, "%s.when", slot),
				 office_revision_condition(r, db_str(&cat.slot, k, "applies_when")));
			n++;
		}
	}
	view_num(r, "material_count", (int64_t)cat.material.count);
	return OK;
}

enum err office_revision_one(struct req *r)
{
	struct revision *rev = office_revision_begun(r);

	view_set(r, "tab", "one");
	return show_catalogue(r, rev->id);
}

/* ---- its data and text ---- */

/* What another window saved, beside what was typed here. */
static void show_other(struct req *r, const struct revision *rev)
{
	for (size_t i = 0; i < office_revision_text_form.count; i++) {
		const char *name = office_revision_text_form.row[i].name;
		const char *typed, *saved;

		if (!strcmp(name, "seen"))
			continue;
		saved = db_str(&rev->row, 0, strcmp(name, "number") ? name : "id");
		typed = req_value(r, name);
		if (strcmp(typed, saved) != 0)
			view_set(r, arena_printf(r->arena, "saved.%s", name), saved[0] ? saved : " ");
	}
}

enum err office_revision_one_change(struct req *r)
{
	struct revision *rev = office_revision_begun(r);
	const char *change = req_value(r, "change"), *code = req_value(r, "code");
	int seen = office_revision_seen(r);
	enum err e;

	if (!strcmp(change, "remove"))
		e = revision_material_remove(page_ctx(r), rev, seen, code);
	else
		e = revision_material_shift(page_ctx(r), rev, seen, code, !strcmp(change, "up"));
	if (e != OK)
		return page_refuse(r, e, "");
	return req_redirect(r, "/office/revision/%d#materials", rev->id);
}

enum err office_revision_edit(struct req *r)
{
	struct revision *rev = office_revision_begun(r);
	bool changed;

	if (rev->state != REVISION_DRAFT && r->method == GET)
		return req_redirect(r, "/office/revision/%d", rev->id);
	for (size_t i = 0; i < office_revision_text_form.count; i++) {
		const char *name = office_revision_text_form.row[i].name;

		if (strcmp(name, "seen") && strcmp(name, "number"))
			view_set(r, arena_printf(r->arena, "values.%s", name), db_str(&rev->row, 0, name));
	}
	view_num(r, "values.number", rev->id);
	for (size_t i = 0; view_folder("document", i); i++)
		view_set(r, arena_printf(r->arena, "set.%zu", i), view_folder("document", i));
	office_revision_show_seen(r, rev, &changed);
	if (changed)
		show_other(r, rev);
	else if (r->method == POST)
		view_num(r, "rev.seen", office_revision_seen(r));
	return OK;
}

enum err office_revision_edit_save(struct req *r)
{
	struct revision *rev = office_revision_begun(r);
	const struct revision_text text = {
		.number = (int)strtol(req_value(r, "number"), NULL, 10),
		.title = req_value(r, "title"),
		.published_on = req_value(r, "published_on"),
		.body = req_value(r, "body"),
		.mail_address = req_value(r, "mail_address"),
		.mail_recipient = req_value(r, "mail_recipient"),
		.mail_postcode = req_value(r, "mail_postcode"),
		.mail_phone = req_value(r, "mail_phone"),
		.mail_note = req_value(r, "mail_note"),
		.document_set = req_value(r, "document_set"),
	};

	enum err e = revision_save(page_ctx(r), rev, office_revision_seen(r), &text);
	if (e != OK)
		return page_refuse_beside(r, e, number_places);
	return req_redirect(r, "/office/revision/%d", text.number);
}
