/* log: writes each event as one line of JSON with one write(2), so that lines of several workers never mix.
 * Owns the escaping: whatever bytes a message holds, the line is valid JSON in valid UTF-8 without controls. */
#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>

enum { LINE_BYTES = 2048, TAIL_BYTES = 4 /* "}\n and NUL */, EXIT_SOFTWARE = 70 };

struct line {
	char bytes[LINE_BYTES];
	size_t n;
	bool full;
};

static const char *program = "ccer";
static const char *request;

void log_init(const char *name)
{
	program = name;
}

void log_request(const char *request_id)
{
	request = request_id;
}

/* All of s or, from then on, nothing: a line is cut between characters. */
static void put(struct line *l, const char *s, size_t n)
{
	if (l->full || n > LINE_BYTES - TAIL_BYTES - l->n) {
		l->full = true;
		return;
	}
	memcpy(l->bytes + l->n, s, n);
	l->n += n;
}

/* Controls, and format characters that reorder or hide text on a terminal. */
static bool must_escape(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || c == 0x2028 || c == 0x2029;
}

static void put_escaped(struct line *l, const char *s)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
	size_t left = strlen(s);

	while (left > 0 && !l->full) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n = utf8proc_iterate(p, (utf8proc_ssize_t)left, &c);
		char code[16];

		if (n <= 0) {
			put(l, "\\ufffd", 6);
			n = 1;
		} else if (c == '"' || c == '\\') {
			put(l, code, (size_t)snprintf(code, sizeof code, "\\%c", (char)c));
		} else if (must_escape(c) && c > 0xffff) {
			put(l, code, (size_t)snprintf(code, sizeof code, "\\u%04x\\u%04x",
				0xd7c0U + ((unsigned)c >> 10), 0xdc00U + ((unsigned)c & 0x3ffU)));
		} else if (must_escape(c)) {
			put(l, code, (size_t)snprintf(code, sizeof code, "\\u%04x", (unsigned)c));
		} else {
			put(l, (const char *)p, (size_t)n);
		}
		p += n;
		left -= (size_t)n;
	}
}

static void put_field(struct line *l, const char *name, const char *value)
{
	put(l, l->n == 0 ? "{\"" : "\",\"", l->n == 0 ? 2 : 3);
	put(l, name, strlen(name));
	put(l, "\":\"", 3);
	put_escaped(l, value);
}

static void write_all(const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDERR_FILENO, p, n);

		if (done <= 0)
			return; /* nowhere left to complain to */
		p += done;
		n -= (size_t)done;
	}
}

static void log_line(const char *level, const char *fmt, va_list ap)
{
	struct line l = {.n = 0};
	char message[LINE_BYTES], now[32];
	time_t t = time(NULL);
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &tm);
	if (vsnprintf(message, sizeof message, fmt, ap) < 0)
		message[0] = '\0';
	put_field(&l, "time", now);
	put_field(&l, "level", level);
	put_field(&l, "program", program);
	if (request != NULL)
		put_field(&l, "request", request);
	put_field(&l, "message", message);
	memcpy(l.bytes + l.n, "\"}\n", 3);
	write_all(l.bytes, l.n + 3);
}

void log_info(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_line("info", fmt, ap);
	va_end(ap);
}

void log_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_line("warn", fmt, ap);
	va_end(ap);
}

void log_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_line("error", fmt, ap);
	va_end(ap);
}

/* _exit: clean-ups of a process whose state is wrong may do harm; the supervisor starts a new worker. */
void die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_line("die", fmt, ap);
	va_end(ap);
	_exit(EXIT_SOFTWARE);
}
