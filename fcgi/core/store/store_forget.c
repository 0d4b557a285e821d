/* store_forget.c: the rows of files nobody needs any longer. What lies on the disk without a row is store_sweep's. */
#include "core/store/store_forget.h"

#include "base/arena.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* In a version: never asked again, since versions stay. */
static enum err ask_again(struct ctx *c, const struct db_rows *r, size_t i)
{
	int64_t next = db_num(r, i, "frozen") ? -1 : c->now + STORE_FORGET_AGAIN_S;

	return db_do(c->db, c->arena, SQL_FILE_FORGET_NEXT, NULL, db_time(c->arena, next), db_int(db_num(r, i, "id")),
		     db_time(c->arena, c->now));
}

enum err store_forget_find(struct ctx *c, struct store_loose **out, size_t *count)
{
	struct db_rows r;

	*count = 0;
	TRY(db_do(c->db, c->arena, SQL_FILE_FORGET_DUE, &r, db_time(c->arena, c->now)));
	*out = ARENA_ARRAY(c->arena, struct store_loose, r.count + 1);
	for (size_t i = 0; i < r.count; i++) {
		TRY(ask_again(c, &r, i));
		if (!db_num(&r, i, "frozen") && !db_num(&r, i, "needed"))
			(*out)[(*count)++] = (struct store_loose){db_num(&r, i, "id"), db_num(&r, i, "application_id")};
	}
	return OK;
}

enum err store_forget(struct ctx *c, const struct store_loose *file)
{
	struct db_rows locked;

	TRY(db_do(c->db, c->arena, SQL_FILE_FORGET_LOCK, &locked, db_int(file->application_id)));
	TRY(db_do(c->db, c->arena, SQL_FILE_FORGET_REMOVED, NULL, db_int(file->id), db_int(file->application_id)));
	TRY(db_do(c->db, c->arena, SQL_FILE_FORGET_INSPECTION, NULL, db_int(file->id)));
	TRY(db_do(c->db, c->arena, SQL_FILE_FORGET, NULL, db_int(file->id), db_int(file->application_id),
		  db_time(c->arena, c->now - STORE_FORGET_AGE_S)));
	audit_note(c, "file.forget", "file", file->id, "{\"application\":%lld}", (long long)file->application_id);
	return OK;
}
