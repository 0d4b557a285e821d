/* paper.c: what arrived by post, counted material by material, and what of it still holds after a change. */
#include "core/review/paper.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/form/document_field.h"
#include "core/form/target.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/material/material.h"
#include "core/review/review_fresh.h"

enum { COPIES_MAX = 99 };

/* Changes since an older version, computed once for all papers counted under it. */
struct since {
	int version;
	struct changes changes;
};
struct look {
	struct ctx *c;
	const struct application *app;
	int version;
	struct db_rows rows; /* counted, newest version first */
	struct since *since;
	size_t since_count;
};

void paper_touched(struct arena *a, const struct changes *changes, const struct paper *p, struct changes *out)
{
	bool generated = !strcmp(p->source, "generated");
	struct target files = target_material(p->code);

	*out = (struct changes){ARENA_ARRAY(a, struct target, changes->count + 1), 0};
	for (size_t i = 0; i < changes->count; i++) {
		struct target t = changes->target[i];

		if (target_equal(t, files) || (generated && t.kind == TARGET_FIELD && document_prints(p->code, t.name)))
			out->target[out->count++] = t;
	}
}

/* Enough copies, every mark it must bear, no problem. */
static bool in_order(const struct paper *p, const struct paper_found *found)
{
	return found->copies >= p->expected && (found->marks & p->asked) == p->asked && !found->problem[0];
}

static enum err changes_since(struct look *l, int version, const struct changes **out)
{
	for (size_t i = 0; i < l->since_count; i++)
		if (l->since[i].version == version) {
			*out = &l->since[i].changes;
			return OK;
		}
	struct since *s = &l->since[l->since_count];
	TRY(application_changes_asked(l->c, l->app, version, l->version, &s->changes));
	s->version = version;
	l->since_count++;
	*out = &s->changes;
	return OK;
}

static unsigned marks_of(const struct db_rows *rows, size_t r)
{
	return (db_num(rows, r, "sealed") ? PAPER_SEAL : 0) | (db_num(rows, r, "signed") ? PAPER_SIGNATURE : 0) |
	       (db_num(rows, r, "hand_copied") ? PAPER_COPY : 0);
}

static enum err take_row(struct look *l, size_t r, struct paper *p)
{
	const struct paper_found found = {p->code, (int)db_num(&l->rows, r, "copies"), marks_of(&l->rows, r),
					  db_str(&l->rows, r, "problem")};
	int of = (int)db_num(&l->rows, r, "version");
	bool good = in_order(p, &found);

	if (of != l->version && !good)
		return OK; /* what was wrong with an older one matters no more */
	if (of != l->version) {
		const struct changes *changes;

		TRY(changes_since(l, of, &changes));
		paper_touched(l->c->arena, changes, p, &p->why);
	}
	if (p->why.count) {
		p->was = of;
		return OK;
	}
	p->version = of;
	p->copies = found.copies;
	p->marks = found.marks;
	p->problem = found.problem;
	p->held = good;
	return OK;
}

static enum err look_at(struct look *l, struct paper *p)
{
	for (size_t r = 0; r < l->rows.count; r++)
		if (!strcmp(db_str(&l->rows, r, "code"), p->code))
			return take_row(l, r, p);
	return OK;
}

static struct paper new_paper(const struct material *m)
{
	return (struct paper){.code = m->code, .name = m->name, .source = m->source, .number = m->number,
			      .expected = m->paper_copies, .registry = m->registry_copies, .copies = -1, .problem = "",
			      .asked = (m->needs_seal ? PAPER_SEAL : 0) | (m->needs_signature ? PAPER_SIGNATURE : 0) |
				       (m->needs_copy ? PAPER_COPY : 0)};
}

enum err paper_list(struct ctx *c, const struct application *app, int version, struct papers *out)
{
	struct materials materials;
	struct look l = {.c = c, .app = app, .version = version};

	TRY(material_list(c, app, version, &materials));
	TRY(db_do(c->db, c->arena, SQL_PAPER_ROWS, &l.rows, db_int(app->id), db_int(version)));
	l.since = ARENA_ARRAY(c->arena, struct since, l.rows.count + 1);
	*out = (struct papers){.v = ARENA_ARRAY(c->arena, struct paper, materials.count + 1), .complete = true};
	for (size_t i = 0; i < materials.count; i++) {
		if (materials.v[i].paper_copies == 0)
			continue;
		struct paper *p = &out->v[out->count++];
		*p = new_paper(&materials.v[i]);
		TRY(look_at(&l, p));
		out->problems += p->version == version && p->problem[0];
		out->to_post += !p->held;
	}
	out->complete = out->to_post == 0;
	return OK;
}

/* The paper of this material as asked for now. */
static enum err asked_for(struct ctx *c, const struct application *app, const char *code, struct paper *out)
{
	struct materials materials;

	TRY(material_list(c, app, app->version, &materials));
	for (size_t i = 0; i < materials.count; i++)
		if (materials.v[i].paper_copies > 0 && !strcmp(materials.v[i].code, code)) {
			*out = new_paper(&materials.v[i]);
			return OK;
		}
	return refuse(c, ERR_INVALID, "paper_rows");
}

static enum err still_holds(struct ctx *c, const struct application *app, int of, const struct paper *p)
{
	struct changes all, touched;

	if (of < 1 || of > app->version)
		return review_stale(c, true);
	if (of == app->version)
		return OK;
	TRY(application_changes_asked(c, app, of, app->version, &all));
	paper_touched(c->arena, &all, p, &touched);
	return touched.count ? review_stale(c, true) : OK;
}

enum err paper_count(struct ctx *c, const struct application *app, int of, const struct paper_found *found)
{
	struct paper p;

	if (found->copies < 0 || found->copies > COPIES_MAX)
		return refuse(c, ERR_INVALID, "paper_rows");
	TRY(asked_for(c, app, found->code, &p));
	TRY(still_holds(c, app, of, &p));
	if (!found->problem[0] && !in_order(&p, found))
		return refuse(c, ERR_INVALID, "paper_rows");
	TRY(db_do(c->db, c->arena, SQL_PAPER_COUNT, NULL, db_int(app->id), db_int(of), db_text(found->code),
		  db_int(found->copies), db_int((found->marks & PAPER_SEAL) != 0),
		  db_int((found->marks & PAPER_SIGNATURE) != 0), db_int((found->marks & PAPER_COPY) != 0),
		  db_text(found->problem[0] ? found->problem : NULL), db_int(c->actor.id), db_time(c->arena, c->now)));
	audit_note(c, "paper.count", "application", app->id,
		   "{\"version\":%d,\"code\":\"%s\",\"copies\":%d,\"marks\":%u,\"in_order\":%s}", of, found->code,
		   found->copies, found->marks, found->problem[0] ? "false" : "true");
	return OK;
}

enum err paper_shipments(struct ctx *c, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_PAPER_SHIPMENTS, out, db_int(app->id));
}

enum err paper_shipment(struct ctx *c, const struct application *app, struct shipment *out)
{
	struct db_rows rows;

	TRY(paper_shipments(c, app, &rows));
	if (!rows.count)
		return ERR_NOT_FOUND;
	size_t last = rows.count - 1;
	*out = (struct shipment){(int)db_num(&rows, last, "version"), (int)db_num(&rows, last, "moves"),
				 db_str(&rows, last, "courier"), db_str(&rows, last, "tracking"),
				 db_when(&rows, last, "posted_at")};
	return OK;
}

bool paper_on_its_way(const struct application *app, const struct shipment *s)
{
	return state_awaits_papers(app->state) && s->version == app->version && s->moves == app->moves;
}
