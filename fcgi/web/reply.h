/* reply: turns what a request came to into status, headers and body. Owns every header we send. */
#ifndef CCER_WEB_REPLY_H
#define CCER_WEB_REPLY_H

#include "web/exchange.h"
#include "web/web.h"

/* A page of our own, rendered. */
void reply_page(struct req *r, struct reply *out, int status, const char *html, size_t n);
/* 303 to r->redirect. */
void reply_json(struct req *r, struct reply *out);
void reply_redirect(struct req *r, struct reply *out);
/* The file the handler named in r->body_*. Its first bytes are fetched here, so that a file that cannot be read is an
 * error and not a cut answer. */
enum err reply_file(struct req *r, struct reply *out);
/* An error page (templates/lib/error.cs; plain text if that fails). Never fails. */
void reply_error(struct req *r, struct reply *out, enum err e);

#endif
