/* store_forget: files the applicant removed or replaced and nobody needs any longer leave the store: people's identity papers
 * are not kept for longer than somebody may want to look at them.
 *
 * A file is needed while it stands in a slot of the working copy (application_file), in any frozen version (version_file: for
 * good), or while it was taken out of a slot that still waits for another (file_removed, scan.h: until it is replaced or the
 * application is over: the applicant is told its name and why). Nothing else names a file; what ever does is protected by its
 * foreign key, which makes store_forget fail and leaves all as it was. Slots of withdrawn and refused applications count as
 * slots: how long those are kept is not decided here.
 *
 * The courier asks of each file when it is STORE_FORGET_AGE_S old and then every STORE_FORGET_AGAIN_S (file.forget_at), at most
 * 200 a round, until it stands in a version. What nobody needs loses its rows, with a row in the audit, and store_sweep takes
 * it and its preview from the disk in the same round, or when those bytes are a day old too (a preview made later, a file
 * written anew under another key). So it is gone a day after its upload, or, when it stood in a slot then, within half a day
 * of its removal.
 *
 * Quota: what was removed counts in store.max_mb_per_application (material.h) until it has left, on purpose: who uploads and
 * removes in a loop cannot fill the disk, since everything of an application that lies there counts.
 *
 * An upload, and the use of an uploaded file again, lock the application before they look for what is there, and put it into a
 * slot in the same transaction (material_known, material_standing, material_attach); so does store_forget before it asks again
 * and deletes in one statement. Whoever comes second sees what the first did: the file is used and stays, or it is gone and what
 * was uploaded is stored anew. */
#ifndef CCER_CORE_STORE_STORE_FORGET_H
#define CCER_CORE_STORE_STORE_FORGET_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

enum { STORE_FORGET_AGE_S = 86400, STORE_FORGET_AGAIN_S = 43200 };

struct store_loose { int64_t id, application_id; };
/* Those of the files due that nobody seems to need; all of them are due again later, so that one that cannot be forgotten
 * stands in no other's way. */
enum err store_forget_find(struct ctx *c, struct store_loose **out, size_t *count);
/* Deletes its rows, in a transaction of its own. ERR_CONFLICT: somebody needs it, or it is gone already; the caller rolls back,
 * and nothing has changed. */
enum err store_forget(struct ctx *c, const struct store_loose *file);

#endif
