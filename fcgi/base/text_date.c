/* text_date: days as people write them. Whether one is real is check.h's. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

enum { HAN_BYTES = 3, YEAR_DIGITS = 4 };

/* The value of a Han figure, 10 for 十; -1: none. */
static int han_figure(const char *s)
{
	static const char figures[] = "〇零一壹二贰三叁四肆五伍六陆七柒八捌九玖十拾";

	for (size_t i = 0; i + 1 < sizeof figures; i += HAN_BYTES)
		if (strncmp(s, figures + i, HAN_BYTES) == 0)
			return (int)(i / HAN_BYTES / 2);
	return strncmp(s, "○", HAN_BYTES) == 0 ? 0 : -1;
}

/* 二〇一九 → 2019, 十八 → 18, 二十 → 20, 三十一 → 31; what is no figure stays. Never grows. */
static char *figures(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;
	bool behind = false; /* a figure */

	while (*s != '\0') {
		int figure = han_figure(s);

		if (figure < 0) {
			*to++ = *s++;
			behind = false;
			continue;
		}
		s += HAN_BYTES;
		if (figure < 10)
			*to++ = (char)('0' + figure);
		if (figure == 10 && !behind)
			*to++ = '1';
		if (figure == 10 && han_figure(s) < 0)
			*to++ = '0';
		behind = true;
	}
	*to = '\0';
	return out;
}

/* Bytes of what stands between the figures of a date; 0: something else. */
static size_t separator(const char *s)
{
	static const char *const words[] = {"年", "月", "日", "号", "、", "。", "-", "/", ".", ",", " ", "\\"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncmp(s, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

/* In place: one dash for what stands between the figures, none at the end. Never grows. */
static void unify(char *s)
{
	char *to = s, *start = s;

	for (const char *p = s; *p != '\0';) {
		size_t n = separator(p);

		if (n == 0)
			*to++ = *p++;
		else if (to > start && to[-1] != '-')
			*to++ = '-';
		p += n;
	}
	if (to > start && to[-1] == '-')
		to--;
	*to = '\0';
}

/* A time behind the day, as tables write it, goes. */
static void cut_time(char *s)
{
	char *colon = strchr(s, ':');

	while (colon != NULL && colon > s && *colon != ' ' && *colon != 'T')
		colon--;
	if (colon != NULL && colon > s && strspn(colon + 1, "0123456789:.") == strlen(colon + 1))
		*colon = '\0';
}

char *text_date(struct arena *a, const char *s)
{
	char *date = figures(a, text_half_width(a, s));
	int y, m, d, end = 0;

	cut_time(date);
	unify(date);
	size_t year = strspn(date, "0123456789");
	if (strspn(date, "0123456789-") < strlen(date))
		return date;
	if (year == YEAR_DIGITS && sscanf(date, "%4d-%2d-%2d%n", &y, &m, &d, &end) == 3 && date[end] == '\0')
		return arena_printf(a, "%04d-%02d-%02d", y, m, d);
	if (year == 8 && date[year] == '\0' && sscanf(date, "%4d%2d%2d", &y, &m, &d) == 3)
		return arena_printf(a, "%04d-%02d-%02d", y, m, d);
	return date;
}
