/* req: what route.c and reply.c need of a request beyond what handlers see. */
#ifndef CCER_WEB_REQ_H
#define CCER_WEB_REQ_H

#include "web/buf.h"
#include "web/exchange.h"
#include "web/form.h"
#include "web/web.h"

struct field_error {
	const char *field, *message, *value;
};

/* Behind r->own. */
struct req_own {
	const struct exchange *x;
	struct form_value *value;  /* one per row of the route's form */
	struct field_error *error;
	size_t errors, error_room, refusals; /* refusals: errors before the page is shown again */
	struct buf cookies;        /* Set-Cookie lines */
	size_t cookies_kept;       /* bytes of them that stay when a transaction is run again */
	const char *allow;         /* of a path that exists, for 405 */
	enum err permitted;
	bool answered;             /* an earlier sending of this form was, and what follows is that answer again */
	bool led_away;             /* begin answered with a redirect: nothing else runs */
	bool has_form;             /* the page that was rendered bears tokens */
	const char *form_key;      /* the one-time key of its forms, NULL until one shows it */
};

/* A request with an id, before anything of it is looked at. */
struct req *req_new(const struct site *site, struct db *db, struct arena *a, const struct exchange *x);
/* Method, path, query, cookies. ERR_BAD_REQUEST when they are not what browsers send. */
enum err req_parse(struct req *r, const struct exchange *x);
/* What happened so far stays, whatever is run again. */
void req_keep(struct req *r);
/* Back to the last req_keep: before a handler is run (again). */
void req_rewind(struct req *r);
/* Takes back the cookies set since: what they stood for was rolled back. */
void req_drop_cookies(struct req *r);
/* Puts what was typed and what is wrong with it into the view (on 422). */
void req_show_errors(struct req *r);
/* Puts a GET's checked values into the view. */
void req_show_values(struct req *r);
const struct buf *req_cookies(const struct req *r);
const char *req_allow(const struct req *r);
/* May the page be kept for others (shared_s)? Not when it bears a token, and neither a cookie goes with it nor an error is told. */
bool req_is_shared(const struct req *r);

#endif
