/* catalogue.c: a revision's materials and slots as rows, and what differs between two revisions for the same answers. Pure
 * but for catalogue_load. */
#include "core/notice/catalogue.h"

#include <string.h>

#include "base/arena.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"

const char *const catalogue_material_conditions[] = {
	"always", "legal_person", "other_organisation", "foreign_invested", "project_owner", "not_owner",
	"forestry_not_owner", "kind_other", "signed_by_proxy", NULL,
};

const char *const catalogue_slot_conditions[] = {
	"always", "two_sided:signatory", "two_sided:initiator", "two_sided:confirmer", "two_sided:contact",
	"two_sided:trader", "two_sided:proxy", "legal_person", "other_organisation", "foreign_invested", "project_owner", "not_owner",
	"forestry_not_owner", "kind_other", "signed_by_proxy", NULL,
};

bool catalogue_condition(const char *const *conditions, const char *name)
{
	for (; *conditions; conditions++)
		if (!strcmp(*conditions, name))
			return true;
	return false;
}

enum err catalogue_load(struct ctx *c, int revision_id, struct catalogue *out)
{
	out->revision_id = revision_id;
	TRY(db_do(c->db, c->arena, SQL_MATERIAL_CATALOGUE, &out->material, db_int(revision_id)));
	return db_do(c->db, c->arena, SQL_MATERIAL_SLOTS, &out->slot, db_int(revision_id));
}

int catalogue_find(const struct catalogue *cat, const char *code)
{
	for (size_t i = 0; i < cat->material.count; i++)
		if (!strcmp(db_str(&cat->material, i, "code"), code))
			return (int)i;
	return CATALOGUE_NONE;
}

bool catalogue_asks(const struct catalogue *cat, size_t row, const struct values *v)
{
	return values_meet(v, db_str(&cat->material, row, "applies_when"));
}

const char *catalogue_clause(const struct catalogue *cat, size_t row, const struct values *v)
{
	const char *clause = db_str(&cat->material, row, "clause");

	return clause[0] && values_meet(v, db_str(&cat->material, row, "clause_when")) ? clause : "";
}

static bool same(const struct db_rows *a, size_t i, const struct db_rows *b, size_t k, const char *const *columns)
{
	for (; *columns; columns++)
		if (strcmp(db_str(a, i, *columns), db_str(b, k, *columns)) != 0)
			return false;
	return true;
}

/* The next slot of a material from row i on; the count when there is none. */
static size_t next_slot(const struct catalogue *cat, const char *code, size_t i)
{
	while (i < cat->slot.count && strcmp(db_str(&cat->slot, i, "code"), code) != 0)
		i++;
	return i;
}

static bool slots_differ(const struct catalogue *a, const struct catalogue *b, const char *code)
{
	static const char *const columns[] = {"slot", "name", "applies_when", NULL};
	size_t i = next_slot(a, code, 0), k = next_slot(b, code, 0);

	while (i < a->slot.count && k < b->slot.count) {
		if (!same(&a->slot, i, &b->slot, k, columns))
			return true;
		i = next_slot(a, code, i + 1);
		k = next_slot(b, code, k + 1);
	}
	return i < a->slot.count || k < b->slot.count;
}

bool catalogue_differs(const struct catalogue *a, size_t row_a, const struct catalogue *b, size_t row_b)
{
	static const char *const columns[] = {"name", "accounts", "applies_when", "paper_copies", "registry_copies",
					      "needs_seal", "needs_signature", "needs_copy", "source", "requirement",
					      "clause", "clause_when", NULL};

	return !same(&a->material, row_a, &b->material, row_b, columns) ||
	       slots_differ(a, b, db_str(&a->material, row_a, "code"));
}

static void add(struct catalogue_changes *out, const char *kind, const struct catalogue *cat, size_t row)
{
	out->v[out->count++] = (struct catalogue_change){kind, db_str(&cat->material, row, "name"),
							 (int)db_num(&cat->material, row, "number")};
}

/* Row of the material in the catalogue when it is asked for there. */
static int asked(const struct catalogue *cat, const char *code, const struct values *v)
{
	int row = catalogue_find(cat, code);

	return row != CATALOGUE_NONE && catalogue_asks(cat, (size_t)row, v) ? row : CATALOGUE_NONE;
}

struct catalogue_changes catalogue_compare(struct arena *arena, const struct catalogue *a, const struct catalogue *b,
					   const struct values *v)
{
	struct catalogue_changes out = {
		ARENA_ARRAY(arena, struct catalogue_change, a->material.count + b->material.count + 1), 0};

	for (size_t i = 0; i < b->material.count; i++) {
		int old = asked(a, db_str(&b->material, i, "code"), v);

		if (!catalogue_asks(b, i, v))
			continue;
		if (old == CATALOGUE_NONE)
			add(&out, "added", b, i);
		else if (catalogue_differs(a, (size_t)old, b, i))
			add(&out, "changed", b, i);
	}
	for (size_t i = 0; i < a->material.count; i++)
		if (catalogue_asks(a, i, v) && asked(b, db_str(&a->material, i, "code"), v) == CATALOGUE_NONE)
			add(&out, "removed", a, i);
	return out;
}
