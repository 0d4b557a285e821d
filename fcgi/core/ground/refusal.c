/* refusal.c: the reason why, kept in the context of the transaction. */
#include "core/ground/refusal.h"

#include "core/ground/ctx.h"

enum err refuse(struct ctx *c, enum err e, const char *name)
{
	c->refusal = (struct refusal){e, name};
	return e;
}

const char *refusal_of(const struct ctx *c, enum err e)
{
	return c->refusal.name && c->refusal.e == e ? c->refusal.name : NULL;
}
