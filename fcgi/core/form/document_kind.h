/* document_kind: the documents that can be made, as rows of document.def. What each prints is document_field.h's, which of them an
 * application has core/material/document.h's. */
#ifndef CCER_CORE_FORM_DOCUMENT_KIND_H
#define CCER_CORE_FORM_DOCUMENT_KIND_H

#include <stddef.h>

enum document_kind { DOCUMENT_FORM, DOCUMENT_SHEET, DOCUMENT_LETTER };
struct document {
	const char *name; /* templates/document/<set>/<name>.cs; of a form also its material's code */
	enum document_kind kind;
};

extern const struct document document_rows[];
extern const size_t document_count;
/* NULL: there is no such document. */
const struct document *document_find(const char *name);

#endif
