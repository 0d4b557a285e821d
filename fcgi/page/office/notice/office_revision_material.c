/* office_revision_material.c: the catalogue of a draft: one material's form with its slots; removing and moving in the
 * list. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/notice/catalogue.h"
#include "core/notice/revision.h"
#include "core/notice/revision_material.h"
#include "page/office/notice/notice_pages.h"
#include "page/office/notice/office_revision.h"
#include "page/page.h"

static const char *rule_copies(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return (*value)[0] >= '0' && (*value)[0] <= '9' && !(*value)[1] ? NULL : "copies_format";
}

static const char *one_of(const char *const *choices, const char **value)
{
	for (; *choices; choices++)
		if (!strcmp(*choices, *value))
			return NULL;
	return "choice";
}

static const char *rule_accounts(struct arena *a, int64_t now, const char **value)
{
	static const char *const choices[] = {"RT", "R", "T", NULL};

	(void)a, (void)now;
	return one_of(choices, value);
}

static const char *rule_source(struct arena *a, int64_t now, const char **value)
{
	static const char *const choices[] = {"own", "generated", NULL};

	(void)a, (void)now;
	return one_of(choices, value);
}

static const char *rule_yes(struct arena *a, int64_t now, const char **value)
{
	static const char *const choices[] = {"yes", NULL};

	(void)a, (void)now;
	return one_of(choices, value);
}

static const char *rule_when(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return catalogue_condition(catalogue_material_conditions, *value) ? NULL : "choice";
}

static const char *rule_slot_when(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return catalogue_condition(catalogue_slot_conditions, *value) ? NULL : "choice";
}

#define SLOT_ROWS(n)                                                                                       \
	{"slot_" #n, rule_token, 16, 0}, {"slot_name_" #n, NULL, 60, 0}, {"slot_when_" #n, rule_slot_when, 40, 0}

static const struct form_row material_rows[] = {
	/* name              rule           max   flags */
	{"seen",             rule_id,       9,    FORM_REQUIRED},
	{"name",             NULL,          100,  FORM_REQUIRED},
	{"accounts",         rule_accounts, 2,    FORM_REQUIRED},
	{"applies_when",     rule_when,     40,   FORM_REQUIRED},
	{"paper_copies",     rule_copies,   2,    FORM_REQUIRED},
	{"registry_copies",  rule_copies,   2,    FORM_REQUIRED},
	{"needs_seal",       rule_yes,      3,    0},
	{"needs_signature",  rule_yes,      3,    0},
	{"needs_copy",       rule_yes,      3,    0},
	{"source",           rule_source,   16,   FORM_REQUIRED},
	{"requirement",      NULL,          1000, FORM_REQUIRED | FORM_MULTILINE},
	{"clause",           NULL,          500,  FORM_MULTILINE},
	{"clause_when",      rule_when,     40,   FORM_REQUIRED},
	SLOT_ROWS(1), SLOT_ROWS(2), SLOT_ROWS(3), SLOT_ROWS(4), SLOT_ROWS(5), SLOT_ROWS(6),
};
const struct form office_revision_material_form = FORM(material_rows);
_Static_assert(sizeof material_rows / sizeof *material_rows == 13 + 3 * REVISION_SLOTS_MAX, "a row for each slot");

/* ---- showing ---- */

static const char *slot_field(struct req *r, const char *what, int n)
{
	return arena_printf(r->arena, "slot_%s%s%d", what, what[0] ? "_" : "", n);
}

/* The code of the path; "new" is "" : one that is not there yet. */
static const char *code_of(struct req *r)
{
	return strcmp(r->arg[1], "new") ? r->arg[1] : "";
}

static void show_flag(struct req *r, const struct catalogue *cat, size_t row, const char *name)
{
	if (db_num(&cat->material, row, name))
		view_set(r, arena_printf(r->arena, "values.%s", name), "yes");
}

static void show_saved(struct req *r, const struct catalogue *cat, size_t row)
{
	static const char *const columns[] = {"name", "accounts", "applies_when", "paper_copies", "registry_copies",
					      "source", "requirement", "clause", "clause_when", NULL};
	int n = 1;

	for (const char *const *column = columns; *column; column++)
		view_set(r, arena_printf(r->arena, "values.%s", *column), db_str(&cat->material, row, *column));
	show_flag(r, cat, row, "needs_seal");
	show_flag(r, cat, row, "needs_signature");
	show_flag(r, cat, row, "needs_copy");
	for (size_t i = 0; i < cat->slot.count && n <= REVISION_SLOTS_MAX; i++) {
		if (strcmp(db_str(&cat->slot, i, "code"), db_str(&cat->material, row, "code")) != 0)
			continue;
		view_set(r, arena_printf(r->arena, "values.%s", slot_field(r, "", n)), db_str(&cat->slot, i, "slot"));
		view_set(r, arena_printf(r->arena, "values.%s", slot_field(r, "name", n)), db_str(&cat->slot, i, "name"));
		view_set(r, arena_printf(r->arena, "values.%s", slot_field(r, "when", n++)),
			 db_str(&cat->slot, i, "applies_when"));
	}
}

static void show_fresh(struct req *r)
{
	view_set(r, "values.accounts", "RT");
	view_set(r, "values.applies_when", "always");
	view_set(r, "values.clause_when", "always");
	view_set(r, "values.paper_copies", "2");
	view_set(r, "values.registry_copies", "2");
	view_set(r, "values.needs_seal", "yes");
	view_set(r, "values.source", "own");
}

static void show_slots(struct req *r)
{
	for (int n = 1; n <= REVISION_SLOTS_MAX; n++) {
		const char *row = arena_printf(r->arena, "slot.%d", n - 1);

		view_num(r, arena_printf(r->arena, "%s.n", row), n);
		view_set(r, arena_printf(r->arena, "%s.key", row), slot_field(r, "", n));
		view_set(r, arena_printf(r->arena, "%s.name", row), slot_field(r, "name", n));
		view_set(r, arena_printf(r->arena, "%s.when", row), slot_field(r, "when", n));
	}
	office_revision_conditions(r, "slot_when", catalogue_slot_conditions, "");
}

enum err office_revision_material(struct req *r)
{
	struct revision *rev = office_revision_begun(r);
	struct catalogue cat;
	const char *code = code_of(r);
	bool changed;
	int row;

	if (rev->state != REVISION_DRAFT && r->method == GET)
		return req_redirect(r, "/office/revision/%d", rev->id);
	TRY(catalogue_load(page_ctx(r), rev->id, &cat));
	row = catalogue_find(&cat, code);
	if (code[0] && row == CATALOGUE_NONE && r->method == GET)
		return ERR_NOT_FOUND;
	if (row != CATALOGUE_NONE) {
		view_set(r, "material.number", db_str(&cat.material, (size_t)row, "number"));
		view_set(r, "material.name", db_str(&cat.material, (size_t)row, "name"));
		view_set(r, "material.code", code);
	}
	if (r->method == GET && row != CATALOGUE_NONE)
		show_saved(r, &cat, (size_t)row);
	else if (r->method == GET)
		show_fresh(r);
	view_num(r, "form_known", revision_form_known(code));
	view_setf(r, "action", "/office/revision/%d/material/%s", rev->id, r->arg[1]);
	office_revision_conditions(r, "when", catalogue_material_conditions, "");
	show_slots(r);
	office_revision_show_seen(r, rev, &changed);
	if (r->method == POST && !changed)
		view_num(r, "rev.seen", office_revision_seen(r));
	return OK;
}

/* ---- writing ---- */

static bool yes(struct req *r, const char *name)
{
	return req_value(r, name)[0] != '\0';
}

static struct revision_material read_material(struct req *r)
{
	struct revision_material m = {
		.name = req_value(r, "name"),
		.accounts = req_value(r, "accounts"),
		.applies_when = req_value(r, "applies_when"),
		.source = req_value(r, "source"),
		.requirement = req_value(r, "requirement"),
		.clause = req_value(r, "clause"),
		.clause_when = req_value(r, "clause")[0] ? req_value(r, "clause_when") : "",
		.paper_copies = atoi(req_value(r, "paper_copies")),
		.registry_copies = atoi(req_value(r, "registry_copies")),
		.needs_seal = yes(r, "needs_seal"),
		.needs_signature = yes(r, "needs_signature"),
		.needs_copy = yes(r, "needs_copy"),
	};

	for (int n = 1; n <= REVISION_SLOTS_MAX; n++) {
		const char *when = req_value(r, slot_field(r, "when", n));

		if (req_value(r, slot_field(r, "name", n))[0])
			m.slot[m.slot_count++] = (struct revision_slot){req_value(r, slot_field(r, "", n)),
									req_value(r, slot_field(r, "name", n)),
									when[0] ? when : "always"};
	}
	return m;
}

enum err office_revision_material_save(struct req *r)
{
	static const struct page_place places[] = {
		/* reason                field */
		{"slot_required",        "slot_name_1"},
		{"registry_copies_more", "registry_copies"},
		{"source_unknown",       "source"},
		{NULL,                   ""},
	};
	struct revision *rev = office_revision_begun(r);
	struct revision_material m = read_material(r);

	enum err e = revision_material_save(page_ctx(r), rev, office_revision_seen(r), code_of(r), &m);
	if (e != OK)
		return page_refuse_beside(r, e, places);
	return req_redirect(r, "/office/revision/%d#materials", rev->id);
}
