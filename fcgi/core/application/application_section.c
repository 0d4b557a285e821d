/* application_section.c: the working copy: reading and saving its sections. Every value is sealed for its place, so that it
 * cannot be moved to another field or application. */
#include "core/application/application_section.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/application/application_index.h"
#include "core/form/check.h"
#include "core/form/field.h"
#include "core/form/values.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/ground/seal_place.h"
#include "db/db.h"

const char *application_place(struct arena *a, int64_t application_id, const char *name)
{
	return arena_printf(a, "application_field/%lld/%s", (long long)application_id, name);
}

void application_value_index(struct arena *a, uint8_t out[CRYPT_HASH_BYTES], const char *name, const char *value)
{
	const char *text = arena_printf(a, "%s=%s", name, value);

	crypt_keyed_hash(out, KEY_INDEX, text, strlen(text));
}

/* A field that left form.def is skipped: old versions may still have it. */
static enum err open_fields(struct ctx *c, const struct application *app, const struct db_rows *rows, struct values *out)
{
	*out = values_new(c->arena);
	for (size_t i = 0; i < rows->count; i++) {
		const char *name = db_str(rows, i, "name");
		struct db_cell cell = db_raw(rows, i, "value_sealed");
		size_t n;
		char *value;

		if (!form_field(name))
			continue;
		value = crypt_open(c->arena, application_place(c->arena, app->id, name), cell.data, cell.size, &n);
		if (!value) {
			log_error("application %lld: field %s does not verify", (long long)app->id, name);
			return ERR_TAMPERED;
		}
		values_set(out, name, value);
	}
	return OK;
}

enum err application_values(struct ctx *c, const struct application *app, int version, struct values *out)
{
	struct db_rows rows;

	if (version)
		TRY(db_do(c->db, c->arena, SQL_VERSION_FIELDS, &rows, db_int(app->id), db_int(version)));
	else
		TRY(db_do(c->db, c->arena, SQL_APPLICATION_FIELDS, &rows, db_int(app->id)));
	return open_fields(c, app, &rows, out);
}

/* Completeness is asked of the answers as they are now: another section may have changed what is asked here. */
static bool complete_now(struct ctx *c, const struct values *v, const char *section)
{
	struct problems problems;

	form_check_section(c->arena, c->now, v, section, &problems);
	return problems.count == 0;
}

enum err application_section_states(struct ctx *c, const struct application *app, struct section_state *out)
{
	struct db_rows rows;
	struct values v;

	TRY(application_values(c, app, 0, &v));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_SECTION_STATES, &rows, db_int(app->id)));
	for (size_t i = 0; i < form_section_count; i++) {
		out[i] = (struct section_state){form_sections[i], 0, false, -1};
		for (size_t k = 0; k < rows.count; k++) {
			if (strcmp(db_str(&rows, k, "section"), form_sections[i]))
				continue;
			out[i].saved = (int)db_num(&rows, k, "saved");
			out[i].saved_at = db_when(&rows, k, "saved_at");
			out[i].complete = complete_now(c, &v, form_sections[i]);
		}
	}
	return OK;
}

/* ---- saving ---- */

/* Under the row lock nobody submits, withdraws or saves at the same moment. */
enum err application_lock(struct ctx *c, const struct application *app)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_APPLICATION_LOCK_EDITABLE, &rows, db_int(app->id)));
	return rows.count ? OK : ERR_STALE;
}

static enum err write_field(struct ctx *c, const struct application *app, const char *name, const char *value)
{
	uint8_t *sealed;
	size_t n;

	if (!value[0])
		return db_do(c->db, c->arena, SQL_APPLICATION_FIELD_CLEAR, NULL, db_int(app->id), db_text(name));
	sealed = crypt_seal(c->arena, application_place(c->arena, app->id, name), value, strlen(value), &n);
	return db_do(c->db, c->arena, SQL_APPLICATION_FIELD_WRITE, NULL, db_int(app->id), db_text(name),
		     db_bytes(sealed, n));
}

/* before: the working copy as it stands; only what differs is written, so unchanged values keep their bytes. */
static enum err write_section(struct ctx *c, const struct application *app, const char *section,
			      const struct values *before, const struct values *v, int *written)
{
	struct values after = values_new(c->arena);

	for (size_t i = 0; i < form_field_count; i++)
		after.v[i] = strcmp(form_fields[i].section, section) ? before->v[i] : v->v[i];
	for (size_t i = 0; i < form_field_count; i++) {
		const struct field *f = &form_fields[i];
		const char *value = values_meet(&after, f->when) ? v->v[i] : "";

		if (strcmp(f->section, section) || !strcmp(value, before->v[i]))
			continue;
		TRY(write_field(c, app, f->name, value));
		++*written;
	}
	return OK;
}

enum err application_section_save(struct ctx *c, const struct application *app, const char *section, int saved,
				  const struct values *v, bool complete)
{
	struct values before;
	int written = 0;

	TRY(application_lock(c, app));
	enum err e = saved ? db_do(c->db, c->arena, SQL_APPLICATION_SECTION_AGAIN, NULL, db_int(complete),
				   db_time(c->arena, c->now), db_int(app->id), db_text(section), db_int(saved))
			   : db_do(c->db, c->arena, SQL_APPLICATION_SECTION_FIRST, NULL, db_int(app->id), db_text(section),
				   db_int(complete), db_time(c->arena, c->now));
	TRY(refuse_when(c, e, ERR_CONFLICT, "section_conflict"));
	TRY(application_values(c, app, 0, &before));
	TRY(write_section(c, app, section, &before, v, &written));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_EDITED, NULL, db_int(app->id)));
	audit_note(c, "application.save", "application", app->id,
		   "{\"section\":\"%s\",\"saved\":%d,\"fields\":%d,\"complete\":%s}", section, saved + 1, written,
		   complete ? "true" : "false");
	return OK;
}
