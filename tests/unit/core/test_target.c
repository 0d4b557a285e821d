/* Targets: every kind there and back as text, and what is none. */
#include "unit.h"

#include "base/arena.h"
#include "core/form/target.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void test_a_target_is_the_same_there_and_back(void **state)
{
	static const struct { const char *text; struct target target; } rows[] = {
		{"field:org_name", {TARGET_FIELD, "org_name", ""}},
		{"material:subject_licence", {TARGET_MATERIAL, "subject_licence", ""}},
		{"material:initiator_id:back", {TARGET_MATERIAL, "initiator_id", "back"}},
		{"confirm:trader_mobile", {TARGET_CONTACT, "trader_mobile", ""}},
		{"correction:12", {TARGET_CORRECTION, "12", ""}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct target got = target_parse(arena, rows[i].text);
		assert_int_equal(got.kind, rows[i].target.kind);
		assert_string_equal(got.name, rows[i].target.name);
		assert_string_equal(got.slot, rows[i].target.slot);
		assert_true(target_equal(got, rows[i].target));
		assert_string_equal(target_text(arena, got), rows[i].text);
	}
}

static void test_what_is_made_is_what_is_read(void **state)
{
	(void)state;
	assert_string_equal(target_text(arena, target_field("uscc")), "field:uscc");
	assert_string_equal(target_text(arena, target_material("trading_form")), "material:trading_form");
	assert_string_equal(target_text(arena, target_slot("trader_id", "front")), "material:trader_id:front");
	assert_string_equal(target_text(arena, target_contact("trader_email")), "confirm:trader_email");
	assert_string_equal(target_text(arena, target_correction("3")), "correction:3");
}

static void test_what_is_no_target_is_none(void **state)
{
	static const char *const texts[] = {
		"", ":", "org_name", "field", "field:", "field:org name", "field:org_name:front", "field:org_name:", "Field:org_name",
		"fields:org_name", "material:", "material::front", "material:a:", "material:a:b:c", "material:a-b", "correction:1:2",
		"field:\xe5\x90\x8d", " field:org_name", "field:org_name\n", "confirm:trader_mobile;",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (target_parse(arena, texts[i]).kind != TARGET_NONE)
			fail_msg("\"%s\" was read as a target", texts[i]);
	assert_string_equal(target_text(arena, target_parse(arena, "nonsense")), "");
}

static void test_targets_differ_by_kind_name_and_slot(void **state)
{
	(void)state;
	assert_true(target_equal(target_field("a"), target_field("a")));
	assert_false(target_equal(target_field("a"), target_material("a")));
	assert_false(target_equal(target_field("a"), target_field("b")));
	assert_false(target_equal(target_material("a"), target_slot("a", "front")));
	assert_false(target_equal(target_slot("a", "back"), target_slot("a", "front")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_target_is_the_same_there_and_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_is_made_is_what_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_is_no_target_is_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_targets_differ_by_kind_name_and_slot, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
