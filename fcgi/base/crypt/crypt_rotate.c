/* crypt_rotate: the seal key changes: another is added, taken into use, and an old one destroyed, each only when no running
 * program would be left behind (crypt.h). What was sealed with them is core/house/reseal.c's. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypt/crypt_key.h"
#include "base/log.h"

static bool write_in_use(int directory, uint32_t id)
{
	char temporary[KEY_NAME_BYTES], text[16];
	int n = snprintf(text, sizeof text, "%u\n", id), fd;
	bool good;

	snprintf(temporary, sizeof temporary, ".%s.new", key_in_use_name);
	fd = openat(directory, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0)
		return key_complain(key_in_use_name, strerror(errno));
	good = write(fd, text, (size_t)n) == n && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
	close(fd);
	good = good && renameat(directory, temporary, directory, key_in_use_name) == 0 && fsync(directory) == 0;
	return good || key_complain(key_in_use_name, strerror(errno));
}

/* Is there a process that has this lock on this key? A file that cannot be asked counts as locked. */
static bool locked(int directory, uint32_t id, enum key_lock what)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = what, .l_len = 1};
	char name[KEY_NAME_BYTES];
	int fd = openat(directory, key_seal_name(name, id), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool free = fd >= 0 && fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type == F_UNLCK;

	if (fd >= 0)
		close(fd);
	return !free;
}

/* The key in use is written down before a higher one is there: without it the highest would be taken. */
bool crypt_add_seal_key(const char *keys_directory, uint32_t *id)
{
	int directory = key_directory(keys_directory);
	uint32_t now, all[CRYPT_SEAL_KEYS_MAX];
	char name[KEY_NAME_BYTES], like[KEY_NAME_BYTES];
	size_t count;
	bool good;

	if (directory < 0)
		return false;
	count = key_seal_files(directory, all);
	now = key_in_use(directory);
	good = (now || key_complain("seal-1.key", "is missing; ccerctl keys make")) && write_in_use(directory, now);
	*id = count ? all[count - 1] + 1 : 1;
	good = good && key_make(directory, key_seal_name(name, *id), key_seal_name(like, now));
	close(directory);
	return good;
}

static bool may_be_used(int directory, uint32_t id)
{
	uint32_t all[CRYPT_SEAL_KEYS_MAX];
	size_t count = key_seal_files(directory, all);
	char name[KEY_NAME_BYTES];
	bool found = false;

	for (size_t i = 0; i < count; i++)
		found = found || all[i] == id;
	if (!found)
		return key_complain(key_seal_name(name, id), "is not here; ccerctl keys add makes the next one");
	for (size_t i = 0; i < count && all[i] < id; i++)
		if (locked(directory, all[i], KEY_LOCK_KNOWN))
			return key_complain(key_seal_name(name, id), "a program runs that started before this key was there; "
					"restart the programs first (systemctl reload ccer@portal …)");
	return true;
}

bool crypt_use_seal_key(const char *keys_directory, uint32_t id)
{
	int directory = key_directory(keys_directory);
	bool good = directory >= 0 && may_be_used(directory, id) && write_in_use(directory, id);

	if (directory >= 0)
		close(directory);
	return good;
}

static bool idle(int directory, uint32_t id)
{
	char name[KEY_NAME_BYTES];

	key_seal_name(name, id);
	if (faccessat(directory, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
		return key_complain(name, "is not here");
	if (key_in_use(directory) == id)
		return key_complain(name, "is the key of new seals; take another into use first (ccerctl keys use)");
	if (locked(directory, id, KEY_LOCK_SEALS))
		return key_complain(name, "a running program still seals with it; restart the programs first");
	return true;
}

bool crypt_seal_key_idle(const char *keys_directory, uint32_t id)
{
	int directory = key_directory(keys_directory);
	bool good = directory >= 0 && idle(directory, id);

	if (directory >= 0)
		close(directory);
	return good;
}

/* Under another name first, so that no program reads it half gone. */
static bool destroy(int directory, const char *name)
{
	char gone[KEY_NAME_BYTES + 8];
	uint8_t noise[KEY_BYTES];
	int fd;
	bool good;

	snprintf(gone, sizeof gone, ".%s.gone", name);
	if (renameat(directory, name, directory, gone) != 0 || fchmodat(directory, gone, 0600, 0) != 0)
		return key_complain(name, strerror(errno));
	randombytes_buf(noise, sizeof noise);
	fd = openat(directory, gone, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	good = fd >= 0 && write(fd, noise, sizeof noise) == KEY_BYTES && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	good = unlinkat(directory, gone, 0) == 0 && fsync(directory) == 0 && good;
	return good || key_complain(name, strerror(errno));
}

bool crypt_destroy_seal_key(const char *keys_directory, uint32_t id)
{
	int directory = key_directory(keys_directory);
	char name[KEY_NAME_BYTES];
	bool good = directory >= 0 && idle(directory, id) && destroy(directory, key_seal_name(name, id));

	if (directory >= 0)
		close(directory);
	return good;
}

bool crypt_lock_keys(const char *keys_directory)
{
	int directory = key_directory(keys_directory); /* stays open: the lock ends with the process */

	if (directory < 0)
		return false;
	if (flock(directory, LOCK_EX | LOCK_NB) == 0)
		return true;
	close(directory);
	return key_complain(keys_directory, "another ccerctl changes what is sealed; let it finish");
}
