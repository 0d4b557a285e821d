/* refusal: why something was not done that a person asked for. The sentence is chosen where the reason is known, and the page shows
 * just that (templates/label/error.hdf); nothing is computed a second time to guess it. Faults are enum err's. A rule of a form and a
 * reader of a file's bytes know no transaction: they answer the sentence's name, and who has a context refuses with it. */
#ifndef CCER_CORE_GROUND_REFUSAL_H
#define CCER_CORE_GROUND_REFUSAL_H

#include "base/err.h"

struct ctx;
struct refusal;

/* Notes the reason, a name in label/error.hdf, and gives e, to be returned. The last one counts. */
enum err refuse(struct ctx *c, enum err e, const char *name);
/* The same with what stands for {} in its sentence, e.g. an amount. */
enum err refuse_with(struct ctx *c, enum err e, const char *name, const char *value);
/* Gives e back. When it is `which`, the name says why: around a statement that can be refused for one reason only. */
enum err refuse_when(struct ctx *c, enum err e, enum err which, const char *name);
/* The reason noted in this transaction for this error, NULL: none was. */
const struct refusal *refusal_of(const struct ctx *c, enum err e);

#endif
