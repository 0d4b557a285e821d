/* check: formats and check digits of codes, documents and addresses (rules.md § 11). People's names are
 * check_name.c's, passwords check_password.c's. No tables of number ranges or county codes: old ones are real. */
#include "base/check.h"

#include <regex.h>
#include <stdbool.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"

static bool matches(const char *s, const char *pattern)
{
	regex_t re;
	bool yes;

	if (regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		die("check: bad pattern %s", pattern);
	yes = regexec(&re, s, 0, NULL, 0) == 0;
	regfree(&re);
	return yes;
}

static const char uscc_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static int uscc_value(char c)
{
	return (int)(strchr(uscc_alphabet, c) - uscc_alphabet);
}

/* GB 32100: the 18th character. */
static bool uscc_last_right(const char *s)
{
	int sum = 0, weight = 1;

	for (int i = 0; i < 17; i++) {
		sum += uscc_value(s[i]) * weight;
		weight = weight * 3 % 31;
	}
	return uscc_value(s[17]) == (31 - sum % 31) % 31;
}

/* GB 11714: the organisation code inside, characters 9 to 17, where A is 10 and Z is 35. */
static bool organisation_code_right(const char *s)
{
	static const int weight[] = {3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < 8; i++)
		sum += (s[i] <= '9' ? s[i] - '0' : s[i] - 'A' + 10) * weight[i];
	return s[8] == "0X987654321"[sum % 11];
}

/* Registries have issued codes with one of the two wrong, never with both. */
const char *check_uscc(const char *s)
{
	if (strlen(s) != 18)
		return "uscc_length";
	if (strspn(s, uscc_alphabet) != 18)
		return "uscc_alphabet";
	if (strspn(s + 2, "0123456789") < 6)
		return "uscc_digits";
	if (uscc_last_right(s))
		return NULL;
	return organisation_code_right(s + 8) ? "uscc_confirm" : "uscc_check";
}

static bool province_real(const char *s)
{
	static const char known[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
		"50 51 52 53 54 61 62 63 64 65 71 81 82 83";
	const char two[] = {s[0], s[1], '\0'};

	return strstr(known, two) != NULL;
}

/* GB 11643: the 18th character. */
static char id_last(const char *s)
{
	static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (s[i] - '0') * weight[i];
	return "10X98765432"[sum % 11];
}

/* The date of birth in an 18-character number. */
static bool birth_of(const char *s, struct date *out)
{
	const char iso[] = {s[6], s[7], s[8], s[9], '-', s[10], s[11], '-', s[12], s[13], '\0'};

	return date_parse(iso, out);
}

const char *check_resident_id(const char *s, int64_t now)
{
	struct date birth;

	if (!matches(s, "^[0-9]{17}[0-9X]$"))
		return "id_length";
	if (!province_real(s))
		return "id_province";
	if (!birth_of(s, &birth))
		return "id_date";
	if (date_compare(birth, clock_beijing_date(now)) > 0)
		return "id_future";
	return s[17] == id_last(s) ? NULL : "id_check";
}

/* Of age from the 18th birthday on; one born on 29 February from 1 March. */
static bool of_age(struct date birth, int64_t now)
{
	struct date today = clock_beijing_date(now);
	int years = today.year - birth.year;

	if (today.month < birth.month || (today.month == birth.month && today.day < birth.day))
		years--;
	return years >= 18;
}

static const char *check_adult(const char *s, int64_t now)
{
	const char *wrong = check_resident_id(s, now);
	struct date birth;

	if (wrong != NULL)
		return wrong;
	return birth_of(s, &birth) && of_age(birth, now) ? NULL : "id_minor";
}

static const char *check_residence_permit(const char *s, int64_t now)
{
	const char *wrong = check_adult(s, now);

	if (wrong == NULL && !matches(s, "^8[123]0000"))
		return "id_province";
	return wrong;
}

const char *check_identity(const char *kind, const char *number, int64_t now)
{
	static const struct {
		const char *kind;
		const char *(*check)(const char *, int64_t); /* or, when NULL: */
		const char *pattern, *message;
	} rows[] = {
		{"resident_id",      check_adult,            NULL,                            NULL},
		{"residence_permit", check_residence_permit, NULL,                            NULL},
		{"hk_macao_permit",  NULL, "^[HM][0-9]{8}([0-9]{2})?$",                       "permit_format"},
		{"taiwan_permit",    NULL, "^([0-9]{8}|[0-9]{10}[A-Z])$",                     "permit_format"},
		{"passport",         NULL, "^[A-Z0-9]{5,18}$",                                "passport_format"},
		{"foreigner_id",     NULL, "^(9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12})$",          "foreigner_format"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strcmp(kind, rows[i].kind) != 0)
			continue;
		if (rows[i].check != NULL)
			return rows[i].check(number, now);
		return matches(number, rows[i].pattern) ? NULL : rows[i].message;
	}
	return "identity_kind";
}

const char *check_mobile(const char *s)
{
	return matches(s, "^1[3-9][0-9]{9}$") ? NULL : "mobile_format";
}

const char *check_telephone(const char *s)
{
	static const char *const patterns[] = {
		"^(0[0-9]{2,3}-?)?[0-9]{7,8}(-[0-9]{1,6})?$",
		"^[48]00-?[0-9]{3}-?[0-9]{4}(-[0-9]{1,6})?$",
		"^(95|96|12)[0-9]{3,6}$",
	};

	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (matches(s, patterns[i]))
			return NULL;
	return check_mobile(s) == NULL ? NULL : "telephone_format";
}

const char *check_postcode(const char *s)
{
	return matches(s, "^[0-9]{6}$") ? NULL : "postcode_format";
}

/* What mail servers take without quoting; everything else could become a command on the wire. */
const char *check_email(const char *s)
{
	const char *at = strchr(s, '@');

	if (at == NULL || at - s > 64 || strlen(s) > 254)
		return "email_format";
	if (!matches(s, "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
			"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$"))
		return "email_format";
	return NULL;
}

const char *check_username(const char *s)
{
	return matches(s, "^[A-Za-z][A-Za-z0-9]{5,31}$") ? NULL : "username_format";
}

const char *check_date(const char *s)
{
	struct date d;

	return date_parse(s, &d) ? NULL : "date_format";
}
