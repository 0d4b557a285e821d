/* state.c: the rows of states, and what follows from them. */
#include "core/application/state.h"

#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "core/ground/ctx.h"

enum { CONF_NO = -1 };

static const struct state_row rows[STATE_COUNT] = {
#define yes true
#define no false
#define working true
#define calendar false
#define STATE(id, name, keeper, work, reviewed, marks, papers, term, days, step, step_up)                            \
	[STATE_##id] = {#name, KEEPER_##keeper, ROLE_##work, reviewed, STATE_##marks, PAPERS_##papers, (int)CONF_##term, \
			days, STEP_##step, step_up},
#include "core/application/states.def"
#undef yes
#undef no
#undef working
#undef calendar
};

const struct state_row *state_row(enum state s)
{
	return &rows[s];
}

const char *state_name(enum state s)
{
	return rows[s].name;
}

enum state state_of_name(const char *name)
{
	for (int s = 0; s < STATE_COUNT; s++)
		if (!strcmp(name, rows[s].name))
			return (enum state)s;
	die("application: unknown state %s", name);
}

bool state_is_over(enum state s)
{
	return rows[s].keeper == KEEPER_ACCOUNTS || rows[s].keeper == KEEPER_NOBODY;
}

bool state_posts_papers(enum state s)
{
	return rows[s].papers == PAPERS_BEFORE || rows[s].papers == PAPERS_AWAITED;
}

bool state_awaits_papers(enum state s)
{
	return rows[s].papers == PAPERS_AWAITED;
}

unsigned state_reviewer(enum state s)
{
	return rows[s].reviewed ? rows[s].work : 0;
}

unsigned state_supervisor(enum state s)
{
	return rows[s].keeper == KEEPER_REGISTRY ? ROLE_REGISTRY_SUPERVISOR : ROLE_EXCHANGE_SUPERVISOR;
}
