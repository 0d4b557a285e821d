/* document.c: which documents a version, or the working copy, has, and the hashes they bear. */
#include "core/material/document.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/check.h"
#include "core/form/document_field.h"
#include "core/form/document_hash.h"
#include "core/form/document_kind.h"
#include "core/form/field.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/material/material.h"

/* ---- where a document comes from ---- */

enum err document_source(struct ctx *c, const struct application *app, int version, struct document_source *out)
{
	struct db_rows row;

	*out = (struct document_source){.version = version, .at = app->stage_since, .hash = "", .code = ""};
	if (version)
		TRY(db_do(c->db, c->arena, SQL_DOCUMENT_VERSION, &row, db_int(app->id), db_int(version)));
	else
		TRY(db_do(c->db, c->arena, SQL_DOCUMENT_REVISION, &row, db_int(app->revision_id)));
	if (!row.count)
		return ERR_NOT_FOUND;
	out->revision = (int)db_num(&row, 0, "revision");
	out->revision_title = db_str(&row, 0, "title");
	out->set = db_str(&row, 0, "document_set");
	if (version) {
		const uint8_t *digest = (const uint8_t *)db_raw(&row, 0, "digest").data;

		out->at = db_when(&row, 0, "submitted_at");
		out->hash = document_hash_short(c->arena, digest, "-");
		out->code = arena_printf(c->arena, "%s-%d-%s", app->number, version, document_hash_short(c->arena, digest, ""));
	}
	return OK;
}

enum err document_items(struct ctx *c, const struct application *app, int version, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_APPLICATION_CORRECTIONS, out, db_int(app->id), db_int(version));
}

enum err document_return(struct ctx *c, const struct application *app, int version, struct document_decision *out)
{
	struct db_rows row;

	TRY(db_do(c->db, c->arena, SQL_DOCUMENT_RETURN, &row, db_int(app->id), db_int(version)));
	if (!row.count)
		return ERR_NOT_FOUND;
	*out = (struct document_decision){db_str(&row, 0, "stage"), "", db_when(&row, 0, "happened_at"),
					  db_str(&row, 0, "due_on")};
	return OK;
}

enum err document_refusal(struct ctx *c, const struct application *app, int version, struct document_decision *out)
{
	struct db_rows row;

	TRY(db_do(c->db, c->arena, SQL_DOCUMENT_REFUSAL, &row, db_int(app->id), db_int(version)));
	if (!row.count)
		return ERR_NOT_FOUND;
	*out = (struct document_decision){db_str(&row, 0, "stage"), db_str(&row, 0, "reason"),
					  db_when(&row, 0, "decided_at"), ""};
	return OK;
}

/* ---- what there is ---- */

/* The first of the sections a form prints from that is not complete. */
static const char *missing_section(struct ctx *c, const struct values *v, const struct document *d)
{
	const char *section = "";
	struct problems problems;

	for (size_t i = 0; i < form_field_count; i++) {
		const struct field *f = &form_fields[i];

		if (!strcmp(section, f->section) || !document_prints(d->name, f->name) || !values_meet(v, f->when))
			continue;
		section = f->section;
		form_check_section(c->arena, c->now, v, section, &problems);
		if (problems.count)
			return section;
	}
	return NULL;
}

static void offer(struct documents *out, const char *name, const char *hash, const char *missing, int number,
		  int copies)
{
	out->v[out->count++] = (struct document_offer){document_find(name), hash, missing, number, copies};
}

static enum err offer_forms(struct ctx *c, const struct application *app, int version, struct documents *out)
{
	struct materials m;
	struct values v;

	TRY(material_list(c, app, version, &m));
	TRY(application_values(c, app, version, &v));
	out->v = ARENA_ARRAY(c->arena, struct document_offer, m.count + document_count);
	for (size_t i = 0; i < m.count; i++) {
		const char *code = m.v[i].code;
		const struct document *d = document_find(code);

		if (strcmp(m.v[i].source, "generated") || !d || d->kind != DOCUMENT_FORM)
			continue;
		offer(out, code, document_hash(c->arena, &v, code), version ? NULL : missing_section(c, &v, d),
		      m.v[i].number, m.v[i].paper_copies);
	}
	return OK;
}

static enum err offer_letter(struct documents *out, const char *name, const char *hash, enum err there_is)
{
	if (there_is == OK)
		offer(out, name, hash, NULL, 0, 0);
	return there_is == ERR_NOT_FOUND ? OK : there_is;
}

enum err document_list(struct ctx *c, const struct application *app, int version, struct documents *out)
{
	struct document_source source;
	struct document_decision decision;

	*out = (struct documents){0};
	TRY(document_source(c, app, version, &source));
	TRY(offer_forms(c, app, version, out));
	if (!version)
		return OK;
	if (version == app->version && state_row(app->state)->papers >= PAPERS_AWAITED) {
		offer(out, "cover", source.hash, NULL, 0, 0);
		offer(out, "packing_list", source.hash, NULL, 0, 0);
		offer(out, "posting", source.hash, NULL, 0, 0);
	}
	TRY(offer_letter(out, "correction_letter", source.hash, document_return(c, app, version, &decision)));
	return offer_letter(out, "refusal_letter", source.hash, document_refusal(c, app, version, &decision));
}

const struct document_offer *documents_find(const struct documents *d, const char *name)
{
	for (size_t i = 0; i < d->count; i++)
		if (!strcmp(d->v[i].document->name, name))
			return &d->v[i];
	return NULL;
}
