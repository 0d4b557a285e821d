/* store_reseal.c: the files of the store under another key: written anew beside the old one and put in its place. Whoever
 * reads the old one goes on reading it: its name is gone, its content is not until they close it. */
#include "core/store/store_reseal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/store/store.h"

/* ---- one file ---- */

struct anew {
	struct arena *arena;
	const char *place, *directory, *final, *temporary; /* swept by the courier when left behind: no file is called so */
	int from, to;
};

/* Mode and owner as the old one has them, since ccerctl may be somebody else than the portal. */
static bool begin(struct anew *n)
{
	struct stat st;

	unlink(n->temporary);
	n->to = open(n->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	return n->to >= 0 && !fstat(n->from, &st) && !fchown(n->to, st.st_uid, st.st_gid) &&
	       !fchmod(n->to, st.st_mode & 0777);
}

/* Nothing takes the place of a file that does not verify to its last byte. */
static enum err copy(const struct anew *n)
{
	struct crypt_reader *r = crypt_reader_new(n->arena, n->from, n->place);
	struct crypt_writer *w;
	const uint8_t *p;
	size_t size;

	if (!r)
		return ERR_TAMPERED;
	w = crypt_writer_new(n->arena, n->to, n->place);
	do {
		TRY(crypt_reader_next(r, &p, &size));
		TRY(crypt_writer_feed(w, p, size));
	} while (size);
	return crypt_writer_finish(w);
}

static enum err put_in_place(const struct anew *n)
{
	return !fsync(n->to) && !rename(n->temporary, n->final) ? store_sync_directory(n->directory) : err_of_write(errno);
}

static enum err write_anew(struct anew *n)
{
	enum err e = begin(n) ? copy(n) : err_of_write(errno);

	if (e == OK)
		e = put_in_place(n);
	if (e != OK) {
		log_error("store: %s was not sealed anew: %s", n->final, e == ERR_TAMPERED ? err_name(e) : strerror(errno));
		unlink(n->temporary);
	}
	if (n->to >= 0)
		close(n->to);
	return e;
}

enum err store_reseal(enum store_kind kind, int64_t application_id, const char *public_id, bool *changed)
{
	struct arena *a = arena_new();
	const char *directory = store_directory(a, public_id);
	struct anew n = {.arena = a, .to = -1, .place = store_place_of(a, kind, application_id, public_id), .directory = directory,
			 .final = arena_printf(a, "%s/%s", directory, public_id),
			 .temporary = arena_printf(a, "%s/tmp/%s.anew", conf_str(CONF_STORE), public_id)};
	enum err e = OK;

	n.from = open(n.final, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (n.from < 0) {
		log_error("store: %s: %s", n.final, strerror(errno));
		arena_free(a);
		return ERR_NOT_FOUND;
	}
	*changed = crypt_file_seal_id(n.from) != crypt_seal_id_in_use();
	if (*changed)
		e = write_anew(&n);
	close(n.from);
	arena_free(a);
	return e;
}

/* ---- which keys there are ---- */

static void look(const char *path, store_key_fn *fn, void *arg)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return; /* removed meanwhile */
	fn(arg, crypt_file_seal_id(fd));
	close(fd);
}

static void look_into(struct arena *a, const char *path, store_key_fn *fn, void *arg)
{
	DIR *d = opendir(path);
	struct dirent *entry;

	while (d && (entry = readdir(d)))
		if (entry->d_name[0] != '.')
			look(arena_printf(a, "%s/%s", path, entry->d_name), fn, arg);
	if (d)
		closedir(d);
}

enum err store_keys(struct arena *a, store_key_fn *fn, void *arg)
{
	DIR *d = opendir(conf_str(CONF_STORE));
	struct dirent *entry;

	if (!d) {
		log_error("store: %s: %s", conf_str(CONF_STORE), strerror(errno));
		return ERR_IO;
	}
	while ((entry = readdir(d)))
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, "tmp"))
			look_into(a, arena_printf(a, "%s/%s", conf_str(CONF_STORE), entry->d_name), fn, arg);
	closedir(d);
	return OK;
}
