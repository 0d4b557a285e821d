/* field_rule.c: how one value of the application is normalised and checked. Pure: no database, no other fields. */
#include "core/form/field_rule.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/form/field.h"

enum { IDENTITY_NUMBER_MAX = 24 };

const char field_no_end[] = "长期";

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
	*value = text_seen(a, *value);
	return text_clean(*value, false) ? NULL : "text_control";
}

const char *field_rule_long_text(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_seen(a, *value);
	return text_clean(*value, true) ? NULL : "text_control";
}

/* Kept as typed, brackets and widths too. */
const char *field_rule_title(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_name(a, *value);
	return text_has_mark(*value) || !text_clean(*value, false) ? "text_control" : NULL;
}

const char *field_rule_entity_name(struct arena *a, int64_t now, const char **value)
{
	const char *problem = field_rule_title(a, now, value);

	return problem ? problem : check_entity_name(*value);
}

const char *field_rule_person_name(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_person_name(a, *value);
	return text_has_mark(*value) ? "text_control" : check_person_name(*value);
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
	*value = text_mobile(a, *value);
	return check_mobile(*value);
}

const char *field_rule_telephone(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_telephone(a, *value);
	return check_telephone(*value);
}

const char *field_rule_email(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_half_width(a, *value);
	return check_email(*value);
}

/* ---- dates ---- */

const char *field_rule_date(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_date(a, *value);
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

/* 长期, also as licences have it. */
const char *field_rule_valid_until(struct arena *a, int64_t now, const char **value)
{
	static const char *const words[] = {field_no_end, "长期有效", "无固定期限"};
	const char *typed = text_code(a, *value);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(typed, words[i])) {
			*value = field_no_end;
			return NULL;
		}
	return field_rule_date(a, now, value);
}

/* 万元: up to nine digits and four decimals. */
const char *field_rule_capital(struct arena *a, int64_t now, const char **value)
{
	const char *s = text_figures(a, text_figures(a, *value, "万元"), "万");
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
