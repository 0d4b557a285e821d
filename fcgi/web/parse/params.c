/* params.c: splits, decodes and checks that it is text. */
#include "web/parse/params.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

const char *params_get(const struct params *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->v[i].name, name) == 0)
			return p->v[i].value;
	return NULL;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* NULL for a bad %xx, a NUL, or text that is not UTF-8. */
static char *decode(struct arena *a, const char *s, size_t n, bool plus_is_space)
{
	char *out = arena_alloc(a, n + 1);
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (c == '%') {
			int high = n - i > 2 ? hex_digit(s[i + 1]) : -1;
			int low = n - i > 2 ? hex_digit(s[i + 2]) : -1;

			if (high < 0 || low < 0)
				return NULL;
			c = (char)(high * 16 + low);
			i += 2;
		} else if (c == '+' && plus_is_space) {
			c = ' ';
		}
		if (c == '\0')
			return NULL;
		out[used++] = c;
	}
	return text_utf8_valid(out, used) ? out : NULL;
}

char *params_decode_path(struct arena *a, const char *s, size_t n)
{
	char *path = decode(a, s, n, false);

	for (const char *c = path; c != NULL && *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return NULL;
	return path;
}

/* Room for PARAMS_MAX at once: a request's list is short-lived and this keeps adding trivial. */
static enum err append(struct arena *a, struct params *p, const char *name, const char *value)
{
	if (p->v == NULL)
		p->v = ARENA_ARRAY(a, struct param, PARAMS_MAX);
	if (p->count == PARAMS_MAX || name[0] == '\0' || strlen(name) > PARAMS_NAME_MAX)
		return ERR_BAD_REQUEST;
	p->v[p->count++] = (struct param){name, value};
	return OK;
}

enum err params_add(struct arena *a, struct params *p, const char *name, const char *value, size_t value_size)
{
	if (memchr(value, '\0', value_size) != NULL || !text_utf8_valid(value, value_size) ||
	    !text_utf8_valid(name, strlen(name)))
		return ERR_BAD_REQUEST;
	return append(a, p, arena_strdup(a, name), arena_strndup(a, value, value_size));
}

static enum err parse_pair(struct arena *a, const char *s, size_t n, struct params *out)
{
	const char *equals = memchr(s, '=', n);
	size_t name_size = equals == NULL ? n : (size_t)(equals - s);
	const char *name = decode(a, s, name_size, true);
	const char *value = equals == NULL ? "" : decode(a, equals + 1, n - name_size - 1, true);

	if (name == NULL || value == NULL)
		return ERR_BAD_REQUEST;
	return append(a, out, name, value);
}

enum err params_parse(struct arena *a, const char *s, size_t n, struct params *out)
{
	const char *end = s + n;

	*out = (struct params){0};
	while (s < end) {
		const char *next = memchr(s, '&', (size_t)(end - s));

		if (next == NULL)
			next = end;
		if (next > s)
			TRY(parse_pair(a, s, (size_t)(next - s), out));
		s = next + 1;
	}
	return OK;
}

static bool is_cookie_text(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] <= 0x20 || (unsigned char)s[i] >= 0x7f || strchr("\",;\\", s[i]) != NULL)
			return false;
	return n > 0;
}

static void cookie_pair(struct arena *a, const char *s, size_t n, struct params *out)
{
	while (n > 0 && *s == ' ')
		s++, n--;
	const char *equals = memchr(s, '=', n);
	if (equals == NULL)
		return;
	size_t name_size = (size_t)(equals - s);
	if (!is_cookie_text(s, name_size) || !is_cookie_text(equals + 1, n - name_size - 1))
		return;
	char *name = arena_strndup(a, s, name_size);
	if (params_get(out, name) == NULL)
		(void)append(a, out, name, arena_strndup(a, equals + 1, n - name_size - 1));
}

void params_parse_cookie(struct arena *a, const char *header, struct params *out)
{
	*out = (struct params){0};
	while (header != NULL && *header != '\0') {
		size_t n = strcspn(header, ";");

		cookie_pair(a, header, n, out);
		header += n;
		header += *header == ';';
	}
}
