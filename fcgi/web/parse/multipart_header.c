/* multipart_header.c: reads header lines as they come, letter by letter. */
#include "web/parse/multipart_header.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"

static const char blanks[] = " \t", unreadable[] = "file";

/* ---- parameters: "; name=value", the value quoted or not ---- */

struct parameter { const char *name, *value; };

static bool is_escape(const char *c, bool escapes)
{
	return escapes && *c == '\\' && (c[1] == '"' || c[1] == '\\');
}

/* Where the quotes that begin at s end; NULL: nowhere. */
static const char *quoted_end(const char *s, bool escapes)
{
	for (const char *c = s + 1; *c != '\0'; c++) {
		if (*c == '"')
			return c;
		c += is_escape(c, escapes) ? 1 : 0;
	}
	return NULL;
}

/* In quotes; escapes: \" and \\ stand for " and \, as RFC 9110 has it. Others leave backslashes as they are and write %22 for a
 * quote, as browsers do. NULL: no end. */
static const char *read_quoted(struct arena *a, const char **s, bool escapes)
{
	const char *end = quoted_end(*s, escapes);

	if (end == NULL)
		return NULL;
	char *out = arena_alloc(a, (size_t)(end - *s)), *to = out;
	for (const char *c = *s + 1; c < end; c++) {
		if (is_escape(c, escapes))
			c++;
		else if (strncmp(c, "%22", 3) == 0) {
			*to++ = '"';
			c += 2;
			continue;
		}
		*to++ = *c;
	}
	*s = end + 1;
	return out;
}

static const char *read_bare(struct arena *a, const char **s)
{
	size_t n = strcspn(*s, ";"), used = n;

	while (used > 0 && strchr(blanks, (*s)[used - 1]) != NULL)
		used--;
	const char *out = arena_strndup(a, *s, used);
	*s += n;
	return out;
}

/* The next one from *s, which moves behind it. False: none, *s stands where it ends, or at what is no parameter. */
static bool next_parameter(struct arena *a, const char **s, struct parameter *out)
{
	const char *at = *s + strspn(*s, blanks);

	if (*at == ';')
		at += strspn(at, "; \t");
	*s = at;
	size_t n = strcspn(at, "= \t;");
	const char *equals = at + n + strspn(at + n, blanks);
	if (n == 0 || *equals != '=')
		return false;
	const char *value = equals + 1 + strspn(equals + 1, blanks), *from = value;
	out->name = arena_strndup(a, at, n);
	if (*value != '"') {
		out->value = read_bare(a, &value);
	} else {
		out->value = read_quoted(a, &value, true);
		if (out->value == NULL) /* a name that ends in a backslash */
			out->value = read_quoted(a, &from, false), value = from;
	}
	*s = value;
	return out->value != NULL;
}

static bool named(const struct parameter *p, const char *name)
{
	return strcasecmp(p->name, name) == 0;
}

/* ---- the type of the whole ---- */

static bool boundary_good(const char *s)
{
	size_t n = strlen(s);

	for (const char *c = s; *c != '\0'; c++)
		if (*c < ' ' || *c > '~')
			return false;
	return n > 0 && n <= MULTIPART_BOUNDARY_MAX && s[n - 1] != ' ';
}

const char *multipart_boundary(struct arena *a, const char *content_type)
{
	static const char type[] = "multipart/form-data";
	const char *s = content_type + sizeof type - 1, *boundary = NULL;
	struct parameter p;

	if (strncasecmp(content_type, type, sizeof type - 1) != 0 || (*s != ';' && strchr(blanks, *s) == NULL))
		return NULL;
	while (next_parameter(a, &s, &p)) {
		if (named(&p, "boundary") && boundary != NULL)
			return NULL;
		if (named(&p, "boundary"))
			boundary = p.value;
	}
	return *s == '\0' && boundary != NULL && boundary_good(boundary) ? boundary : NULL;
}

/* ---- of a part ---- */

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	if (at == NULL)
		return -1;
	return at - digits < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

/* Those RFC 8187 asks for, and ours. */
static bool charset_known(const char *charset)
{
	static const char *const known[] = {"UTF-8", "ISO-8859-1", "GBK", "GB2312", "GB18030"};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcasecmp(charset, known[i]) == 0)
			return true;
	return false;
}

/* UTF-8''%E8%90%A5.pdf (RFC 8187). NULL: not of this form, or in a charset nobody knows. */
static const char *read_extended(struct arena *a, const char *s)
{
	size_t n = strcspn(s, "'");
	const char *charset = arena_strndup(a, s, n), *language_end = s[n] == '\0' ? NULL : strchr(s + n + 1, '\'');
	char *bytes = arena_alloc(a, strlen(s) + 1), *to = bytes;

	if (language_end == NULL || !charset_known(charset))
		return NULL;
	for (const char *c = language_end + 1; *c != '\0'; c++) {
		int high = *c == '%' ? hex_digit(c[1]) : -1, low = high < 0 ? -1 : hex_digit(c[2]);

		if (*c == '%' && low < 0)
			return NULL;
		*to++ = *c == '%' ? (char)(high * 16 + low) : *c;
		c += *c == '%' ? 2 : 0;
	}
	return text_recoded(a, charset, bytes, (size_t)(to - bytes));
}

/* Both were given: the extended one counts, if anybody can read it. */
static const char *file_name_of(struct arena *a, const char *plain, const char *extended)
{
	const char *read = extended == NULL ? NULL : read_extended(a, extended);

	if (read != NULL && *read != '\0')
		return read;
	if (plain == NULL)
		return extended == NULL ? NULL : unreadable;
	read = text_utf8_or_gbk(a, plain, strlen(plain));
	return read == NULL ? unreadable : read;
}

static bool read_disposition(struct arena *a, const char *s, const char **name, const char **file_name)
{
	static const char type[] = "form-data";
	const char *plain = NULL, *extended = NULL;
	struct parameter p;

	if (strncasecmp(s, type, sizeof type - 1) != 0 || *name != NULL)
		return false;
	s += sizeof type - 1;
	while (next_parameter(a, &s, &p)) {
		const char **slot = named(&p, "name") ? name : named(&p, "filename") ? &plain : named(&p, "filename*") ? &extended : NULL;

		if (slot != NULL && *slot != NULL)
			return false;
		if (slot != NULL)
			*slot = p.value;
	}
	*file_name = file_name_of(a, plain, extended);
	return *s == '\0' && *name != NULL && **name != '\0' && text_utf8_valid(*name, strlen(*name));
}

/* The value of a header line of this name; NULL: it is another. */
static const char *value_of(const char *line, const char *name)
{
	size_t n = strlen(name);

	return strncasecmp(line, name, n) == 0 && line[n] == ':' ? line + n + 1 + strspn(line + n + 1, blanks) : NULL;
}

/* The bytes are as they are: nothing has to be undone. */
static bool is_plain(const char *encoding)
{
	static const char *const plain[] = {"binary", "8bit", "7bit"};

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (strncasecmp(encoding, plain[i], strlen(plain[i])) == 0)
			return true;
	return false;
}

static bool read_line(struct arena *a, const char *line, const char **name, const char **file_name)
{
	const char *disposition = value_of(line, "Content-Disposition"), *encoding = value_of(line, "Content-Transfer-Encoding");

	if (strchr(blanks, line[0]) != NULL || strchr(line, ':') == NULL)
		return false;
	if (encoding != NULL)
		return is_plain(encoding);
	return disposition == NULL || read_disposition(a, disposition, name, file_name);
}

bool multipart_read_headers(struct arena *a, char *header, size_t n, const char **name, const char **file_name)
{
	char *line = header;

	*name = *file_name = NULL;
	if (strlen(header) != n)
		return false;
	while (strcmp(line, "\r\n") != 0) {
		char *end = strstr(line, "\r\n");

		*end = '\0';
		if (strpbrk(line, "\r\n") != NULL || !read_line(a, line, name, file_name))
			return false;
		line = end + 2;
	}
	return *name != NULL;
}
