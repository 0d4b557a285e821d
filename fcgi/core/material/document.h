/* document: which documents are generated for an application, from which answers, and the check hashes by which paper is
 * matched with data (rules.md §§ 3, 4, 5). Reads only; what documents say is templates/document/, how they look is press's.
 *
 * A form is signed and its scan uploaded before the first submission, so forms are also made from the working copy, when
 * there is no 受理号 yet. What a form bears in both cases is the hash over the very fields it prints: a form signed from the
 * draft belongs to a version if, and only if, both hashes are equal. */
#ifndef CCER_CORE_MATERIAL_DOCUMENT_H
#define CCER_CORE_MATERIAL_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* What documents of one version, or of the working copy (version 0), have in common. */
struct document_source {
	int version;
	int64_t at;                 /* submitted; of the working copy: since when the application is in its state */
	const char *hash;           /* "7F3A-91C2" of the version's digest, "" of the working copy */
	const char *code;           /* what the cover sheet's QR code holds: 受理号-version-7F3A91C2; "" of the working copy */
	const char *set;            /* of templates: templates/document/<set>/ */
	int revision;               /* of the notice it was filed under */
	const char *revision_title;
};
/* ERR_NOT_FOUND: no such version. */
enum err document_source(struct ctx *c, const struct application *app, int version, struct document_source *out);

struct document_offer {
	const struct document *document;
	const char *hash;    /* of a form its own, else the version's */
	const char *missing; /* the first section a form needs that is not complete, NULL: it can be made */
	int number, copies;  /* of a form's material and its paper copies, else 0 */
};
struct documents { struct document_offer *v; size_t count; };
/* The documents there are of a version: the forms its answers ask for, sheets of the current version from the request to post
 * papers on, the letter of a return or refusal. Of the working copy (0): forms. */
enum err document_list(struct ctx *c, const struct application *app, int version, struct documents *out);
/* One of them by name, NULL when there is none. */
const struct document_offer *documents_find(const struct documents *d, const char *name);
/* The decision a letter is about. stage: the name of the state it was made in. ERR_NOT_FOUND: there was none. */
struct document_decision {
	const char *stage, *reason; /* reason of a refusal */
	int64_t at;
	const char *due_on;         /* of a return: YYYY-MM-DD or "" */
};
/* How a version was returned or refused. ERR_NOT_FOUND: it was not. */
enum err document_return(struct ctx *c, const struct application *app, int version, struct document_decision *out);
enum err document_refusal(struct ctx *c, const struct application *app, int version, struct document_decision *out);
/* Items of the correction letter of a version: number target problem remedy settled_in supervisor_reason. */
enum err document_items(struct ctx *c, const struct application *app, int version, struct db_rows *out);

#endif
