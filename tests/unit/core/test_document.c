/* document: the check hash of a form is over exactly what the form prints. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/form/document_field.h"
#include "core/form/field.h"
#include "core/form/values.h"
#include "core/form/document_hash.h"
#include "core/material/document.h"

static struct arena *arena;
static char directory[] = "/tmp/ccer-test-document-XXXXXX";
static const char *const forms[] = {"registry_form_enterprise", "registry_form_group", "registry_authorisation",
				    "trading_form", "trading_recommendation", "trading_agreement"};

/* Every field answered, under answers that ask for all of them. */
static struct values answered(void)
{
	struct values v = values_new(arena);

	for (size_t i = 0; i < form_field_count; i++)
		v.v[i] = arena_printf(arena, "value %zu", i);
	values_set(&v, "uscc", "91350211M0000XUF46");
	values_set(&v, "kind", "project_owner");
	values_set(&v, "project_is_owner", "no");
	values_set(&v, "agreement_signed_by", "proxy");
	return v;
}

static void test_shape(void **state)
{
	struct values v = answered();
	const char *hash = document_hash(arena, &v, "trading_form");

	(void)state;
	assert_int_equal(strlen(hash), 9);
	assert_int_equal(hash[4], '-');
	assert_int_equal(strspn(hash, "0123456789ABCDEF-"), 9);
	assert_string_equal(hash, document_hash(arena, &v, "trading_form"));
	assert_string_not_equal(hash, document_hash(arena, &v, "trading_recommendation"));
	assert_null(document_hash(arena, &v, "cover"));
	assert_null(document_hash(arena, &v, "subject_licence"));
}

static void test_exactly_what_is_printed(void **state)
{
	(void)state;
	for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
		struct values v = answered();
		const char *before = document_hash(arena, &v, forms[f]);

		for (size_t i = 0; i < form_field_count; i++) {
			const char *name = form_fields[i].name, *kept = v.v[i], *after;
			bool asks = !strcmp(name, "kind") || !strcmp(name, "project_is_owner") ||
				    !strcmp(name, "agreement_signed_by");

			if (asks || !strcmp(form_fields[i].when, "kind_other"))
				continue;
			v.v[i] = arena_printf(arena, "%s.", kept);
			after = document_hash(arena, &v, forms[f]);
			v.v[i] = kept;
			if ((strcmp(before, after) != 0) != document_prints(forms[f], name))
				fail_msg("%s: %s", forms[f], name);
		}
	}
}

/* What is left over from answers given up does not count: it is not printed either. */
static void test_not_asked_for(void **state)
{
	struct values v = answered();
	const char *signed_by_signatory, *by_proxy = document_hash(arena, &v, "trading_agreement");

	(void)state;
	values_set(&v, "agreement_signed_by", "signatory");
	signed_by_signatory = document_hash(arena, &v, "trading_agreement");
	assert_string_not_equal(by_proxy, signed_by_signatory);
	values_set(&v, "proxy_name", "");
	assert_string_equal(signed_by_signatory, document_hash(arena, &v, "trading_agreement"));
}

/* A text moved from one field to its neighbour is another form. */
static void test_fields_are_told_apart(void **state)
{
	struct values v = answered();
	const char *before;

	(void)state;
	values_set(&v, "city", "广元市");
	values_set(&v, "county", "");
	before = document_hash(arena, &v, "trading_form");
	values_set(&v, "city", "");
	values_set(&v, "county", "广元市");
	assert_string_not_equal(before, document_hash(arena, &v, "trading_form"));
}

static int set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return mkdtemp(directory) && crypt_make_keys(directory) && crypt_init(directory) ? 0 : -1;
}

static int tear_down(void **state)
{
	char *command = arena_printf(arena, "rm -r %s", directory);

	(void)state;
	int status = system(command);
	arena_free(arena);
	return status;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shape),
		cmocka_unit_test(test_exactly_what_is_printed),
		cmocka_unit_test(test_not_asked_for),
		cmocka_unit_test(test_fields_are_told_apart),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
