/* courier_link.c: audit rows that wait, to the chain (core/ground/audit_link.h), whatever else the courier does. */
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/ground/audit_link.h"
#include "main/courier.h"

/* STEPS: in a row at most, so that messages go on when very many rows wait. */
enum { EVERY_MS = 500, STEPS = 20 };

struct step {
	int64_t after;
	struct audit_linking done;
};

static enum err link_step(struct ctx *c, void *arg)
{
	struct step *s = arg;

	return audit_link(c->db, c->arena, s->after, &s->done);
}

enum err courier_link(struct db *db)
{
	static int64_t at_ms;
	struct step s = {.done = {.more = true}};
	struct arena *a;
	enum err e = OK;

	if (clock_monotonic_ms() < at_ms)
		return OK;
	a = arena_new();
	for (int i = 0; i < STEPS && e == OK && s.done.more; i++) {
		e = unattended_transaction(db, a, link_step, &s);
		s.after = s.done.last;
		arena_reset(a);
	}
	arena_free(a);
	at_ms = clock_monotonic_ms() + (e == OK && s.done.more ? 0 : EVERY_MS);
	if (e != OK && e != ERR_LOST)
		log_warn("courier: audit rows not linked: %s", err_name(e));
	return e == ERR_LOST ? e : OK;
}
