/* check_name: what the names of people and organisations may be made of. Han characters are counted as characters, never as
 * bytes. */
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/check.h"
#include "base/text.h"

enum { CJK_MIN = 2, CJK_MAX = 30, LATIN_MIN = 2, LATIN_MAX = 60, ENTITY_MIN = 2 };

static const char *next(const char *s, utf8proc_int32_t *c)
{
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)strnlen(s, 4), c);

	return s + (n > 0 ? n : 1);
}

/* Chooses among the forms of one Han character and is not one itself; those of U+FE00 are marks nobody sees. */
static bool variation(utf8proc_int32_t c)
{
	return c >= 0xe0100 && c <= 0xe01ef;
}

/* Han with single dots or blanks between them. */
static bool cjk_name(const char *s)
{
	size_t count = 0;
	bool after_han = false;
	utf8proc_int32_t c;

	while (*s != '\0') {
		s = next(s, &c);
		if (after_han && variation(c))
			continue;
		if (!text_is_han(c) && !(after_han && (c == 0xb7 || c == ' ')))
			return false;
		after_han = text_is_han(c);
		count++;
	}
	return after_han && count >= CJK_MIN && count <= CJK_MAX;
}

static bool latin(utf8proc_int32_t c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return true;
	return (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) || (c >= 0x1e00 && c <= 0x1eff);
}

/* Also combining accents, which some systems write after the letter. */
static bool latin_inner(utf8proc_int32_t c)
{
	return latin(c) || (c >= 0x300 && c <= 0x36f) || (c > 0 && c < 0x80 && strchr(" -'.,", (int)c) != NULL) ||
		c == 0x2019 || c == 0xb7;
}

static bool latin_name(const char *s)
{
	size_t length = text_length(s);
	utf8proc_int32_t c;

	if (length < LATIN_MIN || length > LATIN_MAX)
		return false;
	s = next(s, &c);
	if (!latin(c))
		return false;
	while (*s != '\0') {
		s = next(s, &c);
		if (!latin_inner(c))
			return false;
	}
	return true;
}

const char *check_person_name(const char *s)
{
	return cjk_name(s) || latin_name(s) ? NULL : "name_person";
}

/* Pictures and what turns letters into pictures. */
static bool emoji(utf8proc_int32_t c)
{
	return (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf) || (c >= 0x2b00 && c <= 0x2bff) || c == 0x20e3;
}

const char *check_entity_name(const char *s)
{
	utf8proc_int32_t c;

	if (text_length(s) < ENTITY_MIN)
		return "name_entity";
	while (*s != '\0') {
		s = next(s, &c);
		if (emoji(c))
			return "name_emoji";
	}
	return NULL;
}
