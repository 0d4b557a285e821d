/* document_kind.c: the table of documents. */
#include "core/form/document_kind.h"

#include <string.h>


const struct document document_rows[] = {
#define DOCUMENT(name, kind) {#name, DOCUMENT_##kind},
#include "core/form/document.def"
#undef DOCUMENT
};
const size_t document_count = sizeof document_rows / sizeof *document_rows;

const struct document *document_find(const char *name)
{
	for (size_t i = 0; i < document_count; i++)
		if (!strcmp(name, document_rows[i].name))
			return &document_rows[i];
	return NULL;
}
