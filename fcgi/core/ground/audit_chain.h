/* audit_chain: what holds the audit chain together: the hashes of rows and links, all keyed with KEY_AUDIT, and the head, which
 * is sealed with the same key over the number and the hash of the newest link, so that links cannot be taken off the end. */
#ifndef CCER_CORE_GROUND_AUDIT_CHAIN_H
#define CCER_CORE_GROUND_AUDIT_CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/crypt/crypt.h"
#include "base/err.h"
#include "core/ground/audit.h"
#include "db/db.h"

struct audit_row {
	int64_t id, at;
	struct audit_entry entry;
	struct db_cell hash; /* as it stands in the row */
};
/* The columns id happened_at actor_kind actor_id ip action object detail hash of a result. */
struct audit_row audit_chain_row(const struct db_rows *r, size_t i);
/* The hash of a row: over its id and content. */
void audit_chain_hash(uint8_t hash[CRYPT_HASH_BYTES], struct arena *a, const struct audit_row *row);
/* hash: in, of the link before (zeros before the first); out, of this link, which holds a row with that hash. */
void audit_chain_link(uint8_t hash[CRYPT_HASH_BYTES], int64_t number, const void *row_hash);
/* The same of a row from before there were links, whose hash was its link's: over its content and the hash of the row before. */
void audit_chain_link_old(uint8_t hash[CRYPT_HASH_BYTES], struct arena *a, const struct audit_row *row);
/* Is a stored hash this one? In constant time. */
bool audit_chain_is(const struct db_cell *stored, const uint8_t hash[CRYPT_HASH_BYTES]);

struct audit_head {
	int64_t number; /* of the newest link, 0 none */
	struct db_cell seal;
};
enum err audit_chain_head(struct db *db, struct arena *a, struct audit_head *out);
/* The same, locked until the transaction ends: only who has it may link. */
enum err audit_chain_lock(struct db *db, struct arena *a, struct audit_head *out);
/* The hash of a link, zeros for number 0. ERR_NOT_FOUND, ERR_TAMPERED: none, no hash. */
enum err audit_chain_hash_of(struct db *db, struct arena *a, int64_t number, uint8_t hash[CRYPT_HASH_BYTES]);
/* Does the seal fit the link with the head's number when that has this hash? */
bool audit_chain_sealed(const struct audit_head *head, const uint8_t hash[CRYPT_HASH_BYTES]);
/* Seals the head over a link; the caller has the lock. */
enum err audit_chain_seal(struct db *db, struct arena *a, int64_t number, const uint8_t hash[CRYPT_HASH_BYTES]);

#endif
