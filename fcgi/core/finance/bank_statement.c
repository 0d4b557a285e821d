/* bank_statement.c: reads a bank's CSV, cell by cell. Nothing is kept here. */
#include "core/finance/bank_statement.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/finance/bank_transfer.h"

enum { CELLS = 64, NUMBER_MAX = 64, PAYER_MAX = 120, REMARK_MAX = 200 };

struct reading {
	struct arena *arena;
	const char *p;      /* what is left */
	int line;           /* of the row last read, from 1 */
	int next_line;
	const char *cell[CELLS];
	size_t cells;
	int day, number, payer, amount, remark; /* columns, -1 none */
};

/* ---- text ---- */

static const char *utf8(struct arena *a, const char *bytes, size_t n)
{
	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		bytes += 3, n -= 3;
	return text_utf8_or_gbk(a, bytes, n);
}

/* ---- rows ---- */

/* A cell without its quotes and spaces; leaves p at the comma or the line's end. */
static const char *cell(struct reading *r)
{
	char *out = arena_alloc(r->arena, strcspn(r->p, "\n") + 1), *to = out;

	if (*r->p != '"') {
		while (*r->p && !strchr(",\n", *r->p))
			*to++ = *r->p++;
		*to = '\0';
		return text_trim(r->arena, out);
	}
	const char *from = ++r->p;
	while (*r->p && (*r->p != '"' || r->p[1] == '"'))
		r->p += *r->p == '"' ? 2 : 1;
	out = to = arena_alloc(r->arena, (size_t)(r->p - from) + 1);
	for (; from < r->p; from++) {
		r->next_line += *from == '\n';
		*to++ = *from;
		from += *from == '"';
	}
	*to = '\0';
	r->p += *r->p == '"';
	while (*r->p && !strchr(",\n", *r->p))
		r->p++;
	return text_trim(r->arena, out);
}

static bool next_row(struct reading *r)
{
	r->cells = 0;
	if (!*r->p)
		return false;
	r->line = r->next_line++;
	for (;;) {
		const char *s = cell(r);

		if (r->cells < CELLS)
			r->cell[r->cells++] = s;
		if (*r->p != ',')
			break;
		r->p++;
	}
	r->p += *r->p == '\n';
	return true;
}

/* The column whose heading is one of the words. */
static int column(const struct reading *r, const char *words)
{
	for (size_t i = 0; i < r->cells; i++) {
		size_t n = strlen(r->cell[i]);

		for (const char *w = words; n > 0 && w; w = strchr(w, '|') ? strchr(w, '|') + 1 : NULL)
			if (strcspn(w, "|") == n && strncmp(w, r->cell[i], n) == 0)
				return (int)i;
	}
	return -1;
}

static bool headings(struct reading *r, const struct bank_statement_words *w)
{
	r->day = column(r, w->day);
	r->number = column(r, w->number);
	r->payer = column(r, w->payer);
	r->amount = column(r, w->amount);
	r->remark = column(r, w->remark);
	return r->day >= 0 && r->number >= 0 && r->amount >= 0;
}

static const char *value(const struct reading *r, int at)
{
	return at < 0 || (size_t)at >= r->cells ? "" : r->cell[at];
}

/* ---- values ---- */

/* 2026-12-22, 2026/12/22 and 20261222, a time may follow. NULL: none. */
static const char *day(struct arena *a, const char *s)
{
	struct date d;
	char digits[9];
	size_t n = 0;

	for (; *s && n < 8; s++)
		if (isdigit((unsigned char)*s))
			digits[n++] = *s;
		else if (!strchr("-/.", *s))
			break;
	digits[n] = '\0';
	const char *iso = n == 8 ? arena_printf(a, "%.4s-%.2s-%.2s", digits, digits + 4, digits + 6) : "";
	return date_parse(iso, &d) ? iso : NULL;
}

/* "3,000.00" → 300000; 0: no money that came; -1: not an amount. */
static int64_t fen(struct arena *a, const char *s)
{
	enum { YUAN_DIGITS = 12 };
	const char *p = text_figures(a, s, "元");
	int64_t out = 0;
	int decimals = -1, digits = 0;

	if (*p == '\0' || *p == '-')
		return 0;
	for (; *p; p++) {
		if (*p == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (!isdigit((unsigned char)*p) || decimals == 2 || digits++ == YUAN_DIGITS)
			return -1;
		out = out * 10 + (*p - '0');
		decimals += decimals >= 0;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < 2; i++)
		out *= 10;
	return digits ? out : -1;
}

static const char *cut(struct arena *a, const char *s, size_t max)
{
	size_t n = 0, points = 0;

	while (s[n] && (points < max || ((unsigned char)s[n] & 0xc0) == 0x80))
		points += ((unsigned char)s[n++] & 0xc0) != 0x80;
	return arena_strndup(a, s, n);
}

static bool is_number(const char *s)
{
	size_t n = strlen(s);

	for (const char *p = s; *p; p++)
		if (!isalnum((unsigned char)*p) && !strchr("-_./", *p))
			return false;
	return n >= 4 && n <= NUMBER_MAX;
}

/* False: money came, and the row does not say when or under which number. */
static bool entry(struct reading *r, struct bank_entry *out)
{
	*out = (struct bank_entry){
		.number = value(r, r->number),
		.entry_on = day(r->arena, value(r, r->day)),
		.payer_name = cut(r->arena, value(r, r->payer), PAYER_MAX),
		.remark = cut(r->arena, value(r, r->remark), REMARK_MAX),
		.amount_fen = fen(r->arena, value(r, r->amount)),
	};
	return out->amount_fen == 0 || (out->amount_fen > 0 && is_number(out->number) && out->entry_on &&
					text_clean(out->payer_name, false) && text_clean(out->remark, false));
}

const char *bank_statement_read(struct arena *a, const char *bytes, size_t n, const struct bank_statement_words *words,
				struct bank_entry **entries, size_t *count, int *line)
{
	struct reading r = {.arena = a, .next_line = 1, .p = utf8(a, bytes, n)};
	bool found = false;

	*entries = ARENA_ARRAY(a, struct bank_entry, BANK_STATEMENT_ROWS);
	*count = 0;
	*line = 0;
	if (!r.p)
		return "statement_text";
	while (!found && next_row(&r))
		found = headings(&r, words);
	if (!found)
		return "statement_columns";
	while (next_row(&r)) {
		struct bank_entry e;

		*line = r.line;
		/* Sums at the end name no day. */
		if (!*value(&r, r.number) && !day(a, value(&r, r.day)))
			continue;
		if (!entry(&r, &e))
			return "statement_row";
		if (e.amount_fen == 0)
			continue;
		if (*count == BANK_STATEMENT_ROWS)
			return "statement_long";
		(*entries)[(*count)++] = e;
	}
	return *count ? NULL : "statement_empty";
}
