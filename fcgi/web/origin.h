/* origin: does a POST come from one of our own pages? (safety.md, threat 17) */
#ifndef CCER_WEB_ORIGIN_H
#define CCER_WEB_ORIGIN_H

#include <stdbool.h>

#include "web/exchange.h"
#include "web/web.h"

/* By what the browser says; a browser that says nothing is believed, the token decides. */
bool origin_same(const struct exchange *x);
/* Does the form carry the token that identify expects (r->csrf)? */
bool origin_has_token(struct req *r);

#endif
