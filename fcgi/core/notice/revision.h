/* revision: revisions of the notice as the office prepares them: drafted by an editor, proposed, released by another person
 * for a day, or sent back; what was released never changes (triggers of 0003_notice.sql hold it too). Everything about a
 * revision has one compare-and-set counter, `changes`: callers give the one their page was made from as `seen`.
 * Errors of all changes: ERR_STALE somebody changed it since; ERR_DENIED not this person's, or not in this state. */
#ifndef CCER_CORE_NOTICE_REVISION_H
#define CCER_CORE_NOTICE_REVISION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

enum {
	REVISION_NUMBER_MAX = 999,
	REVISION_BODY_MAX = 6000, /* code points: a form fits what the web server lets through */
	REVISION_SLOTS_MAX = 6,
	REVISION_MATERIALS_MAX = 40,
};

enum revision_state { REVISION_DRAFT, REVISION_PROPOSED, REVISION_RELEASED, REVISION_WITHDRAWN };

struct revision {
	int id;                   /* the revision's number, e.g. 8 */
	enum revision_state state;
	int changes;
	bool holds, past;         /* in force today; was in force before another one took its place */
	const char *effective_on; /* "" unless released */
	int64_t prepared_by, changed_by; /* staff ids, 0: came with the system */
	/* one row: title published_on body mail_address mail_recipient mail_postcode mail_phone mail_note document_set
	 * remark copied_from, names prepared_by changed_by proposed_by released_by, times prepared_at changed_at
	 * proposed_at released_at */
	struct db_rows row;
};
/* All, newest number first: id title state published_on effective_on prepared_by changed_by released_by changed_at. */
enum err revision_list(struct ctx *c, struct db_rows *out);
/* ERR_NOT_FOUND: no revision has this number. */
enum err revision_load(struct ctx *c, int id, struct revision *out);
/* The one that holds today. */
enum err revision_now(struct ctx *c, int *id);
/* The released one a revision takes the place of, 0 when there is none. */
enum err revision_before(struct ctx *c, const struct revision *rev, int *id);
/* A draft with text and catalogue of another one. ERR_CONFLICT: the number is taken; ERR_NOT_FOUND: no such other. */
enum err revision_copy(struct ctx *c, int from, int number);

struct revision_text {
	int number; /* may change while it is a draft */
	const char *title, *published_on, *body, *mail_address, *mail_recipient, *mail_postcode, *mail_phone, *mail_note;
	const char *document_set; /* a folder under templates/document/: which forms are printed */
};
/* ERR_CONFLICT: the number is taken. */
enum err revision_save(struct ctx *c, const struct revision *rev, int seen, const struct revision_text *text);

/* ---- from hand to hand ---- */

enum revision_action { REVISION_PROPOSE, REVISION_SEND_BACK, REVISION_RELEASE, REVISION_WITHDRAW, REVISION_REOPEN,
		       REVISION_ACTION_COUNT };
const char *revision_action_name(enum revision_action a);
/* By state, role and person; release is never for who prepared or last changed it. */
bool revision_may(const struct ctx *c, const struct revision *rev, enum revision_action a);
/* remark: why it is sent back or withdrawn (required for send_back). day: from which it holds, for release. ERR_INVALID:
 * no remark, a day before today, or nothing is asked for; ERR_CONFLICT: another one is released for this day. */
enum err revision_move(struct ctx *c, const struct revision *rev, int seen, enum revision_action a, const char *remark,
		       const char *day);
/* For revision_material.c: locks a draft for writing and counts the change. */
enum err revision_begin_change(struct ctx *c, const struct revision *rev, int seen);

#endif
