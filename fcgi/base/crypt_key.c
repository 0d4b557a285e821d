/* crypt_key: makes, loads and holds the key files. Keys stay in locked, guarded memory until the process ends. */
#include "base/crypt_key.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

enum { SEAL_KEYS_MAX = 64, NAME_BYTES = 32 };

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
} seal_keys[SEAL_KEYS_MAX];
static size_t seal_count;

const uint8_t *crypt_key(enum crypt_key key)
{
	if (keys[key] == NULL)
		die("crypt: %s is needed and was not loaded", file_names[key]);
	return keys[key];
}

const uint8_t *crypt_seal_key(uint32_t *id)
{
	const struct seal_key *newest = NULL;

	for (size_t i = 0; i < seal_count; i++)
		if (newest == NULL || seal_keys[i].id > newest->id)
			newest = &seal_keys[i];
	if (newest == NULL)
		die("crypt: a seal key is needed and none was loaded");
	*id = newest->id;
	return newest->bytes;
}

const uint8_t *crypt_seal_key_by_id(uint32_t id)
{
	for (size_t i = 0; i < seal_count; i++)
		if (seal_keys[i].id == id)
			return seal_keys[i].bytes;
	return NULL;
}

/* seal-1.key … seal-4294967295.key, written without leading zeros. */
static bool parse_seal_name(const char *name, uint32_t *id)
{
	char again[NAME_BYTES];

	*id = (uint32_t)strtoul(strncmp(name, "seal-", 5) == 0 ? name + 5 : "0", NULL, 10);
	snprintf(again, sizeof again, "seal-%u.key", *id);
	return *id > 0 && strcmp(again, name) == 0;
}

static bool complain(const char *name, const char *what)
{
	fprintf(stderr, "key file %s: %s\n", name, what);
	return false;
}

static bool read_key(int fd, const char *name, uint8_t *key)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return complain(name, strerror(errno));
	if (!S_ISREG(st.st_mode) || st.st_size != KEY_BYTES)
		return complain(name, "is not a file of 32 bytes");
	if (st.st_mode & (S_IRWXO | S_IWGRP))
		return complain(name, "is open to others; make it 0400");
	if (read(fd, key, KEY_BYTES) != KEY_BYTES)
		return complain(name, "cannot be read");
	return true;
}

/* *key stays NULL when there is no such file: not every program is given every key. */
static bool load_key(int directory, const char *name, uint8_t **key)
{
	int fd = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool good;

	if (fd < 0)
		return errno == ENOENT || complain(name, strerror(errno));
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
	DIR *d = fdopendir(dup(directory));
	bool good = true;
	uint32_t id;

	if (d == NULL)
		return complain("seal-*.key", strerror(errno));
	rewinddir(d);
	for (struct dirent *e; good && (e = readdir(d)) != NULL;) {
		if (!parse_seal_name(e->d_name, &id))
			continue;
		if (seal_count == SEAL_KEYS_MAX) {
			good = complain(e->d_name, "too many seal keys");
			break;
		}
		seal_keys[seal_count].id = id;
		good = load_key(directory, e->d_name, &seal_keys[seal_count++].bytes);
	}
	closedir(d);
	return good;
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
}

static int open_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		fprintf(stderr, "keys directory %s: %s\n", path, strerror(errno));
	return fd;
}

/* No core file and no ptrace: keys, passwords and identity data are in this memory. */
bool crypt_init(const char *keys_directory)
{
	int directory;
	bool good = true;

	if (sodium_init() < 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return complain(keys_directory, "the process cannot be made safe to load keys");
	forget();
	directory = open_directory(keys_directory);
	if (directory < 0)
		return false;
	for (int i = 0; good && i < KEY_COUNT; i++)
		good = load_key(directory, file_names[i], &keys[i]);
	good = good && load_seal_keys(directory);
	close(directory);
	if (!good)
		forget();
	return good;
}

static bool write_key(int fd, const char *name)
{
	uint8_t key[KEY_BYTES];
	bool good;

	randombytes_buf(key, sizeof key);
	good = write(fd, key, sizeof key) == KEY_BYTES && fchmod(fd, 0400) == 0 && fsync(fd) == 0;
	sodium_memzero(key, sizeof key);
	return good || complain(name, strerror(errno));
}

/* Appears whole or not at all, and never replaces a key: what it sealed would be lost. */
static bool make_key(int directory, const char *name)
{
	char temporary[NAME_BYTES + 8];
	int fd;
	bool good;

	if (faccessat(directory, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return true;
	snprintf(temporary, sizeof temporary, ".%s.new", name);
	unlinkat(directory, temporary, 0);
	fd = openat(directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
	if (fd < 0)
		return complain(name, strerror(errno));
	good = write_key(fd, name);
	close(fd);
	if (good && linkat(directory, temporary, directory, name, 0) != 0)
		good = complain(name, strerror(errno));
	unlinkat(directory, temporary, 0);
	return good && fsync(directory) == 0;
}

static int make_directory(const char *path)
{
	if (sodium_init() < 0 || (mkdir(path, 0700) != 0 && errno != EEXIST)) {
		fprintf(stderr, "keys directory %s: %s\n", path, strerror(errno));
		return -1;
	}
	return open_directory(path);
}

static uint32_t highest_seal_id(int directory)
{
	DIR *d = fdopendir(dup(directory));
	uint32_t highest = 0, id;

	if (d == NULL)
		die("crypt: cannot list the keys: %s", strerror(errno));
	rewinddir(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		if (parse_seal_name(e->d_name, &id) && id > highest)
			highest = id;
	closedir(d);
	return highest;
}

bool crypt_make_keys(const char *keys_directory)
{
	int directory = make_directory(keys_directory);
	bool good = directory >= 0;

	for (int i = 0; good && i < KEY_COUNT; i++)
		good = make_key(directory, file_names[i]);
	if (good && highest_seal_id(directory) == 0)
		good = make_key(directory, "seal-1.key");
	if (directory >= 0)
		close(directory);
	return good;
}

bool crypt_add_seal_key(const char *keys_directory)
{
	int directory = make_directory(keys_directory);
	char name[NAME_BYTES];
	bool good;

	if (directory < 0)
		return false;
	snprintf(name, sizeof name, "seal-%u.key", highest_seal_id(directory) + 1);
	good = make_key(directory, name);
	close(directory);
	return good;
}
