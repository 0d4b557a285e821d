/* http: one POST to a provider with libcurl. For programs that answer no pages. */
#ifndef CCER_GATE_HTTP_H
#define CCER_GATE_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;

enum { HTTP_BODY_MAX = 1024 * 1024, HTTP_CONNECT_S = 3, HTTP_TOTAL_S = 12 };

struct http_answer {
	long status;
	const char *body; /* NUL-terminated */
	size_t size;
};

/* Posts body (size bytes) to url with these header lines ("Name: value", NULL ends the list; "Name:" suppresses one of
 * libcurl's own). Only https; http too when site.profile is test. No redirects, 3 s to connect, 12 s in all.
 * OK: there is an answer of any status. ERR_INVALID: an address or header that is not allowed, nothing was sent.
 * ERR_TOO_LARGE: more than 1 MiB of answer. ERR_UNAVAILABLE: no whole answer, whether it arrived is unknown. */
enum err http_post(struct arena *a, const char *url, const char *const *headers, const void *body, size_t size,
		   struct http_answer *out);

/* The Host header libcurl sends for url: with the port when it is not the scheme's own. NULL: not a URL. */
const char *http_host(struct arena *a, const char *url);
/* Prepares libcurl for http.h and mail.h: once, before anything is sent. False when it cannot be used. */
bool http_open(void);
/* Closes the connection kept for the next request, and libcurl. */
void http_close(void);

#endif
