/* review: the state machine (states.def), the only writer of application.state. One move is one compare-and-set with its
 * event, audit, decision and outbox rows in the caller's transaction (rules.md § 4). */
#ifndef CCER_CORE_REVIEW_REVIEW_H
#define CCER_CORE_REVIEW_REVIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"

enum action {
#define ACTION(id, name) ACTION_##id,
#include "core/application/states.def"
	ACTION_COUNT
};
const char *action_name(enum action a);

struct move {
	enum action action;
	int version;        /* the version the person looked at; 0 for a first submission */
	int moves;          /* the counter the person looked at */
	int edits;          /* submit, amend: application.edits the check page was made from */
	const char *reason; /* note, refusal reason; may be NULL */
	int64_t proposer_id; /* refuse: who proposed it */
};
/* Is there such a move out of this state at all? */
bool review_moves(enum state from, enum action action);
/* Does the table let these roles do that in this state? For buttons; review_move asks again. */
bool review_may(const struct application *app, const struct actor *actor, enum action action);
/* May they count its papers: whoever may receive them, and once they are under review who holds the case? */
bool review_may_count(const struct application *app, const struct actor *actor);
/* Moves. Guards are checked here, whatever the page did:
 *   not in the table for this state and role → ERR_DENIED; version, moves or edits no longer current → ERR_STALE;
 *   claimed by nobody or somebody else where a claim is needed → ERR_DENIED;
 *   submit: submission_missing not empty → ERR_INVALID; pass (initial): every field and material of the version marked
 *   right → else ERR_INVALID; pass (paper): not who passed initial review → ERR_DENIED, counts complete → else ERR_INVALID;
 *   return: at least one wrong mark (they become the numbered correction items), and a supervisor's reason for each on what an
 *   earlier round settled (objection.h) → else ERR_INVALID; return_paper: at least one paper with a problem; refuse: a
 *   proposal of another person for this version and stage → else ERR_INVALID/ERR_DENIED;
 *   pass (registry): opens both accounts (account.h) in the same transaction.
 * On OK *app is as it now stands. */
enum err review_move(struct ctx *c, struct application *app, const struct move *m);

#endif
