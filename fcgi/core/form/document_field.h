/* document_field: which answers each generated document prints; of a form, so which of them, once changed, make a signed one
 * worthless (rules.md § 4). The one place for it: the templates in templates/document/ are given no other fields. */
#ifndef CCER_CORE_FORM_DOCUMENT_FIELD_H
#define CCER_CORE_FORM_DOCUMENT_FIELD_H

#include <stdbool.h>

/* code: of a generated material (material.source), or another document (document.def); others print nothing. field: of
 * form.def. */
bool document_prints(const char *code, const char *field);

#endif
