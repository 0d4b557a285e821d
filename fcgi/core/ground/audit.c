/* audit: collects the rows of a transaction, chains and writes them, and walks the chain.
 * What is hashed, each text with its length in front so that no two rows encode alike:
 *     id, time (8 bytes each, big endian), actor_kind, actor_id, ip, action, object, detail, hash of the row before.
 * The row before the first has a hash of zeros. */
#include "core/ground/audit.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "db/db.h"

enum { ACTION_BYTES = 40, OBJECT_BYTES = 64, IP_BYTES = 45, DETAIL_CHARACTERS = 2000, INTEGERS = 3, TEXTS = 5 };

struct audit_node {
	struct audit_entry entry;
	struct audit_node *next;
};

/* A copy that fits its column; too long is a bug of ours, not of what people typed. */
static const char *copy_short(struct arena *a, const char *s, size_t bytes)
{
	if (strlen(s) > bytes)
		die("audit: %.80s is longer than %zu bytes", s, bytes);
	return arena_strdup(a, s);
}

/* Cuts behind DETAIL_CHARACTERS code points. */
static const char *copy_detail(struct arena *a, const char *s)
{
	size_t i = 0, characters = 0;

	for (; s[i]; i++)
		if (((unsigned char)s[i] & 0xC0) != 0x80 && characters++ == DETAIL_CHARACTERS)
			break;
	return arena_strndup(a, s, i);
}

void audit_add(struct audit *audit, struct arena *a, const struct audit_entry *entry)
{
	struct audit_node *node = ARENA_NEW(a, struct audit_node);

	node->entry = (struct audit_entry){
		.actor_kind = arena_strdup(a, entry->actor_kind),
		.actor_id = entry->actor_id,
		.ip = copy_short(a, entry->ip ? entry->ip : "", IP_BYTES),
		.action = copy_short(a, entry->action, ACTION_BYTES),
		.object = copy_short(a, entry->object, OBJECT_BYTES),
		.detail = copy_detail(a, entry->detail ? entry->detail : ""),
	};
	if (audit->last)
		audit->last->next = node;
	else
		audit->first = node;
	audit->last = node;
	audit->count++;
}

static const char *const kind_names[] = {
	[ACTOR_NOBODY] = "nobody", [ACTOR_VISITOR] = "visitor", [ACTOR_STAFF] = "staff",
	[ACTOR_HOLDER] = "holder", [ACTOR_SYSTEM] = "system",
};

const char *actor_kind_name(enum actor_kind kind)
{
	return kind_names[kind];
}

void audit_note(struct ctx *c, const char *action, const char *kind, int64_t id, const char *detail, ...)
{
	struct audit_entry entry = {
		.actor_kind = actor_kind_name(c->actor.kind), .actor_id = c->actor.id, .ip = c->actor.ip, .action = action};

	va_list ap;

	entry.object = id ? arena_printf(c->arena, "%s:%lld", kind, (long long)id) : kind;
	if (detail) {
		va_start(ap, detail);
		entry.detail = arena_vprintf(c->arena, detail, ap);
		va_end(ap);
	}
	audit_add(&c->audit, c->arena, &entry);
}

/* ---- the hash ---- */

static uint8_t *put_number(uint8_t *p, uint64_t v)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		*p++ = (uint8_t)(v >> shift);
	return p;
}

static uint8_t *put_text(uint8_t *p, const char *s)
{
	size_t n = strlen(s);

	p = put_number(p, n);
	memcpy(p, s, n);
	return p + n;
}

/* hash holds the hash of the row before and then this row's. */
static void chain(uint8_t hash[CRYPT_HASH_BYTES], struct arena *a, int64_t id, int64_t now, const struct audit_entry *e)
{
	const char *text[TEXTS] = {e->actor_kind, e->ip, e->action, e->object, e->detail};
	size_t size = (INTEGERS + TEXTS) * sizeof(uint64_t) + CRYPT_HASH_BYTES;
	uint8_t *start, *p;

	for (int i = 0; i < TEXTS; i++)
		size += strlen(text[i]);
	start = p = arena_alloc(a, size);
	p = put_number(p, (uint64_t)id);
	p = put_number(p, (uint64_t)now);
	p = put_text(p, e->actor_kind);
	p = put_number(p, (uint64_t)e->actor_id);
	for (int i = 1; i < TEXTS; i++)
		p = put_text(p, text[i]);
	memcpy(p, hash, CRYPT_HASH_BYTES);
	crypt_keyed_hash(hash, KEY_AUDIT, start, size);
}

/* ---- the head ---- */

struct head {
	int64_t id;
	struct db_cell seal;
};

static enum err read_head(struct db *db, struct arena *a, struct head *out)
{
	struct db_rows r;

	TRY(db_do0(db, a, SQL_AUDIT_LAST, &r));
	*out = (struct head){db_num(&r, 0, "last_id"), db_raw(&r, 0, "seal")};
	return OK;
}

static void seal_of(uint8_t seal[CRYPT_HASH_BYTES], int64_t id, const uint8_t hash[CRYPT_HASH_BYTES])
{
	static const char what[] = "audit_head";
	uint8_t bytes[sizeof what + sizeof(uint64_t) + CRYPT_HASH_BYTES];

	memcpy(bytes, what, sizeof what);
	memcpy(put_number(bytes + sizeof what, (uint64_t)id), hash, CRYPT_HASH_BYTES);
	crypt_keyed_hash(seal, KEY_AUDIT, bytes, sizeof bytes);
}

static bool seal_fits(const struct db_cell *seal, int64_t id, const uint8_t hash[CRYPT_HASH_BYTES])
{
	uint8_t expected[CRYPT_HASH_BYTES];

	seal_of(expected, id, hash);
	return seal->size == CRYPT_HASH_BYTES && crypt_equal(expected, seal->data, CRYPT_HASH_BYTES);
}

static enum err write_seal(struct db *db, struct arena *a, int64_t id, const uint8_t hash[CRYPT_HASH_BYTES])
{
	uint8_t seal[CRYPT_HASH_BYTES];

	seal_of(seal, id, hash);
	return db_do(db, a, SQL_AUDIT_SEAL, NULL, db_bytes(seal, sizeof seal));
}

/* The hash of a row, zeros for 0. */
static enum err hash_of(struct db *db, struct arena *a, int64_t id, uint8_t hash[CRYPT_HASH_BYTES])
{
	struct db_rows r;
	struct db_cell cell;

	memset(hash, 0, CRYPT_HASH_BYTES);
	if (id == 0)
		return OK;
	TRY(db_do(db, a, SQL_AUDIT_HASH, &r, db_int(id)));
	cell = db_raw(&r, 0, "hash");
	if (cell.size != CRYPT_HASH_BYTES)
		return ERR_TAMPERED;
	memcpy(hash, cell.data, CRYPT_HASH_BYTES);
	return OK;
}

/* ---- writing ---- */

/* Takes the writers' lock and n ids; *first is the first of them, hash that of the row before it, *fits whether the head was sealed
 * on that one. */
static enum err reserve(struct db *db, struct arena *a, size_t n, int64_t *first, uint8_t hash[CRYPT_HASH_BYTES], bool *fits)
{
	struct head head;

	TRY(db_do(db, a, SQL_AUDIT_RESERVE, NULL, db_int((int64_t)n)));
	TRY(read_head(db, a, &head));
	*first = head.id - (int64_t)n + 1;
	TRY(hash_of(db, a, *first - 1, hash));
	*fits = seal_fits(&head.seal, *first - 1, hash);
	if (!*fits)
		log_error("audit: the seal of the head does not fit row %lld: ccerctl audit verify", (long long)*first - 1);
	return OK;
}

static enum err write_row(struct db *db, struct arena *a, int64_t id, int64_t now, const struct audit_entry *e,
			  const uint8_t hash[CRYPT_HASH_BYTES])
{
	return db_do(db, a, SQL_AUDIT_INSERT, NULL, db_int(id), db_time(a, now), db_text(e->actor_kind),
		     db_int(e->actor_id), db_text(e->ip), db_text(e->action), db_text(e->object), db_text(e->detail),
		     db_bytes(hash, CRYPT_HASH_BYTES));
}

enum err audit_flush(struct audit *audit, struct db *db, struct arena *a, int64_t now)
{
	uint8_t hash[CRYPT_HASH_BYTES];
	int64_t id;
	bool fits;

	if (!audit->count)
		return OK;
	TRY(reserve(db, a, audit->count, &id, hash, &fits));
	for (const struct audit_node *n = audit->first; n; n = n->next, id++) {
		chain(hash, a, id, now, &n->entry);
		TRY(write_row(db, a, id, now, &n->entry, hash));
	}
	if (fits)
		TRY(write_seal(db, a, id - 1, hash));
	*audit = (struct audit){0};
	return OK;
}

/* ---- walking ---- */

static bool row_verifies(struct arena *a, const struct db_rows *r, size_t row, int64_t id, uint8_t hash[CRYPT_HASH_BYTES])
{
	struct audit_entry e = {
		.actor_kind = db_str(r, row, "actor_kind"),
		.actor_id = db_num(r, row, "actor_id"),
		.ip = db_str(r, row, "ip"),
		.action = db_str(r, row, "action"),
		.object = db_str(r, row, "object"),
		.detail = db_str(r, row, "detail"),
	};
	struct db_cell stored = db_raw(r, row, "hash");
	uint8_t expected[CRYPT_HASH_BYTES];

	if (db_num(r, row, "id") != id || stored.size != CRYPT_HASH_BYTES)
		return false;
	memcpy(expected, hash, CRYPT_HASH_BYTES);
	chain(expected, a, id, db_when(r, row, "happened_at"), &e);
	if (!crypt_equal(expected, stored.data, CRYPT_HASH_BYTES))
		return false;
	memcpy(hash, expected, CRYPT_HASH_BYTES);
	return true;
}

struct walk {
	const struct audit_point *since;
	struct head head; /* as it was before the walk */
	uint8_t head_hash[CRYPT_HASH_BYTES];
	struct audit_report *out;
};

static enum err found(struct walk *w, enum audit_fault fault, int64_t id)
{
	w->out->fault = fault;
	w->out->bad_id = id;
	return ERR_TAMPERED;
}

/* One batch. *count: rows read. */
static enum err verify_batch(struct db *db, struct arena *a, struct walk *w, size_t *count)
{
	struct audit_report *out = w->out;
	struct db_rows r;

	TRY(db_do(db, a, SQL_AUDIT_AFTER, &r, db_int(out->rows)));
	*count = r.count;
	for (size_t i = 0; i < r.count; i++) {
		if (!row_verifies(a, &r, i, out->rows + 1, out->last_hash))
			return found(w, AUDIT_ROW, out->rows + 1);
		out->rows++;
		if (out->rows == w->head.id)
			memcpy(w->head_hash, out->last_hash, CRYPT_HASH_BYTES);
		if (w->since && out->rows == w->since->id && !crypt_equal(out->last_hash, w->since->hash, CRYPT_HASH_BYTES))
			return found(w, AUDIT_SINCE, out->rows);
	}
	return OK;
}

/* The head is read before and after the rows, since others may write meanwhile: all rows up to the earlier one must be
 * there, none beyond the later one. */
static enum err walk(struct db *db, struct arena *heads, struct arena *batch, struct walk *w)
{
	struct audit_report *out = w->out;
	struct head after;
	size_t count = 1;

	TRY(read_head(db, heads, &w->head));
	out->head_id = w->head.id;
	while (count) {
		arena_reset(batch);
		TRY(verify_batch(db, batch, w, &count));
	}
	TRY(read_head(db, heads, &after));
	out->head_id = after.id;
	if (w->since && out->rows < w->since->id)
		return found(w, AUDIT_SINCE, out->rows + 1);
	if (out->rows < w->head.id || out->rows > after.id)
		return found(w, AUDIT_ROW, out->rows < w->head.id ? out->rows + 1 : after.id + 1);
	return seal_fits(&w->head.seal, w->head.id, w->head_hash) ? OK : found(w, AUDIT_HEAD, w->head.id);
}

enum err audit_verify(struct db *db, const struct audit_point *since, struct audit_report *out)
{
	struct arena *heads = arena_new(), *batch = arena_new();
	struct walk w = {.since = since, .out = out};

	*out = (struct audit_report){0};
	enum err e = walk(db, heads, batch, &w);
	arena_free(batch);
	arena_free(heads);
	return e;
}

/* ---- the first seal ---- */

static enum err seal_now(void *arg)
{
	struct db *db = arg;
	struct arena *a = arena_new();
	uint8_t hash[CRYPT_HASH_BYTES];
	struct head head;
	enum err e = db_do(db, a, SQL_AUDIT_RESERVE, NULL, db_int(0));

	if (e == OK)
		e = read_head(db, a, &head);
	if (e == OK)
		e = hash_of(db, a, head.id, hash);
	if (e == OK && head.seal.size == 0)
		e = write_seal(db, a, head.id, hash);
	arena_free(a);
	return e;
}

enum err audit_seal_first(struct db *db)
{
	struct arena *a = arena_new();
	struct audit_report report;
	struct head head;
	enum err e = read_head(db, a, &head);
	bool unsealed = e == OK && head.seal.size == 0;

	arena_free(a);
	if (!unsealed)
		return e;
	e = audit_verify(db, NULL, &report);
	if (e == ERR_TAMPERED && report.fault == AUDIT_HEAD)
		e = db_transaction(db, false, seal_now, db);
	return e;
}
