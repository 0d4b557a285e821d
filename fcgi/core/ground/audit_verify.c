/* audit_verify: the links first, then the rows beside them. Others write and link meanwhile: every statement sees what was committed
 * when it began, and a row changes from waiting to linked in one commit. */
#include "core/ground/audit_verify.h"

#include <string.h>

#include "base/arena.h"
#include "core/ground/audit_chain.h"

struct walk {
	struct db *db;
	const struct audit_point *since;
	struct audit_head head; /* as it was before the walk */
	uint8_t head_hash[CRYPT_HASH_BYTES];
	struct audit_report *out;
};

static enum err found(struct walk *w, enum audit_fault fault, int64_t bad)
{
	w->out->fault = fault;
	w->out->bad = bad;
	return ERR_TAMPERED;
}

static bool row_verifies(struct arena *a, const struct audit_row *row)
{
	uint8_t expected[CRYPT_HASH_BYTES];

	audit_chain_hash(expected, a, row);
	return audit_chain_is(&row->hash, expected);
}

/* ---- the chain ---- */

/* hash: of the link before, then of this one. A row from before there were links has its link's hash. */
static bool link_verifies(struct arena *a, const struct db_rows *r, size_t i, uint8_t hash[CRYPT_HASH_BYTES])
{
	struct audit_row row = audit_chain_row(r, i);
	struct db_cell link = db_raw(r, i, "link");
	uint8_t before[CRYPT_HASH_BYTES];

	memcpy(before, hash, sizeof before);
	if (db_is_null(r, i, "row_id"))
		return false;
	if (row_verifies(a, &row)) {
		audit_chain_link(hash, db_num(r, i, "number"), row.hash.data);
		return audit_chain_is(&link, hash);
	}
	audit_chain_link_old(hash, a, &row);
	return db_num(r, i, "number") == row.id && audit_chain_is(&row.hash, hash) && audit_chain_is(&link, hash);
}

static enum err look_at_link(struct walk *w, struct arena *a, const struct db_rows *r, size_t i)
{
	struct audit_report *out = w->out;
	uint8_t hash[CRYPT_HASH_BYTES];

	memcpy(hash, out->last_hash, sizeof hash);
	if (db_num(r, i, "number") != out->linked + 1)
		return found(w, AUDIT_LINK, out->linked + 1);
	if (!link_verifies(a, r, i, hash))
		return found(w, AUDIT_ROW, db_num(r, i, "audit_id"));
	memcpy(out->last_hash, hash, sizeof hash);
	out->linked++;
	if (out->linked == w->head.number)
		memcpy(w->head_hash, hash, sizeof hash);
	if (w->since && out->linked == w->since->number && !crypt_equal(hash, w->since->hash, sizeof hash))
		return found(w, AUDIT_SINCE, out->linked);
	return OK;
}

static enum err walk_links(struct walk *w, struct arena *a)
{
	struct db_rows r = {.count = 1};

	while (r.count) {
		arena_reset(a);
		TRY(db_do(w->db, a, SQL_AUDIT_LINKS_AFTER, &r, db_int(w->out->linked)));
		for (size_t i = 0; i < r.count; i++)
			TRY(look_at_link(w, a, &r, i));
	}
	return OK;
}

/* The head is read before and after the links: all up to the earlier one must be there, none beyond the later one. */
static enum err walk_chain(struct walk *w, struct arena *heads, struct arena *batch)
{
	struct audit_report *out = w->out;
	struct audit_head after;

	TRY(audit_chain_head(w->db, heads, &w->head));
	out->head_number = w->head.number;
	TRY(walk_links(w, batch));
	TRY(audit_chain_head(w->db, heads, &after));
	out->head_number = after.number;
	if (w->since && out->linked < w->since->number)
		return found(w, AUDIT_SINCE, w->since->number);
	if (out->linked < w->head.number || out->linked > after.number)
		return found(w, AUDIT_LINK, out->linked < w->head.number ? out->linked + 1 : after.number + 1);
	return audit_chain_sealed(&w->head, w->head_hash) ? OK : found(w, AUDIT_HEAD, w->head.number);
}

/* ---- the others ---- */

static enum err look_at_unlinked(struct walk *w, struct arena *a, int64_t after, int64_t until)
{
	struct db_rows r;

	TRY(db_do(w->db, a, SQL_AUDIT_UNLINKED, &r, db_int(after), db_int(until)));
	for (size_t i = 0; i < r.count; i++) {
		struct audit_row row = audit_chain_row(&r, i);

		if (db_is_null(&r, i, "waiting_id") || !row_verifies(a, &row))
			return found(w, AUDIT_LOOSE, row.id);
		w->out->waiting++;
	}
	return OK;
}

static enum err walk_rows(struct walk *w, struct arena *a)
{
	struct db_rows r;

	for (int64_t after = 0, until;; after = until) {
		arena_reset(a);
		TRY(db_do(w->db, a, SQL_AUDIT_STEP, &r, db_int(after)));
		until = db_num(&r, 0, "last");
		if (!until)
			break;
		TRY(look_at_unlinked(w, a, after, until));
	}
	TRY(db_do0(w->db, a, SQL_AUDIT_WAITING_AMISS, &r));
	return r.count ? found(w, AUDIT_LOOSE, db_num(&r, 0, "id")) : OK;
}

enum err audit_verify(struct db *db, const struct audit_point *since, struct audit_report *out)
{
	struct arena *heads = arena_new(), *batch = arena_new();
	struct walk w = {.db = db, .since = since, .out = out};
	enum err e;

	*out = (struct audit_report){0};
	e = walk_chain(&w, heads, batch);
	if (e == OK)
		e = walk_rows(&w, batch);
	arena_free(batch);
	arena_free(heads);
	return e;
}
