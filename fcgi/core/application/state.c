/* state.c: the names of states. */
#include "core/application/state.h"

#include <string.h>

#include "base/log.h"

static const char *const state_names[STATE_COUNT] = {
	[STATE_DRAFT] = "draft",
	[STATE_INITIAL_REVIEW] = "initial_review",
	[STATE_RETURNED] = "returned",
	[STATE_AWAITING_PAPER] = "awaiting_paper",
	[STATE_PAPER_REVIEW] = "paper_review",
	[STATE_TO_HAND_OVER] = "to_hand_over",
	[STATE_HANDED_OVER] = "handed_over",
	[STATE_REGISTRY_REVIEW] = "registry_review",
	[STATE_OPENED] = "opened",
	[STATE_WITHDRAWN] = "withdrawn",
	[STATE_REFUSED] = "refused",
};

const char *state_name(enum state s)
{
	return state_names[s];
}

enum state state_of_name(const char *name)
{
	for (int s = 0; s < STATE_COUNT; s++)
		if (!strcmp(name, state_names[s]))
			return (enum state)s;
	die("application: unknown state %s", name);
}
