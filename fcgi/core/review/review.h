/* review: the state machine (states.def), the only writer of application.state. One move is one compare-and-set with its
 * event, audit, decision and outbox rows in the caller's transaction (rules.md § 4). */
#ifndef CCER_CORE_REVIEW_H
#define CCER_CORE_REVIEW_H

#include "core/application/application.h"

enum action {
	ACTION_SUBMIT, ACTION_AMEND, ACTION_PASS, ACTION_RETURN, ACTION_RECEIVE, ACTION_RETURN_PAPER, ACTION_HAND_OVER,
	ACTION_ACCEPT, ACTION_DISPUTE, ACTION_REFUSE, ACTION_WITHDRAW, ACTION_COUNT
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

/* Does the table let these roles do that in this state? For buttons; review_move asks again. */
bool review_may(const struct application *app, const struct actor *actor, enum action action);

/* Moves. Guards are checked here, whatever the page did:
 *   not in the table for this state and role → ERR_DENIED; version, moves or edits no longer current → ERR_STALE;
 *   claimed by nobody or somebody else where a claim is needed → ERR_DENIED;
 *   submit: application_missing not empty → ERR_INVALID; pass (initial): every field and material of the version marked
 *   right → else ERR_INVALID; pass (paper): not who passed initial review → ERR_DENIED, counts complete → else ERR_INVALID;
 *   return: at least one wrong mark (they become the numbered correction items) → else ERR_INVALID; return_paper: at least
 *   one paper with a problem; refuse: a proposal of another person for this version and stage → else ERR_INVALID/ERR_DENIED;
 *   pass (registry): opens both accounts (account.h) in the same transaction.
 * On OK *app is as it now stands. */
enum err review_move(struct ctx *c, struct application *app, const struct move *m);

/* The role that reviews in a state; 0 where nobody does. */
unsigned review_role(enum state s);

/* May the acting reviewer take the case now: nobody holds it, or a claim that has freed itself (two working days without
 * action)? */
enum err review_claimable(struct ctx *c, const struct application *app, bool *claimable);

/* Takes the case for the acting reviewer; ERR_CONFLICT when somebody else holds it (claims free themselves after two
 * working days). */
enum err review_claim(struct ctx *c, const struct application *app);
/* Back to the queue. ERR_DENIED: it is not the acting person who holds it. */
enum err review_release(struct ctx *c, const struct application *app);
/* By a supervisor of the organisation the case is with; staff_id must have the role of the stage. */
enum err review_reassign(struct ctx *c, const struct application *app, int64_t staff_id);

/* Marks a target ("field:<name>", "material:<code>") of the version right, or wrong with problem and remedy. The reviewer must
 * hold the case. ERR_STALE when version is no longer current. */
enum err review_mark(struct ctx *c, const struct application *app, int version, const char *target, bool right,
		     const char *problem, const char *remedy);
/* Marks everything still unmarked right, in one go. */
enum err review_mark_rest_right(struct ctx *c, const struct application *app, int version);
/* The reviewer of the stage proposes a refusal. */
enum err review_propose_refusal(struct ctx *c, const struct application *app, int version, const char *reason);

/* amend: after submission the applicant may, confirmed knowingly, change things again. The review goes on until ACTION_AMEND
 * submits the changed copy as the next version; review_cancel_amend puts the frozen version back into the working copy. */
enum err review_begin_amend(struct ctx *c, struct application *app);
/* ERR_DENIED: it is not being amended, or not by its applicant. */
enum err review_cancel_amend(struct ctx *c, struct application *app);

#endif
