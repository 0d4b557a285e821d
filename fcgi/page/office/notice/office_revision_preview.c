/* office_revision_preview.c: the guide as a revision would make it, and which materials each kind and subject of applicant
 * would be asked for. */
#include "base/arena.h"
#include "core/form/values.h"
#include "core/notice/catalogue.h"
#include "core/notice/guide.h"
#include "core/notice/revision.h"
#include "page/notice_text.h"
#include "page/office/notice/notice_pages.h"
#include "page/office/notice/office_revision.h"
#include "page/page.h"

static const char *const kinds[] = {"national_emitter", "local_emitter", "project_owner", "other"};
static const char *const subjects[] = {"legal_person", "other_organisation"};
enum { KINDS = sizeof kinds / sizeof *kinds, SUBJECTS = sizeof subjects / sizeof *subjects };

/* Answers of an applicant of this sort: without anything special, and with all that may come on top. */
static struct values answers(struct arena *a, const char *kind, const char *subject, bool special)
{
	struct values v = values_new(a);

	values_set(&v, "kind", kind);
	values_set(&v, "subject", subject);
	values_set(&v, "foreign_invested", special ? "yes" : "no");
	values_set(&v, "agreement_signed_by", special ? "proxy" : "signatory");
	values_set(&v, "project_is_owner", special ? "no" : "yes");
	return v;
}

static void show_column(struct req *r, const struct catalogue *cat, size_t n, const char *kind, const char *subject)
{
	struct values plain = answers(r->arena, kind, subject, false), special = answers(r->arena, kind, subject, true);
	int64_t always = 0, sheets = 0;

	view_set(r, arena_printf(r->arena, "sort.%zu.kind", n), kind);
	view_set(r, arena_printf(r->arena, "sort.%zu.subject", n), subject);
	for (size_t i = 0; i < cat->material.count; i++) {
		const char *cell = arena_printf(r->arena, "material.%zu.sort.%zu", i, n);
		bool asked = catalogue_asks(cat, i, &plain);

		always += asked;
		sheets += asked ? db_num(&cat->material, i, "paper_copies") : 0;
		view_set(r, arena_printf(r->arena, "%s.ask", cell),
			 asked ? "yes" : catalogue_asks(cat, i, &special) ? "maybe" : "no");
		view_set(r, arena_printf(r->arena, "%s.kind", cell), kind);
		view_set(r, arena_printf(r->arena, "%s.subject", cell), subject);
	}
	view_num(r, arena_printf(r->arena, "sort.%zu.always", n), always);
	view_num(r, arena_printf(r->arena, "sort.%zu.sheets", n), sheets);
}

enum err office_revision_preview(struct req *r)
{
	struct revision *rev = office_revision_begun(r);
	struct catalogue cat;
	struct db_rows materials;

	view_set(r, "tab", "preview");
	TRY(catalogue_load(page_ctx(r), rev->id, &cat));
	for (size_t i = 0; i < cat.material.count; i++) {
		view_set(r, arena_printf(r->arena, "material.%zu.number", i), db_str(&cat.material, i, "number"));
		view_set(r, arena_printf(r->arena, "material.%zu.name", i), db_str(&cat.material, i, "name"));
		view_set(r, arena_printf(r->arena, "material.%zu.copies", i), db_str(&cat.material, i, "paper_copies"));
	}
	for (size_t k = 0; k < KINDS; k++)
		for (size_t s = 0; s < SUBJECTS; s++)
			show_column(r, &cat, k * SUBJECTS + s, kinds[k], subjects[s]);
	TRY(guide_materials(page_ctx(r), rev->id, &materials));
	notice_text_show(r, &rev->row, &materials);
	return OK;
}
