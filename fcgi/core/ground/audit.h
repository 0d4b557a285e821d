/* audit: who did what (rules.md § 10), never lost and never altered. Three things, each with a header of its own:
 * - written (here): entries are collected during a transaction and become rows at its very end, so that a row is there exactly when what it
 *   tells of is. Each row has a keyed hash (KEY_AUDIT) over its number and content: whoever has the database but not the key can
 *   neither change a row nor put one in. Writers wait for nobody: a row's number is drawn from the counter of audit_waiting, where
 *   the row waits to be linked.
 * - linked (audit_link.h): within a second the courier hangs the rows that wait on the chain, so that none can be taken out of it.
 * - verified (audit_verify.h): all of it, saying up to where it is linked and how many wait.
 * The order of the chain is that of commits as far as anybody can tell: a row is written after its transaction has every lock it
 * takes, so who waited for another's commit, or saw what it did, comes behind it. Numbers of rows have gaps where a transaction
 * was taken back; numbers of links have none. Programs may only insert and select; the courier alone links (sql/grant.sql). */
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
/* Writes what was collected, at one time for all rows, and empties the collection. To be called last in the transaction: the order
 * above rests on it. Nothing collected: nothing is done. */
enum err audit_flush(struct audit *audit, struct db *db, struct arena *a, int64_t now);

#endif
