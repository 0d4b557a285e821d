/* check_password: length, and whether a password is one of those that are tried first. Any characters are allowed. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/check.h"
#include "base/text.h"

enum { MIN = 10, MAX = 128 };

/* The commonest of at least MIN characters, compared without regard to case. */
static const char *const commonest[] = {
#define COMMON(password) password,
#include "base/check_password.def"
#undef COMMON
};

/* aaaaaaaaaa, 12121212121, abcabcabcabc: a piece of at most three bytes over and over. */
static bool repeats(const char *s)
{
	size_t n = strlen(s);

	for (size_t period = 1; period <= 3; period++)
		if (memcmp(s, s + period, n - period) == 0)
			return true;
	return false;
}

/* 23456789012…, abcdefghijkl, and back. */
static bool runs(const char *s, int step)
{
	for (size_t i = 1; s[i] != '\0'; i++)
		if (s[i] - s[i - 1] != step && !(s[i] == '0' && s[i - 1] == '9') && !(s[i] == '9' && s[i - 1] == '0'))
			return false;
	return true;
}

static bool common(const char *s)
{
	for (size_t i = 0; i < sizeof commonest / sizeof *commonest; i++)
		if (strcasecmp(s, commonest[i]) == 0)
			return true;
	return repeats(s) || runs(s, 1) || runs(s, -1);
}

const char *check_password(const char *s)
{
	size_t length = text_length(s);

	if (length < MIN)
		return "password_short";
	if (length > MAX)
		return "password_long";
	return common(s) ? "password_common" : NULL;
}
