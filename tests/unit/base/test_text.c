/* text: what is text, its normal forms, masks, and amounts (rules.md § 11). */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

static struct arena *arena;

static void test_utf8_valid(void **state)
{
	static const char *const good[] = {"", "a", "é", "中", "𠮷𡨸", "\xf4\x8f\xbf\xbd"};
	static const char *const bad[] = {
		"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80",
		"\xe4\xb8", "a\xff", "\xc3(",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(text_utf8_valid(good[i], strlen(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_utf8_valid(bad[i], strlen(bad[i])));
	assert_false(text_utf8_valid("a\0b", 3));
	assert_false(text_utf8_valid("\xe4\xb8\xad", 2));
}

static void test_clean(void **state)
{
	static const char *const good[] = {
		"", "北京绿色（集团）有限公司", "𠮷𡨸𫝀", "\U00031350\U0002EBF0" /* extensions H and I */, "A·B", "Ñandú ﬁ", "é", "e\u0301",
		"葛\U000E0100城", "\uE863" /* private use: old systems' rare characters */,
	};
	static const char *const bad[] = {
		"a\x01", "a\x7f", "a\xc2\x85", "a\u200bb", "a\u200cb", "a\u200db", "a\u200eb", "a\u200fb", "a\u061cb", "a\u202ab", "a\u202eb",
		"a\u2060b", "a\u2066b", "a\u2069b", "\ufeffa", "a\u00adb", "a\ufdd0", "a\ufffe", "a\U0001ffff", "a\U000e0041", "a\u2028b",
		"a\u3164", "a\xff", "a\r\nb",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(text_clean(good[i], false));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(text_clean(bad[i], false));
		assert_false(text_clean(bad[i], true));
	}
	assert_true(text_clean("a\tb\nc", true));
	assert_false(text_clean("a\tb", false));
	assert_false(text_clean("a\nb", false));
}

static void test_length(void **state)
{
	(void)state;
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("a中𠮷"), 3);
	assert_int_equal(text_length("\xff\xfe"), 2);
}

static void test_trim(void **state)
{
	(void)state;
	assert_string_equal(text_trim(arena, " \t\n　中 文　\u00a0\r\n"), "中 文");
	assert_string_equal(text_trim(arena, "a\r\nb\rc"), "a\nb\rc");
	assert_string_equal(text_trim(arena, "　 "), "");
	assert_string_equal(text_trim(arena, ""), "");
}

static void test_code(void **state)
{
	(void)state;
	assert_string_equal(text_code(arena, " ９１１１００００－６０００　37341ｌ "), "91110000600037341L");
	assert_string_equal(text_code(arena, "138-1234‐5678"), "13812345678");
	assert_string_equal(text_code(arena, "1‑2–3—4―5−6‒7"), "1234567");
	assert_string_equal(text_code(arena, "＋86 138"), "+86138");
	assert_string_equal(text_code(arena, "h0中\xff"), "H0中\xff");
}

static void test_half_width(void **state)
{
	(void)state;
	assert_string_equal(text_half_width(arena, "　０１０－８８８８　８８８８ "), "010-8888 8888");
	assert_string_equal(text_half_width(arena, "Ａb＠x。com"), "Ab@x。com");
}

static void test_marks_nobody_sees(void **state)
{
	(void)state;
	assert_string_equal(text_seen(arena, "\u202d138\u200b12\ufeff\u202c \u2066"), "13812");
	assert_string_equal(text_seen(arena, "葛\U000E0100城"), "葛\U000E0100城"); /* the letter's own form */
	assert_string_equal(text_code(arena, "\u202d9111\ufe0f-0000\u00ad"), "91110000");
	assert_string_equal(text_half_width(arena, "\u200b a\u2060ｂ\u200b "), "ab");
	assert_string_equal(text_name(arena, " \u202d李\u200b伟\u202c "), "李\u200b伟");
	assert_true(text_has_mark("李\u200b伟"));
	assert_false(text_has_mark("李伟"));
}

static void test_telephones(void **state)
{
	static const char *const mobiles[][2] = {
		{"+8613812345678", "13812345678"}, {"008613812345678", "13812345678"}, {"8613812345678", "13812345678"},
		{"13812345678", "13812345678"},    {"8612345", "8612345"},             {"(+86) 138.1234.5678", "13812345678"},
	};
	static const char *const rows[][2] = {
		{"0591-8888888-1", "0591-8888888-1"}, {"（0591）8888888-1", "0591-8888888-1"}, {"010 88888888", "01088888888"},
		{"x", "x"},                           {"-", "-"},                              {"转", "转"},
		{"86", "86"},                         {"+86", "+86"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof mobiles / sizeof *mobiles; i++)
		assert_string_equal(text_mobile(arena, mobiles[i][0]), mobiles[i][1]);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(text_telephone(arena, rows[i][0]), rows[i][1]);
}

static void test_figures(void **state)
{
	static const char *const rows[][3] = {
		{" 1,000.50 元", "元", "1000.50"}, {"人民币３０００元", "元", "3000"}, {"￥3,000", "元", "3000"}, {"－5", "元", "-5"},
		{"−5", "份", "-5"},                {"2 份", "份", "2"},                {"元", "元", "元"},          {"1\u200b2", "元", "12"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(text_figures(arena, rows[i][0], rows[i][1]), rows[i][2]);
}

static void test_dates(void **state)
{
	static const char *const rows[][2] = {
		{"二〇二六年十一月二十二日", "2026-11-22"}, {"20261122", "2026-11-22"}, {"2026-11-22 10:20:30.0", "2026-11-22"},
		{"", ""}, {"十", "10"}, {"-", ""}, {":", ":"}, {"2026-1-1-1", "2026-1-1-1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(text_date(arena, rows[i][0]), rows[i][1]);
}

static void test_match_key(void **state)
{
	static const char *const same[][2] = {
		{"北京绿色（集团）有限公司", "北京绿色(集团)有限公司"}, {"北京绿色〔集团〕", "北京绿色【集团】"}, {"ＡＢＣ 公司", "abc公司"},
		{"阿卜杜拉·买买提", "阿卜杜拉•买买提"}, {"阿卜杜拉·买买提", "阿卜杜拉・买买提"}, {"e\u0301", "É"}, {"甲　乙", "甲乙"},
		{"a\u200bb", "ab"}, {"Straße", "STRASSE"}, {"A–B", "a-b"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(text_match_key(arena, same[i][0]), text_match_key(arena, same[i][1]));
	assert_string_not_equal(text_match_key(arena, "甲公司"), text_match_key(arena, "乙公司"));
	assert_string_equal(text_match_key(arena, "𠮷"), "𠮷");
	assert_string_equal(text_match_key(arena, "a\xff"), "a\xff");
}

static void test_masks(void **state)
{
	(void)state;
	assert_string_equal(text_mask_mobile(arena, "13812345678"), "138****5678");
	assert_string_equal(text_mask_mobile(arena, "123"), "***");
	assert_string_equal(text_mask_identity(arena, "510812345678900033"), "5108**********0033");
	assert_string_equal(text_mask_identity(arena, "E12345678"), "E*******8");
	assert_string_equal(text_mask_identity(arena, "H12345678"), "H*******8");
	assert_string_equal(text_mask_identity(arena, "1234"), "****");
	assert_string_equal(text_mask_identity(arena, ""), "");
	assert_string_equal(text_mask_email(arena, "zhang@example.com"), "z***@example.com");
	assert_string_equal(text_mask_email(arena, "张三@example.com"), "张***@example.com");
	assert_string_equal(text_mask_email(arena, "nobody"), "***");
	assert_string_equal(text_mask_email(arena, "@x"), "***");
}

static void test_amounts(void **state)
{
	static const struct { int64_t fen; const char *figures, *capitals; } rows[] = {
		{300000,      "3,000.00",      "人民币叁仟元整"},
		{168032,      "1,680.32",      "人民币壹仟陆佰捌拾元零叁角贰分"},
		{10700053,    "107,000.53",    "人民币壹拾万柒仟元零伍角叁分"},
		{1,           "0.01",          "人民币壹分"},
		{10001000,    "100,010.00",    "人民币壹拾万零壹拾元整"},
		{0,           "0.00",          "人民币零元整"},
		{10,          "0.10",          "人民币壹角整"},
		{32,          "0.32",          "人民币叁角贰分"},
		{32504,       "325.04",        "人民币叁佰贰拾伍元零肆分"},
		{140950,      "1,409.50",      "人民币壹仟肆佰零玖元伍角整"},
		{600714,      "6,007.14",      "人民币陆仟零柒元壹角肆分"},
		{1000,        "10.00",         "人民币壹拾元整"},
		{100000000,   "1,000,000.00",  "人民币壹佰万元整"},
		{10000000100, "100,000,001.00", "人民币壹亿零壹元整"},
		{10000100000, "100,001,000.00", "人民币壹亿零壹仟元整"},
		{10010000000, "100,100,000.00", "人民币壹亿零壹拾万元整"},
		{11000000000, "110,000,000.00", "人民币壹亿壹仟万元整"},
		{123456789012345, "1,234,567,890,123.45", "人民币壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_string_equal(text_amount(arena, rows[i].fen), rows[i].figures);
		assert_string_equal(text_amount_capital(arena, rows[i].fen), rows[i].capitals);
	}
	assert_string_equal(text_amount(arena, INT64_MAX), "92,233,720,368,547,758.07");
	text_amount_capital(arena, INT64_MAX);
}

/* Sums and their capitals, a line each. */
static void test_amounts_of_the_cases(void **state)
{
	const char *srcdir = getenv("srcdir");
	FILE *f = fopen(arena_printf(arena, "%s/tests/cases/amounts.tsv", srcdir ? srcdir : "."), "r");
	char line[256], capitals[200];
	long long fen;
	int count = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof line, f))
		if (sscanf(line, "%lld\t%199s", &fen, capitals) == 2) {
			assert_string_equal(text_amount_capital(arena, fen), capitals);
			count++;
		}
	fclose(f);
	assert_true(count >= 4);
}

static void negative(void *unused)
{
	(void)unused;
	text_amount_capital(arena, -1);
}

static void test_negative_amounts_die(void **state)
{
	(void)state;
	assert_int_equal(exit_status(negative, NULL), 70);
}

static void test_hex_and_luhn(void **state)
{
	(void)state;
	assert_string_equal(text_hex(arena, "\x00\x7f\xff", 3), "007fff");
	assert_int_equal(text_luhn("7992739871"), '3');
	assert_int_equal(text_luhn("2026112200001"), '5');
	assert_int_equal(text_luhn("0"), '0');
}

/* Bytes from outside may hold NUL anywhere. So many that reading past a shorter copy of them would not go unnoticed. */
static void test_other_charsets_are_read_to_their_end_and_no_further(void **state)
{
	enum { SIZE = 16 * 1024 * 1024 };
	char *bytes = calloc(1, SIZE);

	(void)state;
	assert_non_null(bytes);
	assert_null(text_recoded(arena, "ISO-8859-1", bytes, SIZE));
	assert_null(text_recoded(arena, "GB18030", "\xd3\0\xaa", 3));
	assert_string_equal(text_recoded(arena, "GB18030", "\xd3\xaa", 2), "营");
	assert_string_equal(text_recoded(arena, "ISO-8859-1", "\xe9", 1), "é");
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8_valid),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_trim),
		cmocka_unit_test(test_code),
		cmocka_unit_test(test_half_width),
		cmocka_unit_test(test_marks_nobody_sees),
		cmocka_unit_test(test_telephones),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_match_key),
		cmocka_unit_test(test_masks),
		cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_amounts_of_the_cases),
		cmocka_unit_test(test_negative_amounts_die),
		cmocka_unit_test(test_hex_and_luhn),
		cmocka_unit_test(test_other_charsets_are_read_to_their_end_and_no_further),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
