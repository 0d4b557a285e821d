/* audit: collects the entries of a transaction and writes them. How they are linked is audit_link.c's. */
#include "core/ground/audit.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "core/ground/audit_chain.h"
#include "core/ground/ctx.h"
#include "db/db.h"

enum { ACTION_BYTES = 40, OBJECT_BYTES = 64, IP_BYTES = 45, DETAIL_CHARACTERS = 2000 };

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

/* ---- writing ---- */

/* The row waits from now on; its place there is its number. */
static enum err write_row(struct db *db, struct arena *a, const struct audit_entry *e, int64_t now)
{
	uint8_t hash[CRYPT_HASH_BYTES];
	struct db_rows place;

	TRY(db_do(db, a, SQL_AUDIT_WAIT, &place, db_time(a, now)));
	const struct audit_row row = {.id = (int64_t)place.insert_id, .at = now, .entry = *e};
	audit_chain_hash(hash, a, &row);
	return db_do(db, a, SQL_AUDIT_INSERT, NULL, db_int(row.id), db_time(a, now), db_text(e->actor_kind), db_int(e->actor_id),
		     db_text(e->ip), db_text(e->action), db_text(e->object), db_text(e->detail), db_bytes(hash, sizeof hash));
}

enum err audit_flush(struct audit *audit, struct db *db, struct arena *a, int64_t now)
{
	for (const struct audit_node *n = audit->first; n; n = n->next)
		TRY(write_row(db, a, &n->entry, now));
	*audit = (struct audit){0};
	return OK;
}
