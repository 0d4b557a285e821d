/* text_telephone: telephone numbers as people write them, to the one form each is kept in. Whether one is right is check.h's. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/text.h"

static char *without(char *s, const char *drop)
{
	char *to = s;

	for (const char *p = s; *p != '\0'; p++)
		if (strchr(drop, *p) == NULL)
			*to++ = *p;
	*to = '\0';
	return s;
}

static const char *without_country(const char *s)
{
	if (strncmp(s, "+86", 3) == 0)
		return s + 3;
	return strncmp(s, "0086", 4) == 0 ? s + 4 : s;
}

char *text_mobile(struct arena *a, const char *s)
{
	const char *number = without_country(without(text_code(a, s), "()."));

	if (strlen(number) == 13 && strncmp(number, "86", 2) == 0)
		number += 2;
	return arena_strdup(a, number);
}

/* What people put before an extension; longer words first. */
static size_t extension_word(const char *s)
{
	static const char *const words[] = {"转分机", "分机号", "分机", "转接", "转", "extension", "ext", "x", "#"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncasecmp(s, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

/* In place: brackets, dots and blanks become single dashes, what stands before an extension an x; none at either end nor beside the x. */
static void unify(char *s)
{
	char *to = s, *from = s;

	for (const char *p = s; *p != '\0';) {
		size_t word = extension_word(p);
		char c = word > 0 ? 'x' : strchr(" ().:/-", *p) != NULL ? '-' : *p;

		p += word > 0 ? word : 1;
		if (c == 'x' && to > from && to[-1] == '-')
			to--;
		if (c != '-' || (to > from && to[-1] != '-' && to[-1] != 'x'))
			*to++ = c;
	}
	if (to > from && to[-1] == '-')
		to--;
	*to = '\0';
}

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* Without its country code; the 0 of the area, which callers from abroad leave out, stands in front again. */
static const char *national(struct arena *a, const char *s)
{
	const char *rest = begins(s, "86-") ? s + 3 : without_country(s);
	bool service = check_telephone(rest + (*rest == '-')) == NULL;

	if (rest == s)
		return s;
	rest += *rest == '-';
	if (begins(rest, "0-"))
		return arena_printf(a, "0%s", rest + 2);
	return *rest == '0' || service ? rest : arena_printf(a, "0%s", rest);
}

/* The parts written as one number; a dash stays behind the area code only. */
static char *joined(struct arena *a, const char *s, size_t n)
{
	size_t area = *s == '0' ? strcspn(s, "-") : 0;
	char *number;

	area = area < n ? area : 0;
	number = without(arena_strndup(a, s + area, n - area), "-");
	return area > 0 ? arena_printf(a, "%.*s-%s", (int)area, s, number) : number;
}

/* Which of what the dashes may mean is a number; NULL: none. The first: all as it stands; then: dashes within the number; then: the
 * last of them before an extension. */
static char *reading(struct arena *a, const char *s, const char *extension)
{
	const char *last = strrchr(s, '-');
	char *readings[] = {
		arena_printf(a, "%s%s", s, extension),
		arena_printf(a, "%s%s", joined(a, s, strlen(s)), extension),
		last ? arena_printf(a, "%s%s", joined(a, s, (size_t)(last - s)), last) : NULL,
	};

	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
		if (readings[i] && check_telephone(readings[i]) == NULL)
			return readings[i];
	return NULL;
}

char *text_telephone(struct arena *a, const char *s)
{
	char *typed = text_half_width(a, s), *plain = without(arena_strdup(a, typed), " "), *mobile = text_mobile(a, s);
	char *extension, *number;

	if (check_telephone(plain) == NULL)
		return plain;
	if (check_mobile(mobile) == NULL)
		return mobile;
	unify(typed);
	extension = strchr(typed, 'x');
	if (extension != NULL)
		*extension = '-';
	const char *behind = extension ? arena_strdup(a, extension) : "";
	if (extension != NULL)
		*extension = '\0';
	number = reading(a, national(a, typed), behind);
	return number ? number : plain;
}
