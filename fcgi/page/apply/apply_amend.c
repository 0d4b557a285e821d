/* apply_amend.c: opening a submitted application for changes, only knowingly. */
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/form/document_field.h"
#include "core/form/field.h"
#include "core/form/values.h"
#include "core/material/material.h"
#include "core/review/review_mark.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"

static const struct form_row rows[] = {APPLY_KNOWINGLY_ROWS};
const struct form apply_amend_form = FORM(rows);

/* What a form prints of one section: answer by answer, none named when it is (nearly) all of them. False: nothing of it. */
static bool show_printed(struct req *r, const char *row, const char *code, const char *section)
{
	const char **name = ARENA_ARRAY(r->arena, const char *, form_field_count);
	size_t printed = 0, all = 0;

	for (size_t i = 0; i < form_field_count; i++) {
		if (strcmp(form_fields[i].section, section))
			continue;
		all++;
		if (document_prints(code, form_fields[i].name))
			name[printed++] = form_fields[i].name;
	}
	if (printed)
		view_set(r, arena_printf(r->arena, "%s.name", row), section);
	for (size_t i = 0; i < printed && printed + 1 < all; i++)
		view_set(r, arena_printf(r->arena, "%s.field.%zu", row, i), name[i]);
	return printed > 0;
}

/* Every change restarts at the initial review, and makes signed papers worthless: a generated form by the answers it prints,
 * any paper by another file. Which, is said beforehand. */
static enum err show_papers(struct req *r, const struct application *app)
{
	struct materials m;
	struct values v;
	size_t n = 0;

	TRY(material_list(page_ctx(r), app, app->version, &m));
	TRY(application_values(page_ctx(r), app, app->version, &v));
	for (size_t i = 0; i < m.count; i++) {
		const char *row = arena_printf(r->arena, "paper.%zu", n);
		size_t sections = 0;

		if (!m.v[i].paper_copies)
			continue;
		view_num(r, arena_printf(r->arena, "%s.number", row), m.v[i].number);
		view_set(r, arena_printf(r->arena, "%s.name", row), m.v[i].name);
		for (size_t s = 0; s < form_section_count && !strcmp(m.v[i].source, "generated"); s++)
			if (values_section_applies(&v, form_sections[s]))
				sections += show_printed(r, arena_printf(r->arena, "%s.section.%zu", row, sections),
							 m.v[i].code, form_sections[s]);
		n++;
	}
	return OK;
}

static bool amendable(const struct application *app)
{
	return review_amendable(app) && !application_editable(app);
}

enum err apply_amend(struct req *r)
{
	struct application *app = page_application(r);

	if (!r->errors && !amendable(app))
		return req_redirect(r, "/apply");
	return show_papers(r, app);
}

enum err apply_amend_start(struct req *r)
{
	struct application *app = page_application(r);
	enum err e;

	e = apply_fresh(r, app);
	if (e == OK)
		e = review_begin_amend(page_ctx(r), app);
	return e == OK ? req_redirect(r, "/apply") : page_refuse_case(r, e, "");
}
