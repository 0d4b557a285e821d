/* print: documents as PDF (core/material/document.h), for the pages of both sites. A template of templates/document/ is filled within
 * the transaction; press makes the PDF after it. Who may see what is asked before. */
#ifndef CCER_PAGE_PRINT_H
#define CCER_PAGE_PRINT_H

#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* Answers with a document of a version (0: of the working copy), all numbers in full. ERR_NOT_FOUND: there is no such
 * document, also of a form whose sections are not complete. */
enum err print_document(struct req *r, const struct application *app, int version, const char *name);
/* Answers with the PDF of a template filled from the view as it stands. created: the PDF's date, set as doc.created;
 * file: the name it is saved under. */
enum err print_view(struct req *r, const char *template, int64_t created, const char *file);
/* document.N.name url title hash number of what there is of a version, in the order of document_list; path: the documents' address
 * without the name. */
enum err print_offers(struct req *r, const struct application *app, int version, const char *path, const char *query);

#endif
