/* field: every rule of form.def over what people type, the conditions, and the rules over several fields of a section. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/form/check.h"
#include "core/form/field.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"

static struct arena *arena;
static int64_t now; /* 2026-11-22 12:00 Beijing */

struct row { const char *field, *typed, *value, *message; };

static void test_rules(void **state)
{
	static const struct row rows[] = {
		{"org_name", "  青川样本林碳资产管理有限公司（集团） ", "青川样本林碳资产管理有限公司（集团）", NULL},
		{"org_name", "青", NULL, "name_entity"},
		{"uscc", "９１５１０８２２ma6a1b2c3q", "91510822MA6A1B2C3Q", NULL},
		{"uscc", "9151 0822-MA6A1B2C3Q", "91510822MA6A1B2C3Q", NULL},
		{"uscc", "91350211M0000XUF46", "91350211M0000XUF46", NULL}, /* asked to confirm, not refused */
		{"uscc", "91310115MA1G4L1WXK", NULL, "uscc_check"},
		{"kind", "project_owner", "project_owner", NULL},
		{"kind", "PROJECT_OWNER", NULL, "choice"},
		{"industry", "ａ", "A", NULL},
		{"industry", "U", NULL, "choice"},
		{"industry", "AB", NULL, "choice"},
		{"foreign_invested", "maybe", NULL, "choice"},
		{"declare_truth", "no", NULL, "choice"},
		{"postcode", "６２８１００", "628100", NULL},
		{"postcode", "62810", NULL, "postcode_format"},
		{"telephone", "０８３９－7200000", "0839-7200000", NULL},
		{"telephone", "010 5000 0000", "01050000000", NULL},
		{"telephone", "+86 199 0000 0001", "19900000001", NULL},
		{"telephone", "12", NULL, "telephone_format"},
		{"signatory_mobile", "+86 199-0000-0001", "19900000001", NULL},
		{"signatory_mobile", "12900000001", NULL, "mobile_format"},
		{"signatory_name", " 欧阳•阿依古丽 ", "欧阳·阿依古丽", NULL},
		{"signatory_name", "陈𠅤", "陈𠅤", NULL},
		{"signatory_name", "李", NULL, "name_person"},
		{"signatory_number", "51082219880712242x", "51082219880712242X", NULL},
		{"signatory_number", "5108；22", NULL, "document_number"},
		{"signatory_valid_until", " 长期 ", "长期", NULL},
		{"signatory_valid_until", "2035年1月1日", "2035-01-01", NULL},
		{"signatory_valid_until", "永久", NULL, "date_format"},
		{"founded_on", "2019/6/18", "2019-06-18", NULL},
		{"founded_on", "20190618", "2019-06-18", NULL},
		{"founded_on", "2019-02-29", NULL, "date_format"},
		{"founded_on", "2026-11-23", NULL, "date_future"},
		{"founded_on", "2026-11-22", "2026-11-22", NULL},
		{"capital", "5,000", "5000", NULL},
		{"capital", "５０００．５", "5000.5", NULL},
		{"capital", "-5", NULL, "capital_format"},
		{"capital", "5.", NULL, "capital_format"},
		{"capital", "1234567890", NULL, "capital_format"},
		{"trader_email", "trader＠example.com", "trader@example.com", NULL},
		{"trader_email", "a@b\r\nc", NULL, "email_format"},
		{"scope", "一\r\n二", "一\n二", NULL},
		{"project_name", "甲\xe2\x80\xae乙", NULL, "text_control"},
		{"agreement_signed_by", "proxy", "proxy", NULL},
		{"signatory_document", "resident_id", "resident_id", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *value = rows[i].typed;
		const char *got = form_field(rows[i].field)->rule(arena, now, &value);

		if ((got == NULL) != (rows[i].message == NULL) || (got && strcmp(got, rows[i].message) != 0))
			fail_msg("%s \"%s\": %s", rows[i].field, rows[i].typed, got ? got : "right");
		if (!got)
			assert_string_equal(value, rows[i].value);
	}
}

/* Applying a rule to its own result changes nothing: pages show what was stored and post it again. */
static void test_rules_are_idempotent(void **state)
{
	static const char *const samples[] = {"2035-01-01", "长期", "5000.5", "0839-7200000", "91510822MA6A1B2C3Q",
					      "李芳", "trader@example.com", "A", "yes", "19900000001"};

	(void)state;
	for (size_t f = 0; f < form_field_count; f++) {
		for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
			const char *once = samples[i], *twice;

			if (form_fields[f].rule(arena, now, &once))
				continue;
			twice = once;
			assert_null(form_fields[f].rule(arena, now, &twice));
			assert_string_equal(once, twice);
		}
	}
}

static void test_conditions(void **state)
{
	struct values v = values_new(arena);

	(void)state;
	assert_true(values_meet(&v, "always"));
	assert_true(values_meet(&v, "two_sided:initiator"));
	assert_false(values_section_applies(&v, "project"));
	assert_false(values_meet(&v, "uscc_doubtful"));
	assert_true(values_section_applies(&v, "declaration"));
	values_set(&v, "project_is_owner", "no");
	assert_false(values_meet(&v, "not_owner")); /* only asked of project owners */
	values_set(&v, "kind", "project_owner");
	assert_true(values_meet(&v, "not_owner"));
	assert_false(values_meet(&v, "forestry_not_owner"));
	values_set(&v, "project_forestry", "yes");
	assert_true(values_meet(&v, "forestry_not_owner"));
	assert_true(values_section_applies(&v, "project"));
	values_set(&v, "initiator_document", "passport");
	assert_false(values_meet(&v, "two_sided:initiator"));
	values_set(&v, "foreign_invested", "yes");
	assert_true(values_meet(&v, "foreign_invested"));
}

/* The message about a field in a section, NULL when there is none. */
static const char *problem_of(const struct values *v, const char *section, const char *field)
{
	struct ctx c = {.arena = arena, .now = now};
	struct problems p;

	form_check_section(c.arena, c.now, v, section, &p);
	for (size_t i = 0; i < p.count; i++)
		if (!strcmp(p.v[i].target.name, field))
			return p.v[i].message;
	return NULL;
}

static void test_sections(void **state)
{
	struct values v = values_new(arena);

	(void)state;
	assert_string_equal(problem_of(&v, "signatory", "signatory_name"), "required");
	assert_null(problem_of(&v, "organisation", "capital"));
	assert_null(problem_of(&v, "project", "project_name"));
	values_set(&v, "uscc", "91350211M0000XUF46");
	assert_string_equal(problem_of(&v, "organisation", "uscc_confirmed"), "uscc_confirm");
	values_set(&v, "uscc_confirmed", "yes");
	assert_null(problem_of(&v, "organisation", "uscc_confirmed"));
	values_set(&v, "licence_valid_until", "2026-11-21");
	assert_string_equal(problem_of(&v, "organisation", "licence_valid_until"), "expired");
	values_set(&v, "licence_valid_until", "2026-11-22");
	assert_null(problem_of(&v, "organisation", "licence_valid_until"));
	values_set(&v, "initiator_document", "resident_id");
	values_set(&v, "initiator_number", "412722197505093546");
	assert_string_equal(problem_of(&v, "initiator", "initiator_number"), "id_check");
	values_set(&v, "initiator_number", "51082219880712242X");
	assert_null(problem_of(&v, "initiator", "initiator_number"));
	values_set(&v, "confirmer_number", "51082219880712242X");
	assert_string_equal(problem_of(&v, "confirmer", "confirmer_number"), "same_person");
	assert_string_equal(problem_of(&v, "initiator", "initiator_number"), "same_person");
}

static void test_agreement_and_project(void **state)
{
	struct values v = values_new(arena);

	(void)state;
	values_set(&v, "agreement_signed_by", "signatory");
	assert_null(problem_of(&v, "agreement", "proxy_name"));
	values_set(&v, "agreement_signed_by", "proxy");
	assert_string_equal(problem_of(&v, "agreement", "proxy_name"), "required");
	values_set(&v, "signatory_number", "510822197003150033");
	values_set(&v, "proxy_number", "510822197003150033");
	assert_string_equal(problem_of(&v, "agreement", "proxy_number"), "proxy_is_signatory");
	values_set(&v, "kind", "project_owner");
	values_set(&v, "project_is_owner", "no");
	values_set(&v, "project_transfer_from", "2024-01-01");
	values_set(&v, "project_transfer_to", "2024-01-01");
	assert_string_equal(problem_of(&v, "project", "project_transfer_to"), "date_order");
}

/* By their rule: what a field is called does not matter. */
static void test_sensitive_values_are_masked_as_what_they_are(void **state)
{
	static const struct row rows[] = {
		{"trader_mobile", "19900000001", "199****0001", NULL}, {"trader_number", "510812345678900033", "5108**********0033", NULL},
		{"trader_number", "E12345678", "E*******8", NULL}, {"trader_email", "z@example.com", "z@example.com", NULL},
		{"trader_mobile", "", "", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(field_masked(arena, form_field(rows[i].field), rows[i].typed), rows[i].value);
	for (size_t i = 0; i < form_field_count; i++)
		assert_int_equal(field_is_mobile(&form_fields[i]), strstr(form_fields[i].name, "_mobile") != NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),	 cmocka_unit_test(test_rules_are_idempotent),
		cmocka_unit_test(test_conditions), cmocka_unit_test(test_sections),
		cmocka_unit_test(test_agreement_and_project), cmocka_unit_test(test_sensitive_values_are_masked_as_what_they_are),
	};

	arena = arena_new();
	now = clock_from_sql("2026-11-22 04:00:00");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
