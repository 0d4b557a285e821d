/* paper.c: what arrived by post, counted material by material. */
#include "core/paper.h"

#include <string.h>

enum { COPIES_MAX = 99 };

/* A generated form prints the whole application, so any changed field makes its older paper worthless; a copy of a document
 * holds as long as its files are the same. */
static bool still_valid(struct arena *a, const struct changes *ch, const struct paper *p)
{
	if (changes_have(ch, arena_printf(a, "material:%s", p->code)))
		return false;
	if (!strcmp(p->source, "own"))
		return true;
	for (size_t i = 0; i < ch->count; i++)
		if (!strncmp(ch->target[i], "field:", 6))
			return false;
	return true;
}

/* Takes one counted row over; one of an older version only while it is valid and was in order. */
static enum err take_row(struct ctx *c, const struct application *app, int version, const struct db_rows *rows, size_t r,
			 struct paper *p)
{
	int of = (int)db_num(rows, r, "version");
	const char *problem = db_str(rows, r, "problem");
	if (of != version) {
		struct changes ch;
		if (problem[0])
			return OK;
		TRY(application_changes_asked(c, app, of, version, &ch));
		if (!still_valid(c->arena, &ch, p))
			return OK;
	}
	p->copies = (int)db_num(rows, r, "copies");
	p->problem = problem;
	p->version = of;
	return OK;
}

static enum err fill(struct ctx *c, const struct application *app, int version, const struct db_rows *rows,
		     struct paper *p)
{
	for (size_t r = 0; r < rows->count; r++)
		if (!strcmp(db_str(rows, r, "code"), p->code))
			return take_row(c, app, version, rows, r, p); /* newest version first */
	return OK;
}

enum err paper_list(struct ctx *c, const struct application *app, int version, struct papers *out)
{
	struct materials materials;
	struct db_rows rows;
	TRY(material_list(c, app, version, &materials));
	TRY(db_do(c->db, c->arena, SQL_PAPER_ROWS, &rows, db_int(app->id), db_int(version)));
	*out = (struct papers){.v = ARENA_ARRAY(c->arena, struct paper, materials.count), .complete = true};
	for (size_t i = 0; i < materials.count; i++) {
		const struct material *m = &materials.v[i];
		if (m->paper_copies == 0)
			continue;
		struct paper *p = &out->v[out->count++];
		*p = (struct paper){.code = m->code, .name = m->name, .source = m->source, .number = m->number,
				    .expected = m->paper_copies, .copies = -1, .problem = ""};
		TRY(fill(c, app, version, &rows, p));
		out->problems += p->problem[0] != '\0';
		if (p->version != version || p->copies < p->expected || p->problem[0])
			out->complete = false;
	}
	return OK;
}

static enum err asked_for(struct ctx *c, const struct application *app, int version, const char *code)
{
	struct materials materials;
	TRY(material_list(c, app, version, &materials));
	for (size_t i = 0; i < materials.count; i++)
		if (materials.v[i].paper_copies > 0 && !strcmp(materials.v[i].code, code))
			return OK;
	return ERR_INVALID;
}

enum err paper_count(struct ctx *c, const struct application *app, int version, const char *code, int copies,
		     const char *problem)
{
	if (version != app->version)
		return ERR_STALE;
	if (copies < 0 || copies > COPIES_MAX)
		return ERR_INVALID;
	TRY(asked_for(c, app, version, code));
	TRY(db_do(c->db, c->arena, SQL_PAPER_COUNT, NULL, db_int(app->id), db_int(version), db_text(code), db_int(copies),
		  db_text(problem[0] ? problem : NULL), db_int(c->actor.id), db_time(c->arena, c->now)));
	audit_note(c, "paper.count", "application", app->id,
		   "{\"version\":%d,\"code\":\"%s\",\"copies\":%d,\"in_order\":%s}", version, code, copies,
		   problem[0] ? "false" : "true");
	return OK;
}

enum err paper_shipment(struct ctx *c, const struct application *app, struct shipment *out)
{
	struct db_rows rows;
	TRY(db_do(c->db, c->arena, SQL_PAPER_SHIPMENT, &rows, db_int(app->id)));
	if (!rows.count)
		return ERR_NOT_FOUND;
	*out = (struct shipment){(int)db_num(&rows, 0, "version"), db_str(&rows, 0, "courier"),
				 db_str(&rows, 0, "tracking"), db_when(&rows, 0, "posted_at")};
	return OK;
}

enum err paper_registry_copies(struct ctx *c, const struct application *app, int version, int *out)
{
	struct materials materials;
	TRY(material_list(c, app, version, &materials));
	*out = 0;
	for (size_t i = 0; i < materials.count; i++)
		*out += materials.v[i].registry_copies;
	return OK;
}
