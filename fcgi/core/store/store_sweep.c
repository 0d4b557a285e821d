/* store_sweep.c: a walk through the directories of the store, whose place is kept in between, asking of each file whether it has a row. */
#include "core/store/store_sweep.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* Where the walk stands; in is one of top's, both NULL between walks. */
static struct {
	DIR *top, *in;
	char directory[NAME_MAX + 1];
} walk;

static bool begin(void)
{
	if (!walk.top)
		walk.top = opendir(conf_str(CONF_STORE));
	if (!walk.top)
		log_error("store: %s: %s", conf_str(CONF_STORE), strerror(errno));
	return walk.top != NULL;
}

/* NULL: there are no more; the directory is closed. */
static const char *next_name(DIR **d)
{
	struct dirent *entry;

	while ((entry = readdir(*d)))
		if (entry->d_name[0] != '.')
			return entry->d_name;
	closedir(*d);
	*d = NULL;
	return NULL;
}

/* The name of the next file, which lies in walk.directory; NULL: the walk is through. */
static const char *next_file(struct arena *a)
{
	const char *name;

	for (;;) {
		if (walk.in && (name = next_name(&walk.in)))
			return arena_strdup(a, name);
		if (!(name = next_name(&walk.top)))
			return NULL;
		(void)stpcpy(walk.directory, name);
		walk.in = opendir(arena_printf(a, "%s/%s", conf_str(CONF_STORE), name)); /* NULL: it is none */
	}
}

static enum err sweep_one(struct ctx *c, const char *name, int64_t age_s)
{
	const char *path = arena_printf(c->arena, "%s/%s/%s", conf_str(CONF_STORE), walk.directory, name);
	struct stat st;
	struct db_rows rows;

	if (lstat(path, &st) || !S_ISREG(st.st_mode) || st.st_mtime > c->now - age_s)
		return OK;
	TRY(db_do(c->db, c->arena, SQL_FILE_EXISTS, &rows, db_text(name)));
	if (rows.count == 0 && unlink(path) == 0)
		log_info("store: swept %s", name);
	return OK;
}

enum err store_sweep(struct ctx *c, int64_t age_s, int max, bool *through)
{
	const char *name = "";

	*through = false;
	if (!begin())
		return ERR_IO;
	for (int i = 0; i < max && (name = next_file(c->arena)); i++)
		TRY(sweep_one(c, name, age_s));
	*through = name == NULL;
	return OK;
}
