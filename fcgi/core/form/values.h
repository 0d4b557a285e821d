/* values: the answers of one application by field name, and under which answers something is asked for. Pure: where they
 * are kept is application_section.h's. */
#ifndef CCER_CORE_FORM_VALUES_H
#define CCER_CORE_FORM_VALUES_H

#include <stdbool.h>

struct arena;

/* Values by field name; "" when empty. */
struct values { const char **v; /* form_field_count texts */ };
const char *values_get(const struct values *v, const char *name);
void values_set(struct values *v, const char *name, const char *value);
struct values values_new(struct arena *a);
/* Is a field or material asked for under these answers? cond as in form.def and material.applies_when. */
bool values_meet(const struct values *v, const char *cond);
/* Is a section asked for at all (project only for project_owner)? */
bool values_section_applies(const struct values *v, const char *section);

#endif
