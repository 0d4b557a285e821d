/* application_changes.c: what differs between two versions, field by field and material by material. Values not asked for
 * under a version's answers count as empty. Reads only. */
#include "core/application/application_changes.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/notice/catalogue.h"

static bool asked_value_differs(const struct values *a, const struct values *b, size_t i)
{
	const char *when = form_fields[i].when;
	const char *x = values_meet(a, when) ? a->v[i] : "", *y = values_meet(b, when) ? b->v[i] : "";

	return strcmp(x, y) != 0;
}

static enum err files(struct ctx *c, const struct application *app, int version, struct db_rows *out)
{
	if (version)
		return db_do(c->db, c->arena, SQL_MATERIAL_VERSION_FILES, out, db_int(app->id), db_int(version));
	return db_do(c->db, c->arena, SQL_MATERIAL_FILES, out, db_int(app->id));
}

/* Is this file's content in that slot of the other version too? */
static bool row_in(const struct db_rows *a, size_t i, const struct db_rows *b)
{
	struct db_cell sha = db_raw(a, i, "sha"), other;

	for (size_t k = 0; k < b->count; k++) {
		other = db_raw(b, k, "sha");
		if (!strcmp(db_str(a, i, "code"), db_str(b, k, "code")) &&
		    !strcmp(db_str(a, i, "slot"), db_str(b, k, "slot")) && sha.size == other.size &&
		    !memcmp(sha.data, other.data, sha.size))
			return true;
	}
	return false;
}

static void add_material(struct changes *out, const char *code)
{
	struct target target = target_material(code);

	if (!changes_have(out, target))
		out->target[out->count++] = target;
}

static void add_files(const struct db_rows *from, const struct db_rows *to, struct changes *out)
{
	for (size_t i = 0; i < from->count; i++)
		if (!row_in(from, i, to))
			add_material(out, db_str(from, i, "code"));
}

/* Leaves the answers of both in a and b, and room for more targets. */
static enum err compare(struct ctx *c, const struct application *app, int from, int to, size_t room, struct values *a,
			struct values *b, struct changes *out)
{
	struct db_rows x, y;

	TRY(application_values(c, app, from, a));
	TRY(application_values(c, app, to, b));
	TRY(files(c, app, from, &x));
	TRY(files(c, app, to, &y));
	out->target = ARENA_ARRAY(c->arena, struct target, form_field_count + x.count + y.count + room);
	out->count = 0;
	for (size_t i = 0; i < form_field_count; i++)
		if (asked_value_differs(a, b, i))
			out->target[out->count++] = target_field(form_fields[i].name);
	add_files(&x, &y, out);
	add_files(&y, &x, out);
	return OK;
}

enum err application_changes(struct ctx *c, const struct application *app, int from, int to, struct changes *out)
{
	struct values a, b;

	return compare(c, app, from, to, 0, &a, &b, out);
}

static void add_asked(const struct catalogue *from, const struct catalogue *to, struct changes *out)
{
	for (size_t i = 0; i < from->material.count; i++) {
		const char *code = db_str(&from->material, i, "code");
		int row = catalogue_find(to, code);

		if (row != CATALOGUE_NONE && catalogue_differs(from, i, to, (size_t)row))
			add_material(out, code);
	}
}

/* Other answers may ask the same material to say more. */
static void add_clauses(const struct catalogue *cat, const struct values *from, const struct values *to, struct changes *out)
{
	for (size_t i = 0; i < cat->material.count; i++) {
		const char *clause = catalogue_clause(cat, i, to);

		if (clause[0] && strcmp(clause, catalogue_clause(cat, i, from)) != 0)
			add_material(out, db_str(&cat->material, i, "code"));
	}
}

enum err application_changes_asked(struct ctx *c, const struct application *app, int from, int to, struct changes *out)
{
	struct catalogue a = {0}, b = {0};
	struct values old, new;

	TRY(application_revision(c, app, from, &a.revision_id));
	TRY(application_revision(c, app, to, &b.revision_id));
	if (a.revision_id != b.revision_id)
		TRY(catalogue_load(c, a.revision_id, &a));
	TRY(catalogue_load(c, b.revision_id, &b));
	TRY(compare(c, app, from, to, a.material.count + b.material.count, &old, &new, out));
	add_asked(&a, &b, out);
	add_clauses(&b, &old, &new, out);
	return OK;
}

bool changes_have(const struct changes *ch, struct target target)
{
	for (size_t i = 0; i < ch->count; i++)
		if (target_equal(ch->target[i], target))
			return true;
	return false;
}
