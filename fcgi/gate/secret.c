/* secret.c: passwords and access keys of providers live in files, never in settings. */
#include "gate/secret.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/log.h"

const char *secret_read(struct arena *a, const char *path)
{
	char line[256];
	const char *secret = NULL;
	FILE *f = fopen(path, "re");

	if (f == NULL) {
		log_error("secret: %s: %s", path, strerror(errno));
		return NULL;
	}
	(void)setvbuf(f, NULL, _IONBF, 0);
	if (fgets(line, sizeof line, f) != NULL && strcspn(line, "\r\n") > 0)
		secret = arena_strndup(a, line, strcspn(line, "\r\n"));
	else
		log_error("secret: %s is empty", path);
	(void)fclose(f);
	crypt_wipe(line, sizeof line);
	return secret;
}
