/* ctl_loaded.c: which SQL files were loaded into the database, by name and hash. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

const char *ctl_sha_of(struct arena *a, const char *text)
{
	return crypt_sha256_hex(a, text, strlen(text));
}

/* The row of a file among those already noted, -1: none. */
int ctl_find_loaded(const struct db_rows *noted, const char *name)
{
	for (size_t i = 0; i < noted->count; i++)
		if (!strcmp(db_str(noted, i, "name"), name))
			return (int)i;
	return -1;
}

bool ctl_loaded(struct db *db, struct arena *a, const char *name, const char *text)
{
	struct db_rows noted;
	int row;

	if (db_do0(db, a, SQL_MIGRATION_LIST, &noted) != OK)
		return false;
	row = ctl_find_loaded(&noted, name);
	return row >= 0 && !strcmp(db_str(&noted, (size_t)row, "sha"), ctl_sha_of(a, text));
}

bool ctl_note_loaded(struct db *db, struct arena *a, const char *name, const char *text)
{
	return db_do(db, a, SQL_MIGRATION_LOADED, NULL, db_text(name), db_text(ctl_sha_of(a, text)),
		     db_time(a, clock_now())) == OK;
}
