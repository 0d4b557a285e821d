/* web_fake: a web server in memory for unit tests: requests from strings, answers as strings, templates in a temporary
 * folder, and a database that only counts its transactions. */
#ifndef CCER_TESTS_WEB_FAKE_H
#define CCER_TESTS_WEB_FAKE_H

#include "web/exchange.h"
#include "web/web.h"

struct fake_body {
	const char *p;
	size_t n, at, step;
};

struct fake_db {
	int begins, commits, rollbacks, retries_at_commit;
	bool open, read_only, lost;
};
extern struct fake_db fake;

struct answer {
	int status;
	const char *head, *body;
	bool leave;
};

/* Makes the temporary folder, settings for the test profile, opens the templates written by then. */
void fake_template(const char *name, const char *text);
void fake_start(void);
void fake_stop(void);
/* method uri, POST body of the urlencoded kind or NULL; cookie "s=alice" signs alice in. */
struct answer fake_request(struct arena *a, const struct site *site, const char *method, const char *uri, const char *body,
			   const char *cookie);
struct answer fake_exchange(struct arena *a, const struct site *site, struct exchange *x, const char *body, size_t n);
/* The value of a header line of an answer, NULL when absent. */
const char *fake_header(struct arena *a, const struct answer *answer, const char *name);

#endif
