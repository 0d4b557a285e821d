/* inspect.c: the states of a file's inspection, and its preview. Leaving a slot is scan_removed.c's. */
#include "core/material/inspect.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/limit.h"
#include "core/material/scan_removed.h"
#include "gate/press.h"

enum { LEASE_BYTES = 16, RETRY_S = 30, RETRY_MAX_S = 3600, HOUR_S = 3600 };

static const struct inspect_word later = {.state = "due", .problem = ""};

static enum err chunk(void *reader, const uint8_t **p, size_t *n)
{
	return crypt_reader_next(reader, p, n);
}

/* ---- one look ---- */

static void keep_preview(struct arena *a, int64_t application_id, const struct press_look *look, struct inspect_word *word)
{
	struct store_writer *w = store_begin(a, STORE_PREVIEW, application_id);

	if (!w)
		return;
	if (store_feed(w, look->jpeg, look->jpeg_size) == OK && store_finish(w) == OK) {
		word->preview = w;
		word->preview_size = (int64_t)look->jpeg_size;
	} else {
		store_abandon(w);
	}
}

static struct inspect_word look_at(struct arena *a, int64_t application_id, const struct store_file *f,
				   struct crypt_reader *reader, int total_s)
{
	const struct press_source source = {chunk, reader, f->size};
	struct press_look look;
	struct inspect_word word = later;

	if (press_inspect(a, f->type, &source, INSPECT_PREVIEW_WIDTH, total_s, &look) != OK)
		return later;
	if (*look.problem)
		return (struct inspect_word){.state = "bad", .problem = look.problem};
	word.state = "good";
	word.pages = look.pages;
	keep_preview(a, application_id, &look, &word);
	return word;
}

/* ---- at upload ---- */

enum err inspect_admit(struct ctx *c, int64_t application_id)
{
	const struct limit_window often[] = {{HOUR_S, conf_int(CONF_UPLOADS_PER_HOUR)}, {0, 0}};

	return limit_take(c, "upload.application", arena_printf(c->arena, "%lld", (long long)application_id), often);
}

/* One at a time of an application: a byte of a file nobody reads is locked; the lock goes with whoever holds it. -1: another one
 * is being looked at. */
static int turn(struct arena *a, int64_t application_id)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = application_id, .l_len = 1};
	const char *path = arena_printf(a, "%s/tmp/.inspecting", conf_str(CONF_STORE));
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);

	if (fd < 0)
		log_error("inspect: %s: %s", path, strerror(errno));
	if (fd < 0 || !fcntl(fd, F_OFD_SETLK, &lock))
		return fd;
	close(fd);
	return -1;
}

struct inspect_word inspect_incoming(struct arena *a, int64_t application_id, const struct store_writer *w)
{
	struct inspect_word word = later;
	struct crypt_reader *reader;
	struct store_file file;
	int fd = turn(a, application_id);

	if (fd < 0)
		return later;
	if (store_incoming(a, w, &file, &reader) == OK)
		word = look_at(a, application_id, &file, reader, INSPECT_UPLOAD_S);
	close(fd);
	return word;
}

static struct db_value name_or_null(const struct inspect_word *word)
{
	return word->preview ? db_text(store_name(word->preview)) : db_null();
}

enum err inspect_keep(struct ctx *c, int64_t file_id, const struct inspect_word *word)
{
	bool due = !strcmp(word->state, "due");

	return db_do(c->db, c->arena, SQL_INSPECT_KEEP, NULL, db_int(file_id), db_text(word->state),
		     db_time(c->arena, due ? c->now : -1), db_time(c->arena, due ? -1 : c->now), db_int(word->pages),
		     name_or_null(word), db_int(word->preview_size));
}

void inspect_abandon(const struct inspect_word *word)
{
	if (word->preview)
		store_abandon(word->preview);
}

/* ---- looking at it ---- */

enum err inspect_preview(struct ctx *c, int64_t application_id, const char *file_public_id, struct store_file *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_INSPECT_PREVIEW, &r, db_text(file_public_id), db_int(application_id)));
	*out = (struct store_file){db_num(&r, 0, "id"), db_str(&r, 0, "preview_public_id"), "image/jpeg", "preview.jpg",
				   db_num(&r, 0, "preview_size")};
	return OK;
}

/* ---- for the courier ---- */

static enum err lease(struct ctx *c, int64_t file_id, const uint8_t *key, bool *found, struct inspect_job *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_INSPECT_LEASE, NULL, db_bytes(key, LEASE_BYTES),
		  db_time(c->arena, c->now + INSPECT_LEASE_S), db_int(file_id), db_time(c->arena, c->now)));
	TRY(db_do(c->db, c->arena, SQL_INSPECT_LEASED, &r, db_int(file_id), db_bytes(key, LEASE_BYTES)));
	*found = r.count > 0; /* else another courier was quicker */
	if (*found)
		*out = (struct inspect_job){db_num(&r, 0, "application_id"),
					    {file_id, db_str(&r, 0, "public_id"), db_str(&r, 0, "type"), db_str(&r, 0, "name"),
					     db_num(&r, 0, "size")},
					    (int)db_num(&r, 0, "tries"), key};
	return OK;
}

enum err inspect_claim(struct ctx *c, bool *found, struct inspect_job *out)
{
	uint8_t *key = arena_alloc(c->arena, LEASE_BYTES);
	struct db_rows due;

	crypt_random(key, LEASE_BYTES);
	*found = false;
	TRY(db_do(c->db, c->arena, SQL_INSPECT_DUE, &due, db_time(c->arena, c->now)));
	for (size_t i = 0; i < due.count && !*found; i++)
		TRY(lease(c, db_num(&due, i, "id"), key, found, out));
	return OK;
}

struct inspect_word inspect_look(struct arena *a, const struct inspect_job *job)
{
	struct crypt_reader *reader;

	if (store_open(a, job->application_id, &job->file, &reader) != OK)
		return later;
	return look_at(a, job->application_id, &job->file, reader, PRESS_TOTAL_S);
}

/* Quadratic, so that a press that was away for minutes is asked soon, and one that fails on a file not all day. */
static int64_t retry_gap_s(int tries)
{
	int64_t gap = (int64_t)RETRY_S * tries * tries;

	return tries < 100 && gap < RETRY_MAX_S ? gap : RETRY_MAX_S;
}

enum err inspect_done(struct ctx *c, const struct inspect_job *job, const struct inspect_word *word, bool *kept)
{
	bool due = !strcmp(word->state, "due");
	struct db_rows done;

	TRY(db_do(c->db, c->arena, SQL_INSPECT_DONE, &done, db_text(word->state),
		  db_time(c->arena, due ? c->now + retry_gap_s(job->tries) : -1), db_time(c->arena, due ? -1 : c->now),
		  db_text(word->problem), db_int(word->pages), name_or_null(word), db_int(word->preview_size),
		  db_int(job->file.id), db_bytes(job->lease, LEASE_BYTES)));
	*kept = done.affected > 0;
	if (!*kept || strcmp(word->state, "bad") != 0)
		return OK;
	audit_note(c, "file.unreadable", "file", job->file.id, "{\"application\":%lld,\"problem\":\"%s\"}",
		   (long long)job->application_id, word->problem);
	return scan_remove(c, job->application_id, job->file.id, word->problem);
}
