/* inspect: what press sees in a file (gate/press.h): whether people can read it, how many pages it has, and a preview of the
 * first, which is kept beside it in the store.
 *
 *     due → looking → good | bad | due …
 *
 * At upload the file is looked at once; bad, it is never kept. When press does not answer in time, or another file of the same
 * application is being looked at just then, it is taken as due, and the courier looks at it (main/courier_inspect.c): claim →
 * commit → look → mark, under a lease that runs out if it dies. Found bad then, it leaves its slots the way an infected one
 * does (scan.h). */
#ifndef CCER_CORE_MATERIAL_INSPECT_H
#define CCER_CORE_MATERIAL_INSPECT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/ground/ctx.h"
#include "core/store/store.h"

/* INSPECT_UPLOAD_S: so long an applicant waits for press. */
enum { INSPECT_PREVIEW_WIDTH = 480, INSPECT_LEASE_S = 120, INSPECT_UPLOAD_S = 5 };

struct inspect_word {
	const char *state;            /* good | bad | due */
	const char *problem;          /* bad: a message name, else "" */
	int pages;
	struct store_writer *preview; /* finished, good only; NULL when it could not be written: then there is none */
	int64_t preview_size;
};

/* ---- at upload: outside the transaction, between store_finish and store_commit ---- */

/* May another file of this application be looked at now? ERR_LIMITED after limit.uploads_per_hour. Counts by itself, so it
 * must be called outside of a transaction. */
enum err inspect_admit(struct ctx *c, int64_t application_id);
/* The finished file of w. */
struct inspect_word inspect_incoming(struct arena *a, int64_t application_id, const struct store_writer *w);
/* Writes it beside the row store_commit made. bad must not get here. */
enum err inspect_keep(struct ctx *c, int64_t file_id, const struct inspect_word *word);
/* Removes the preview of a file that is not kept. */
void inspect_abandon(const struct inspect_word *word);

/* ---- looking at it ---- */

/* The preview of a file of this application: type and size of a JPEG. ERR_NOT_FOUND: it has none, or is infected. */
enum err inspect_preview(struct ctx *c, int64_t application_id, const char *file_public_id, struct store_file *out);

/* ---- for the courier ---- */

struct inspect_job {
	int64_t application_id;
	struct store_file file;
	int tries; /* this one included */
	const uint8_t *lease;
};
/* Leases one due file. *found false: there is none. */
enum err inspect_claim(struct ctx *c, bool *found, struct inspect_job *out);
/* Asks press; outside of a transaction. */
struct inspect_word inspect_look(struct arena *a, const struct inspect_job *job);
/* The verdict. *kept false: its lease had run out meanwhile, nothing changed and the preview is the caller's to abandon. */
enum err inspect_done(struct ctx *c, const struct inspect_job *job, const struct inspect_word *word, bool *kept);

#endif
