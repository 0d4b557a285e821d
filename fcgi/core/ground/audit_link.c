/* audit_link: a step of linking is a few statements, however many rows it is for: it reads what waits, adds the links, takes their rows
 * out of those that wait, moves the head. */
#include "core/ground/audit_link.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "core/ground/audit_chain.h"
#include "core/ground/audit_verify.h"

/* ROWS: as many as audit_waiting_after reads. LINK_BYTES: [id,"hash"] and a comma. */
enum { ROWS = 500, LINK_BYTES = 20 + 2 * CRYPT_HASH_BYTES + 8 };

struct links {
	struct arena *a;
	int64_t number;                 /* of the newest */
	uint8_t hash[CRYPT_HASH_BYTES]; /* its hash */
	uint64_t count;                 /* made here */
	char *json, *end;               /* those, for audit_link_insert */
};

static void add(struct links *l, int64_t id, const struct db_cell *row_hash)
{
	audit_chain_link(l->hash, ++l->number, row_hash->data);
	l->end += snprintf(l->end, LINK_BYTES, "%c[%lld,\"%s\"]", l->count++ ? ',' : '[', (long long)id,
			   text_hex(l->a, l->hash, sizeof l->hash));
}

/* Why this one is not linked, NULL: it is. */
static const char *amiss(struct arena *a, const struct db_rows *r, size_t i, const struct audit_row *row)
{
	uint8_t expected[CRYPT_HASH_BYTES];

	if (db_is_null(r, i, "row_id"))
		return "is gone";
	if (!db_is_null(r, i, "linked"))
		return "is linked already";
	audit_chain_hash(expected, a, row);
	return audit_chain_is(&row->hash, expected) ? NULL : "does not verify";
}

/* Once by each process, and not at every step. */
static void tell(int64_t id, const char *why)
{
	static int64_t told;

	if (id <= told)
		return;
	told = id;
	log_error("audit: row %lld waits and %s: ccerctl audit verify", (long long)id, why);
}

static void add_all(struct links *l, const struct db_rows *r)
{
	l->json = l->end = arena_alloc(l->a, r->count * LINK_BYTES + sizeof "[]");
	for (size_t i = 0; i < r->count; i++) {
		struct audit_row row = audit_chain_row(r, i);
		const char *why = amiss(l->a, r, i, &row);

		if (why)
			tell(db_num(r, i, "waiting_id"), why);
		else
			add(l, row.id, &row.hash);
	}
	(void)strcpy(l->end, "]");
}

/* All of them or none: the number of changed rows says whether each was there. */
static enum err write_links(struct db *db, const struct links *l)
{
	struct db_rows linked, gone;

	TRY(db_do(db, l->a, SQL_AUDIT_LINK_INSERT, &linked, db_int(l->number - (int64_t)l->count), db_text(l->json)));
	TRY(db_do(db, l->a, SQL_AUDIT_WAITING_DONE, &gone, db_text(l->json)));
	if (linked.affected != l->count || gone.affected != l->count)
		return ERR_CONFLICT;
	return db_do(db, l->a, SQL_AUDIT_ADVANCE, NULL, db_int(l->number));
}

enum err audit_link(struct db *db, struct arena *a, int64_t after, struct audit_linking *out)
{
	struct links l = {.a = a};
	struct audit_head head;
	struct db_rows r;
	bool fits;

	*out = (struct audit_linking){0};
	TRY(audit_chain_lock(db, a, &head));
	TRY(db_do(db, a, SQL_AUDIT_WAITING_AFTER, &r, db_int(after)));
	if (!r.count)
		return OK;
	TRY(audit_chain_hash_of(db, a, head.number, l.hash));
	fits = audit_chain_sealed(&head, l.hash);
	if (!fits)
		log_error("audit: the seal of the head does not fit link %lld: ccerctl audit verify", (long long)head.number);
	l.number = head.number;
	add_all(&l, &r);
	*out = (struct audit_linking){db_num(&r, r.count - 1, "waiting_id"), (int64_t)l.count, r.count == ROWS};
	if (!l.count)
		return OK;
	TRY(write_links(db, &l));
	return fits ? audit_chain_seal(db, a, l.number, l.hash) : OK;
}

/* ---- the first seal ---- */

static enum err seal_now(void *arg)
{
	struct db *db = arg;
	struct arena *a = arena_new();
	uint8_t hash[CRYPT_HASH_BYTES];
	struct audit_head head;
	enum err e = audit_chain_lock(db, a, &head);

	if (e == OK)
		e = audit_chain_hash_of(db, a, head.number, hash);
	if (e == OK && head.seal.size == 0)
		e = audit_chain_seal(db, a, head.number, hash);
	arena_free(a);
	return e;
}

enum err audit_link_seal_first(struct db *db)
{
	struct arena *a = arena_new();
	struct audit_report report;
	struct audit_head head;
	enum err e = audit_chain_head(db, a, &head);
	bool unsealed = e == OK && head.seal.size == 0;

	arena_free(a);
	if (!unsealed)
		return e;
	e = audit_verify(db, NULL, &report);
	if (e == ERR_TAMPERED && report.fault == AUDIT_HEAD)
		e = db_transaction(db, false, seal_now, db);
	return e;
}
