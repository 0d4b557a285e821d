/* text_mask: personal numbers and addresses made unreadable, for lists and logs. Never shows the whole of a value,
 * however short or odd it is. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* Bytes of the first n code points. */
static size_t prefix(const char *s, size_t n)
{
	size_t i = 0;

	for (; s[i] != '\0'; i++)
		if ((s[i] & 0xc0) != 0x80 && n-- == 0)
			break;
	return i;
}

/* Keeps so many code points at both ends and puts a star for each of the others. */
static char *mask(struct arena *a, const char *s, size_t head, size_t tail)
{
	size_t length = text_length(s), stars = length - head - tail;
	size_t head_bytes = prefix(s, head);
	const char *end = s + prefix(s, length - tail);
	char *out = arena_alloc(a, head_bytes + stars + strlen(end) + 1);

	memcpy(out, s, head_bytes);
	memset(out + head_bytes, '*', stars);
	strcpy(out + head_bytes + stars, end);
	return out;
}

char *text_mask_mobile(struct arena *a, const char *mobile)
{
	size_t n = text_length(mobile);

	return n >= 11 ? mask(a, mobile, 3, 4) : mask(a, mobile, n / 4, n / 4);
}

char *text_mask_identity(struct arena *a, const char *number)
{
	size_t n = text_length(number);

	return n >= 15 ? mask(a, number, 4, 4) : mask(a, number, n / 5, n / 5);
}

/* Three stars whatever the length, which itself tells something about short names. */
char *text_mask_email(struct arena *a, const char *email)
{
	const char *at = strrchr(email, '@');

	if (at == NULL || at == email)
		return arena_strdup(a, "***");
	return arena_printf(a, "%.*s***%s", (int)prefix(email, 1), email, at);
}
