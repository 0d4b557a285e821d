/* refusal: why something was not done that a person asked for. The sentence is chosen where the reason is known, and the page shows
 * just that (templates/label/error.hdf); nothing is computed a second time to guess it. Faults are enum err's. */
#ifndef CCER_CORE_GROUND_REFUSAL_H
#define CCER_CORE_GROUND_REFUSAL_H

#include "base/err.h"

struct ctx;

/* Notes the reason, a name in label/error.hdf, and gives e, to be returned. The last one counts. */
enum err refuse(struct ctx *c, enum err e, const char *name);
/* The reason noted in this transaction for this error, NULL: none was. */
const char *refusal_of(const struct ctx *c, enum err e);

#endif
