/* route: from a request to its answer: the order of checks every request goes through stands here and nowhere else. */
#ifndef CCER_WEB_ROUTE_H
#define CCER_WEB_ROUTE_H

#include <stdbool.h>

#include "web/exchange.h"
#include "web/web.h"

/* Dies when a row of the site's table contradicts itself (no right, a GET with a sink …): called once at the start. */
void route_check(const struct site *site);
/* Answers a request. Everything in *out lives in the arena. db NULL: there is no database, so 503. */
void route_run(const struct site *site, struct db *db, struct arena *a, const struct exchange *x, struct reply *out);
/* The matching row, filling r->arg; NULL when none. *allow: the methods a path has that exists with another method. */
const struct route *route_match(const struct site *site, enum method method, struct req *r, const char **allow);
/* The row a path would be for, NULL when none. */
const struct route *route_find(const struct site *site, enum method method, const char *path);

#endif
