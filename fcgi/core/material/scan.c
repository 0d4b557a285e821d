/* scan.c: the states of a file's scan. What is found later is scan_removed.c's. */
#include "core/material/scan.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/application/application.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/material/scan_removed.h"

enum { LEASE_BYTES = 16, RETRY_S = 30, RETRY_MAX_S = 3600, PING_S = 1 };

static enum err chunk(void *reader, const uint8_t **p, size_t *n)
{
	return crypt_reader_next(reader, p, n);
}

/* ---- at upload ---- */

struct scan_word scan_incoming(struct arena *a, const struct store_writer *w)
{
	struct crypt_reader *reader;
	struct store_file file;
	const char *problem;

	if (!clamd_is_on())
		return (struct scan_word){"none", ""};
	if (!store_type(w, &problem))
		return (struct scan_word){"received", ""}; /* refused without it */
	if (!clamd_ping(a, PING_S))
		return (struct scan_word){"received", ""};
	if (store_incoming(a, w, &file, &reader) != OK)
		return (struct scan_word){"received", ""};
	struct clamd_result r = clamd_scan(a, chunk, reader, file.size, SCAN_UPLOAD_S);
	switch (r.verdict) {
	case CLAMD_CLEAN:
		return (struct scan_word){"clean", ""};
	case CLAMD_INFECTED:
		return (struct scan_word){"infected", r.found};
	case CLAMD_LIMIT:
		return (struct scan_word){"error", r.found};
	case CLAMD_ERROR:
		break;
	}
	return (struct scan_word){"received", ""};
}

static struct db_value text_or_null(const char *s)
{
	return *s ? db_text(s) : db_null();
}

/* Quadratic, so that a scanner that was away for minutes is asked soon, and one that cannot is not asked all day. */
static int64_t retry_gap_s(int tries)
{
	int64_t gap = (int64_t)RETRY_S * tries * tries;

	return tries < 100 && gap < RETRY_MAX_S ? gap : RETRY_MAX_S;
}

enum err scan_keep(struct ctx *c, int64_t file_id, const struct scan_word *word)
{
	bool received = !strcmp(word->state, "received"), error = !strcmp(word->state, "error");
	int64_t due = received ? c->now : error ? c->now + retry_gap_s(1) : -1;

	if (!strcmp(word->state, "none"))
		return OK;
	return db_do(c->db, c->arena, SQL_SCAN_KEEP, NULL, db_text(word->state), db_int(error), db_time(c->arena, due),
		     db_time(c->arena, received ? -1 : c->now), text_or_null(word->found), db_int(file_id));
}

void scan_note_refused(struct ctx *c, const struct application *app, const struct scan_word *word)
{
	audit_note(c, "file.refused", "application", app->id, "{\"found\":\"%s\"}", word->found);
}

/* ---- who may see it ---- */

bool scan_shows(const char *state)
{
	return !strcmp(state, "clean") || (!clamd_is_on() && strcmp(state, "infected") != 0);
}

enum err scan_of_file(struct ctx *c, int64_t file_id, const char **state)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_SCAN_OF_FILE, &r, db_int(file_id)));
	*state = db_str(&r, 0, "scan_state");
	return OK;
}

enum err scan_lets_pass(struct ctx *c, const struct application *app, int version, bool *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_SCAN_OF_VERSION, &r, db_int(app->id), db_int(version)));
	*out = true;
	for (size_t i = 0; i < r.count; i++)
		*out = *out && scan_shows(db_str(&r, i, "scan_state"));
	return OK;
}

/* ---- for the scanner program ---- */

enum err scan_admit(struct ctx *c)
{
	return db_do(c->db, c->arena, SQL_SCAN_ADMIT, NULL, db_time(c->arena, c->now));
}

static enum err lease(struct ctx *c, int64_t file_id, const uint8_t *key, bool *found, struct scan_job *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_SCAN_LEASE, NULL, db_bytes(key, LEASE_BYTES),
		  db_time(c->arena, c->now + SCAN_LEASE_S), db_int(file_id), db_time(c->arena, c->now)));
	TRY(db_do(c->db, c->arena, SQL_SCAN_LEASED, &r, db_int(file_id), db_bytes(key, LEASE_BYTES)));
	*found = r.count > 0; /* else another scanner was quicker */
	if (*found)
		*out = (struct scan_job){db_num(&r, 0, "application_id"),
					 {file_id, db_str(&r, 0, "public_id"), db_str(&r, 0, "type"),
					  db_str(&r, 0, "name"), db_num(&r, 0, "size")},
					 (int)db_num(&r, 0, "scan_tries"), key};
	return OK;
}

enum err scan_claim(struct ctx *c, bool *found, struct scan_job *out)
{
	struct db_rows due;
	uint8_t *key = arena_alloc(c->arena, LEASE_BYTES);

	crypt_random(key, LEASE_BYTES);
	*found = false;
	TRY(db_do(c->db, c->arena, SQL_SCAN_DUE, &due, db_time(c->arena, c->now)));
	for (size_t i = 0; i < due.count && !*found; i++)
		TRY(lease(c, db_num(&due, i, "id"), key, found, out));
	return OK;
}

static const char *const states[] = {
	[CLAMD_CLEAN] = "clean", [CLAMD_INFECTED] = "infected", [CLAMD_LIMIT] = "error", [CLAMD_ERROR] = "error",
};

enum err scan_done(struct ctx *c, const struct scan_job *job, const struct clamd_result *result)
{
	struct db_rows done;
	const char *state = states[result->verdict];
	bool again = !strcmp(state, "error");

	TRY(db_do(c->db, c->arena, SQL_SCAN_DONE, &done, db_text(state),
		  db_time(c->arena, again ? c->now + retry_gap_s(job->tries) : -1), db_time(c->arena, c->now),
		  text_or_null(result->found), db_int(job->file.id), db_bytes(job->lease, LEASE_BYTES)));
	if (result->verdict != CLAMD_INFECTED || done.affected == 0)
		return OK;
	audit_note(c, "file.infected", "file", job->file.id, "{\"application\":%lld,\"found\":\"%s\"}",
		   (long long)job->application_id, result->found);
	return scan_remove(c, job->application_id, job->file.id, "file_infected");
}
