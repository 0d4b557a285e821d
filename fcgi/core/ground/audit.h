/* audit: the chain of who did what (rules.md § 10). Rows are collected during a transaction and written at its very end,
 * just before COMMIT, because writing takes the lock on audit_head that serialises all writers. Each row's hash is keyed
 * (KEY_AUDIT) over its content and the hash of the row before; whoever has the database but not the key cannot mend it. The head
 * is sealed with the same key over the number and the hash of the newest row, so that rows cannot be taken off the end; a writer who
 * finds a seal that does not fit leaves it, so that it is found later too. Who puts back an old head with its old seal is found
 * by the signed anchors (core/house/anchor.h). */
#ifndef CCER_CORE_GROUND_AUDIT_H
#define CCER_CORE_GROUND_AUDIT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct ctx;
struct db;

struct audit_entry {
	const char *actor_kind; /* visitor | staff | holder | system | nobody */
	int64_t actor_id;       /* 0: none */
	const char *ip;         /* "" when there is none */
	const char *action;     /* "application.submit"; ASCII, <= 40 bytes */
	const char *object;     /* "application:12"; ASCII, <= 64 bytes */
	const char *detail;     /* JSON text, from → to, version; never personal data in clear; cut at 2,000 code points */
};
/* Entries of the running transaction. All zero is empty; lives in the request's arena, so a transaction that is run again
 * starts from an empty one. */
struct audit {
	struct audit_node *first, *last;
	size_t count;
};
/* What core functions call: notes one act of c->actor on "kind:id" (just "kind" when id is 0). detail may be NULL. */
void audit_note(struct ctx *c, const char *action, const char *kind, int64_t id, const char *detail, ...)
	__attribute__((format(printf, 5, 6)));
/* Collects an entry; its strings are copied into the arena. Too long an action, object or ip is a bug: dies. */
void audit_add(struct audit *audit, struct arena *a, const struct audit_entry *entry);
/* Writes what was collected, at one time for all rows, and empties the collection. To be called last in the transaction.
 * Nothing collected: nothing is done, no lock is taken. */
enum err audit_flush(struct audit *audit, struct db *db, struct arena *a, int64_t now);

/* A row as it was once: known from somewhere else than the database (core/house/anchor.h). */
struct audit_point {
	int64_t id;
	uint8_t hash[32];
};
enum audit_fault {
	AUDIT_ROW,   /* a row does not verify, or is missing before the one audit_head names */
	AUDIT_HEAD,  /* the head's seal does not fit the row it names: it was set back, or never sealed */
	AUDIT_SINCE, /* the row of the point given is another one or is gone */
};
struct audit_report {
	int64_t rows;      /* rows that verified, from the first on */
	enum audit_fault fault; /* of ERR_TAMPERED */
	int64_t bad_id;    /* first row that does not verify or is missing; 0: none */
	int64_t head_id;   /* audit_head.last_id */
	uint8_t last_hash[32]; /* of the last good row */
};
/* Walks the whole chain in batches, outside of transactions. OK: unbroken, audit_head names the last row, is sealed, and the row of
 * since (NULL none) is as it was. ERR_TAMPERED: see fault and bad_id. */
enum err audit_verify(struct db *db, const struct audit_point *since, struct audit_report *out);
/* Seals the head of a chain from before heads were sealed, if it is whole. OK also when it has a seal, whether that fits or not. */
enum err audit_seal_first(struct db *db);

#endif
