/* print.c: fills the templates of documents and has press make PDFs of them. */
#include "page/print.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/application/application.h"
#include "core/application/application_follow.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/document_field.h"
#include "core/form/document_hash.h"
#include "core/form/document_kind.h"
#include "core/form/field.h"
#include "core/form/field_rule.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/material/document.h"
#include "core/material/material.h"
#include "core/review/paper.h"
#include "gate/press.h"
#include "page/page.h"
#include "page/target_show.h"

/* ---- from the view to the PDF ---- */

struct making {
	const char *markup, *file;
	size_t n;
};

static enum err make(struct req *r)
{
	const struct making *m = r->finish_ctx;
	const void *pdf;
	size_t size;

	TRY(press_document(r->arena, m->markup, m->n, &pdf, &size));
	req_answer(r, "application/pdf", m->file, pdf, size, true);
	return OK;
}

/* "2026-12-22T01:14:00Z" */
static const char *pdf_time(struct arena *a, int64_t t)
{
	const char *sql = clock_sql(a, t);

	return arena_printf(a, "%.10sT%sZ", sql, sql + 11);
}

enum err print_view(struct req *r, const char *template, int64_t created, const char *file)
{
	struct making *m = ARENA_NEW(r->arena, struct making);

	view_set(r, "doc.created", pdf_time(r->arena, created));
	m->file = file;
	TRY(req_render(r, template, &m->markup, &m->n));
	r->finish = make;
	r->finish_ctx = m;
	return OK;
}

/* ---- what a document says ---- */

static const char *label(struct req *r, const char *group, const char *name)
{
	const char *text = view_label(group, name);

	if (!text)
		log_warn("no label %s.%s", group, name);
	return text ? text : arena_strdup(r->arena, name);
}

static const char *title(struct req *r, const char *name)
{
	return label(r, "document", arena_printf(r->arena, "name.%s", name));
}

static const char *chinese(struct req *r, int64_t t)
{
	return t < 0 ? NULL : date_chinese(r->arena, clock_beijing_date(t));
}

/* f.<field>: as people read it; is.<field>: what was chosen, for templates to ask. Only fields the document prints. */
static void show_values(struct req *r, const struct document *d, const struct values *v)
{
	for (size_t i = 0; i < form_field_count; i++) {
		const struct field *f = &form_fields[i];
		const char *text = v->v[i], *group;
		struct date day;

		if (!text[0] || !document_prints(d->name, f->name) || !values_meet(v, f->when))
			continue;
		if (field_choices(f, &group)) {
			view_set(r, arena_printf(r->arena, "is.%s", f->name), text);
			text = label(r, "choice", arena_printf(r->arena, "%s.%s", group, text));
		} else if (date_parse(text, &day)) {
			text = date_chinese(r->arena, day);
		}
		view_set(r, arena_printf(r->arena, "f.%s", f->name), text);
	}
}

static void show_source(struct req *r, const struct application *app, const struct document_source *s, const char *hash)
{
	view_set(r, "doc.number", app->number);
	view_num(r, "doc.version", s->version ? s->version : app->version + 1);
	if (!s->version)
		view_set(r, "doc.draft", "1");
	view_set(r, "doc.hash", hash);
	view_set(r, "doc.code", s->code);
	view_num(r, "doc.revision", s->revision);
	view_set(r, "doc.revision_title", s->revision_title);
	if (s->version)
		view_set(r, "doc.submitted", chinese(r, s->at));
}

/* ---- sheets ---- */

/* What the exchange holds in order need not come. What it counted of this very parcel came with it, unless papers are awaited
 * again since others of it went back: so a list printed once more later is the same. */
static bool is_held(const struct application *app, const struct paper *p)
{
	return p->held && (p->version != app->version || state_awaits_papers(app->state));
}

static enum err show_papers(struct req *r, const struct application *app, const struct values *v)
{
	struct papers p;
	int sheets = 0, kinds = 0;

	TRY(paper_list(page_ctx(r), app, app->version, &p));
	for (size_t i = 0; i < p.count; i++) {
		const char *row = arena_printf(r->arena, "paper.%zu", i);
		bool held = is_held(app, &p.v[i]);

		view_num(r, arena_printf(r->arena, "%s.number", row), p.v[i].number);
		view_set(r, arena_printf(r->arena, "%s.name", row), p.v[i].name);
		view_num(r, arena_printf(r->arena, "%s.copies", row), held ? 0 : p.v[i].expected);
		view_set(r, arena_printf(r->arena, "%s.hash", row), document_hash(r->arena, v, p.v[i].code));
		if (held)
			view_num(r, arena_printf(r->arena, "%s.held", row), p.v[i].version);
		if (state_awaits_papers(app->state))
			view_set(r, arena_printf(r->arena, "%s.problem", row), p.v[i].problem);
		kinds += !held;
		sheets += held ? 0 : p.v[i].expected;
	}
	view_num(r, "sheets", sheets);
	view_num(r, "kinds", kinds);
	return OK;
}

static enum err show_parcel(struct req *r, const struct application *app, const struct values *v)
{
	struct db_rows mailing;

	TRY(application_mailing(page_ctx(r), &mailing));
	view_row(r, "mailing", &mailing, 0);
	return show_papers(r, app, v);
}

/* ---- letters ---- */

static void show_decision(struct req *r, const struct document_decision *d)
{
	struct date due;

	view_set(r, "decision.stage", d->stage);
	if (state_row(state_of_name(d->stage))->keeper == KEEPER_REGISTRY)
		view_set(r, "decision.by_registry", "1");
	view_set(r, "decision.reason", d->reason);
	view_set(r, "decision.on", chinese(r, d->at));
	if (date_parse(d->due_on, &due))
		view_set(r, "decision.due", date_chinese(r->arena, due));
}

static enum err show_return(struct req *r, const struct application *app, int version, int64_t *at)
{
	struct document_decision decision;
	struct db_rows items;
	struct materials m;

	TRY(document_return(page_ctx(r), app, version, &decision));
	TRY(document_items(page_ctx(r), app, version, &items));
	TRY(material_list(page_ctx(r), app, version, &m));
	for (size_t i = 0; i < items.count; i++) {
		const char *row = arena_printf(r->arena, "item.%zu", i);

		view_set(r, arena_printf(r->arena, "%s.number", row), db_str(&items, i, "number"));
		view_set(r, arena_printf(r->arena, "%s.problem", row), db_str(&items, i, "problem"));
		view_set(r, arena_printf(r->arena, "%s.remedy", row), db_str(&items, i, "remedy"));
		view_set(r, arena_printf(r->arena, "%s.settled_in", row), db_str(&items, i, "settled_in"));
		view_set(r, arena_printf(r->arena, "%s.supervisor_reason", row), db_str(&items, i, "supervisor_reason"));
		target_show(r, row, target_parse(r->arena, db_str(&items, i, "target")), &m);
	}
	view_num(r, "items", (int64_t)items.count);
	show_decision(r, &decision);
	*at = decision.at;
	return OK;
}

static enum err show_refusal(struct req *r, const struct application *app, int version, int64_t *at)
{
	struct document_decision decision;

	TRY(document_refusal(page_ctx(r), app, version, &decision));
	show_decision(r, &decision);
	*at = decision.at;
	return OK;
}

/* What a document has beside its values. *at: when it came to be. */
static enum err show_rest(struct req *r, const struct application *app, const struct document *d, const struct values *v,
			  const struct document_source *s, int64_t *at)
{
	*at = s->at;
	if (d->kind == DOCUMENT_SHEET)
		return show_parcel(r, app, v);
	if (!strcmp(d->name, "correction_letter"))
		return show_return(r, app, s->version, at);
	if (!strcmp(d->name, "refusal_letter"))
		return show_refusal(r, app, s->version, at);
	return OK;
}

/* Title, number and version; of a form from the working copy its hash instead. */
static const char *file_name(struct req *r, const struct application *app, const struct document_source *s, const char *name,
			     const char *hash)
{
	if (!s->version)
		return arena_printf(r->arena, "%s_%s.pdf", title(r, name), hash);
	return arena_printf(r->arena, "%s_%s_%d.pdf", title(r, name), app->number, s->version);
}

enum err print_document(struct req *r, const struct application *app, int version, const char *name)
{
	const struct document_offer *offer;
	struct document_source source;
	struct documents documents;
	struct values v;
	int64_t at;

	TRY(document_list(page_ctx(r), app, version, &documents));
	offer = documents_find(&documents, name);
	if (!offer || offer->missing)
		return ERR_NOT_FOUND;
	TRY(document_source(page_ctx(r), app, version, &source));
	TRY(application_values(page_ctx(r), app, version, &v));
	show_values(r, offer->document, &v);
	show_source(r, app, &source, offer->hash);
	view_num(r, "doc.copies", offer->copies);
	TRY(show_rest(r, app, offer->document, &v, &source, &at));
	return print_view(r, arena_printf(r->arena, "document/%s/%s.cs", source.set, offer->document->name), at,
			  file_name(r, app, &source, name, offer->hash));
}

enum err print_offers(struct req *r, const struct application *app, int version, const char *path, const char *query)
{
	struct documents d;

	TRY(document_list(page_ctx(r), app, version, &d));
	for (size_t i = 0; i < d.count; i++) {
		const char *row = arena_printf(r->arena, "document.%zu", i), *name = d.v[i].document->name;

		view_set(r, arena_printf(r->arena, "%s.name", row), name);
		view_set(r, arena_printf(r->arena, "%s.title", row), title(r, name));
		view_set(r, arena_printf(r->arena, "%s.hash", row), d.v[i].hash);
		if (d.v[i].number)
			view_num(r, arena_printf(r->arena, "%s.number", row), d.v[i].number);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "%s/%s%s", path, name, query);
	}
	return OK;
}
