/* check: rules over several fields of one section (rules.md §§ 2, 11). How one value is checked is field_rule.h's. Pure. */
#ifndef CCER_CORE_FORM_CHECK_H
#define CCER_CORE_FORM_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "core/form/target.h"
#include "core/form/values.h"

/* What is wrong with what; message: a name in label/error.hdf. */
struct problem { struct target target; const char *message; };
struct problems { struct problem *v; size_t count; };
/* An empty list with room for every field and material; what is added beyond is dropped. */
struct problems problems_new(struct arena *a);
void problems_add(struct problems *p, struct target target, const char *message);
/* Rules over several fields of one section (and the saved others): missing required ones, 发起≠确认, uscc confirmation,
 * document number against its kind, dates in order, duplicates. Only those that make the section incomplete; each is of a field. */
void form_check_section(struct arena *a, int64_t now, const struct values *v, const char *section, struct problems *out);

#endif
