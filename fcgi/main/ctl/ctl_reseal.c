/* ctl_reseal: what is sealed with which key, put under the key in use, and the end of a key nothing needs any more. Works
 * while the programs do: rows in small transactions, files one by one; may be interrupted anywhere and repeated. */
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/house/reseal.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

enum { PASSES_MAX = 3, PROGRESS_EVERY = 1000 };

static struct ctx context(struct arena *a, struct db *db)
{
	return (struct ctx){.arena = a, .db = db, .now = clock_now(),
			    .actor = {.kind = ACTOR_SYSTEM, .organisation = "", .name = "ccerctl", .ip = ""}};
}

/* ---- the audit chain ---- */

struct note {
	struct db *db;
	struct arena *arena;
	const char *action, *detail;
};

static enum err write_note(void *arg)
{
	const struct note *n = arg;
	struct ctx c = context(n->arena, n->db);

	audit_note(&c, n->action, "keys", 0, "%s", n->detail);
	return audit_flush(&c.audit, n->db, n->arena, c.now);
}

static void note(struct db *db, struct arena *a, const char *action, const char *detail)
{
	enum err e = db_transaction(db, false, write_note, &(struct note){db, a, action, detail});

	if (e != OK)
		ctl_failed("%s is not in the audit chain: %s", action, err_name(e));
}

void ctl_keys_note(struct arena *a, const char *action, const char *fmt, ...)
{
	struct db *db = crypt_init(conf_str(CONF_KEYS)) ? db_open() : NULL;

	va_list list;
	const char *detail;

	va_start(list, fmt);
	detail = arena_vprintf(a, fmt, list);
	va_end(list);
	if (db)
		note(db, a, action, detail);
	else
		ctl_failed("%s is not in the audit chain: no database", action);
	db_close(db);
}

/* ---- counting ---- */

/* by_column NULL, or the columns' own counts. */
static enum err count_all(struct db *db, struct arena *a, struct reseal_uses *all, struct reseal_uses *by_column)
{
	struct ctx c = context(a, db);

	*all = (struct reseal_uses){0};
	for (size_t i = 0; i < reseal_column_count; i++) {
		struct reseal_uses own = {0};

		TRY(reseal_count_values(&c, i, &own));
		for (size_t k = 0; k < own.count; k++)
			reseal_use_of(all, own.v[k].key)->values += own.v[k].values;
		if (by_column)
			by_column[i] = own;
	}
	return reseal_count_files(a, all);
}

static bool loaded(uint32_t id)
{
	uint32_t ids[CRYPT_SEAL_KEYS_MAX];
	size_t count = crypt_seal_ids(ids);

	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static void print_use(const struct reseal_use *u)
{
	const char *remark = u->key == crypt_seal_id_in_use() ? " (in use)" : loaded(u->key) ? "" : " MISSING";

	if (u->key)
		printf("seal-%u.key%s: %lld values, %lld files\n", u->key, remark, (long long)u->values, (long long)u->files);
	else
		printf("not sealed by us: %lld values, %lld files\n", (long long)u->values, (long long)u->files);
}

/* Keys that something needs and that are not here are a failure; what hangs on them is lost until they are back. */
static int print_all(const struct reseal_uses *all, const struct reseal_uses *by_column)
{
	int code = CTL_OK;

	for (size_t i = 0; i < all->count; i++) {
		print_use(&all->v[i]);
		if (!loaded(all->v[i].key))
			code = CTL_FAILED;
	}
	for (size_t i = 0; i < reseal_column_count; i++)
		for (size_t k = 0; k < by_column[i].count; k++)
			printf("  %s: %lld under seal-%u.key\n", reseal_column_name(i), (long long)by_column[i].v[k].values,
			       by_column[i].v[k].key);
	return code == CTL_OK ? CTL_OK : ctl_failed("keys are missing: put their files back from where copies are kept");
}

static int with_keys(struct arena *a, int (*run)(struct arena *a, struct db *db, uint32_t id), uint32_t id)
{
	struct db *db = crypt_init(conf_str(CONF_KEYS)) ? db_open() : NULL;
	int code = db ? run(a, db, id) : CTL_FAILED;

	db_close(db);
	return code;
}

static int list(struct arena *a, struct db *db, uint32_t unused)
{
	struct reseal_uses all, *by_column = ARENA_ARRAY(a, struct reseal_uses, reseal_column_count);
	uint32_t ids[CRYPT_SEAL_KEYS_MAX];
	size_t count = crypt_seal_ids(ids);
	enum err e = count_all(db, a, &all, by_column);

	(void)unused;
	if (e != OK)
		return ctl_failed("could not count: %s", err_name(e));
	for (size_t i = 0; i < count; i++)
		reseal_use_of(&all, ids[i]);
	return print_all(&all, by_column);
}

int ctl_keys_list(struct arena *a)
{
	return with_keys(a, list, 0);
}

/* ---- sealing anew ---- */

struct totals { int64_t values, files, bad; };

struct batch {
	struct ctx c;
	size_t column;
	const struct reseal_walk *from;
	struct reseal_walk to;
};

static enum err reseal_batch(void *arg)
{
	struct batch *b = arg;

	b->to = *b->from;
	return reseal_values(&b->c, b->column, &b->to);
}

/* column = reseal_column_count: the files. */
static enum err step(struct db *db, size_t column, struct reseal_walk *w)
{
	struct arena *a = arena_new();
	struct batch b = {.c = context(a, db), .column = column, .from = w};
	enum err e;

	if (column == reseal_column_count) {
		e = reseal_files(&b.c, w);
	} else {
		e = db_transaction(db, false, reseal_batch, &b);
		if (e == OK)
			*w = b.to;
	}
	arena_free(a);
	return e;
}

static enum err walk(struct db *db, size_t column, struct reseal_walk *w)
{
	const char *name = column < reseal_column_count ? reseal_column_name(column) : "files";
	int64_t said = 0;

	while (!w->finished) {
		TRY(step(db, column, w));
		if (w->done - said < PROGRESS_EVERY && !(w->finished && w->done))
			continue;
		printf("%s: %lld sealed anew%s\n", name, (long long)w->done, w->finished ? "" : " …");
		fflush(stdout);
		said = w->done;
	}
	return OK;
}

static enum err pass(struct db *db, struct totals *t)
{
	t->bad = 0;
	for (size_t i = 0; i <= reseal_column_count; i++) {
		struct reseal_walk w = {0};

		TRY(walk(db, i, &w));
		*(i < reseal_column_count ? &t->values : &t->files) += w.done;
		t->bad += w.bad;
	}
	return OK;
}

/* How much is not under the key in use. */
static enum err left_over(struct db *db, int64_t *left)
{
	struct arena *a = arena_new();
	struct reseal_uses all;
	enum err e = count_all(db, a, &all, NULL);

	*left = 0;
	for (size_t i = 0; e == OK && i < all.count; i++)
		if (all.v[i].key != crypt_seal_id_in_use())
			*left += all.v[i].values + all.v[i].files;
	arena_free(a);
	return e;
}

/* Programs started before the key was taken into use still write under the old one: another pass takes what they wrote. */
static int reseal(struct arena *a, struct db *db, uint32_t unused)
{
	struct totals t = {0};
	int64_t left = 1;
	enum err e = OK;

	(void)unused;
	if (!crypt_lock_keys(conf_str(CONF_KEYS)))
		return CTL_FAILED;
	for (int i = 0; e == OK && left > t.bad && i < PASSES_MAX; i++) {
		e = pass(db, &t);
		if (e == OK)
			e = left_over(db, &left);
	}
	if (e != OK)
		return ctl_failed("stopped: %s; what is done stays done, call it again", err_name(e));
	note(db, a, "keys.reseal", arena_printf(a, "{\"key\":%u,\"values\":%lld,\"files\":%lld,\"left\":%lld}",
		crypt_seal_id_in_use(), (long long)t.values, (long long)t.files, (long long)left));
	printf("%lld values and %lld files sealed anew with seal-%u.key\n", (long long)t.values, (long long)t.files,
	       crypt_seal_id_in_use());
	if (left)
		return ctl_failed("%lld are under other keys still, %lld of them cannot be opened (see the log above): restart "
				  "the programs, call it again, then see ccerctl keys list", (long long)left, (long long)t.bad);
	return CTL_OK;
}

int ctl_keys_reseal(struct arena *a)
{
	return with_keys(a, reseal, 0);
}

/* ---- the end of a key ---- */

/* Nobody seals with it any more (asked first), so what is counted now cannot grow. */
static int retire(struct arena *a, struct db *db, uint32_t id)
{
	struct reseal_uses all;
	const struct reseal_use *use;
	enum err e;

	if (!crypt_lock_keys(conf_str(CONF_KEYS)) || !crypt_seal_key_idle(conf_str(CONF_KEYS), id))
		return CTL_FAILED;
	e = count_all(db, a, &all, NULL);
	if (e != OK)
		return ctl_failed("could not count: %s", err_name(e));
	use = reseal_use_of(&all, id);
	if (use->values || use->files)
		return ctl_failed("seal-%u.key still has %lld values and %lld files: ccerctl keys reseal (files without a row "
				  "are swept by the courier after a day)", id, (long long)use->values, (long long)use->files);
	if (!crypt_destroy_seal_key(conf_str(CONF_KEYS), id))
		return CTL_FAILED;
	note(db, a, "keys.retire", arena_printf(a, "{\"key\":%u}", id));
	printf("seal-%u.key is destroyed; backups made before need its copy, for as long as they are kept\n", id);
	return CTL_OK;
}

int ctl_keys_retire(struct arena *a, uint32_t id)
{
	return with_keys(a, retire, id);
}
