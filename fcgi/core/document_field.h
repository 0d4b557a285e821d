/* document_field: which answers each generated form prints, so which of them, once changed, make a signed one worthless
 * (rules.md § 4). The one place for it: the templates in templates/document/ print no other fields. */
#ifndef CCER_CORE_DOCUMENT_FIELD_H
#define CCER_CORE_DOCUMENT_FIELD_H

#include <stdbool.h>

/* code: of a generated material (material.source); others print nothing. field: of form.def. */
bool document_prints(const char *code, const char *field);

#endif
