/* text_name: names of people and organisations as typed. Inside a name every mark counts, so nothing is taken out there. */
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/text.h"

enum { MIDDLE_DOT = 0xb7, FULL_STOP = 0x3002, HALF_FULL_STOP = 0xff61 };

static const char *next(const char *s, utf8proc_int32_t *c)
{
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)strnlen(s, 4), c);

	return s + (n > 0 ? n : 1);
}

char *text_name(struct arena *a, const char *s)
{
	const char *from = NULL, *end = s, *at = s;
	utf8proc_int32_t c;

	while (*at != '\0') {
		const char *behind = next(at, &c);

		if (!text_is_mark(c) && !text_is_space(c)) {
			from = from ? from : at;
			end = behind;
		}
		at = behind;
	}
	return from ? arena_strndup(a, from, (size_t)(end - from)) : arena_strdup(a, "");
}

bool text_has_mark(const char *s)
{
	utf8proc_int32_t c;

	while (*s != '\0') {
		s = next(s, &c);
		if (text_is_mark(c))
			return true;
	}
	return false;
}

/* Planes 2 and 3 hold nothing but Han; 〇 stands among the signs. */
bool text_is_han(int32_t c)
{
	return (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
		(c >= 0x20000 && c <= 0x3fffd) || c == 0x3007;
}

/* The dots of other keyboards, alphabets and typesetters that stand for the one between the parts of a name. */
static bool is_dot(utf8proc_int32_t c)
{
	static const utf8proc_int32_t dots[] = {
		MIDDLE_DOT, 0x387,  0x1427, 0x16eb, 0x2022, 0x2024, 0x2027, 0x2218, 0x2219, 0x22c5, 0x25cf, 0x25e6, 0x2981,
		0x2e30,     0x2e31, 0x30fb, 0x318d, 0xa78f, 0xfe52, 0xff65,
	};

	for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
		if (c == dots[i])
			return true;
	return false;
}

/* What is kept of c behind the character before; a full stop belongs to Latin names as it is: John F. Kennedy. */
static utf8proc_int32_t of_name(utf8proc_int32_t c, utf8proc_int32_t before)
{
	c = text_half(c);
	if (is_dot(c))
		return MIDDLE_DOT;
	return (c == '.' || c == FULL_STOP || c == HALF_FULL_STOP) && text_is_han(before) ? MIDDLE_DOT : c;
}

char *text_person_name(struct arena *a, const char *s)
{
	const char *in = text_name(a, s);
	char *out = arena_alloc(a, 2 * strlen(in) + 1), *to = out; /* a full stop of one byte becomes a dot of two */
	utf8proc_int32_t c, before = MIDDLE_DOT;
	bool blank = false;

	while (*in != '\0') {
		in = next(in, &c);
		c = of_name(c, before);
		if (text_is_space(c)) {
			blank = true;
			continue;
		}
		if (blank && c != MIDDLE_DOT && before != MIDDLE_DOT)
			*to++ = ' ';
		blank = false;
		to += utf8proc_encode_char(c, (utf8proc_uint8_t *)to);
		before = c;
	}
	*to = '\0';
	return out;
}
