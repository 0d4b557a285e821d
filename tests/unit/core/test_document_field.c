/* document_field: what the generated forms print. */
#include "unit.h"

#include "core/form/document_field.h"
#include "core/form/field.h"

static const char *const forms[] = {"registry_form_enterprise", "registry_form_group", "registry_authorisation",
				    "trading_form", "trading_recommendation", "trading_agreement"};

static void test_every_form_names_who_signs(void **state)
{
	static const char *const everywhere[] = {"org_name", "uscc", "subject", "signatory_name"};
	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		for (size_t k = 0; k < sizeof everywhere / sizeof *everywhere; k++)
			if (!document_prints(forms[i], everywhere[k]))
				fail_msg("%s does not print %s", forms[i], everywhere[k]);
}

static void test_only_its_own(void **state)
{
	static const struct row { const char *form, *field; bool prints; } rows[] = {
		{"registry_form_enterprise", "contact_mobile", true},
		{"registry_form_enterprise", "trader_mobile", false},
		{"registry_authorisation", "initiator_email", true},
		{"registry_authorisation", "contact_email", false},
		{"registry_authorisation", "telephone", false},
		{"trading_form", "trader_landline", true},
		{"trading_form", "initiator_name", false},
		{"trading_recommendation", "trader_number", true},
		{"trading_recommendation", "scope", false},
		{"trading_agreement", "proxy_name", true},
		{"trading_agreement", "registered_address", true},
		{"trading_agreement", "correspondence_address", false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (document_prints(rows[i].form, rows[i].field) != rows[i].prints)
			fail_msg("%s, %s", rows[i].form, rows[i].field);
}

static void test_never_printed(void **state)
{
	(void)state;
	for (size_t i = 0; i < form_field_count; i++)
		assert_false(document_prints("subject_licence", form_fields[i].name));
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		assert_false(document_prints(forms[i], "uscc_confirmed"));
		assert_false(document_prints(forms[i], "declare_truth"));
		assert_false(document_prints(forms[i], "name")); /* a piece of a word is no field */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_form_names_who_signs),
		cmocka_unit_test(test_only_its_own),
		cmocka_unit_test(test_never_printed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
