/* multipart: see multipart.h. The delimiter holds CR only as its first byte, so after a mismatch matching always starts
 * again from nothing: no table, no look-behind. */
#include "web/parse/multipart.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"

enum state { AT_START, AT_DELIMITER_END, IN_HEADERS, IN_DATA, AT_EPILOGUE, AT_BROKEN };

static bool boundary_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c != '\0' && strchr("'()+_,-./:=?", c) != NULL);
}

/* The boundary parameter's text, quoted or bare; 0 when unusable. */
static size_t read_boundary(const char *s, const char **out)
{
	bool quoted = *s == '"';
	size_t n = 0;

	s += quoted;
	while (boundary_char(s[n]))
		n++;
	const char *rest = s + n;
	if (quoted && *rest++ != '"')
		return 0;
	*out = s;
	return *rest == '\0' && n <= MULTIPART_BOUNDARY_MAX ? n : 0;
}

struct multipart *multipart_new(struct arena *a, const char *content_type)
{
	static const char type[] = "multipart/form-data;";
	const char *boundary = NULL;

	if (strncasecmp(content_type, type, sizeof type - 1) != 0)
		return NULL;
	const char *s = content_type + sizeof type - 1;
	s += strspn(s, " ");
	if (strncasecmp(s, "boundary=", 9) != 0)
		return NULL;
	size_t n = read_boundary(s + 9, &boundary);
	if (n == 0)
		return NULL;
	struct multipart *m = ARENA_NEW(a, struct multipart);
	m->arena = a;
	memcpy(m->delimiter, "\r\n--", 4);
	memcpy(m->delimiter + 4, boundary, n);
	m->delimiter_size = n + 4;
	m->matched = 2; /* the first boundary stands at the very beginning, without CRLF before it */
	return m;
}

static enum multipart_event broken(struct multipart *m)
{
	m->state = AT_BROKEN;
	return MULTIPART_BROKEN;
}

static enum multipart_event read_start(struct multipart *m, const uint8_t **p, size_t *n)
{
	while (*n > 0) {
		if (**p != (uint8_t)m->delimiter[m->matched])
			return broken(m);
		++*p, --*n;
		if (++m->matched == m->delimiter_size) {
			m->state = AT_DELIMITER_END;
			m->pending = 0;
			break;
		}
	}
	return MULTIPART_MORE;
}

/* CRLF: another part; --: the end. */
static enum multipart_event read_delimiter_end(struct multipart *m, const uint8_t **p, size_t *n)
{
	uint8_t c = **p;

	++*p, --*n;
	if (m->pending == 0) {
		m->pending = c;
		return c == '\r' || c == '-' ? MULTIPART_MORE : broken(m);
	}
	if (m->pending == '-' && c == '-') {
		m->state = AT_EPILOGUE;
		m->matched = 0;
		return MULTIPART_END;
	}
	if (m->pending != '\r' || c != '\n' || m->parts++ == MULTIPART_PARTS_MAX)
		return broken(m);
	m->state = IN_HEADERS;
	m->header_size = 0;
	return MULTIPART_MORE;
}

/* A quoted-string as browsers write it: " is sent as %22, nothing is escaped with backslashes. */
static char *read_quoted(struct arena *a, const char **s)
{
	if (**s != '"')
		return NULL;
	const char *from = ++*s;
	const char *end = strchr(from, '"');
	if (end == NULL || !text_utf8_valid(from, (size_t)(end - from)))
		return NULL;
	char *out = arena_strndup(a, from, (size_t)(end - from));
	char *to = out;
	for (const char *c = out; *c != '\0'; to++) {
		bool escaped = strncmp(c, "%22", 3) == 0;

		*to = escaped ? '"' : *c;
		c += escaped ? 3 : 1;
	}
	*to = '\0';
	*s = end + 1;
	return out;
}

static bool read_disposition(struct multipart *m, const char *s)
{
	if (strncasecmp(s, "form-data", 9) != 0)
		return false;
	for (s += 9; *s != '\0';) {
		if (*s++ != ';')
			return false;
		s += strspn(s, " ");
		size_t n = strcspn(s, "=");
		if (s[n] != '=')
			return false;
		const char **slot = n == 4 && strncasecmp(s, "name", 4) == 0       ? &m->name
				    : n == 8 && strncasecmp(s, "filename", 8) == 0 ? &m->file_name
										   : NULL;
		s += n + 1;
		if (slot == NULL || *slot != NULL || (*slot = read_quoted(m->arena, &s)) == NULL)
			return false;
	}
	return m->name != NULL && m->name[0] != '\0';
}

static bool read_header_line(struct multipart *m, const char *line)
{
	static const char disposition[] = "Content-Disposition:", encoding[] = "Content-Transfer-Encoding:";

	if (line[0] == ' ' || line[0] == '\t' || strchr(line, ':') == NULL)
		return false;
	if (strncasecmp(line, encoding, sizeof encoding - 1) == 0)
		return false;
	if (strncasecmp(line, disposition, sizeof disposition - 1) != 0)
		return true;
	line += sizeof disposition - 1;
	return m->name == NULL && read_disposition(m, line + strspn(line, " "));
}

/* header: lines ended by CRLF and one empty line; no other CR or LF, no NUL. */
static bool read_headers(struct multipart *m)
{
	char *line = m->header;

	m->name = m->file_name = NULL;
	m->header[m->header_size] = '\0';
	if (strlen(m->header) != m->header_size)
		return false;
	while (strcmp(line, "\r\n") != 0) {
		char *end = strstr(line, "\r\n");

		*end = '\0';
		if (strpbrk(line, "\r\n") != NULL || !read_header_line(m, line))
			return false;
		line = end + 2;
	}
	return m->name != NULL;
}

static bool headers_end(const struct multipart *m)
{
	size_t n = m->header_size;

	return n == 2 ? memcmp(m->header, "\r\n", 2) == 0
		      : n >= 4 && memcmp(m->header + n - 4, "\r\n\r\n", 4) == 0;
}

static enum multipart_event read_header_bytes(struct multipart *m, const uint8_t **p, size_t *n)
{
	while (*n > 0) {
		if (m->header_size == MULTIPART_HEADERS_MAX)
			return broken(m);
		m->header[m->header_size++] = (char)**p;
		++*p, --*n;
		if (!headers_end(m))
			continue;
		if (!read_headers(m))
			return broken(m);
		m->state = IN_DATA;
		m->matched = 0;
		return MULTIPART_PART;
	}
	return MULTIPART_MORE;
}

static enum multipart_event give(struct multipart *m, const void *p, size_t n)
{
	m->data = p;
	m->size = n;
	return MULTIPART_DATA;
}

static enum multipart_event read_data(struct multipart *m, const uint8_t **p, size_t *n)
{
	while (*n > 0 && m->matched > 0) {
		if (**p != (uint8_t)m->delimiter[m->matched]) {
			size_t held = m->matched;

			m->matched = 0;
			return give(m, m->delimiter, held);
		}
		++*p, --*n;
		if (++m->matched == m->delimiter_size) {
			m->state = AT_DELIMITER_END;
			m->pending = 0;
			return MULTIPART_PART_END;
		}
	}
	if (*n == 0)
		return MULTIPART_MORE;
	const uint8_t *from = *p, *cr = memchr(from, '\r', *n);
	size_t plain = cr == NULL ? *n : (size_t)(cr - from);
	*p += plain, *n -= plain;
	if (cr != NULL) {
		m->matched = 1;
		++*p, --*n;
	}
	return plain > 0 ? give(m, from, plain) : read_data(m, p, n);
}

/* Nothing, or one CRLF. */
static enum multipart_event read_epilogue(struct multipart *m, const uint8_t **p, size_t *n)
{
	while (*n > 0) {
		if (m->matched == 2 || **p != (uint8_t)"\r\n"[m->matched])
			return broken(m);
		m->matched++;
		++*p, --*n;
	}
	return MULTIPART_MORE;
}

enum multipart_event multipart_next(struct multipart *m, const uint8_t **p, size_t *n)
{
	enum multipart_event e = MULTIPART_MORE;

	while (*n > 0 && e == MULTIPART_MORE) {
		switch ((enum state)m->state) {
		case AT_START: e = read_start(m, p, n); break;
		case AT_DELIMITER_END: e = read_delimiter_end(m, p, n); break;
		case IN_HEADERS: e = read_header_bytes(m, p, n); break;
		case IN_DATA: e = read_data(m, p, n); break;
		case AT_EPILOGUE: e = read_epilogue(m, p, n); break;
		default: e = broken(m); break;
		}
	}
	return m->state == AT_BROKEN ? MULTIPART_BROKEN : e;
}

int multipart_complete(const struct multipart *m)
{
	return m->state == AT_EPILOGUE;
}
