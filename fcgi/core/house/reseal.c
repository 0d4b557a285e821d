/* reseal.c: the table of everything sealed and the walks through it. How a file is replaced is store_reseal.c's. */
#include "core/house/reseal.h"

#include <string.h>

#include "base/crypt/crypt.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "core/ground/seal_place.h"
#include "core/people/holder.h"
#include "core/store/store.h"
#include "core/store/store_reseal.h"
#include "db/db.h"

enum { KEYS_MAX = 3, KEY_ID_BYTES = 4 };

/* ---- places, from the row that is sealed ---- */

typedef const char *place_fn(struct arena *a, const struct db_rows *r, size_t i);

static const char *of_field(struct arena *a, const struct db_rows *r, size_t i)
{
	return application_place(a, db_num(r, i, "application_id"), db_str(r, i, "name"));
}

static const char *of_visitor(struct arena *a, const struct db_rows *r, size_t i)
{
	return visitor_mobile_place(a, db_str(r, i, "username"));
}

static const char *of_staff(struct arena *a, const struct db_rows *r, size_t i)
{
	return staff_mobile_place(a, db_str(r, i, "username"));
}

static const char *of_authenticator(struct arena *a, const struct db_rows *r, size_t i)
{
	return staff_authenticator_place(a, db_str(r, i, "username"));
}

static struct holder holder_of(const struct db_rows *r, size_t i)
{
	return (struct holder){.account_kind = db_str(r, i, "account_kind"), .account_id = db_num(r, i, "account_id"),
			       .role = db_str(r, i, "role")};
}

static const char *of_holder_name(struct arena *a, const struct db_rows *r, size_t i)
{
	struct holder h = holder_of(r, i);

	return holder_place(a, &h, "name");
}

static const char *of_holder_mobile(struct arena *a, const struct db_rows *r, size_t i)
{
	struct holder h = holder_of(r, i);

	return holder_place(a, &h, "mobile");
}

static const char *of_outbox_recipient(struct arena *a, const struct db_rows *r, size_t i)
{
	return outbox_place(a, db_str(r, i, "public_id"), "recipient");
}

static const char *of_outbox_values(struct arena *a, const struct db_rows *r, size_t i)
{
	return outbox_place(a, db_str(r, i, "public_id"), "values");
}

static const char *of_kept_form(struct arena *a, const struct db_rows *r, size_t i)
{
	return kept_form_place(a, db_str(r, i, "realm"), db_num(r, i, "subject_id"));
}

/* ---- the table ---- */

struct key_column { const char *name; enum db_type type; };

/* version_field stands before application_field: an amendment taken back copies seals from the first to the second under a
 * lock on what it reads, so when none of an old key is left in the first, all such copies are there to be seen. */
static const struct column {
	const char *name;
	enum sql_id keys, next, write;
	place_fn *place;
	const char *cursor;               /* reseal_…_next goes on behind it */
	struct key_column key[KEYS_MAX];  /* of reseal_…_write, between the new value and the old */
} columns[] = {
#define COLUMN(sql) SQL_RESEAL_##sql##_KEYS, SQL_RESEAL_##sql##_NEXT, SQL_RESEAL_##sql##_WRITE
	/* name                    statements                 place                cursor            key */
	{"version_field.value_sealed", COLUMN(VERSION_FIELD), of_field, "application_id",
	 {{"application_id", DB_INT}, {"version", DB_INT}, {"name", DB_TEXT}}},
	{"application_field.value_sealed", COLUMN(APPLICATION_FIELD), of_field, "application_id",
	 {{"application_id", DB_INT}, {"name", DB_TEXT}}},
	{"visitor.mobile_sealed",   COLUMN(VISITOR_MOBILE),   of_visitor,          "id",         {{"id", DB_INT}}},
	{"staff.mobile_sealed",     COLUMN(STAFF_MOBILE),     of_staff,            "id",         {{"id", DB_INT}}},
	{"staff_authenticator.secret_sealed", COLUMN(STAFF_AUTHENTICATOR), of_authenticator, "staff_id",
	 {{"staff_id", DB_INT}, {"state", DB_TEXT}}},
	{"holder.name_sealed",      COLUMN(HOLDER_NAME),      of_holder_name,      "id",         {{"id", DB_INT}}},
	{"holder.mobile_sealed",    COLUMN(HOLDER_MOBILE),    of_holder_mobile,    "id",         {{"id", DB_INT}}},
	{"outbox.recipient_sealed", COLUMN(OUTBOX_RECIPIENT), of_outbox_recipient, "id",         {{"id", DB_INT}}},
	{"outbox.values_sealed",    COLUMN(OUTBOX_VALUES),    of_outbox_values,    "id",         {{"id", DB_INT}}},
	{"kept_form.body_sealed",   COLUMN(KEPT_FORM),        of_kept_form,        "subject_id", {{"id_hash", DB_BYTES}}},
#undef COLUMN
};
const size_t reseal_column_count = sizeof columns / sizeof *columns;

const char *reseal_column_name(size_t column)
{
	return columns[column].name;
}

/* ---- counting ---- */

struct reseal_use *reseal_use_of(struct reseal_uses *u, uint32_t key)
{
	size_t i = 0;

	while (i < u->count && u->v[i].key < key)
		i++;
	if (i < u->count && u->v[i].key == key)
		return &u->v[i];
	if (u->count == sizeof u->v / sizeof *u->v)
		die("reseal: too many keys");
	memmove(&u->v[i + 1], &u->v[i], (u->count++ - i) * sizeof *u->v);
	u->v[i] = (struct reseal_use){.key = key};
	return &u->v[i];
}

enum err reseal_count_values(struct ctx *c, size_t column, struct reseal_uses *out)
{
	struct db_rows r;

	TRY(db_do0(c->db, c->arena, columns[column].keys, &r));
	for (size_t i = 0; i < r.count; i++)
		reseal_use_of(out, (uint32_t)db_num(&r, i, "key_id"))->values += db_num(&r, i, "n");
	return OK;
}

static void count_file(void *arg, uint32_t key)
{
	reseal_use_of(arg, key)->files++;
}

enum err reseal_count_files(struct arena *a, struct reseal_uses *out)
{
	return store_keys(a, count_file, out);
}

/* ---- values ---- */

static struct db_value key_value(const struct key_column *k, const struct db_rows *r, size_t i)
{
	struct db_cell cell = db_raw(r, i, k->name);

	return k->type == DB_INT ? db_int(db_num(r, i, k->name)) :
	       k->type == DB_TEXT ? db_text(cell.data) : db_bytes(cell.data, cell.size);
}

static enum err reseal_row(struct ctx *c, const struct column *col, const struct db_rows *r, size_t i,
			   struct reseal_walk *w)
{
	struct db_value v[2 + KEYS_MAX];
	struct db_cell old = db_raw(r, i, "sealed");
	struct db_rows done;
	const char *place = col->place(c->arena, r, i), *plain;
	size_t n, count = 1;
	uint8_t *sealed;

	plain = crypt_open(c->arena, place, old.data, old.size, &n);
	if (!plain) {
		log_error("reseal: %s behind %lld cannot be opened", col->name, (long long)db_num(r, i, col->cursor));
		w->bad++;
		return OK;
	}
	sealed = crypt_seal(c->arena, place, plain, n, &n);
	v[0] = db_bytes(sealed, n);
	for (int k = 0; k < KEYS_MAX && col->key[k].name; k++)
		v[count++] = key_value(&col->key[k], r, i);
	v[count++] = db_bytes(old.data, old.size);
	TRY(db_run(c->db, c->arena, col->write, &done, v, count));
	w->done += done.affected > 0; /* else somebody wrote it since */
	return OK;
}

enum err reseal_values(struct ctx *c, size_t column, struct reseal_walk *w)
{
	const struct column *col = &columns[column];
	uint32_t key = crypt_seal_id_in_use();
	const uint8_t id[KEY_ID_BYTES] = {(uint8_t)(key >> 24), (uint8_t)(key >> 16), (uint8_t)(key >> 8), (uint8_t)key};
	struct db_rows r;

	TRY(db_do(c->db, c->arena, col->next, &r, db_int(w->after), db_bytes(id, sizeof id)));
	for (size_t i = 0; i < r.count; i++)
		TRY(reseal_row(c, col, &r, i, w));
	w->finished = r.count == 0;
	if (r.count)
		w->after = db_num(&r, r.count - 1, col->cursor);
	return OK;
}

/* ---- files ---- */

static enum err reseal_file(enum store_kind kind, int64_t application_id, const char *public_id, struct reseal_walk *w)
{
	bool changed;
	enum err e = store_reseal(kind, application_id, public_id, &changed);

	if (e == ERR_IO || e == ERR_UNAVAILABLE)
		return e;
	w->bad += e != OK;
	w->done += e == OK && changed;
	return OK;
}

enum err reseal_files(struct ctx *c, struct reseal_walk *w)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_RESEAL_FILES_NEXT, &r, db_int(w->after)));
	for (size_t i = 0; i < r.count; i++) {
		int64_t application_id = db_num(&r, i, "application_id");
		const char *preview = db_str(&r, i, "preview_public_id");

		TRY(reseal_file(STORE_FILE, application_id, db_str(&r, i, "public_id"), w));
		if (preview[0])
			TRY(reseal_file(STORE_PREVIEW, application_id, preview, w));
		w->after = db_num(&r, i, "id");
	}
	w->finished = r.count == 0;
	return OK;
}
