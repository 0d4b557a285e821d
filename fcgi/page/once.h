/* once: a form is done once (safety.md, "Database"). The same form, sent again by the same browser, gets the first answer: where it
 * led, with the same cookie when a session began with it. Every POST is such a form unless its row says why not (web.h, each).
 * What is remembered is the form's key, in the transaction of what it did; a form that was refused may be sent again. */
#ifndef CCER_PAGE_ONCE_H
#define CCER_PAGE_ONCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/session.h"
#include "web/web.h"

/* The hooks of both sites: what each does and answers is said in struct site (web.h). */
enum err once_begin(struct req *r, bool *answered);
enum err once_end(struct req *r);
enum err once_recall(struct req *r, bool *answered);
/* Starts a session (session.h) and sets its cookie, in a handler of a form that is done once. */
enum err once_session(struct req *r, enum realm realm, int64_t subject_id, bool full);
/* A secret of the form that is done, or was done before, the same each time: for what a handler tells and its `again` tells once more. */
enum err once_secret(struct req *r, const char **out);

#endif
