/* multipart: see multipart.h. The delimiter holds CR only as its first byte, so after a mismatch matching always starts
 * again from nothing: no table, no look-behind. Header lines are multipart_header.c's. */
#include "web/parse/multipart.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

enum state { AT_START, AT_DELIMITER_END, IN_HEADERS, IN_DATA, AT_EPILOGUE, AT_BROKEN };
enum { FIRST = 2 /* the first boundary stands without the CRLF that is before the others */ };

struct multipart *multipart_new(struct arena *a, const char *content_type)
{
	const char *boundary = multipart_boundary(a, content_type);

	if (boundary == NULL)
		return NULL;
	struct multipart *m = ARENA_NEW(a, struct multipart);
	m->arena = a;
	m->delimiter_size = (size_t)(stpcpy(stpcpy(m->delimiter, "\r\n--"), boundary) - m->delimiter);
	m->matched = FIRST;
	return m;
}

static enum multipart_event broken(struct multipart *m)
{
	m->state = AT_BROKEN;
	return MULTIPART_BROKEN;
}

/* Line breaks may stand before it. */
static enum multipart_event read_start(struct multipart *m, const uint8_t **p, size_t *n)
{
	while (*n > 0) {
		bool blank = m->matched == FIRST && (**p == '\r' || **p == '\n');

		if (!blank && **p != (uint8_t)m->delimiter[m->matched])
			return broken(m);
		++*p, --*n;
		if (!blank && ++m->matched == m->delimiter_size) {
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
		return MULTIPART_END;
	}
	if (m->pending != '\r' || c != '\n' || m->parts++ == MULTIPART_PARTS_MAX)
		return broken(m);
	m->state = IN_HEADERS;
	m->header_size = 0;
	return MULTIPART_MORE;
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
		m->header[m->header_size] = '\0';
		if (!multipart_read_headers(m->arena, m->header, m->header_size, &m->name, &m->file_name))
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

/* The next CR that the delimiter may begin with: LF follows it, or what follows has not come yet. */
static const uint8_t *next_break(const uint8_t *p, size_t n)
{
	const uint8_t *end = p + n, *cr = memchr(p, '\r', n);

	while (cr != NULL && cr + 1 < end && cr[1] != '\n')
		cr = memchr(cr + 1, '\r', (size_t)(end - cr - 1));
	return cr;
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
	const uint8_t *from = *p, *cr = next_break(from, *n);
	size_t plain = cr == NULL ? *n : (size_t)(cr - from);
	*p += plain, *n -= plain;
	if (cr != NULL) {
		m->matched = 1;
		++*p, --*n;
	}
	return plain > 0 ? give(m, from, plain) : read_data(m, p, n);
}

/* Nothing, or line breaks. */
static enum multipart_event read_epilogue(struct multipart *m, const uint8_t **p, size_t *n)
{
	for (; *n > 0; ++*p, --*n)
		if (**p != '\r' && **p != '\n')
			return broken(m);
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
