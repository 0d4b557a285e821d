/* http: one request to a provider with libcurl. For programs that answer no pages, but for beginning a payment. */
#ifndef CCER_GATE_HTTP_H
#define CCER_GATE_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;

enum { HTTP_BODY_MAX = 1024 * 1024, HTTP_CONNECT_S = 3, HTTP_TOTAL_S = 12 };

struct http_request {
	bool is_post;                /* else GET */
	bool is_once;                /* over a connection of its own: on a kept one that breaks, libcurl sends again unasked */
	const char *url;
	const char *const *headers;  /* lines "Name: value", NULL ends; "Name:" suppresses one of libcurl's own */
	const void *body;            /* of a POST */
	size_t size;
	const char *const *want;     /* names of headers of the answer, NULL ends; NULL: none */
	size_t answer_max;           /* largest answer, 0: HTTP_BODY_MAX */
	int total_s;                 /* seconds in all, 0: HTTP_TOTAL_S */
};
struct http_answer {
	long status;
	const char *body;         /* NUL-terminated */
	size_t size;
	const char *const *value; /* of the headers wanted, in their order, trimmed, "" when absent */
	bool asked;               /* the request was about to leave: without an answer nobody knows what became of it */
	const char *fault;        /* why there is no whole answer: no_address no_connection tls timeout broken; "" none */
};

/* One request. Only https; http too when site.profile is test. No redirects, 3 s to connect.
 * OK: there is an answer of any status. ERR_INVALID: an address or header that is not allowed, nothing was sent.
 * ERR_TOO_LARGE: more of an answer than allowed. ERR_UNAVAILABLE: no whole answer, whether it arrived is unknown. */
enum err http_send(struct arena *a, const struct http_request *r, struct http_answer *out);
/* The Host header libcurl sends for url: with the port when it is not the scheme's own. NULL: not a URL. */
const char *http_host(struct arena *a, const char *url);
/* Prepares libcurl for http.h and mail.h: once, before anything is sent. False when it cannot be used. */
bool http_open(void);
/* Closes the connection kept for the next request, and libcurl. */
void http_close(void);

#endif
