/* outbox.c: messages as rows. Recipient and values are sealed for their message; leases let several couriers work at once. */
#include "core/message/outbox.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/limit.h"
#include "core/ground/refusal.h"
#include "core/ground/seal_place.h"

enum { TRIES_MAX = 60, RETRY_S = 5, RETRY_MAX_S = 3600, HOLD_S = 600, HOLD_MAX_S = 3 * 86400, UNSURE_S = 10 };
enum { SILENT_S = 600, SILENT_MAX_S = 86400, ASK_EVERY_S = 3600 };
enum { LEASE_BYTES = 16, WORD_MAX = 64, RESENDS_AN_HOUR = 3 };

static const struct kind {
	const char *channel, *name;
	int expires_s;
} kinds[MESSAGE_COUNT] = {
#define MESSAGE(id, channel, name, expires_s) {#channel, #name, expires_s},
#include "core/message/messages.def"
#undef MESSAGE
};

const char *outbox_place(struct arena *a, const char *public_id, const char *what)
{
	return arena_printf(a, "outbox/%s/%s", public_id, what);
}

struct db_value outbox_recipient_index(struct arena *a, const char *recipient)
{
	char *text = arena_printf(a, "outbox.recipient\n%s", recipient);
	uint8_t *hash = arena_alloc(a, CRYPT_HASH_BYTES);

	for (char *p = text; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p += 'a' - 'A';
	crypt_keyed_hash(hash, KEY_INDEX, text, strlen(text));
	return db_bytes(hash, CRYPT_HASH_BYTES);
}

static void free_text(void *p)
{
	free(p);
}

static const char *values_text(struct ctx *c, const struct message_value *values)
{
	json_t *object = json_object();

	for (; object && values->name; values++)
		json_object_set_new(object, values->name, json_string(values->value ? values->value : ""));
	char *text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	if (text)
		arena_defer(c->arena, free_text, text);
	return text;
}

enum err outbox_add(struct ctx *c, enum message message, const char *recipient, int64_t application_id,
		    const struct message_value *values)
{
	const struct kind *k = &kinds[message];
	bool mail = strcmp(k->channel, "mail") == 0;
	size_t to_n, text_n;

	if ((mail ? check_email(recipient) : check_mobile(recipient)) != NULL)
		return ERR_INVALID;
	const char *text = values_text(c, values);
	if (text == NULL)
		return ERR_INVALID; /* not UTF-8: nothing our forms let through */
	const char *id = crypt_random_text(c->arena, 22);
	const uint8_t *to = crypt_seal(c->arena, outbox_place(c->arena, id, "recipient"), recipient, strlen(recipient), &to_n);
	const uint8_t *sealed = crypt_seal(c->arena, outbox_place(c->arena, id, "values"), text, strlen(text), &text_n);
	return db_do(c->db, c->arena, SQL_OUTBOX_INSERT, NULL, db_text(id), db_text(k->channel), db_text(k->name),
		     db_bytes(to, to_n), outbox_recipient_index(c->arena, recipient),
		     db_text(mail ? text_mask_email(c->arena, recipient) : text_mask_mobile(c->arena, recipient)),
		     db_bytes(sealed, text_n), application_id ? db_int(application_id) : db_null(),
		     db_time(c->arena, c->now), db_time(c->arena, k->expires_s ? c->now + k->expires_s : -1));
}

/* ---- for the courier ---- */

static enum err read_values(struct ctx *c, const char *text, size_t n, const struct message_value **out)
{
	const char *key;
	json_t *value, *object = json_loadb(text, n, 0, NULL);

	if (!json_is_object(object)) {
		json_decref(object);
		return ERR_TAMPERED;
	}
	struct message_value *list = ARENA_ARRAY(c->arena, struct message_value, json_object_size(object) + 1);
	*out = list;
	json_object_foreach(object, key, value) {
		list->name = arena_strdup(c->arena, key);
		list->value = arena_strdup(c->arena, json_string_value(value));
		list++;
	}
	json_decref(object);
	return OK;
}

static enum err read_message(struct ctx *c, const struct db_rows *rows, size_t i, struct outbox_message *m)
{
	struct db_cell to = db_raw(rows, i, "recipient_sealed"), values = db_raw(rows, i, "values_sealed"),
		       lease = db_raw(rows, i, "lease");
	size_t n;

	m->lease = db_bytes(lease.data, lease.size);
	m->id = db_num(rows, i, "id");
	m->public_id = db_str(rows, i, "public_id");
	m->channel = db_str(rows, i, "channel");
	m->name = db_str(rows, i, "name");
	m->tries = (int)db_num(rows, i, "tries");
	m->created_at = db_when(rows, i, "created_at");
	m->unsure = db_num(rows, i, "unsure") != 0;
	m->provider = db_str(rows, i, "provider");
	m->provider_id = db_str(rows, i, "provider_id");
	m->sent_at = db_when(rows, i, "sent_at");
	m->recipient = crypt_open(c->arena, outbox_place(c->arena, m->public_id, "recipient"), to.data, to.size, &n);
	const char *text = crypt_open(c->arena, outbox_place(c->arena, m->public_id, "values"), values.data, values.size, &n);
	if (m->recipient == NULL || text == NULL)
		return ERR_TAMPERED;
	return read_values(c, text, n, &m->value);
}

static enum err read_all(struct ctx *c, const struct db_rows *rows, struct outbox_message **out, size_t *count)
{
	*out = ARENA_ARRAY(c->arena, struct outbox_message, rows->count + 1);
	for (size_t i = 0; i < rows->count; i++) {
		struct outbox_message *m = &(*out)[*count];

		if (read_message(c, rows, i, m) == OK)
			(*count)++;
		else
			TRY(outbox_dead(c, m, "tampered"));
	}
	return OK;
}

enum err outbox_claim(struct ctx *c, const char *channel, int max, int lease_s, struct outbox_message **out, size_t *count)
{
	struct db_rows rows;
	uint8_t lease[LEASE_BYTES];

	*count = 0;
	crypt_random(lease, sizeof lease);
	TRY(db_do(c->db, c->arena, SQL_OUTBOX_EXPIRE, NULL, db_text(channel), db_time(c->arena, c->now)));
	TRY(db_do(c->db, c->arena, SQL_OUTBOX_DUE, &rows, db_text(channel), db_time(c->arena, c->now), db_int(max)));
	if (rows.count == 0)
		return OK;
	for (size_t i = 0; i < rows.count; i++)
		TRY(db_do(c->db, c->arena, SQL_OUTBOX_LEASE, NULL, db_bytes(lease, sizeof lease),
			  db_time(c->arena, c->now + lease_s), db_int(db_num(&rows, i, "id")),
			  db_time(c->arena, c->now)));
	TRY(db_do(c->db, c->arena, SQL_OUTBOX_LEASED, &rows, db_text(channel), db_bytes(lease, sizeof lease)));
	return read_all(c, &rows, out, count);
}

enum err outbox_trying(struct ctx *c, const struct outbox_message *m, const char *provider)
{
	return db_do(c->db, c->arena, SQL_OUTBOX_TRYING, NULL, db_text(provider), db_int(m->id));
}

enum err outbox_sent(struct ctx *c, const struct outbox_message *m, const char *provider, const char *provider_id)
{
	return db_do(c->db, c->arena, SQL_OUTBOX_SENT, NULL, db_text(provider), db_text(provider_id),
		     db_time(c->arena, c->now), db_int(m->id));
}

/* A quarter of jitter, so that what failed together does not come back together. */
static int64_t jittered(int64_t gap_s)
{
	uint16_t random;

	crypt_random(&random, sizeof random);
	return gap_s + gap_s * (random % 1000) / 4000;
}

static int64_t retry_gap_s(int tries)
{
	int64_t gap = (int64_t)RETRY_S * tries * tries;

	return jittered(gap < RETRY_MAX_S ? gap : RETRY_MAX_S);
}

enum err outbox_later(struct ctx *c, const struct outbox_message *m, const char *problem)
{
	int tries = m->tries + 1;

	if (tries >= TRIES_MAX)
		return outbox_dead(c, m, problem);
	return db_do(c->db, c->arena, SQL_OUTBOX_LATER, NULL, db_int(tries),
		     db_time(c->arena, c->now + retry_gap_s(tries)), db_text(problem), db_int(m->id), m->lease);
}

enum err outbox_unsure(struct ctx *c, const struct outbox_message *m, const char *provider, const char *problem)
{
	int tries = m->tries + 1;

	if (tries >= TRIES_MAX)
		return outbox_dead(c, m, problem);
	int64_t gap = retry_gap_s(tries);
	return db_do(c->db, c->arena, SQL_OUTBOX_UNSURE, NULL, db_int(tries),
		     db_time(c->arena, c->now + (gap > UNSURE_S ? gap : UNSURE_S)), db_text(problem), db_text(provider),
		     db_time(c->arena, c->now), db_int(m->id), m->lease);
}

enum err outbox_hold(struct ctx *c, const struct outbox_message *m, const char *problem, bool at_once)
{
	if (c->now - m->created_at >= HOLD_MAX_S)
		return outbox_dead(c, m, problem);
	return db_do(c->db, c->arena, SQL_OUTBOX_LATER, NULL, db_int(m->tries),
		     db_time(c->arena, at_once ? c->now : c->now + jittered(HOLD_S)), db_text(problem), db_int(m->id),
		     m->lease);
}

enum err outbox_dead(struct ctx *c, const struct outbox_message *m, const char *problem)
{
	return db_do(c->db, c->arena, SQL_OUTBOX_DEAD, NULL, db_text(problem), db_int(m->id), m->lease);
}

/* A word of somebody else's as our columns take it. */
static const char *clean_word(struct ctx *c, const char *s)
{
	char *word = arena_strndup(c->arena, s, strnlen(s, WORD_MAX));

	for (char *p = word; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			*p = '?';
	return word;
}

enum err outbox_report(struct ctx *c, const char *public_id, const char *provider_id, bool delivered, const char *problem)
{
	struct db_rows rows;

	provider_id = clean_word(c, provider_id);
	if (*public_id == '\0') {
		TRY(db_do(c->db, c->arena, SQL_OUTBOX_OF_PROVIDER, &rows, db_text(provider_id)));
		if (rows.count == 0)
			return OK;
		public_id = db_str(&rows, 0, "public_id");
	}
	public_id = clean_word(c, public_id);
	if (delivered)
		return db_do(c->db, c->arena, SQL_OUTBOX_DELIVERED, NULL, db_time(c->arena, c->now), db_text(provider_id),
			     db_text(public_id));
	return db_do(c->db, c->arena, SQL_OUTBOX_UNDELIVERED, NULL, db_text(clean_word(c, problem)), db_text(public_id));
}

enum err outbox_silent(struct ctx *c, int max, struct outbox_message **out, size_t *count)
{
	struct db_rows rows;
	struct db_value asked_before = db_time(c->arena, c->now - ASK_EVERY_S);

	*count = 0;
	TRY(db_do(c->db, c->arena, SQL_OUTBOX_SILENT, &rows, db_time(c->arena, c->now - SILENT_MAX_S),
		  db_time(c->arena, c->now - SILENT_S), asked_before, db_int(max)));
	for (size_t i = 0; i < rows.count; i++)
		TRY(db_do(c->db, c->arena, SQL_OUTBOX_ASKED, NULL, db_time(c->arena, c->now), db_int(db_num(&rows, i, "id")),
			  asked_before));
	return read_all(c, &rows, out, count);
}

enum err outbox_resend(struct ctx *c, int64_t application_id, int64_t id)
{
	static const struct limit_window often[] = {{3600, RESENDS_AN_HOUR}, {0, 0}};

	enum err e = limit_take(c, "message.resend", arena_printf(c->arena, "%lld", (long long)id), often);

	TRY(refuse_when(c, e, ERR_LIMITED, "message_often"));
	e = db_do(c->db, c->arena, SQL_OUTBOX_RESEND, NULL, db_time(c->arena, c->now), db_int(id), db_int(application_id));
	TRY(refuse_when(c, e, ERR_CONFLICT, "message_not_again"));
	audit_note(c, "message.resend", "application", application_id, "{\"message\":%lld}", (long long)id);
	return OK;
}
