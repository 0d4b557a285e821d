/* scan: whether a virus scanner has seen a file, and what its verdict leads to (safety.md, files).
 *
 *     none → received → scanning → clean | infected | error → scanning …
 *
 * none: no scanner was set up when the file came; once one is, such files are scanned as well. At upload the file is scanned at
 * once when the scanner answers; infected, it is never stored. When it does not, the file is taken as received and the
 * scanner program (main/scanner.c) finishes it: claim → commit → scan → mark, under a lease that runs out if it dies. Every
 * move is a compare-and-set, so any number of scanners may run. An error (no answer, more than the scanner looks at) is tried
 * again with growing gaps for ever; it never becomes clean by itself.
 *
 * Found later: the file leaves its slots, the applicant is told, and submission waits for another in its place. A frozen version
 * keeps it, and nobody can open it; it cannot be passed.
 *
 * Submission does not wait for a scan: the applicant's time is not lost to a scanner that is down. Reviewers see a file, and
 * can pass it, when it is clean; without a scanner they see all but those that were found infected, with a word about it. */
#ifndef CCER_CORE_MATERIAL_SCAN_H
#define CCER_CORE_MATERIAL_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "core/store/store.h"
#include "gate/clamd.h"

enum { SCAN_LEASE_S = 180, SCAN_TOTAL_S = 150, SCAN_UPLOAD_S = 5 };

/* ---- at upload: outside the transaction, between store_finish and store_commit ---- */

struct scan_word { const char *state, *found; }; /* none | received | clean | infected | error; found as in clamd_result */
/* The finished file of w, scanned if that is quick: a scanner that does not answer costs a second, one that is slow
 * SCAN_UPLOAD_S. */
struct scan_word scan_incoming(struct arena *a, const struct store_writer *w);
/* Writes it to the row store_commit made. infected must not get here: it is never stored. */
enum err scan_keep(struct ctx *c, int64_t file_id, const struct scan_word *word);
/* The audit's row of a file that was turned away. */
void scan_note_refused(struct ctx *c, const struct application *app, const struct scan_word *word);

/* ---- who may see it ---- */

/* Is a file in this state shown to reviewers? */
bool scan_shows(const char *state);
/* The state of one file by its row. ERR_NOT_FOUND: there is no such file. */
enum err scan_of_file(struct ctx *c, int64_t file_id, const char **state);
/* May a version be passed as far as its files go: all are shown? */
enum err scan_lets_pass(struct ctx *c, const struct application *app, int version, bool *out);

/* ---- for the scanner program ---- */

struct scan_job {
	int64_t application_id;
	struct store_file file;
	int tries; /* this one included */
	const uint8_t *lease;
};
/* Files from before a scanner was set up become received, some at a time. */
enum err scan_admit(struct ctx *c);
/* Leases one due file. *found false: there is none. */
enum err scan_claim(struct ctx *c, bool *found, struct scan_job *out);
/* The verdict; one whose lease ran out meanwhile changes nothing. */
enum err scan_done(struct ctx *c, const struct scan_job *job, const struct clamd_result *result);

#endif
