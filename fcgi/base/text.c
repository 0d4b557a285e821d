/* text: UTF-8 as people type it: is it text at all, and its normal forms. Amounts are text_amount.c's, dates text_date.c's, names
 * text_name.c's, telephone numbers text_telephone.c's, masks text_mask.c's. */
#include "base/text.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/log.h"

/* Reads one code point of a NUL-terminated string; a byte that is not UTF-8 counts as one, c = -1. */
static size_t next(const char *s, utf8proc_int32_t *c)
{
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)strnlen(s, 4), c);

	if (n > 0)
		return (size_t)n;
	*c = -1;
	return 1;
}

bool text_utf8_valid(const char *s, size_t n)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;

	while (n > 0) {
		utf8proc_int32_t c;
		utf8proc_ssize_t length = utf8proc_iterate(p, (utf8proc_ssize_t)n, &c);

		if (length <= 0 || c == 0)
			return false;
		p += length;
		n -= (size_t)length;
	}
	return true;
}

char *text_recoded(struct arena *a, const char *charset, const char *p, size_t n)
{
	size_t left = n, room = 4 * n;
	char *in = arena_memdup(a, p, n), *out = arena_alloc(a, room + 1), *to = out;
	iconv_t cd = iconv_open("UTF-8", charset);

	if (cd == (iconv_t)-1)
		return NULL;
	bool whole = iconv(cd, &in, &left, &to, &room) != (size_t)-1;
	iconv_close(cd);
	return whole && text_utf8_valid(out, (size_t)(to - out)) ? out : NULL;
}

char *text_utf8_or_gbk(struct arena *a, const char *p, size_t n)
{
	return text_utf8_valid(p, n) ? arena_strndup(a, p, n) : text_recoded(a, "GB18030", p, n);
}

static bool noncharacter(utf8proc_int32_t c)
{
	return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* Format characters (Cf) are the bidi controls, the zero-width ones, soft hyphen, U+FEFF and tags. Unassigned code
 * points pass: Han characters newer than this library's tables are real names. */
static bool clean(utf8proc_int32_t c, bool multiline)
{
	if (c == '\t' || c == '\n')
		return multiline;
	if (c < 0 || noncharacter(c))
		return false;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	default:
		return c != 0x115f && c != 0x1160 && c != 0x3164 && c != 0xffa0; /* Hangul fillers show nothing */
	}
}

bool text_clean(const char *s, bool multiline)
{
	utf8proc_int32_t c;

	for (; *s != '\0'; s += next(s, &c)) {
		next(s, &c);
		if (!clean(c, multiline))
			return false;
	}
	return true;
}

size_t text_length(const char *s)
{
	size_t n = 0;
	utf8proc_int32_t c;

	for (; *s != '\0'; s += next(s, &c))
		n++;
	return n;
}

bool text_is_space(int32_t c)
{
	if ((c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029)
		return true;
	return c >= 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

char *text_trim(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out, *end = out;
	utf8proc_int32_t c;
	size_t n;

	for (; *s != '\0'; s += n) {
		n = next(s, &c);
		if ((text_is_space(c) && to == out) || (s[0] == '\r' && s[1] == '\n'))
			continue;
		memcpy(to, s, n);
		to += n;
		if (!text_is_space(c))
			end = to;
	}
	*end = '\0';
	return out;
}

bool text_is_mark(int32_t c)
{
	static const struct { int32_t from, to; } marks[] = {
		{0xad, 0xad},     {0x61c, 0x61c},   {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2064},
		{0x2066, 0x2069}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff},
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (c >= marks[i].from && c <= marks[i].to)
			return true;
	return false;
}

char *text_seen(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;
	utf8proc_int32_t c;
	size_t n;

	for (; *s != '\0'; s += n) {
		n = next(s, &c);
		if (text_is_mark(c))
			continue;
		memcpy(to, s, n);
		to += n;
	}
	*to = '\0';
	return text_trim(a, out);
}

int32_t text_half(int32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		return c - 0xff01 + '!';
	return c == 0x3000 ? ' ' : c;
}

static bool dash(utf8proc_int32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* Appends c, or the byte that was no UTF-8; what is normalised never grows. */
static char *append(char *to, utf8proc_int32_t c, const char *raw)
{
	if (c < 0) {
		*to = *raw;
		return to + 1;
	}
	return to + utf8proc_encode_char(c, (utf8proc_uint8_t *)to);
}

char *text_code(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;
	utf8proc_int32_t c;
	size_t n;

	for (; *s != '\0'; s += n) {
		n = next(s, &c);
		c = text_half(c);
		if (text_is_space(c) || dash(c) || text_is_mark(c))
			continue;
		if (c >= 'a' && c <= 'z')
			c += 'A' - 'a';
		to = append(to, c, s);
	}
	return out;
}

char *text_half_width(struct arena *a, const char *s)
{
	const char *in = text_seen(a, s);
	char *out = arena_alloc(a, strlen(in) + 1), *to = out;
	utf8proc_int32_t c;
	size_t n;

	for (; *in != '\0'; in += n) {
		n = next(in, &c);
		c = text_half(c);
		to = append(to, dash(c) ? '-' : c, in);
	}
	return out;
}

/* Different brackets and middle dots in the same name come from different keyboards. */
static utf8proc_int32_t unify(utf8proc_int32_t c)
{
	switch (c) {
	case '[': case '{': case 0x3010: case 0x3014: case 0x3016:
		return '(';
	case ']': case '}': case 0x3011: case 0x3015: case 0x3017:
		return ')';
	case 0x2022: case 0x2027: case 0x30fb:
		return 0xb7;
	default:
		return dash(c) ? '-' : c;
	}
}

static char *keep_unified(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;
	utf8proc_int32_t c;
	size_t n;

	for (; *s != '\0'; s += n) {
		n = next(s, &c);
		if (!text_is_space(c))
			to = append(to, unify(c), s);
	}
	return out;
}

char *text_match_key(struct arena *a, const char *s)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &folded, UTF8PROC_NULLTERM | UTF8PROC_STABLE |
		UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
	char *key;

	if (n == UTF8PROC_ERROR_NOMEM)
		die("text: out of memory");
	key = keep_unified(a, n < 0 ? s : (const char *)folded);
	free(folded);
	return key;
}

char *text_hex(struct arena *a, const void *p, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	const uint8_t *in = p;
	char *out = arena_alloc(a, 2 * n + 1);

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digit[in[i] >> 4];
		out[2 * i + 1] = digit[in[i] & 15];
	}
	return out;
}

/* From the right, every other digit counts twice, starting with the last: the check digit itself counts once. */
char text_luhn(const char *digits)
{
	int sum = 0;
	size_t n = strlen(digits);

	for (size_t i = 0; i < n; i++) {
		int d = digits[n - 1 - i] - '0';

		if (d < 0 || d > 9)
			die("text: luhn over something that is not digits");
		d = i % 2 == 0 ? 2 * d : d;
		sum += d > 9 ? d - 9 : d;
	}
	return (char)('0' + (10 - sum % 10) % 10);
}

static bool is_unreserved(char ch)
{
	return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') ||
	       (ch != '\0' && strchr("-_.~", ch) != NULL);
}

char *text_percent(struct arena *a, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = arena_alloc(a, 3 * strlen(s) + 1);
	size_t n = 0;

	for (; *s; s++) {
		unsigned char byte = (unsigned char)*s;

		if (is_unreserved(*s)) {
			out[n++] = *s;
			continue;
		}
		out[n++] = '%';
		out[n++] = hex[byte >> 4];
		out[n++] = hex[byte & 15];
	}
	return out;
}
