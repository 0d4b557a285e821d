/* audit_chain: what is hashed begins with a word for its kind, and each text has its length in front, so that no two
 * things encode alike; numbers are 8 bytes, big endian:
 *     row    "audit_row",  id, time, actor_kind, actor_id, ip, action, object, detail
 *     link   "audit_link", number, hash of the row, hash of the link before
 *     head   "audit_head", number, hash of the newest link
 *     old    id, time, actor_kind, actor_id, ip, action, object, detail, hash of the row before */
#include "core/ground/audit_chain.h"

#include <string.h>

#include "base/arena.h"

enum { INTEGERS = 3, TEXTS = 5 };

static const char row_word[] = "audit_row", link_word[] = "audit_link", head_word[] = "audit_head";

struct audit_row audit_chain_row(const struct db_rows *r, size_t i)
{
	return (struct audit_row){
		.id = db_num(r, i, "id"),
		.at = db_when(r, i, "happened_at"),
		.entry = {
			.actor_kind = db_str(r, i, "actor_kind"),
			.actor_id = db_num(r, i, "actor_id"),
			.ip = db_str(r, i, "ip"),
			.action = db_str(r, i, "action"),
			.object = db_str(r, i, "object"),
			.detail = db_str(r, i, "detail"),
		},
		.hash = db_raw(r, i, "hash"),
	};
}

/* ---- hashes ---- */

static uint8_t *put_bytes(uint8_t *p, const void *bytes, size_t n)
{
	memcpy(p, bytes, n);
	return p + n;
}

static uint8_t *put_number(uint8_t *p, uint64_t v)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		*p++ = (uint8_t)(v >> shift);
	return p;
}

static uint8_t *put_text(uint8_t *p, const char *s)
{
	size_t n = strlen(s);

	return put_bytes(put_number(p, n), s, n);
}

static size_t size_of_row(const struct audit_entry *e)
{
	return (INTEGERS + TEXTS) * sizeof(uint64_t) + strlen(e->actor_kind) + strlen(e->ip) + strlen(e->action) + strlen(e->object) +
	       strlen(e->detail);
}

static uint8_t *put_row(uint8_t *p, const struct audit_row *row)
{
	const struct audit_entry *e = &row->entry;

	p = put_number(p, (uint64_t)row->id);
	p = put_number(p, (uint64_t)row->at);
	p = put_text(p, e->actor_kind);
	p = put_number(p, (uint64_t)e->actor_id);
	p = put_text(p, e->ip);
	p = put_text(p, e->action);
	p = put_text(p, e->object);
	return put_text(p, e->detail);
}

void audit_chain_hash(uint8_t hash[CRYPT_HASH_BYTES], struct arena *a, const struct audit_row *row)
{
	size_t size = sizeof row_word + size_of_row(&row->entry);
	uint8_t *bytes = arena_alloc(a, size);

	put_row(put_bytes(bytes, row_word, sizeof row_word), row);
	crypt_keyed_hash(hash, KEY_AUDIT, bytes, size);
}

void audit_chain_link_old(uint8_t hash[CRYPT_HASH_BYTES], struct arena *a, const struct audit_row *row)
{
	size_t size = size_of_row(&row->entry) + CRYPT_HASH_BYTES;
	uint8_t *bytes = arena_alloc(a, size);

	put_bytes(put_row(bytes, row), hash, CRYPT_HASH_BYTES);
	crypt_keyed_hash(hash, KEY_AUDIT, bytes, size);
}

void audit_chain_link(uint8_t hash[CRYPT_HASH_BYTES], int64_t number, const void *row_hash)
{
	uint8_t bytes[sizeof link_word + sizeof(uint64_t) + 2 * CRYPT_HASH_BYTES], *p = bytes;

	p = put_bytes(p, link_word, sizeof link_word);
	p = put_number(p, (uint64_t)number);
	p = put_bytes(p, row_hash, CRYPT_HASH_BYTES);
	put_bytes(p, hash, CRYPT_HASH_BYTES);
	crypt_keyed_hash(hash, KEY_AUDIT, bytes, sizeof bytes);
}

static void seal_of(uint8_t seal[CRYPT_HASH_BYTES], int64_t number, const uint8_t hash[CRYPT_HASH_BYTES])
{
	uint8_t bytes[sizeof head_word + sizeof(uint64_t) + CRYPT_HASH_BYTES], *p = bytes;

	p = put_bytes(p, head_word, sizeof head_word);
	p = put_number(p, (uint64_t)number);
	put_bytes(p, hash, CRYPT_HASH_BYTES);
	crypt_keyed_hash(seal, KEY_AUDIT, bytes, sizeof bytes);
}

bool audit_chain_is(const struct db_cell *stored, const uint8_t hash[CRYPT_HASH_BYTES])
{
	return stored->size == CRYPT_HASH_BYTES && crypt_equal(hash, stored->data, CRYPT_HASH_BYTES);
}

/* ---- the head ---- */

static struct audit_head head_of(const struct db_rows *r)
{
	return (struct audit_head){db_num(r, 0, "last_id"), db_raw(r, 0, "seal")};
}

enum err audit_chain_head(struct db *db, struct arena *a, struct audit_head *out)
{
	struct db_rows r;

	TRY(db_do0(db, a, SQL_AUDIT_LAST, &r));
	*out = head_of(&r);
	return OK;
}

enum err audit_chain_lock(struct db *db, struct arena *a, struct audit_head *out)
{
	struct db_rows r;

	TRY(db_do0(db, a, SQL_AUDIT_LOCK, &r));
	*out = head_of(&r);
	return OK;
}

enum err audit_chain_hash_of(struct db *db, struct arena *a, int64_t number, uint8_t hash[CRYPT_HASH_BYTES])
{
	struct db_rows r;
	struct db_cell cell;

	memset(hash, 0, CRYPT_HASH_BYTES);
	if (number == 0)
		return OK;
	TRY(db_do(db, a, SQL_AUDIT_LINK_HASH, &r, db_int(number)));
	cell = db_raw(&r, 0, "hash");
	if (cell.size != CRYPT_HASH_BYTES)
		return ERR_TAMPERED;
	memcpy(hash, cell.data, CRYPT_HASH_BYTES);
	return OK;
}

bool audit_chain_sealed(const struct audit_head *head, const uint8_t hash[CRYPT_HASH_BYTES])
{
	uint8_t expected[CRYPT_HASH_BYTES];

	seal_of(expected, head->number, hash);
	return audit_chain_is(&head->seal, expected);
}

enum err audit_chain_seal(struct db *db, struct arena *a, int64_t number, const uint8_t hash[CRYPT_HASH_BYTES])
{
	uint8_t seal[CRYPT_HASH_BYTES];

	seal_of(seal, number, hash);
	return db_do(db, a, SQL_AUDIT_SEAL, NULL, db_bytes(seal, sizeof seal));
}
