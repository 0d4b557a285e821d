/* state: the states an application can be in, and what holds in each, as rows of states.def (rules.md § 4). How it gets from one to
 * another is review.h's. No state is compared by its place in the list. */
#ifndef CCER_CORE_APPLICATION_STATE_H
#define CCER_CORE_APPLICATION_STATE_H

#include <stdbool.h>

enum state {
#define STATE(id, ...) STATE_##id,
#include "core/application/states.def"
	STATE_COUNT
};

enum keeper { KEEPER_OWNER, KEEPER_APPLICANT, KEEPER_EXCHANGE, KEEPER_REGISTRY, KEEPER_ACCOUNTS, KEEPER_NOBODY };
enum state_papers { PAPERS_NONE, PAPERS_BEFORE, PAPERS_AWAITED, PAPERS_HERE };
enum state_step { STEP_no, STEP_quiet, STEP_yes };

/* One row of states.def; the columns' meaning stands there. */
struct state_row {
	const char *name; /* "initial_review" */
	enum keeper keeper;
	unsigned work;    /* enum role bits */
	bool reviewed;
	enum state marks;
	enum state_papers papers;
	int term;         /* enum conf_id, -1: it may last for ever */
	bool in_working_days;
	enum state_step step;
	bool step_up;
};
const struct state_row *state_row(enum state s);
const char *state_name(enum state s);
/* The state of this name; there must be one. */
enum state state_of_name(const char *name);
/* Has it come to its end? */
bool state_is_over(enum state s);
/* Have the papers not come yet, so that it matters where they are posted to? */
bool state_posts_papers(enum state s);
/* Are they on their way now? */
bool state_awaits_papers(enum state s);
/* The role that reviews in a state, 0: nobody does. */
unsigned state_reviewer(enum state s);
/* The supervisor of who has it. */
unsigned state_supervisor(enum state s);

#endif
