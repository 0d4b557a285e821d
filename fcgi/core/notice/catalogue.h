/* catalogue: the materials one notice revision asks for, as data: reading, comparing, and the conditions there are
 * (rules.md § 3). The files in its slots are material.h's, writing it revision.h's. */
#ifndef CCER_CORE_NOTICE_CATALOGUE_H
#define CCER_CORE_NOTICE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "db/db.h"

struct catalogue {
	int revision_id;
	/* by number: code number name accounts applies_when paper_copies registry_copies needs_seal needs_signature
	 * needs_copy source requirement clause clause_when */
	struct db_rows material;
	struct db_rows slot;     /* code slot position name applies_when, by code and position */
};
/* Both lists of a revision, empty when there is none of this id. */
enum err catalogue_load(struct ctx *c, int revision_id, struct catalogue *out);

enum { CATALOGUE_NONE = -1 };
/* The row of a material, CATALOGUE_NONE when it is not in it. */
int catalogue_find(const struct catalogue *cat, const char *code);
/* Is the material asked for under these answers? */
bool catalogue_asks(const struct catalogue *cat, size_t row, const struct values *v);
/* What it must say in so many words under these answers, "": nothing. */
const char *catalogue_clause(const struct catalogue *cat, size_t row, const struct values *v);
/* Does what is asked of the material (all but its number) differ between two catalogues that both have it? */
bool catalogue_differs(const struct catalogue *a, size_t row_a, const struct catalogue *b, size_t row_b);
/* When a material may be asked for, and a slot, by the names values_meet knows. NULL-terminated, in the order of a form. */
extern const char *const catalogue_material_conditions[];
extern const char *const catalogue_slot_conditions[];
bool catalogue_condition(const char *const *conditions, const char *name);
/* One material for which an applicant is asked otherwise. kind: added | removed | changed; number and name are the new
 * revision's, of removed ones the old's. */
struct catalogue_change { const char *kind, *name; int number; };
struct catalogue_changes { struct catalogue_change *v; size_t count; };
/* What these answers are asked for under b and not, or otherwise, under a. */
struct catalogue_changes catalogue_compare(struct arena *arena, const struct catalogue *a, const struct catalogue *b,
					   const struct values *v);

#endif
