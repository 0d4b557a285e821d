/* store.c: files on disk under the store's directory: tmp/<name> while they come in, then <first two letters>/<name>. What
 * a file is, is store_type.c's; which slot it stands in, material.c's. */
#include "core/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/seal_place.h"
#include "core/store/store_forget.h"
#include "core/store/store_type.h"
#include "db/db.h"

struct store_writer {
	struct arena *arena;
	int fd;                /* -1 closed */
	enum store_kind kind;
	int64_t application_id;
	const char *public_id, *directory, *temporary, *final;
	const char *present;   /* where it lies now; NULL nowhere */
	struct crypt_writer *crypt;
	struct crypt_hasher *hasher;
	struct store_type type;
	uint8_t sha[CRYPT_HASH_BYTES];
};

/* Names are random and letters and digits only, so the place names file and owner beyond doubt. */
const char *store_place(struct arena *a, int64_t application_id, const char *public_id)
{
	return arena_printf(a, "file/%lld/%s", (long long)application_id, public_id);
}

const char *store_preview_place(struct arena *a, int64_t application_id, const char *public_id)
{
	return arena_printf(a, "preview/%lld/%s", (long long)application_id, public_id);
}

const char *store_place_of(struct arena *a, enum store_kind kind, int64_t application_id, const char *public_id)
{
	return kind == STORE_PREVIEW ? store_preview_place(a, application_id, public_id) : store_place(a, application_id, public_id);
}

const char *store_directory(struct arena *a, const char *public_id)
{
	return arena_printf(a, "%s/%.2s", conf_str(CONF_STORE), public_id);
}

/* For what the last call could not do. */
static enum err complain(const char *path)
{
	int number = errno;

	log_error("store: %s: %s", path, strerror(number));
	return err_of_write(number);
}

static enum err make_directory(const char *path)
{
	return !mkdir(path, 0770) || errno == EEXIST ? OK : complain(path);
}

static void close_fd(void *arg)
{
	struct store_writer *w = arg;

	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

static bool create(struct store_writer *w)
{
	w->fd = open(w->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (w->fd < 0) {
		complain(w->temporary);
		return false;
	}
	w->present = w->temporary;
	w->crypt = crypt_writer_new(w->arena, w->fd, store_place_of(w->arena, w->kind, w->application_id, w->public_id));
	if (w->crypt)
		return true;
	store_abandon(w);
	return false;
}

enum err store_room(int64_t *free_mb, bool *below_reserve)
{
	struct statvfs fs;

	if (statvfs(conf_str(CONF_STORE), &fs)) {
		complain(conf_str(CONF_STORE));
		return ERR_IO;
	}
	*free_mb = (int64_t)(fs.f_bavail / 1024 * fs.f_frsize / 1024);
	*below_reserve = *free_mb < conf_int(CONF_STORE_RESERVE_MB);
	return OK;
}

/* A preview is small, and of a file that is there already. */
static bool has_room(enum store_kind kind)
{
	int64_t free_mb;
	bool below = true;

	if (kind == STORE_FILE && store_room(&free_mb, &below) == OK && below)
		log_error("store: only %lld MB are free (store.reserve_mb): no file is taken", (long long)free_mb);
	return kind == STORE_PREVIEW || !below;
}

struct store_writer *store_begin(struct arena *a, enum store_kind kind, int64_t application_id)
{
	struct store_writer *w = ARENA_NEW(a, struct store_writer);
	const char *tmp = arena_printf(a, "%s/tmp", conf_str(CONF_STORE));

	w->arena = a;
	w->fd = -1;
	w->kind = kind;
	w->application_id = application_id;
	w->public_id = crypt_random_text(a, 22);
	w->directory = store_directory(a, w->public_id);
	w->temporary = arena_printf(a, "%s/%s", tmp, w->public_id);
	w->final = arena_printf(a, "%s/%s", w->directory, w->public_id);
	w->hasher = crypt_hasher_new(a);
	if (!has_room(kind) || make_directory(tmp) != OK || !create(w))
		return NULL;
	arena_defer(a, close_fd, w);
	return w;
}

enum err store_feed(struct store_writer *w, const uint8_t *p, size_t n)
{
	store_type_feed(&w->type, p, n);
	crypt_hasher_feed(w->hasher, p, n);
	return crypt_writer_feed(w->crypt, p, n);
}

enum err store_sync_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err e = fd >= 0 && !fsync(fd) ? OK : complain(path);

	if (fd >= 0)
		close(fd);
	return e;
}

/* close may be where a network file system says that it is full. */
static enum err sync_and_close(struct store_writer *w)
{
	enum err e = fsync(w->fd) ? complain(w->temporary) : OK;

	if (close(w->fd) && e == OK)
		e = complain(w->temporary);
	w->fd = -1;
	return e;
}

enum err store_finish(struct store_writer *w)
{
	TRY(crypt_writer_finish(w->crypt));
	crypt_hasher_finish(w->hasher, w->sha);
	TRY(sync_and_close(w));
	TRY(make_directory(w->directory));
	if (rename(w->temporary, w->final))
		return complain(w->final);
	w->present = w->final;
	TRY(store_sync_directory(w->directory));
	return store_sync_directory(conf_str(CONF_STORE));
}

void store_abandon(struct store_writer *w)
{
	close_fd(w);
	if (w->present && unlink(w->present) && errno != ENOENT)
		log_warn("store: %s: %s", w->present, strerror(errno));
	w->present = NULL;
}

const char *store_type(const struct store_writer *w, const char **problem)
{
	return store_type_of(&w->type, problem);
}

const char *store_name(const struct store_writer *w)
{
	return w->public_id;
}

const uint8_t *store_hash(const struct store_writer *w)
{
	return w->sha;
}

enum err store_commit(struct ctx *c, struct store_writer *w, const char *name, struct store_file *out)
{
	const char *problem, *type = store_type(w, &problem);
	struct db_rows done;

	if (!type || w->present != w->final)
		die("store: only a finished file of a known type can be committed");
	TRY(db_do(c->db, c->arena, SQL_FILE_INSERT, &done, db_text(w->public_id), db_int(w->application_id),
		  db_bytes(w->sha, sizeof w->sha), db_int(w->type.size), db_text(type), db_text(name),
		  db_time(c->arena, c->now), db_time(c->arena, c->now + STORE_FORGET_AGE_S)));
	*out = (struct store_file){(int64_t)done.insert_id, w->public_id, type, name, w->type.size};
	audit_note(c, "file.store", "file", out->id, "{\"application\":%lld,\"size\":%lld,\"type\":\"%s\"}",
		   (long long)w->application_id, (long long)out->size, type);
	return OK;
}

enum err store_find(struct ctx *c, int64_t application_id, const char *public_id, struct store_file *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_FILE_FIND, &r, db_text(public_id), db_int(application_id)));
	*out = (struct store_file){db_num(&r, 0, "id"), db_str(&r, 0, "public_id"), db_str(&r, 0, "type"),
				   db_str(&r, 0, "name"), db_num(&r, 0, "size")};
	return OK;
}

static void close_number(void *arg)
{
	close(*(int *)arg);
}

static enum err open_at(struct arena *a, const char *public_id, const char *place, struct crypt_reader **out)
{
	const char *path = arena_printf(a, "%s/%s", store_directory(a, public_id), public_id);
	int *fd = ARENA_NEW(a, int);

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (*fd < 0) {
		log_error("store: %s: %s", place, strerror(errno));
		return ERR_IO;
	}
	arena_defer(a, close_number, fd);
	*out = crypt_reader_new(a, *fd, place);
	return *out ? OK : ERR_TAMPERED;
}

enum err store_open(struct arena *a, int64_t application_id, const struct store_file *f, struct crypt_reader **out)
{
	return open_at(a, f->public_id, store_place(a, application_id, f->public_id), out);
}

enum err store_chunk(void *reader, const uint8_t **p, size_t *n)
{
	return crypt_reader_next(reader, p, n);
}

enum err store_open_preview(struct arena *a, int64_t application_id, const char *public_id, struct crypt_reader **out)
{
	return open_at(a, public_id, store_preview_place(a, application_id, public_id), out);
}

enum err store_incoming(struct arena *a, const struct store_writer *w, struct store_file *out, struct crypt_reader **reader)
{
	const char *problem;

	*out = (struct store_file){0, w->public_id, store_type(w, &problem), "", w->type.size};
	return store_open(a, w->application_id, out, reader);
}
