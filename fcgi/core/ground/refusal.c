/* refusal.c: the reason why, kept in the context of the transaction. */
#include "core/ground/refusal.h"

#include "core/ground/ctx.h"

enum err refuse_with(struct ctx *c, enum err e, const char *name, const char *value)
{
	c->refusal = (struct refusal){e, name, value};
	return e;
}

enum err refuse(struct ctx *c, enum err e, const char *name)
{
	return refuse_with(c, e, name, "");
}

enum err refuse_when(struct ctx *c, enum err e, enum err which, const char *name)
{
	return e == which ? refuse(c, e, name) : e;
}

const struct refusal *refusal_of(const struct ctx *c, enum err e)
{
	return c->refusal.name && c->refusal.e == e ? &c->refusal : NULL;
}
