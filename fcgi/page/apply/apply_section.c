/* apply_section.c: one section of the form, made of form.def. Nothing typed is ever lost: what can be stored is stored even
 * when the section is incomplete, what cannot stays on the page; a second window's saving is shown, never overwritten. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/form/check.h"
#include "core/form/field.h"
#include "core/form/field_rule.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"

enum { LINE_MAX_CHARACTERS = 300 };

static const char *rule_save(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return !strcmp(*value, "draft") || !strcmp(*value, "next") || !strcmp(*value, "copy") ? NULL : "choice";
}

static const struct form_row section_rows[] = {
#define FIELD(section, name, rule, max, flags, when) \
	{#name, field_rule_##rule, max, (max) > LINE_MAX_CHARACTERS ? FORM_MULTILINE : 0},
#include "core/form/form.def"
#undef FIELD
	{"saved", rule_id, 9, FORM_REQUIRED},
	{"save", rule_save, 8, FORM_REQUIRED},
};
const struct form apply_section_form = FORM(section_rows);

/* The section the path names, NULL when there is no such section. */
static const char *section_of(struct req *r)
{
	for (size_t i = 0; i < form_section_count; i++)
		if (!strcmp(r->arg[0], form_sections[i]))
			return form_sections[i];
	return NULL;
}

/* ---- showing ---- */

/* How a field is typed: line text, date, area, choice (large rows), select, tick. */
static const char *control_of(const struct field *f)
{
	const char *group;
	const char *const *choices = field_choices(f, &group);

	if (choices)
		return !choices[1] ? "tick" : !strcmp(group, "industry") || !strcmp(group, "identity_document") ? "select" : "choice";
	return f->max > LINE_MAX_CHARACTERS ? "area" : "line";
}

static const char *keyboard_of(const struct field *f)
{
	if (f->rule == field_rule_mobile || f->rule == field_rule_telephone)
		return "tel";
	if (f->rule == field_rule_email)
		return "email";
	return f->rule == field_rule_postcode ? "numeric" : f->rule == field_rule_capital ? "decimal" : "text";
}

/* Asked under an answer of the same section: the page has it from the start and shows it when that answer is given. */
static const struct follower {
	const char *when, *field, *value;
} followers[] = {
	{"not_owner", "project_is_owner", "no"},
	{"signed_by_proxy", "agreement_signed_by", "proxy"},
};

static const struct follower *follows_here(const struct field *f)
{
	for (size_t i = 0; i < sizeof followers / sizeof *followers; i++)
		if (!strcmp(f->when, followers[i].when))
			return &followers[i];
	return NULL;
}

static void show_field(struct req *r, const char *row, const struct field *f)
{
	const char *group;
	const char *const *choices = field_choices(f, &group);
	const struct follower *follows = follows_here(f);

	view_set(r, arena_printf(r->arena, "%s.name", row), f->name);
	view_set(r, arena_printf(r->arena, "%s.control", row), control_of(f));
	view_set(r, arena_printf(r->arena, "%s.keyboard", row), keyboard_of(f));
	if (!f->required)
		view_set(r, arena_printf(r->arena, "optional.%s", f->name), "1");
	if (follows) {
		view_set(r, arena_printf(r->arena, "%s.when", row), f->when);
		view_set(r, arena_printf(r->arena, "%s.when_field", row), follows->field);
		view_set(r, arena_printf(r->arena, "%s.when_value", row), follows->value);
	}
	if (choices)
		view_set(r, arena_printf(r->arena, "%s.group", row), group);
}

static void show_fields(struct req *r, const char *section, const struct values *v)
{
	size_t n = 0;

	for (size_t i = 0; i < form_field_count; i++) {
		const struct field *f = &form_fields[i];

		if (strcmp(f->section, section) || (!values_meet(v, f->when) && !follows_here(f)))
			continue;
		show_field(r, arena_printf(r->arena, "fields.%zu", n++), f);
		view_set(r, arena_printf(r->arena, "values.%s", f->name), v->v[i]);
	}
}

static enum err saved_of(struct req *r, const struct application *app, const char *section, struct section_state *out)
{
	struct section_state *s = ARENA_ARRAY(r->arena, struct section_state, form_section_count);

	TRY(application_section_states(page_ctx(r), app, s));
	for (size_t i = 0; i < form_section_count; i++)
		if (!strcmp(s[i].section, section))
			*out = s[i];
	return OK;
}

static enum err show_section(struct req *r, const struct application *app, const char *section, const struct values *v)
{
	struct section_state state;

	TRY(saved_of(r, app, section, &state));
	view_set(r, "section", section);
	view_setf(r, "action", "/apply/section/%s", section);
	view_num(r, "saved", state.saved);
	apply_time(r, "saved_at", state.saved_at);
	if (!strcmp(section, "contact"))
		view_set(r, "may_copy", "1");
	show_fields(r, section, v);
	return OK;
}

enum err apply_section(struct req *r)
{
	struct application *app = page_application(r);
	struct values v;
	const char *section = section_of(r);

	if (!section)
		return ERR_NOT_FOUND;
	TRY(application_values(page_ctx(r), app, 0, &v));
	if (!values_section_applies(&v, section))
		return ERR_NOT_FOUND;
	TRY(apply_objections(r, app, TARGET_FIELD));
	return show_section(r, app, section, &v);
}

/* ---- saving ---- */

/* The saved answers with those of this section as they were typed; a value that did not pass is kept as it was saved, the
 * page shows what was typed. */
static void typed_values(struct req *r, const char *section, struct values *v)
{
	for (size_t i = 0; i < form_field_count; i++)
		if (!strcmp(form_fields[i].section, section))
			v->v[i] = req_value(r, form_fields[i].name);
}

static bool differ(const struct values *a, const struct values *b)
{
	for (size_t i = 0; i < form_field_count; i++)
		if (strcmp(a->v[i], b->v[i]))
			return true;
	return false;
}

/* Another window saved since this page was made: what it has stands beside what was typed here, and saving again is
 * knowingly. */
static void show_conflict(struct req *r, const char *section, const struct values *other, const struct values *mine)
{
	size_t n = 0;

	view_set(r, "conflict", "1");
	for (size_t i = 0; i < form_field_count; i++) {
		const char *row = arena_printf(r->arena, "other.%zu", n);

		if (strcmp(form_fields[i].section, section) || !strcmp(other->v[i], mine->v[i]))
			continue;
		view_set(r, arena_printf(r->arena, "%s.name", row), form_fields[i].name);
		apply_value(r, row, &form_fields[i], other->v[i], false);
		n++;
	}
}

enum err apply_section_show(struct req *r)
{
	struct application *app = page_application(r);
	struct values stored, typed;
	struct section_state state;
	const char *section = section_of(r);

	if (!section)
		return ERR_NOT_FOUND;
	TRY(application_values(page_ctx(r), app, 0, &stored));
	TRY(application_values(page_ctx(r), app, 0, &typed));
	typed_values(r, section, &typed);
	TRY(saved_of(r, app, section, &state));
	TRY(apply_objections(r, app, TARGET_FIELD));
	TRY(show_section(r, app, section, &typed));
	if (state.saved != atoi(req_value(r, "saved")) && differ(&stored, &typed))
		show_conflict(r, section, &stored, &typed);
	return OK;
}

/* 联系人 as 发起代表: what both have is copied from what is saved. */
static void copy_initiator(struct values *v)
{
	static const char from[] = "initiator_", to[] = "contact_";

	for (size_t i = 0; i < form_field_count; i++) {
		const char *name = form_fields[i].name;
		char copy[64] = "";

		if (strncmp(name, from, sizeof from - 1))
			continue;
		strcat(copy, to);
		strncat(copy, name + sizeof from - 1, 40);
		if (form_field(copy))
			values_set(v, copy, v->v[i]);
	}
}

static const char *next_section(const struct values *v, const char *section)
{
	bool passed = false;

	for (size_t i = 0; i < form_section_count; i++) {
		if (passed && values_section_applies(v, form_sections[i]))
			return form_sections[i];
		passed = passed || !strcmp(form_sections[i], section);
	}
	return NULL;
}

static enum err go_on(struct req *r, const char *save, const char *section, const struct values *v)
{
	const char *next = next_section(v, section);

	if (!strcmp(save, "copy"))
		return req_redirect(r, "/apply/section/%s", section);
	if (!strcmp(save, "draft"))
		return req_redirect(r, "/apply");
	return next ? req_redirect(r, "/apply/section/%s", next) : req_redirect(r, "/apply/materials");
}

/* By another window, or by this one: with the same answers there is nothing to decide. */
static enum err saved_meanwhile(struct req *r, const struct application *app, const char *save, const char *section,
				const struct values *v)
{
	struct values stored;

	TRY(application_values(page_ctx(r), app, 0, &stored));
	if (!differ(&stored, v))
		return go_on(r, save, section, v);
	return page_refuse(r, ERR_CONFLICT, "");
}

enum err apply_section_save(struct req *r)
{
	struct application *app = page_application(r);
	struct values v;
	struct problems problems;
	const char *section = section_of(r), *save = req_value(r, "save");
	enum err e;

	if (!section)
		return ERR_NOT_FOUND;
	TRY(application_values(page_ctx(r), app, 0, &v));
	typed_values(r, section, &v);
	if (!strcmp(save, "copy") && !strcmp(section, "contact"))
		copy_initiator(&v);
	form_check_section(r->arena, page_ctx(r)->now, &v, section, &problems);
	e = application_section_save(page_ctx(r), app, section, atoi(req_value(r, "saved")), &v, problems.count == 0);
	if (e == ERR_CONFLICT)
		return saved_meanwhile(r, app, save, section, &v);
	if (e == ERR_STALE)
		return req_redirect(r, "/apply");
	TRY(e);
	if (problems.count == 0 || strcmp(save, "next"))
		return go_on(r, save, section, &v);
	for (size_t i = 0; i < problems.count; i++)
		req_error(r, problems.v[i].target.name, problems.v[i].message);
	r->commit_refused = true; /* kept all the same */
	return OK;
}
