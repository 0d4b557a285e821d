/* audit_verify: walks the audit chain and looks at every row, linked or not. */
#ifndef CCER_CORE_GROUND_AUDIT_VERIFY_H
#define CCER_CORE_GROUND_AUDIT_VERIFY_H

#include <stdint.h>

#include "base/err.h"

struct db;

/* A link as it was once: known from somewhere else than the database (core/house/anchor.h). */
struct audit_point {
	int64_t number;
	uint8_t hash[32];
};
enum audit_fault {
	AUDIT_ROW,   /* a linked row does not verify or is gone: bad is its id */
	AUDIT_LINK,  /* a link is missing before the one audit_head names, or there is one behind that: bad is its number */
	AUDIT_HEAD,  /* the head's seal does not fit the link it names, bad: it was set back, or never sealed */
	AUDIT_SINCE, /* the link of the point given, bad, is another one or is gone */
	AUDIT_LOOSE, /* the row bad is neither linked nor waits, or waits and does not verify, is gone or is linked already */
};
struct audit_report {
	int64_t linked;         /* links that verified, from the first on */
	uint8_t last_hash[32];  /* of the last of them */
	int64_t waiting;        /* rows that verified and wait to be linked */
	int64_t head_number;    /* audit_head.last_id */
	enum audit_fault fault; /* of ERR_TAMPERED */
	int64_t bad;
};
/* Goes through everything in batches, outside of transactions. OK: the chain is unbroken, audit_head names its last link and is
 * sealed, the link of since (NULL none) is as it was, and every other row verifies and waits. ERR_TAMPERED: see fault and bad.
 * A row that was taken away together with its place among those that wait, before it was linked, leaves nothing to be found. */
enum err audit_verify(struct db *db, const struct audit_point *since, struct audit_report *out);

#endif
