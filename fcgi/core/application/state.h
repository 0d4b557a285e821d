/* state: the states an application can be in (rules.md § 4). How it gets from one to another is review.h's. */
#ifndef CCER_CORE_APPLICATION_STATE_H
#define CCER_CORE_APPLICATION_STATE_H

enum state {
	STATE_DRAFT, STATE_INITIAL_REVIEW, STATE_RETURNED, STATE_AWAITING_PAPER, STATE_PAPER_REVIEW, STATE_TO_HAND_OVER,
	STATE_HANDED_OVER, STATE_REGISTRY_REVIEW, STATE_OPENED, STATE_WITHDRAWN, STATE_REFUSED, STATE_COUNT
};
const char *state_name(enum state s); /* "initial_review" */
/* The state of this name; there must be one. */
enum state state_of_name(const char *name);

#endif
