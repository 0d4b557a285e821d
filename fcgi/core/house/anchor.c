/* anchor.c: writes, signs and reads anchors. Walking the chain is audit.c's. */
#include "core/house/anchor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/text.h"

static const char first_line[] = "ccer audit anchor 1\n", signature_line[] = "signature ";

const char *anchor_write(struct arena *a, const char *keys_directory, const struct anchor *x)
{
	uint8_t signature[CRYPT_SIGNATURE_BYTES];
	const char *text = arena_printf(a, "%stime %s UTC\nrows %lld\nhash %s\n", first_line, clock_sql(a, x->at),
					(long long)x->point.number, text_hex(a, x->point.hash, sizeof x->point.hash));

	if (!crypt_sign(keys_directory, signature, text, strlen(text)))
		return NULL;
	return arena_printf(a, "%s%s%s\n", text, signature_line, text_hex(a, signature, sizeof signature));
}

/* What is signed, from its first line on, *signature behind it; mails have other ends of lines. NULL: none there. */
static char *signed_part(struct arena *a, const char *text, const char **signature)
{
	char *clean = arena_strdup(a, text), *to = clean, *start, *end;

	for (const char *c = text; *c; c++)
		if (*c != '\r')
			*to++ = *c;
	*to = '\0';
	start = strstr(clean, first_line);
	end = start ? strstr(start, signature_line) : NULL;
	if (!end)
		return NULL;
	*signature = arena_strdup(a, end + strlen(signature_line));
	*end = '\0';
	return start;
}

static bool parse(struct arena *a, const char *text, struct anchor *out)
{
	const char *time = text + strlen(first_line), *rows = strstr(text, "\nrows "), *hash = strstr(text, "\nhash ");

	if (strncmp(time, "time ", 5) != 0 || !rows || !hash)
		return false;
	out->at = clock_from_sql(arena_strndup(a, time + 5, strlen("2026-12-22 01:14:00")));
	out->point.number = strtoll(rows + strlen("\nrows "), NULL, 10);
	return out->at >= 0 && crypt_unhex(out->point.hash, sizeof out->point.hash, hash + strlen("\nhash "));
}

bool anchor_read(struct arena *a, const char *public_hex, const char *text, struct anchor *out)
{
	uint8_t public_key[CRYPT_PUBLIC_BYTES], signature[CRYPT_SIGNATURE_BYTES];
	const char *hex, *part = signed_part(a, text, &hex);

	return part && crypt_unhex(public_key, sizeof public_key, public_hex) &&
	       crypt_unhex(signature, sizeof signature, hex) && crypt_signed(public_key, signature, part, strlen(part)) &&
	       parse(a, part, out);
}
