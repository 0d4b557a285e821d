/* revision_material.c: writes the catalogue of a draft. Numbers are places in the list, 1 to n without holes; a material is
 * known by its code, which it keeps through all revisions, and so is a slot. */
#include "core/notice/revision_material.h"

#include <string.h>

#include "base/arena.h"
#include "core/form/document_kind.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/notice/catalogue.h"
#include "core/notice/revision.h"

static enum err insert(struct ctx *c, const struct revision *rev, const char *code, int number,
		       const struct revision_material *m)
{
	return db_do(c->db, c->arena, SQL_REVISION_MATERIAL_INSERT, NULL, db_int(rev->id), db_text(code), db_int(number),
		     db_text(m->name), db_text(m->accounts), db_text(m->applies_when), db_int(m->paper_copies),
		     db_int(m->registry_copies), db_int(m->needs_seal), db_int(m->needs_signature), db_int(m->needs_copy),
		     db_text(m->source), db_text(m->requirement), db_text(m->clause), db_text(m->clause_when));
}

static enum err update(struct ctx *c, const struct revision *rev, const char *code, const struct revision_material *m)
{
	return db_do(c->db, c->arena, SQL_REVISION_MATERIAL_UPDATE, NULL, db_text(m->name), db_text(m->accounts),
		     db_text(m->applies_when), db_int(m->paper_copies), db_int(m->registry_copies),
		     db_int(m->needs_seal), db_int(m->needs_signature), db_int(m->needs_copy), db_text(m->source),
		     db_text(m->requirement), db_text(m->clause), db_text(m->clause_when), db_int(rev->id), db_text(code));
}

static bool slot_taken(const struct revision_material *m, const char *slot)
{
	for (size_t i = 0; i < m->slot_count; i++)
		if (!strcmp(m->slot[i].slot, slot))
			return true;
	return false;
}

/* "document" for the first one that has no name yet, then s2, s3 … */
static const char *slot_name(struct arena *a, const struct revision_material *m)
{
	const char *name = "document";

	for (int n = 2; slot_taken(m, name); n++)
		name = arena_printf(a, "s%d", n);
	return name;
}

static enum err write_slots(struct ctx *c, const struct revision *rev, const char *code,
			    const struct revision_material *given)
{
	struct revision_material m = *given;

	TRY(db_do(c->db, c->arena, SQL_REVISION_SLOTS_CLEAR, NULL, db_int(rev->id), db_text(code)));
	for (size_t i = 0; i < m.slot_count; i++) {
		if (!m.slot[i].slot[0])
			m.slot[i].slot = slot_name(c->arena, &m);
		TRY(db_do(c->db, c->arena, SQL_REVISION_SLOT_INSERT, NULL, db_int(rev->id), db_text(code),
			  db_text(m.slot[i].slot), db_int((int64_t)i + 1), db_text(m.slot[i].name),
			  db_text(m.slot[i].applies_when)));
	}
	return OK;
}

/* Of this revision's making: no other revision has a material of this code but copies of it. */
static const char *new_code(struct ctx *c, const struct revision *rev, const struct catalogue *cat)
{
	const char *code;
	int n = 1;

	do
		code = arena_printf(c->arena, "r%d_%lld_%d", rev->id, (long long)c->now, n++);
	while (catalogue_find(cat, code) != CATALOGUE_NONE);
	return code;
}

static void note(struct ctx *c, const struct revision *rev, const char *what, const char *code)
{
	audit_note(c, "revision.material", "revision", rev->id, "{\"what\":\"%s\",\"material\":\"%s\"}", what, code);
}

bool revision_form_known(const char *code)
{
	const struct document *d = document_find(code);

	return d && d->kind == DOCUMENT_FORM;
}

/* What cannot be: more copies for the registry than there are, a generated form nobody can generate. */
static enum err makes_sense(struct ctx *c, const char *code, const struct revision_material *m)
{
	if (!m->slot_count)
		return refuse(c, ERR_INVALID, "slot_required");
	if (m->registry_copies > m->paper_copies)
		return refuse(c, ERR_INVALID, "registry_copies_more");
	return strcmp(m->source, "generated") || revision_form_known(code) ? OK : refuse(c, ERR_INVALID, "source_unknown");
}

enum err revision_material_save(struct ctx *c, const struct revision *rev, int seen, const char *code,
				const struct revision_material *m)
{
	struct catalogue cat;
	bool fresh = !code[0];

	TRY(revision_begin_change(c, rev, seen));
	TRY(catalogue_load(c, rev->id, &cat));
	if (fresh && cat.material.count >= REVISION_MATERIALS_MAX)
		return refuse(c, ERR_CONFLICT, "materials_many");
	if (fresh)
		code = new_code(c, rev, &cat);
	else if (catalogue_find(&cat, code) == CATALOGUE_NONE)
		return refuse(c, ERR_STALE, "revision_stale");
	TRY(makes_sense(c, code, m));
	TRY(fresh ? insert(c, rev, code, (int)cat.material.count + 1, m) : update(c, rev, code, m));
	note(c, rev, fresh ? "add" : "save", code);
	return write_slots(c, rev, code, m);
}

static enum err set_number(struct ctx *c, const struct revision *rev, const char *code, int number)
{
	return db_do(c->db, c->arena, SQL_REVISION_MATERIAL_NUMBER, NULL, db_int(number), db_int(rev->id), db_text(code));
}

enum err revision_material_remove(struct ctx *c, const struct revision *rev, int seen, const char *code)
{
	struct catalogue cat;
	int row;

	TRY(revision_begin_change(c, rev, seen));
	TRY(catalogue_load(c, rev->id, &cat));
	row = catalogue_find(&cat, code);
	if (row == CATALOGUE_NONE)
		return refuse(c, ERR_STALE, "revision_stale");
	TRY(db_do(c->db, c->arena, SQL_REVISION_SLOTS_CLEAR, NULL, db_int(rev->id), db_text(code)));
	TRY(db_do(c->db, c->arena, SQL_REVISION_MATERIAL_REMOVE, NULL, db_int(rev->id), db_text(code)));
	for (size_t i = (size_t)row + 1; i < cat.material.count; i++)
		TRY(set_number(c, rev, db_str(&cat.material, i, "code"), (int)i));
	note(c, rev, "remove", code);
	return OK;
}

/* Two rows may not have one number even for a moment: the first steps aside. */
enum err revision_material_shift(struct ctx *c, const struct revision *rev, int seen, const char *code, bool up)
{
	struct catalogue cat;
	int row, other;

	TRY(revision_begin_change(c, rev, seen));
	TRY(catalogue_load(c, rev->id, &cat));
	row = catalogue_find(&cat, code);
	if (row == CATALOGUE_NONE)
		return refuse(c, ERR_STALE, "revision_stale");
	other = up ? row - 1 : row + 1;
	if (other < 0 || (size_t)other >= cat.material.count)
		return OK;
	TRY(set_number(c, rev, code, 0));
	TRY(set_number(c, rev, db_str(&cat.material, (size_t)other, "code"), row + 1));
	TRY(set_number(c, rev, code, other + 1));
	note(c, rev, up ? "up" : "down", code);
	return OK;
}
