/* material.c: which materials an application needs under its answers, and the files in their slots. What a file is and where
 * it lies is store.c's. */
#include "core/material/material.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "core/application/application.h"
#include "core/application/application_index.h"
#include "core/application/application_section.h"
#include "core/form/document_hash.h"
#include "core/form/values.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/material/scan_removed.h"
#include "core/notice/catalogue.h"

static void fill_files(struct arena *a, const struct db_rows *files, const char *code, struct material_slot *slot)
{
	slot->file = ARENA_ARRAY(a, struct material_file, files->count + 1);
	for (size_t i = 0; i < files->count; i++) {
		if (strcmp(db_str(files, i, "code"), code) || strcmp(db_str(files, i, "slot"), slot->slot))
			continue;
		slot->file[slot->file_count++] = (struct material_file){
			db_num(files, i, "id"), db_str(files, i, "public_id"), db_str(files, i, "name"),
			db_str(files, i, "type"), db_num(files, i, "size"), db_str(files, i, "form_hash"),
			db_str(files, i, "scan_state"), (int)db_num(files, i, "position"),
			(int)db_num(files, i, "pages"), db_str(files, i, "preview"),
		};
	}
}

static void fill_slots(struct arena *a, const struct values *v, const struct db_rows *slots,
		       const struct db_rows *files, struct material *m)
{
	m->slot = ARENA_ARRAY(a, struct material_slot, slots->count + 1);
	m->complete = true;
	for (size_t i = 0; i < slots->count; i++) {
		struct material_slot *slot = &m->slot[m->slot_count];

		if (strcmp(db_str(slots, i, "code"), m->code) || !values_meet(v, db_str(slots, i, "applies_when")))
			continue;
		*slot = (struct material_slot){.slot = db_str(slots, i, "slot"), .name = db_str(slots, i, "name")};
		fill_files(a, files, m->code, slot);
		m->complete = m->complete && slot->file_count > 0;
		m->slot_count++;
	}
}

static struct material read_material(const struct db_rows *r, size_t i)
{
	return (struct material){
		.code = db_str(r, i, "code"),
		.name = db_str(r, i, "name"),
		.accounts = db_str(r, i, "accounts"),
		.source = db_str(r, i, "source"),
		.requirement = db_str(r, i, "requirement"),
		.number = (int)db_num(r, i, "number"),
		.paper_copies = (int)db_num(r, i, "paper_copies"),
		.registry_copies = (int)db_num(r, i, "registry_copies"),
		.needs_seal = db_num(r, i, "needs_seal") != 0,
		.needs_signature = db_num(r, i, "needs_signature") != 0,
		.needs_copy = db_num(r, i, "needs_copy") != 0,
	};
}

static enum err load_files(struct ctx *c, const struct application *app, int version, struct db_rows *out)
{
	if (version)
		return db_do(c->db, c->arena, SQL_MATERIAL_VERSION_FILES, out, db_int(app->id), db_int(version));
	return db_do(c->db, c->arena, SQL_MATERIAL_FILES, out, db_int(app->id));
}

enum err material_list(struct ctx *c, const struct application *app, int version, struct materials *out)
{
	struct values v;
	struct catalogue cat;
	struct db_rows files;
	int revision_id;

	TRY(application_values(c, app, version, &v));
	TRY(application_revision(c, app, version, &revision_id));
	TRY(catalogue_load(c, revision_id, &cat));
	TRY(load_files(c, app, version, &files));
	*out = (struct materials){ARENA_ARRAY(c->arena, struct material, cat.material.count + 1), 0, 0};
	for (size_t i = 0; i < cat.material.count; i++) {
		struct material *m = &out->v[out->count];

		if (!catalogue_asks(&cat, i, &v))
			continue;
		*m = read_material(&cat.material, i);
		m->clause = catalogue_clause(&cat, i, &v);
		fill_slots(c->arena, &v, &cat.slot, &files, m);
		out->complete += m->complete;
		out->count++;
	}
	return OK;
}

/* NULL: not asked for. */
static const struct material_slot *find_slot(const struct materials *m, const char *code, const char *slot)
{
	for (size_t i = 0; i < m->count; i++)
		for (size_t k = 0; !strcmp(m->v[i].code, code) && k < m->v[i].slot_count; k++)
			if (!strcmp(m->v[i].slot[k].slot, slot))
				return &m->v[i].slot[k];
	return NULL;
}

/* What the form this is a scan of prints now, "" when it is none. */
static enum err form_hash(struct ctx *c, const struct application *app, const char *code, const char *slot,
			  const char **out)
{
	struct values v;

	TRY(application_values(c, app, 0, &v));
	*out = strcmp(slot, "document") ? NULL : document_hash(c->arena, &v, code);
	*out = *out ? *out : "";
	return OK;
}

static enum err detach(struct ctx *c, const struct application *app, const char *code, const char *slot, int64_t file_id)
{
	return db_do(c->db, c->arena, SQL_MATERIAL_DETACH, NULL, db_int(app->id), db_text(code), db_text(slot),
		     db_int(file_id));
}

/* That of the file that is replaced; else behind all others. */
static int place_of(const struct material_slot *slot, int64_t replaced)
{
	int last = 0;

	for (size_t i = 0; i < slot->file_count; i++) {
		if (slot->file[i].id == replaced)
			return slot->file[i].position;
		if (slot->file[i].position > last)
			last = slot->file[i].position;
	}
	return last + 1;
}

enum err material_attach(struct ctx *c, const struct application *app, const char *code, const char *slot, int64_t file_id,
			 int64_t replace_file_id)
{
	struct materials m;
	const struct material_slot *found;
	struct db_rows same;
	const char *hash;

	TRY(application_lock(c, app));
	TRY(material_list(c, app, 0, &m));
	found = find_slot(&m, code, slot);
	if (!found)
		return refuse(c, ERR_INVALID, "slot_unknown");
	if (!replace_file_id && found->file_count >= MATERIAL_FILES_PER_SLOT)
		return refuse(c, ERR_CONFLICT, "slot_full");
	TRY(db_do(c->db, c->arena, SQL_MATERIAL_SAME, &same, db_int(app->id), db_text(code), db_text(slot), db_int(file_id)));
	if (same.count)
		return refuse(c, ERR_CONFLICT, "file_same");
	if (replace_file_id)
		TRY(refuse_when(c, detach(c, app, code, slot, replace_file_id), ERR_CONFLICT, "reuse_gone"));
	TRY(form_hash(c, app, code, slot, &hash));
	TRY(db_do(c->db, c->arena, SQL_MATERIAL_ATTACH, NULL, db_int(app->id), db_text(code), db_text(slot),
		  db_int(file_id), db_text(hash), db_int(place_of(found, replace_file_id))));
	TRY(scan_replaced(c, app, code, slot));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_EDITED, NULL, db_int(app->id)));
	audit_note(c, "material.attach", "application", app->id,
		   "{\"material\":\"%s\",\"slot\":\"%s\",\"file\":%lld,\"replaces\":%lld}", code, slot, (long long)file_id,
		   (long long)replace_file_id);
	return OK;
}

/* ---- the same file again ---- */

static void read_known(const struct db_rows *r, struct material_known *out)
{
	bool infected = !strcmp(db_str(r, 0, "scan_state"), "infected");

	out->file = (struct store_file){db_num(r, 0, "id"), db_str(r, 0, "public_id"), db_str(r, 0, "type"),
					db_str(r, 0, "name"), db_num(r, 0, "size")};
	out->problem = infected ? "file_infected" : db_str(r, 0, "problem");
}

enum err material_known(struct ctx *c, const struct application *app, const struct store_writer *w, int64_t size,
			struct material_known *out)
{
	struct db_rows same, sum;

	TRY(application_lock(c, app));
	TRY(db_do(c->db, c->arena, SQL_FILE_SAME, &same, db_int(app->id), db_bytes(store_hash(w), CRYPT_HASH_BYTES)));
	TRY(db_do(c->db, c->arena, SQL_FILE_SUM, &sum, db_int(app->id)));
	*out = (struct material_known){.problem = ""};
	if (same.count)
		read_known(&same, out);
	out->over_quota = db_num(&sum, 0, "size") + size > conf_int(CONF_APPLICATION_MAX_MB) * 1024 * 1024;
	return OK;
}

enum err material_standing(struct ctx *c, const struct application *app, const char *public_id, int64_t *file_id)
{
	struct db_rows r;

	TRY(application_lock(c, app));
	TRY(db_do(c->db, c->arena, SQL_MATERIAL_STANDING, &r, db_int(app->id), db_text(public_id)));
	if (!r.count)
		return refuse(c, ERR_STALE, "reuse_gone");
	*file_id = db_num(&r, 0, "id");
	return OK;
}

enum err material_detach(struct ctx *c, const struct application *app, const char *code, const char *slot,
			 const char *file_public_id)
{
	struct db_rows file;
	int64_t id;

	TRY(application_lock(c, app));
	TRY(db_do(c->db, c->arena, SQL_FILE_FIND, &file, db_text(file_public_id), db_int(app->id)));
	id = db_num(&file, 0, "id");
	TRY(detach(c, app, code, slot, id));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_EDITED, NULL, db_int(app->id)));
	audit_note(c, "material.detach", "application", app->id, "{\"material\":\"%s\",\"slot\":\"%s\",\"file\":%lld}", code,
		   slot, (long long)id);
	return OK;
}

/* ---- the order in a slot ---- */

static enum err place(struct ctx *c, const struct application *app, const char *code, const char *slot,
		      const struct material_file *f, int to)
{
	return db_do(c->db, c->arena, SQL_MATERIAL_PLACE, NULL, db_int(to), db_int(app->id), db_text(code), db_text(slot),
		     db_int(f->id), db_int(f->position));
}

/* The index of a file, slot->file_count when it does not stand there. */
static size_t index_of(const struct material_slot *slot, const char *public_id)
{
	size_t i = 0;

	while (i < slot->file_count && strcmp(slot->file[i].public_id, public_id) != 0)
		i++;
	return i;
}

enum err material_swap(struct ctx *c, const struct application *app, const char *code, const char *slot,
		       const char *first, const char *second)
{
	struct materials m;
	const struct material_slot *s;
	size_t i, k;

	TRY(application_lock(c, app));
	TRY(material_list(c, app, 0, &m));
	s = find_slot(&m, code, slot);
	i = s ? index_of(s, first) : 0;
	k = s ? index_of(s, second) : 0;
	if (!s || i == s->file_count || k == s->file_count || (i + 1 != k && k + 1 != i))
		return refuse(c, ERR_STALE, "order_conflict");
	if (k < i)
		return OK;
	TRY(place(c, app, code, slot, &s->file[i], s->file[k].position));
	TRY(place(c, app, code, slot, &s->file[k], s->file[i].position));
	TRY(db_do(c->db, c->arena, SQL_APPLICATION_EDITED, NULL, db_int(app->id)));
	audit_note(c, "material.move", "application", app->id,
		   "{\"material\":\"%s\",\"slot\":\"%s\",\"first\":%lld,\"second\":%lld}", code, slot,
		   (long long)s->file[k].id, (long long)s->file[i].id);
	return OK;
}
