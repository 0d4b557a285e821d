/* crypt_key_file: the files of the keys directory by name, and which seal key is in use. Reads only. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crypt/crypt_key.h"
#include "base/log.h"

bool key_complain(const char *name, const char *what)
{
	fprintf(stderr, "key file %s: %s\n", name, what);
	return false;
}

const char *key_seal_name(char name[KEY_NAME_BYTES], uint32_t id)
{
	snprintf(name, KEY_NAME_BYTES, "seal-%u.key", id);
	return name;
}

const char key_in_use_name[] = "seal.use";

/* seal-1.key … seal-4294967295.key, written without leading zeros. */
static bool parse_seal_name(const char *name, uint32_t *id)
{
	char again[KEY_NAME_BYTES];

	*id = (uint32_t)strtoul(strncmp(name, "seal-", 5) == 0 ? name + 5 : "0", NULL, 10);
	return *id > 0 && strcmp(key_seal_name(again, *id), name) == 0;
}

static int ascending(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

	return one < other ? -1 : one > other;
}

size_t key_seal_files(int directory, uint32_t id[CRYPT_SEAL_KEYS_MAX])
{
	DIR *d = fdopendir(dup(directory));
	size_t count = 0;
	uint32_t one;

	if (d == NULL)
		die("crypt: cannot list the keys: %s", strerror(errno));
	rewinddir(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		if (!parse_seal_name(e->d_name, &one))
			continue;
		if (count == CRYPT_SEAL_KEYS_MAX)
			die("crypt: more than %d seal keys; retire some", CRYPT_SEAL_KEYS_MAX);
		id[count++] = one;
	}
	closedir(d);
	qsort(id, count, sizeof *id, ascending);
	return count;
}

uint32_t key_in_use(int directory)
{
	uint32_t id[CRYPT_SEAL_KEYS_MAX];
	size_t count = key_seal_files(directory, id);
	char text[16] = "";
	int fd = openat(directory, key_in_use_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	unsigned long named;

	if (fd < 0 && errno == ENOENT)
		return count ? id[count - 1] : 0;
	if (fd < 0 || read(fd, text, sizeof text - 1) < 1) {
		key_complain(key_in_use_name, strerror(errno));
		text[0] = '\0';
	}
	if (fd >= 0)
		close(fd);
	named = strtoul(text, NULL, 10);
	for (size_t i = 0; i < count; i++)
		if (id[i] == named)
			return id[i];
	key_complain(key_in_use_name, "names no seal key that is here");
	return 0;
}
