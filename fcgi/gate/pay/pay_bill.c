/* pay_bill.c: one reader for all bills. Backticks and tabs around values are left out; columns are found by their headings, so that
 * a new one does no harm. */
#include "gate/pay/pay_bill.h"

#include <string.h>

#include "base/arena.h"
#include "gate/pay/pay_text.h"

enum { FIELDS_MAX = 100 };

/* One line cut into fields; at: which field is which column, -1 none. */
struct line {
	size_t n;
	const char *field[FIELDS_MAX];
};
struct reading {
	const struct bill_format *format;
	size_t fields;
	int at[BILL_COLUMNS];
};

/* The next line of *text without its end; NULL after the last. */
static const char *next_line(struct arena *a, const char **text)
{
	if (**text == '\0')
		return NULL;
	size_t n = strcspn(*text, "\r\n");
	const char *line = arena_strndup(a, *text, n);
	*text += n + strspn(*text + n, "\r\n");
	return line;
}

static const char *trimmed(struct arena *a, const char *from, const char *to)
{
	while (from < to && strchr(" \t`", *from))
		from++;
	while (to > from && strchr(" \t", to[-1]))
		to--;
	return arena_strndup(a, from, (size_t)(to - from));
}

static bool cut(struct arena *a, const char *text, const char *separator, struct line *out)
{
	out->n = 0;
	for (const char *end; text; text = end ? end + strlen(separator) : NULL) {
		if (out->n == FIELDS_MAX)
			return false;
		end = strstr(text, separator);
		out->field[out->n++] = trimmed(a, text, end ? end : text + strlen(text));
	}
	return true;
}

static bool find_columns(struct arena *a, const char *heading, struct reading *r)
{
	struct line line;

	if (!cut(a, heading, ",", &line))
		return false;
	r->fields = line.n;
	for (int column = 0; column < BILL_COLUMNS; column++) {
		const char *word = r->format->heading[column];

		r->at[column] = -1;
		for (size_t i = 0; word && i < line.n; i++)
			if (strcmp(line.field[i], word) == 0)
				r->at[column] = (int)i;
		if (word && r->at[column] < 0)
			return false;
	}
	return true;
}

static const char *value(const struct reading *r, const struct line *line, enum bill_column column)
{
	return r->at[column] < 0 ? "" : line->field[r->at[column]];
}

/* An empty sum is none. */
static bool sum(const char *s, int64_t *fen)
{
	*fen = 0;
	return *s == '\0' || pay_fen(s, fen);
}

static bool read_sums(const struct reading *r, const struct line *line, struct pay_bill_row *row)
{
	int64_t amount, refund, fee;

	if (!sum(value(r, line, BILL_AMOUNT), &amount) || !sum(value(r, line, BILL_REFUND), &refund) ||
	    !sum(value(r, line, BILL_FEE), &fee))
		return false;
	row->amount_fen = row->is_refund ? -1 : amount;
	row->refund_fen = !row->is_refund ? 0 : r->format->below_zero ? -amount : refund;
	row->fee_fen = r->format->below_zero ? -fee : fee;
	return row->refund_fen >= 0;
}

static bool read_row(struct arena *a, const struct reading *r, const struct line *line,
		     struct pay_bill_row *row)
{
	if (line->n != r->fields)
		return false;
	*row = (struct pay_bill_row){
		.is_refund = strcmp(value(r, line, BILL_KIND), r->format->refund_kind) == 0,
		.trade_no = pay_word(a, value(r, line, BILL_TRADE), 64),
		.out_trade_no = pay_word(a, value(r, line, BILL_OUT_TRADE), 64),
		.at = pay_beijing_parse(value(r, line, BILL_AT)),
		.currency =
			r->at[BILL_CURRENCY] < 0 ? "CNY" : pay_word(a, value(r, line, BILL_CURRENCY), 8),
	};
	row->out_refund_no = row->is_refund ? pay_word(a, value(r, line, BILL_OUT_REFUND), 64) : "";
	row->status = arena_strdup(a, value(r, line, row->is_refund ? BILL_STATUS : BILL_KIND));
	return read_sums(r, line, row) && row->at >= 0 && *row->trade_no;
}

bool bill_is_here(const char *text, const struct bill_format *format)
{
	return strstr(text, format->heading[BILL_TRADE]) != NULL;
}

static enum err fail(const char **problem, const char *word)
{
	*problem = word;
	return ERR_UNAVAILABLE;
}

static size_t count_lines(const char *text)
{
	size_t n = 1;

	for (; (text = strchr(text, '\n')) != NULL; text++)
		n++;
	return n;
}

enum err bill_read(struct arena *a, const char *text, const struct bill_format *format, struct pay_bill *out,
		   const char **problem)
{
	struct reading r = {.format = format};
	const char *line;
	struct line cells;

	if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	while ((line = next_line(a, &text)) != NULL && !bill_is_here(line, format))
		;
	if (line == NULL || !find_columns(a, line, &r))
		return fail(problem, "bill_columns");
	struct pay_bill_row *rows = ARENA_ARRAY(a, struct pay_bill_row, count_lines(text));
	size_t n = 0;
	for (; (line = next_line(a, &text)) != NULL && format->goes_on(line); n++)
		if (!cut(a, line, format->separator, &cells) || !read_row(a, &r, &cells, &rows[n]))
			return fail(problem, "bill_row");
	*out = (struct pay_bill){n, rows};
	*problem = "";
	return OK;
}
