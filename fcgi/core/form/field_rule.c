/* field_rule.c: how one value of the application is normalised and checked. Pure: no database, no other fields. */
#include "core/form/field_rule.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/form/field.h"

enum { IDENTITY_NUMBER_MAX = 24 };

const char field_no_end[] = "长期";

/* ---- small normal forms ---- */

/* One character of three bytes with another form, as full-width and look-alike punctuation is typed. */
static const struct alike { const char *from, *to; } alikes[] = {
	{"\xe3\x80\x80", " "}, {"\xe2\x80\x90", "-"}, {"\xe2\x80\x91", "-"}, {"\xe2\x80\x92", "-"},
	{"\xe2\x80\x93", "-"}, {"\xe2\x80\x94", "-"}, {"\xe2\x80\x95", "-"}, {"\xe2\x88\x92", "-"},
};

/* Full-width ASCII to half-width, dashes to one kind; everything else as it is. Never grows. */
static char *half_width(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;

	while (*s) {
		const unsigned char *u = (const unsigned char *)s;
		size_t i = 0, n = sizeof alikes / sizeof *alikes;

		while (i < n && strncmp(s, alikes[i].from, 3))
			i++;
		if (i < n) {
			*to++ = alikes[i].to[0];
			s += 3;
		} else if (u[0] == 0xef && ((u[1] == 0xbc && u[2] >= 0x81) || (u[1] == 0xbd && u[2] <= 0x9e))) {
			*to++ = (char)((u[1] == 0xbc ? 0x20 : 0x60) + (u[2] & 0x3f));
			s += 3;
		} else {
			*to++ = *s++;
		}
	}
	*to = '\0';
	return out;
}

static char *without(char *s, const char *drop)
{
	char *to = s;

	for (const char *p = s; *p; p++)
		if (!strchr(drop, *p))
			*to++ = *p;
	*to = '\0';
	return s;
}

/* The dots people type between the parts of a name become U+00B7. Never grows. */
static char *middle_dots(struct arena *a, const char *s)
{
	static const char *const dots[] = {"\xe2\x80\xa2", "\xe2\x80\xa7", "\xe3\x83\xbb", "\xef\xbc\x8e", "\xe2\x8b\x85"};
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;

	while (*s) {
		size_t i = 0;

		while (i < sizeof dots / sizeof *dots && strncmp(s, dots[i], 3))
			i++;
		if (i == sizeof dots / sizeof *dots) {
			*to++ = *s++;
			continue;
		}
		memcpy(to, "\xc2\xb7", 2);
		to += 2;
		s += 3;
	}
	*to = '\0';
	return out;
}

static const char *one_of(const char **value, const char *const *choices)
{
	for (; *choices; choices++)
		if (!strcmp(*value, *choices))
			return NULL;
	return "choice";
}
#define CHOICE(name, ...)                                                                \
	static const char *const choices_##name[] = {__VA_ARGS__, NULL};                 \
	const char *field_rule_##name(struct arena *a, int64_t now, const char **value)  \
	{                                                                                \
		(void)a, (void)now;                                                      \
		return one_of(value, choices_##name);                                    \
	}
CHOICE(yes, "yes")
CHOICE(yes_no, "yes", "no")
CHOICE(kind, "national_emitter", "local_emitter", "project_owner", "other")
CHOICE(subject, "legal_person", "other_organisation")
CHOICE(signed_by, "signatory", "proxy")
CHOICE(identity_document, "resident_id", "hk_macao_permit", "taiwan_permit", "residence_permit", "passport", "foreigner_id")

/* The sections of GB/T 4754, which are letters. */
static const char *const choices_industry[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K",
					       "L", "M", "N", "O", "P", "Q", "R", "S", "T", NULL};

const char *field_rule_industry(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	return one_of(value, choices_industry);
}

const char *const *field_choices(const struct field *f, const char **group)
{
	static const struct {
		const char *(*rule)(struct arena *, int64_t, const char **);
		const char *group, *const *choices;
	} rows[] = {
		{field_rule_yes, "yes", choices_yes},
		{field_rule_yes_no, "yes_no", choices_yes_no},
		{field_rule_kind, "kind", choices_kind},
		{field_rule_subject, "subject", choices_subject},
		{field_rule_signed_by, "signed_by", choices_signed_by},
		{field_rule_identity_document, "identity_document", choices_identity_document},
		{field_rule_industry, "industry", choices_industry},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].rule != f->rule)
			continue;
		*group = rows[i].group;
		return rows[i].choices;
	}
	return NULL;
}

const char *field_rule_text(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_trim(a, *value);
	return text_clean(*value, false) ? NULL : "text_control";
}

const char *field_rule_long_text(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_trim(a, *value);
	return text_clean(*value, true) ? NULL : "text_control";
}

/* Kept as typed, brackets and widths too. */
const char *field_rule_entity_name(struct arena *a, int64_t now, const char **value)
{
	const char *problem = field_rule_text(a, now, value);

	return problem ? problem : text_length(*value) >= 2 ? NULL : "name_entity";
}

const char *field_rule_person_name(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = middle_dots(a, text_trim(a, *value));
	return check_person_name(*value);
}

/* A code whose 18th character alone fails may be a real one: submission_missing.c asks to confirm it. */
const char *field_rule_uscc(struct arena *a, int64_t now, const char **value)
{
	const char *problem;

	(void)now;
	*value = text_code(a, *value);
	problem = check_uscc(*value);
	return problem && !strcmp(problem, "uscc_confirm") ? NULL : problem;
}

/* Whether it is right depends on the kind of document, another field: submission_missing.c. */
const char *field_rule_number(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	for (const char *p = *value; *p; p++)
		if (!isupper((unsigned char)*p) && !isdigit((unsigned char)*p))
			return "document_number";
	return strlen(*value) <= IDENTITY_NUMBER_MAX ? NULL : "document_number";
}

const char *field_rule_postcode(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	return check_postcode(*value);
}

const char *field_rule_mobile(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = check_mobile_strip(text_code(a, *value));
	return check_mobile(*value);
}

/* A landline, or a mobile where an organisation has no other. */
const char *field_rule_telephone(struct arena *a, int64_t now, const char **value)
{
	const char *mobile = *value;

	if (!field_rule_mobile(a, now, &mobile)) {
		*value = mobile;
		return NULL;
	}
	*value = without(half_width(a, *value), " ");
	return check_landline(*value);
}

const char *field_rule_email(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_trim(a, half_width(a, *value));
	return check_email(*value);
}

/* ---- dates ---- */

/* 2019-6-18, 2019/06/18, 2019.6.18, 20190618 and 2019年6月18日 become 2019-06-18. */
static const char *iso_date(struct arena *a, const char *s)
{
	const char *p = text_trim(a, half_width(a, s));
	char *digits = arena_alloc(a, strlen(p) + 1), *to = digits;
	int y, m, d, end = 0;

	for (; *p; p++) {
		if (*p == '/' || *p == '.' || !strncmp(p, "年", 3) || !strncmp(p, "月", 3))
			*to++ = '-';
		else if (strncmp(p, "日", 3) != 0)
			*to++ = *p;
		if ((unsigned char)*p >= 0xe0)
			p += strlen(p) >= 3 ? 2 : 0;
	}
	*to = '\0';
	if (sscanf(digits, "%4d-%2d-%2d%n", &y, &m, &d, &end) == 3 && !digits[end])
		return arena_printf(a, "%04d-%02d-%02d", y, m, d);
	if (strlen(digits) == 8 && sscanf(digits, "%4d%2d%2d%n", &y, &m, &d, &end) == 3 && end == 8)
		return arena_printf(a, "%04d-%02d-%02d", y, m, d);
	return digits;
}

const char *field_rule_date(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = iso_date(a, *value);
	return check_date(*value);
}

const char *field_rule_past_date(struct arena *a, int64_t now, const char **value)
{
	const char *problem = field_rule_date(a, now, value);
	struct date d;

	if (problem)
		return problem;
	return date_parse(*value, &d) && date_compare(d, clock_beijing_date(now)) <= 0 ? NULL : "date_future";
}

const char *field_rule_valid_until(struct arena *a, int64_t now, const char **value)
{
	const char *trimmed = text_trim(a, *value);

	if (!strcmp(trimmed, field_no_end)) {
		*value = field_no_end;
		return NULL;
	}
	return field_rule_date(a, now, value);
}

/* 万元: up to nine digits and four decimals. Separators of thousands are dropped. */
const char *field_rule_capital(struct arena *a, int64_t now, const char **value)
{
	char *s = without(half_width(a, *value), ", ");
	size_t whole = strspn(s, "0123456789"), decimals = 0;

	(void)now;
	*value = s;
	if (s[whole] == '.') {
		decimals = strspn(s + whole + 1, "0123456789");
		if (!decimals || s[whole + 1 + decimals])
			return "capital_format";
	} else if (s[whole]) {
		return "capital_format";
	}
	return whole >= 1 && whole <= 9 && decimals <= 4 ? NULL : "capital_format";
}
