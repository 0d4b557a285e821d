/* clamd: a virus scanner behind the socket scan.socket, in clamd's own protocol (clamd(8): zPING, zVERSION, zINSTREAM). Files
 * are streamed, so clamd needs no way into the store. Which file is scanned when, and what a verdict leads to, is
 * core/material/scan.h's. Calls block: never within a transaction. */
#ifndef CCER_GATE_CLAMD_H
#define CCER_GATE_CLAMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;

enum { CLAMD_CONNECT_S = 2, CLAMD_CHUNK = 64 * 1024, CLAMD_FOUND_MAX = 100 };

enum clamd_verdict {
	CLAMD_CLEAN,
	CLAMD_INFECTED,
	CLAMD_LIMIT, /* larger or deeper than clamd looks: says nothing about the file, so never clean */
	CLAMD_ERROR, /* no answer, or none that is understood: try again */
};
struct clamd_result {
	enum clamd_verdict verdict;
	/* INFECTED: clamd's name of it. LIMIT: "limit". ERROR: unavailable | answer | file (we could not read it). CLEAN: "".
	 * Printable ASCII without quotes and backslashes, at most CLAMD_FOUND_MAX. */
	const char *found;
};

/* Is a scanner set up at all (scan.socket)? */
bool clamd_is_on(void);
/* Streams size bytes from next (which gives *n 0 at the end; crypt_reader_next fits). More than scan.max_mb is not sent and is
 * CLAMD_LIMIT: clamd's StreamMaxLength must not be smaller. The verdict is there at the latest total_s after the call. */
struct clamd_result clamd_scan(struct arena *a, enum err (*next)(void *ctx, const uint8_t **p, size_t *n), void *ctx,
			       int64_t size, int total_s);
/* Does it answer within total_s? */
bool clamd_ping(struct arena *a, int total_s);
/* Its version and the age of its signatures, as it says: "ClamAV 1.0.7/27432/…". ERR_UNAVAILABLE. */
enum err clamd_version(struct arena *a, int total_s, const char **out);

#endif
