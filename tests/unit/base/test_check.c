/* check: every value named in rules.md § 11, and the edges around them. Rows are value → message, NULL for right. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/clock.h"
#include "base/text.h"

struct row { const char *value, *message; };

static int64_t now; /* 2026-11-22 12:00 Beijing */

static void run(const char *(*check)(const char *), const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *got = check(rows[i].value), *want = rows[i].message;

		if ((got == NULL) != (want == NULL) || (got != NULL && strcmp(got, want) != 0))
			fail_msg("\"%s\": %s, not %s", rows[i].value, got ? got : "right", want ? want : "right");
	}
}
#define RUN(check, rows) run((check), (rows), sizeof(rows) / sizeof *(rows))

static void test_uscc(void **state)
{
	static const struct row rows[] = {
		{"91110000600037341L", NULL},
		{"91350100M000100Y43", NULL},
		{"91310115MA1K3BTP2B", NULL},
		{"92340603MA2UK1TD00", NULL},
		{"9115220107837941X1", NULL},
		{"91350211M0000XUF46", "uscc_confirm"},
		{"91350100M0001TGQXM", "uscc_confirm"},
		{"91350203M0001QKT19", "uscc_confirm"},
		{"91110000600037341N", "uscc_confirm"},
		{"91350100M000100Y4Z", "uscc_alphabet"},
		{"91310115MA1G4L1WXK", "uscc_check"},
		{"111111111111111111", "uscc_check"},
		{"9111000060003734", "uscc_length"},
		{"91110000600037341L1", "uscc_length"},
		{"", "uscc_length"},
		{"91110000600037341l", "uscc_alphabet"},
		{"9111000060003734IL", "uscc_alphabet"},
		{"91A10000600037341L", "uscc_digits"},
		{"9111000A600037341L", "uscc_digits"},
	};

	(void)state;
	RUN(check_uscc, rows);
}

/* N in front, made from a good one: the check character follows from the alphabet's weights. */
static void test_uscc_of_rural_collectives(void **state)
{
	static const char last[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char code[] = "N2110108MF0000000?";
	int right = 0;

	(void)state;
	for (size_t i = 0; i < sizeof last - 1; i++) {
		code[17] = last[i];
		right += check_uscc(code) == NULL;
	}
	assert_int_equal(right, 1);
}

static const char *resident(const char *s)
{
	return check_resident_id(s, now);
}

static void test_resident_id(void **state)
{
	static const struct row rows[] = {
		{"11010519491231002X", NULL},
		{"440524188001010014", NULL},
		{"110101199003070038", NULL},
		{"412723199010050012", NULL},
		{"110108199611240188", "id_check"},
		{"412722197505093546", "id_check"},
		{"110105194912310021", "id_check"},
		{"11010519491231002x", "id_length"},
		{"110105491231002", "id_length"},
		{"1101051949123100X2", "id_length"},
		{"", "id_length"},
		{"160105194912310029", "id_province"},
		{"990105194912310029", "id_province"},
		{"110105194902300029", "id_date"},
		{"110105194913310029", "id_date"},
		{"110105202611230010", "id_future"},
	};

	(void)state;
	RUN(resident, rows);
}

/* Puts the check digit behind 17 digits. */
static const char *whole(const char *seventeen)
{
	static char s[19];

	for (const char *c = "0123456789X"; *c != '\0'; c++) {
		snprintf(s, sizeof s, "%s%c", seventeen, *c);
		if (check_resident_id(s, now) == NULL)
			return s;
	}
	fail_msg("no check digit for %s", seventeen);
	return NULL;
}

static void test_age(void **state)
{
	int64_t leap_birth_day = clock_from_sql("2026-02-27 16:00:00"); /* 2026-02-28 in Beijing */

	(void)state;
	assert_null(check_identity("resident_id", whole("11010120081122001"), now));
	assert_string_equal(check_identity("resident_id", whole("11010120081123001"), now), "id_minor");
	assert_string_equal(check_identity("resident_id", whole("11010120080229001"), leap_birth_day), "id_minor");
	assert_null(check_identity("resident_id", whole("11010120080229001"), leap_birth_day + 86400));
	assert_string_equal(check_identity("resident_id", "110108199611240188", now), "id_check");
	assert_null(check_identity("resident_id", "11010519491231002X", now));
}

static void test_documents(void **state)
{
	static const struct { const char *kind, *number, *message; } rows[] = {
		{"hk_macao_permit",  "H12345678",           NULL},
		{"hk_macao_permit",  "M1234567801",         NULL},
		{"hk_macao_permit",  "C12345678",           "permit_format"},
		{"hk_macao_permit",  "H1234567",            "permit_format"},
		{"hk_macao_permit",  "H123456789",          "permit_format"},
		{"hk_macao_permit",  "H12345678\n",         "permit_format"},
		{"taiwan_permit",    "12345678",            NULL},
		{"taiwan_permit",    "1234567890B",         NULL},
		{"taiwan_permit",    "1234567890",          "permit_format"},
		{"taiwan_permit",    "123456789",           "permit_format"},
		{"passport",         "E12345678",           NULL},
		{"passport",         "EA1234567",           NULL},
		{"passport",         "AB123",               NULL},
		{"passport",         "AB12",                "passport_format"},
		{"passport",         "E1234567890123456789", "passport_format"},
		{"passport",         "E1234*678",           "passport_format"},
		{"foreigner_id",     "911124198108030024",  NULL},
		{"foreigner_id",     "91112419810803002X",  NULL},
		{"foreigner_id",     "USA110073102012",     NULL},
		{"foreigner_id",     "811124198108030024",  "foreigner_format"},
		{"foreigner_id",     "US1110073102012",     "foreigner_format"},
		{"residence_permit", "110101199003070038",  "id_province"},
		{"residence_permit", "83000019900307000",   "id_length"},
		{"driving_licence",  "110101199003070038",  "identity_kind"},
		{"",                 "110101199003070038",  "identity_kind"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *got = check_identity(rows[i].kind, rows[i].number, now), *want = rows[i].message;

		if ((got == NULL) != (want == NULL) || (got != NULL && strcmp(got, want) != 0))
			fail_msg("%s %s: %s", rows[i].kind, rows[i].number, got ? got : "right");
	}
	assert_null(check_identity("residence_permit", whole("81000019900307001"), now));
	assert_null(check_identity("residence_permit", whole("82000019900307001"), now));
	assert_null(check_identity("residence_permit", whole("83000019900307001"), now));
	assert_string_equal(check_identity("residence_permit", whole("81010019900307001"), now), "id_province");
	assert_string_equal(check_identity("residence_permit", whole("81000020200307001"), now), "id_minor");
}

static void test_mobile(void **state)
{
	static const struct row rows[] = {
		{"13812345678", NULL}, {"19912345678", NULL}, {"16612345678", NULL},
		{"12812345678", "mobile_format"}, {"1381234567", "mobile_format"}, {"138123456789", "mobile_format"},
		{"+8613812345678", "mobile_format"}, {"1381234567８", "mobile_format"}, {"13812345678\n", "mobile_format"},
	};

	(void)state;
	RUN(check_mobile, rows);
}

static void test_landline_and_postcode(void **state)
{
	static const struct row landlines[] = {
		{"010-88888888", NULL}, {"01088888888", NULL}, {"0591-8888888", NULL}, {"88888888", NULL}, {"010-88888888-8001", NULL},
		{"010 88888888", "telephone_format"}, {"10-88888888", "telephone_format"}, {"010-888888", "telephone_format"},
		{"010-88888888-1234567", "telephone_format"}, {"010--88888888", "telephone_format"},
		{"13812345678", NULL}, {"400-820-8820", NULL}, {"8008208820", NULL}, {"400-8208-820", "telephone_format"},
		{"500-820-8820", "telephone_format"}, {"95588", NULL}, {"95105555", NULL}, {"12345", NULL}, {"96", "telephone_format"},
		{"1234567890", "telephone_format"},
	};
	static const struct row postcodes[] = {
		{"100000", NULL}, {"010000", NULL}, {"10000", "postcode_format"}, {"1000000", "postcode_format"}, {"10000A", "postcode_format"},
	};

	(void)state;
	RUN(check_telephone, landlines);
	RUN(check_postcode, postcodes);
}

static void test_email(void **state)
{
	static char long_one[300];
	const struct row rows[] = {
		{"a@b.cn", NULL}, {"first.last+tag@mail.example.com", NULL}, {"o'neil_1@x-y.co", NULL}, {"a@xn--fiqs8s.xn--fiqs8s", NULL},
		{"a", "email_format"}, {"@b.cn", "email_format"}, {"a@", "email_format"}, {"a@b", "email_format"}, {"a@b.c", "email_format"},
		{"a@@b.cn", "email_format"}, {".a@b.cn", "email_format"}, {"a.@b.cn", "email_format"}, {"a..b@c.cn", "email_format"},
		{"a@-b.cn", "email_format"}, {"a@b-.cn", "email_format"}, {"a@b..cn", "email_format"}, {"a b@c.cn", "email_format"},
		{"a@b.cn\r\nRCPT TO:<x@y.cn>", "email_format"}, {"\"a b\"@c.cn", "email_format"}, {"张@b.cn", "email_format"},
		{"a<b@c.cn", "email_format"}, {"a,b@c.cn", "email_format"}, {"a@1.2.3.4", "email_format"}, {long_one, "email_format"},
	};

	(void)state;
	memset(long_one, 'a', sizeof long_one - 1);
	memcpy(long_one + 60, "@", 1);
	memcpy(long_one + sizeof long_one - 4, ".cn", 3);
	for (size_t i = 100; i < 290; i += 50)
		long_one[i] = '.';
	RUN(check_email, rows);
	memset(long_one, 'a', 65);
	strcpy(long_one + 65, "@b.cn");
	assert_string_equal(check_email(long_one), "email_format");
	assert_null(check_email(long_one + 1));
}

static const char *person(const char *typed)
{
	struct arena *a = arena_new();
	const char *got = check_person_name(text_person_name(a, typed));

	arena_free(a);
	return got;
}

static void test_person_name(void **state)
{
	static const struct row rows[] = {
		{"张三", NULL}, {"欧阳修文", NULL}, {"阿卜杜拉·买买提", NULL}, {"阿卜杜拉•买买提", NULL}, {"𠮷田", NULL}, {"王𡨸", NULL},
		{"李\U00031350", NULL}, {"葛\U000E0100城", NULL}, {"〇二", NULL}, {"John Smith", NULL}, {"O’Neil-Ñandú, Jr.", NULL}, {"Zoe\u0308", NULL},
		{"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", NULL},
		{"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "name_person"},
		{"张", "name_person"}, {"·张三", "name_person"}, {"张三·", "name_person"}, {"张··三", "name_person"}, {"张 三", NULL}, {"张 ·三", NULL},
		{"张三1", "name_person"}, {"张A", "name_person"}, {"A", "name_person"}, {"1A", "name_person"}, {"A1", "name_person"},
		{"张三😀", "name_person"}, {"Иван", "name_person"}, {"A\u00d7B", "name_person"}, {"<b>", "name_person"}, {"\U000E0100张三", "name_person"},
	};
	char latin[62];

	(void)state;
	RUN(person, rows);
	memset(latin, 'a', sizeof latin - 1);
	latin[61] = '\0';
	assert_string_equal(check_person_name(latin), "name_person");
	assert_null(check_person_name(latin + 1));
}

static void test_entity_name(void **state)
{
	static const struct row rows[] = {
		{"青川样本林碳资产管理有限公司（集团）", NULL}, {"A&B 公司", NULL}, {"青", "name_entity"}, {"青川😀公司", "name_emoji"},
		{"青川☀公司", "name_emoji"}, {"青川\u20e3公司", "name_emoji"},
	};

	(void)state;
	RUN(check_entity_name, rows);
}

static void test_username(void **state)
{
	static const struct row rows[] = {
		{"abcdef", NULL}, {"Abc123", NULL}, {"a2345678901234567890123456789012", NULL},
		{"a23456789012345678901234567890123", "username_format"}, {"abcde", "username_format"}, {"1bcdef", "username_format"},
		{"abc_def", "username_format"}, {"abc def", "username_format"}, {"用户abcd", "username_format"}, {"abcdefé", "username_format"},
	};

	(void)state;
	RUN(check_username, rows);
}

static void test_password(void **state)
{
	static const struct row rows[] = {
		{"correct horse", NULL}, {"绿水青山就是金山银山", NULL}, {"七言绝句加一个𠮷字吧", NULL}, {"Tr0ub4dor&3x", NULL},
		{"绿水青山就是金山", "password_short"}, {"a1!b2@c3#", "password_short"}, {"", "password_short"},
		{"1234567890", "password_common"}, {"0987654321", "password_common"}, {"12345678901234", "password_common"},
		{"abcdefghijkl", "password_common"}, {"aaaaaaaaaa", "password_common"}, {"啊啊啊啊啊啊啊啊啊啊", "password_common"},
		{"1212121212", "password_common"}, {"abcabcabcabc", "password_common"}, {"1q2w3e4r5t", "password_common"},
		{"Password123", "password_common"}, {"P@SSW0RD123", "password_common"}, {"woaini1314520", "password_common"},
		{"5201314520", "password_common"}, {"Admin@123456", "password_common"},
	};
	char edge[130];

	(void)state;
	RUN(check_password, rows);
	for (size_t i = 0; i < sizeof edge - 1; i++)
		edge[i] = (char)('a' + i * i % 23);
	edge[129] = '\0';
	assert_string_equal(check_password(edge), "password_long");
	assert_null(check_password(edge + 1));
}

static void test_date(void **state)
{
	static const struct row rows[] = {
		{"2026-11-22", NULL}, {"2024-02-29", NULL}, {"2026-02-29", "date_format"}, {"20261122", "date_format"}, {"2026-1-2", "date_format"},
	};

	(void)state;
	RUN(check_date, rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_uscc),
		cmocka_unit_test(test_uscc_of_rural_collectives),
		cmocka_unit_test(test_resident_id),
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_documents),
		cmocka_unit_test(test_mobile),
		cmocka_unit_test(test_landline_and_postcode),
		cmocka_unit_test(test_email),
		cmocka_unit_test(test_person_name),
		cmocka_unit_test(test_entity_name),
		cmocka_unit_test(test_username),
		cmocka_unit_test(test_password),
		cmocka_unit_test(test_date),
	};

	now = clock_from_sql("2026-11-22 04:00:00");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
