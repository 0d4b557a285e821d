/* exchange: one request as the web server handed it over, and the answer to it, free of FastCGI: serve.c fills the one
 * and sends the other, tests do the same in memory. Strings are NULL when the header is absent. */
#ifndef CCER_WEB_EXCHANGE_H
#define CCER_WEB_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "web/buf.h"

struct exchange {
	const char *method, *uri; /* as on the request line */
	const char *host, *origin, *fetch_site, *cookie, *content_type, *ip, *user_agent;
	int64_t content_length; /* -1: none given; -2: not a number */
	/* Any other header by its name, NULL when absent. */
	const char *(*header)(void *ctx, const char *name);
	/* Reads at most n bytes of the body; 0 at its end, also when it was cut short. */
	size_t (*read)(void *ctx, uint8_t *p, size_t n);
	void *read_ctx; /* also header's */
};

struct reply {
	int status;
	struct buf head;    /* header lines, each ended by CRLF, without the empty line */
	const void *body;   /* first part of the body, already in memory */
	size_t body_size;
	enum err (*next)(void *ctx, const uint8_t **p, size_t *n); /* then this, NULL none */
	void *next_ctx;
	bool leave;         /* the database connection is lost: the worker should go */
};

#endif
