/* crypt_key: makes, loads and holds the key files. Keys stay in locked, guarded memory until the process ends. Changing the
 * seal key is crypt_rotate.c's. */
#include "base/crypt/crypt_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

static const char *const file_names[KEY_COUNT] = {
	[KEY_INDEX] = "index.key",
	[KEY_CSRF] = "csrf.key",
	[KEY_AUDIT] = "audit.key",
	[KEY_CODE] = "code.key",
};

static uint8_t *keys[KEY_COUNT];
static struct seal_key {
	uint32_t id;
	uint8_t *bytes;
} seal_keys[CRYPT_SEAL_KEYS_MAX];
static size_t seal_count;  /* ascending by id */
static uint32_t seals_with; /* the key of new seals */
static int held[] = {[KEY_LOCK_KNOWN] = -1, [KEY_LOCK_SEALS] = -1};

const uint8_t *crypt_key(enum crypt_key key)
{
	if (keys[key] == NULL)
		die("crypt: %s is needed and was not loaded", file_names[key]);
	return keys[key];
}

uint32_t crypt_seal_id_in_use(void)
{
	if (crypt_seal_key_by_id(seals_with) == NULL)
		die("crypt: a seal key is needed and was not loaded (seal-%u.key)", seals_with);
	return seals_with;
}

const uint8_t *crypt_seal_key(uint32_t *id)
{
	*id = crypt_seal_id_in_use();
	return crypt_seal_key_by_id(*id);
}

size_t crypt_seal_ids(uint32_t id[CRYPT_SEAL_KEYS_MAX])
{
	for (size_t i = 0; i < seal_count; i++)
		id[i] = seal_keys[i].id;
	return seal_count;
}

const uint8_t *crypt_seal_key_by_id(uint32_t id)
{
	for (size_t i = 0; i < seal_count; i++)
		if (seal_keys[i].id == id)
			return seal_keys[i].bytes;
	return NULL;
}

static bool read_key(int fd, const char *name, uint8_t *key)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return key_complain(name, strerror(errno));
	if (!S_ISREG(st.st_mode) || st.st_size != KEY_BYTES)
		return key_complain(name, "is not a file of 32 bytes");
	if (st.st_mode & (S_IRWXO | S_IWGRP))
		return key_complain(name, "is open to others; make it 0400");
	if (read(fd, key, KEY_BYTES) != KEY_BYTES)
		return key_complain(name, "cannot be read");
	return true;
}

/* *key stays NULL when there is no such file: not every program is given every key. */
static bool load_key(int directory, const char *name, uint8_t **key)
{
	int fd = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool good;

	if (fd < 0)
		return errno == ENOENT || key_complain(name, strerror(errno));
	*key = sodium_malloc(KEY_BYTES);
	if (*key == NULL)
		die("crypt: out of memory");
	good = read_key(fd, name, *key);
	close(fd);
	if (good)
		sodium_mprotect_readonly(*key);
	return good;
}

static bool load_seal_keys(int directory)
{
	uint32_t id[CRYPT_SEAL_KEYS_MAX];
	char name[KEY_NAME_BYTES];
	bool good = true;

	seal_count = key_seal_files(directory, id);
	for (size_t i = 0; i < seal_count; i++) {
		seal_keys[i] = (struct seal_key){.id = id[i]};
		good = good && load_key(directory, key_seal_name(name, id[i]), &seal_keys[i].bytes);
	}
	seals_with = seal_count ? key_in_use(directory) : 0;
	return good && (seals_with || !seal_count);
}

/* Tells ccerctl keys what this process knows, until it ends (crypt.h). */
static bool hold(int directory, enum key_lock what, uint32_t id)
{
	struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = what, .l_len = 1};
	char name[KEY_NAME_BYTES];

	held[what] = openat(directory, key_seal_name(name, id), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (held[what] < 0 && errno == ENOENT)
		return true; /* retired this moment: settled() tells */
	return (held[what] >= 0 && fcntl(held[what], F_OFD_SETLK, &lock) == 0) || key_complain(name, strerror(errno));
}

static bool hold_seal_keys(int directory)
{
	return !seal_count || (hold(directory, KEY_LOCK_KNOWN, seal_keys[seal_count - 1].id) &&
			       hold(directory, KEY_LOCK_SEALS, seals_with));
}

static void forget(void)
{
	for (int i = 0; i < KEY_COUNT; i++) {
		sodium_free(keys[i]);
		keys[i] = NULL;
	}
	for (size_t i = 0; i < seal_count; i++)
		sodium_free(seal_keys[i].bytes);
	memset(seal_keys, 0, sizeof seal_keys);
	seal_count = 0;
	for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
		if (held[i] >= 0)
			close(held[i]);
		held[i] = -1;
	}
}

static int open_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		fprintf(stderr, "keys directory %s: %s\n", path, strerror(errno));
	return fd;
}

static bool load_all(int directory)
{
	bool good = true;

	for (int i = 0; good && i < KEY_COUNT; i++)
		good = load_key(directory, file_names[i], &keys[i]);
	return good && load_seal_keys(directory) && hold_seal_keys(directory);
}

/* Between reading and locking somebody may have added a key or changed the one in use. */
static bool settled(int directory)
{
	uint32_t id[CRYPT_SEAL_KEYS_MAX];
	size_t count = key_seal_files(directory, id);

	if (count != seal_count || (count && key_in_use(directory) != seals_with))
		return false;
	for (size_t i = 0; i < count; i++)
		if (id[i] != seal_keys[i].id || seal_keys[i].bytes == NULL)
			return false;
	return true;
}

/* No core file and no ptrace: keys, passwords and identity data are in this memory. */
bool crypt_init(const char *keys_directory)
{
	int directory;
	bool good;

	if (sodium_init() < 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return key_complain(keys_directory, "the process cannot be made safe to load keys");
	directory = open_directory(keys_directory);
	if (directory < 0) {
		forget();
		return false;
	}
	do {
		forget();
		good = load_all(directory);
	} while (good && !settled(directory));
	close(directory);
	if (!good)
		forget();
	return good;
}

static bool give_like(int directory, int fd, const char *like)
{
	struct stat st;

	if (like == NULL)
		return fchmod(fd, 0400) == 0;
	return fstatat(directory, like, &st, AT_SYMLINK_NOFOLLOW) == 0 && fchown(fd, st.st_uid, st.st_gid) == 0 &&
	       fchmod(fd, st.st_mode & 0440) == 0;
}

static bool write_key(int directory, int fd, const char *name, const char *like)
{
	uint8_t key[KEY_BYTES];
	bool good;

	randombytes_buf(key, sizeof key);
	good = write(fd, key, sizeof key) == KEY_BYTES && give_like(directory, fd, like) && fsync(fd) == 0;
	sodium_memzero(key, sizeof key);
	return good || key_complain(name, strerror(errno));
}

bool key_make(int directory, const char *name, const char *like)
{
	char temporary[KEY_NAME_BYTES + 8];
	int fd;
	bool good;

	if (faccessat(directory, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return true;
	snprintf(temporary, sizeof temporary, ".%s.new", name);
	unlinkat(directory, temporary, 0);
	fd = openat(directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
	if (fd < 0)
		return key_complain(name, strerror(errno));
	good = write_key(directory, fd, name, like);
	close(fd);
	if (good && linkat(directory, temporary, directory, name, 0) != 0)
		good = key_complain(name, strerror(errno));
	unlinkat(directory, temporary, 0);
	return good && fsync(directory) == 0;
}

int key_directory(const char *path)
{
	if (sodium_init() < 0 || (mkdir(path, 0700) != 0 && errno != EEXIST)) {
		fprintf(stderr, "keys directory %s: %s\n", path, strerror(errno));
		return -1;
	}
	return open_directory(path);
}

bool crypt_make_keys(const char *keys_directory)
{
	int directory = key_directory(keys_directory);
	uint32_t id[CRYPT_SEAL_KEYS_MAX];
	bool good = directory >= 0;

	for (int i = 0; good && i < KEY_COUNT; i++)
		good = key_make(directory, file_names[i], NULL);
	if (good && key_seal_files(directory, id) == 0)
		good = key_make(directory, "seal-1.key", NULL);
	if (directory >= 0)
		close(directory);
	return good;
}
