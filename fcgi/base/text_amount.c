/* text_amount: money as typed, in figures and in the capitals of financial documents (rules.md § 11). Amounts are fen. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

static void refuse_negative(int64_t fen)
{
	if (fen < 0)
		die("text: amount of %" PRId64 " fen", fen);
}

char *text_amount(struct arena *a, int64_t fen)
{
	char yuan[24], *out, *to;
	size_t n;

	refuse_negative(fen);
	n = (size_t)snprintf(yuan, sizeof yuan, "%" PRId64, fen / 100);
	out = to = arena_alloc(a, 2 * n + 4);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			*to++ = ',';
		*to++ = yuan[i];
	}
	snprintf(to, 4, ".%02d", (int)(fen % 100));
	return out;
}

static const char *const capital[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

/* The largest unit that fits, how many of it, then the rest; one 零 where places in between are empty. */
static char *capital_number(struct arena *a, int64_t n)
{
	static const struct { int64_t value; const char *name; } units[] = {
		{100000000, "亿"}, {10000, "万"}, {1000, "仟"}, {100, "佰"}, {10, "拾"},
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		int64_t value = units[i].value, rest = n % value;

		if (n < value)
			continue;
		return arena_printf(a, "%s%s%s%s", capital_number(a, n / value), units[i].name,
			rest > 0 && rest < value / 10 ? "零" : "", rest > 0 ? capital_number(a, rest) : "");
	}
	return arena_strdup(a, capital[n]);
}

/* 零 before the jiao where the yuan end in 0, and in place of jiao that are not there. */
static char *capital_cents(struct arena *a, int64_t yuan, int jiao, int fen)
{
	const char *zero = yuan > 0 && (jiao == 0 || yuan % 10 == 0) ? "零" : "";

	if (jiao == 0)
		return arena_printf(a, "%s%s分", zero, capital[fen]);
	if (fen == 0)
		return arena_printf(a, "%s%s角整", zero, capital[jiao]);
	return arena_printf(a, "%s%s角%s分", zero, capital[jiao], capital[fen]);
}

char *text_amount_capital(struct arena *a, int64_t fen)
{
	int64_t yuan = fen / 100;
	int cents = (int)(fen % 100);

	refuse_negative(fen);
	if (cents == 0)
		return arena_printf(a, "人民币%s元整", capital_number(a, yuan));
	if (yuan == 0)
		return arena_printf(a, "人民币%s", capital_cents(a, 0, cents / 10, cents % 10));
	return arena_printf(a, "人民币%s元%s", capital_number(a, yuan), capital_cents(a, yuan, cents / 10, cents % 10));
}

static char *behind_sign(char *s)
{
	static const char *const signs[] = {"人民币", "RMB", "CNY", "¥", "￥"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncasecmp(s, signs[i], strlen(signs[i])) == 0)
			return s + strlen(signs[i]);
	return s;
}

char *text_figures(struct arena *a, const char *s, const char *unit)
{
	char *out = text_half_width(a, s), *to = out;
	size_t n, m = strlen(unit);

	for (const char *p = out; *p != '\0'; p++)
		if (strchr(", ", *p) == NULL)
			*to++ = *p;
	*to = '\0';
	out = behind_sign(out);
	n = strlen(out);
	if (n > m && strcmp(out + n - m, unit) == 0)
		out[n - m] = '\0';
	return out;
}
