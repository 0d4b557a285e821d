/* target: what a mark, a correction item, a change or a finding is about: a field, a material or one of its slots, a contact, an
 * item of the correction letter. As text it stands in columns, forms and the audit chain: "field:org_name",
 * "material:subject_licence", "material:initiator_id:back", "confirm:trader_mobile", "correction:3". Pure. */
#ifndef CCER_CORE_FORM_TARGET_H
#define CCER_CORE_FORM_TARGET_H

#include <stdbool.h>

#include "base/arena.h"

enum target_kind { TARGET_NONE, TARGET_FIELD, TARGET_MATERIAL, TARGET_CONTACT, TARGET_CORRECTION };
struct target {
	enum target_kind kind;
	const char *name; /* a field's, a material's code, a contact's field, an item's number; of none "" */
	const char *slot; /* of a material; "" the whole material, and of other kinds */
};

/* The strings are not copied. */
struct target target_field(const char *name);
struct target target_material(const char *code);
struct target target_slot(const char *code, const char *slot);
struct target target_contact(const char *field);
struct target target_correction(const char *number);
/* From text; TARGET_NONE when it is none: another kind, names of other letters than a-z 0-9 _, a slot of what has none. Whether there
 * is such a field or material is not asked. */
struct target target_parse(struct arena *a, const char *text);
/* As text. TARGET_NONE is "". */
const char *target_text(struct arena *a, struct target t);
bool target_equal(struct target t, struct target u);

#endif
