/* submission_freeze.c: makes the working copy the next version, for good: its fields and files, the digest by which it can
 * be shown to be unchanged, the number of the application, and the marks that still hold. */
#include "core/submission/submission_freeze.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/application/application_changes.h"
#include "core/application/application_gram.h"
#include "core/application/application_index.h"
#include "core/application/application_section.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/ground/seal_place.h"
#include "core/material/material.h"

struct freeze {
	struct ctx *c;
	const struct application *app;
	int version;            /* the one being made */
	struct values values;
	struct materials materials;
	struct changes changes; /* since the version before */
};

static bool asked(const struct freeze *f, size_t i)
{
	return f->values.v[i][0] && values_meet(&f->values, form_fields[i].when);
}

/* Over "name=value" and "code/slot=hash of content" in order, each ended by NUL. */
static enum err digest(const struct freeze *f, uint8_t out[CRYPT_HASH_BYTES])
{
	struct arena *a = f->c->arena;
	struct crypt_hasher *h = crypt_hasher_new(a);
	struct db_rows files;

	for (size_t i = 0; i < form_field_count; i++) {
		const char *text = arena_printf(a, "%s=%s", form_fields[i].name, f->values.v[i]);

		if (asked(f, i))
			crypt_hasher_feed(h, text, strlen(text) + 1);
	}
	TRY(db_do(f->c->db, a, SQL_MATERIAL_VERSION_FILES, &files, db_int(f->app->id), db_int(f->version)));
	for (size_t i = 0; i < files.count; i++) {
		struct db_cell sha = db_raw(&files, i, "sha");
		const char *text = arena_printf(a, "%s/%s=%s", db_str(&files, i, "code"), db_str(&files, i, "slot"),
						text_hex(a, sha.data, sha.size));

		crypt_hasher_feed(h, text, strlen(text) + 1);
	}
	crypt_hasher_finish(h, out);
	return OK;
}

/* Sealed anew, not copied: every seal a program writes is under the key it says it seals with (crypt.h). */
static enum err freeze_field(const struct freeze *f, const char *name, const char *value)
{
	struct arena *a = f->c->arena;
	uint8_t index[CRYPT_HASH_BYTES], *sealed;
	size_t n;

	application_value_index(a, index, name, value);
	sealed = crypt_seal(a, application_place(a, f->app->id, name), value, strlen(value), &n);
	return db_do(f->c->db, a, SQL_VERSION_FIELD_INSERT, NULL, db_int(f->app->id), db_int(f->version), db_text(name),
		     db_bytes(sealed, n), db_bytes(index, sizeof index));
}

static enum err freeze_fields(const struct freeze *f)
{
	for (size_t i = 0; i < form_field_count; i++)
		if (asked(f, i))
			TRY(freeze_field(f, form_fields[i].name, f->values.v[i]));
	return OK;
}

static enum err freeze_slot(const struct freeze *f, const char *code, const struct material_slot *slot)
{
	for (size_t i = 0; i < slot->file_count; i++)
		TRY(db_do(f->c->db, f->c->arena, SQL_VERSION_FILE_INSERT, NULL, db_int(f->app->id), db_int(f->version),
			  db_text(code), db_text(slot->slot), db_int(slot->file[i].id),
			  db_text(slot->file[i].form_hash), db_int(slot->file[i].position)));
	return OK;
}

static enum err freeze_files(const struct freeze *f)
{
	for (size_t i = 0; i < f->materials.count; i++)
		for (size_t k = 0; k < f->materials.v[i].slot_count; k++)
			TRY(freeze_slot(f, f->materials.v[i].code, &f->materials.v[i].slot[k]));
	return OK;
}

/* Parts marked right stay right unless changed (rules.md § 4). */
static enum err carry_marks(const struct freeze *f)
{
	struct db_rows m;

	if (f->app->version == 0)
		return OK;
	TRY(db_do(f->c->db, f->c->arena, SQL_VERSION_RIGHT_MARKS, &m, db_int(f->app->id), db_int(f->app->version)));
	for (size_t i = 0; i < m.count; i++) {
		if (changes_have(&f->changes, target_parse(f->c->arena, db_str(&m, i, "target"))))
			continue;
		TRY(db_do(f->c->db, f->c->arena, SQL_VERSION_MARK_INSERT, NULL, db_int(f->app->id), db_int(f->version),
			  db_text(db_str(&m, i, "stage")), db_text(db_str(&m, i, "target")),
			  db_int(db_num(&m, i, "staff_id")), db_text(db_str(&m, i, "marked_at"))));
	}
	return OK;
}

/* KH + day + five digits of the day's sequence + Luhn over all thirteen. */
static enum err next_number(struct ctx *c, const char **out)
{
	struct date d = clock_beijing_date(c->now);
	const char *day = arena_printf(c->arena, "%04d%02d%02d", d.year, d.month, d.day);
	const char *name = arena_printf(c->arena, "application-%s", day), *digits;
	struct db_rows value;

	TRY(db_do(c->db, c->arena, SQL_APPLICATION_SEQUENCE_NEXT, NULL, db_text(name)));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_SEQUENCE_VALUE, &value, db_text(name)));
	digits = arena_printf(c->arena, "%s%05lld", day, (long long)db_num(&value, 0, "value"));
	*out = arena_printf(c->arena, "KH%s%c", digits, text_luhn(digits));
	return OK;
}

static enum err write_version(const struct freeze *f)
{
	uint8_t hash[CRYPT_HASH_BYTES] = {0};
	struct ctx *c = f->c;

	TRY(db_do(c->db, c->arena, SQL_VERSION_INSERT, NULL, db_int(f->app->id), db_int(f->version),
		  db_bytes(hash, sizeof hash), db_int(f->app->revision_id), db_time(c->arena, c->now)));
	TRY(freeze_fields(f));
	TRY(freeze_files(f));
	TRY(digest(f, hash));
	TRY(db_do(c->db, c->arena, SQL_VERSION_DIGEST, NULL, db_bytes(hash, sizeof hash), db_int(f->app->id),
		  db_int(f->version)));
	return carry_marks(f);
}

static enum err write_application(const struct freeze *f, struct application *app)
{
	struct ctx *c = f->c;

	enum err e = db_do(c->db, c->arena, SQL_APPLICATION_FROZEN, NULL, db_text(app->number), db_text(app->org_name),
			   db_text(app->uscc), db_text(app->kind), db_text(app->subject), db_time(c->arena, c->now),
			   db_int(app->id), db_int(app->version));

	TRY(refuse_when(c, e, ERR_CONFLICT, "uscc_taken"));
	app->version = f->version;
	app->submitted_at = c->now;
	app->amending = false;
	return OK;
}

enum err submission_freeze(struct ctx *c, struct application *app)
{
	struct freeze f = {.c = c, .app = app, .version = app->version + 1};

	TRY(application_values(c, app, 0, &f.values));
	TRY(material_list(c, app, 0, &f.materials));
	if (app->version)
		TRY(application_changes_asked(c, app, app->version, 0, &f.changes));
	if (!app->number[0])
		TRY(next_number(c, &app->number));
	TRY(write_version(&f));
	TRY(application_gram_write(c, app->id, app->org_name, values_get(&f.values, "org_name")));
	app->org_name = values_get(&f.values, "org_name");
	app->uscc = values_get(&f.values, "uscc");
	app->kind = values_get(&f.values, "kind");
	app->subject = values_get(&f.values, "subject");
	return write_application(&f, app);
}
