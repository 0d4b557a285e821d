/* self_check: each rule finds what it is for and lets pass what is right. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/form/document_hash.h"
#include "core/material/document.h"
#include "core/material/material.h"
#include "core/submission/self_check.h"
#include "core/submission/self_check_mail.h"

static struct arena *arena;
static int64_t now; /* 2026-11-22 12:00 Beijing */

/* An application nothing is to be said of. */
static struct values good(void)
{
	static const char *const pairs[][2] = {
		{"org_name", "青川样本林碳资产管理有限公司"}, {"uscc", "91510822MA6A1B2C3Q"}, {"kind", "project_owner"},
		{"subject", "legal_person"}, {"foreign_invested", "no"}, {"industry", "A"}, {"province", "四川省"},
		{"city", "广元市"}, {"county", "青川县"}, {"registered_address", "四川省广元市青川县样本镇林场路1号"},
		{"correspondence_address", "四川省广元市青川县样本镇林场路1号"}, {"postcode", "628100"},
		{"telephone", "0839-7200000"}, {"founded_on", "2019-06-18"}, {"licence_valid_until", "长期"}, {"scope", "林业碳汇"},
		{"signatory_name", "王㼆"}, {"signatory_document", "resident_id"}, {"signatory_number", "510822197003150033"},
		{"signatory_valid_until", "2035-01-01"}, {"signatory_mobile", "19900000001"},
		{"initiator_name", "李芳"}, {"initiator_document", "resident_id"}, {"initiator_number", "51082219880712242X"},
		{"initiator_valid_until", "2035-01-01"}, {"initiator_mobile", "19900000002"},
		{"initiator_email", "lifang@example.com"}, {"initiator_post", "主管"},
		{"confirmer_name", "赵一鸣"}, {"confirmer_document", "resident_id"}, {"confirmer_number", "510822198511031713"},
		{"confirmer_valid_until", "2035-01-01"}, {"confirmer_mobile", "19900000003"},
		{"confirmer_email", "zhao@163.com"}, {"confirmer_post", "经理"},
		{"contact_name", "李芳"}, {"contact_document", "resident_id"}, {"contact_number", "51082219880712242X"},
		{"contact_valid_until", "2035-01-01"}, {"contact_mobile", "19900000002"},
		{"contact_email", "lifang@example.com"}, {"contact_post", "主管"},
		{"trader_name", "陈𠅤"}, {"trader_document", "resident_id"}, {"trader_number", "510822199009090595"},
		{"trader_valid_until", "2035-01-01"}, {"trader_mobile", "19900000004"}, {"trader_email", "trader@gmail.com"},
		{"trader_address", "四川省广元市青川县样本镇林场路1号"}, {"agreement_signed_by", "signatory"},
		{"project_name", "造林"}, {"project_methodology", "CCER-14-001-V01"}, {"project_forestry", "yes"},
		{"project_is_owner", "no"}, {"project_owner_name", "青川县样本国有林场"}, {"project_transfer_from", "2024-01-01"},
		{"project_transfer_to", "2043-12-31"}, {"declare_truth", "yes"}, {"declare_personal_data", "yes"},
	};
	struct values v = values_new(arena);

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		values_set(&v, pairs[i][0], pairs[i][1]);
	return v;
}

static struct findings check(const struct values *v)
{
	struct ctx c = {.arena = arena, .now = now};
	struct findings f = self_check_list(arena);

	self_check_values(&c, v, &f);
	return f;
}

static const struct finding *found(const struct findings *f, const char *rule)
{
	for (size_t i = 0; i < f->count; i++)
		if (!strcmp(f->v[i].rule, rule))
			return &f->v[i];
	return NULL;
}

static void test_nothing_to_say(void **state)
{
	struct values v = good();
	struct findings f = check(&v);

	(void)state;
	for (size_t i = 0; i < f.count; i++)
		print_error("%s %s\n", target_text(arena, f.v[i].target), f.v[i].rule);
	assert_int_equal(f.count, 0);
}

/* One or two answers changed: what is found, where, against what; rule NULL: nothing. */
struct row {
	const char *field, *value, *field2, *value2;
	const char *rule, *target, *other, *shown;
};

static void expect(const struct row *x)
{
	struct values v = good();
	struct findings f;
	const struct finding *one;

	values_set(&v, x->field, x->value);
	if (x->field2)
		values_set(&v, x->field2, x->value2);
	f = check(&v);
	one = x->rule ? found(&f, x->rule) : NULL;
	if (f.count != (x->rule != NULL) || (x->rule && !one))
		fail_msg("%s = %s: %zu found, first %s", x->field, x->value, f.count, f.count ? f.v[0].rule : "-");
	if (!one)
		return;
	assert_false(one->must);
	assert_string_equal(target_text(arena, one->target), arena_printf(arena, "field:%s", x->target ? x->target : x->field));
	assert_string_equal(one->other, x->other ? x->other : "");
	assert_string_equal(one->value, x->shown ? x->shown : "");
}

static void test_advice(void **state)
{
	static const struct row rows[] = {
		/* valid for 30 days more, 31, today */
		{"trader_valid_until", "2026-12-22", .rule = "document_soon", .shown = "2026-12-22"},
		{"trader_valid_until", "2026-12-23", .rule = NULL},
		{"trader_valid_until", "2026-11-22", .rule = "document_soon", .shown = "2026-11-22"},
		{"licence_valid_until", "2026-12-01", .rule = "licence_soon", .shown = "2026-12-01"},
		{"licence_valid_until", "2027-12-01", .rule = NULL},
		/* one number, one name; one name, one number */
		{"contact_name", "李方", .rule = "name_differs", .other = "initiator_name"},
		{"contact_name", "王㼆", "contact_number", "510822197003150033", .rule = "same_mobile", .target = "contact_mobile",
		 .other = "initiator_mobile"},
		{"trader_name", "赵一鸣", .rule = "number_differs", .target = "trader_number", .other = "confirmer_number"},
		{"confirmer_mobile", "19900000002", .rule = "same_mobile", .other = "initiator_mobile"},
		{"trader_mobile", "19900000001", .rule = "same_mobile", .other = "signatory_mobile"},
		{"contact_mobile", "19900000009", .rule = NULL}, /* a second mobile of the same person */
		/* whose project */
		{"project_owner_name", "青川样本林碳资产管理 有限公司", .rule = "owner_is_applicant", .other = "org_name"},
		{"project_owner_name", "青川样本林碳资产管理有限公司", "project_is_owner", "yes", .rule = NULL}, /* not asked then */
		{"uscc", "91350211M0000XUF46", "uscc_confirmed", "yes", .rule = "uscc_doubtful"},
		/* addresses */
		{"correspondence_address", "广元市", .rule = "address_thin"},
		{"correspondence_address", "一一一一一一一一一", .rule = "address_thin"},
		{"trader_address", "同上", .rule = "address_thin"},
		{"trader_address", "北京市海淀区中关村大街1号", .rule = NULL},
		/* mail */
		{"trader_email", "trader@gmial.com", .rule = "mail_domain", .shown = "gmail.com"},
		{"confirmer_email", "zhao@163.con", .rule = "mail_domain", .shown = "163.com"},
		/* telephones */
		{"telephone", "19911112222", .rule = "telephone_mobile"},
		{"telephone", "7200000", .rule = "telephone_area"},
		{"telephone", "01050000000", .rule = NULL},
		{"trader_landline", "7200000", .rule = "telephone_area"},
		{"trader_landline", "0839-7200001", .rule = NULL},
		/* seventy yesterday, today; the signatory may be of any age */
		{"trader_number", "110101195611210016", .rule = "age_high"},
		{"trader_number", "110101195611220011", .rule = NULL},
		{"trader_number", "110101195601010010", "trader_document", "passport", .rule = NULL},
		{"signatory_number", "110101194001010012", .rule = NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(&rows[i]);
}

static void test_musts_come_first(void **state)
{
	struct values v = good();
	struct findings f;

	(void)state;
	values_set(&v, "telephone", "7200000");
	values_set(&v, "trader_valid_until", "2026-11-21");
	values_set(&v, "confirmer_number", "51082219880712242X");
	values_set(&v, "confirmer_name", "李芳");
	values_set(&v, "contact_email", "");
	f = check(&v);
	assert_int_equal(f.musts, 4);
	for (size_t i = 0; i < f.count; i++)
		assert_int_equal(f.v[i].must, i < f.musts);
	assert_string_equal(target_text(arena, found(&f, "expired")->target), "field:trader_valid_until");
	assert_string_equal(f.v[0].rule, "same_person");
	assert_string_equal(target_text(arena, f.v[0].target), "field:initiator_number");
	assert_string_equal(target_text(arena, found(&f, "required")->target), "field:contact_email");
	assert_null(found(&f, "same_mobile")); /* the same person by now */
	assert_non_null(found(&f, "telephone_area"));
}

static void test_mail(void **state)
{
	static const char *const slips[][2] = {
		{"a@gmial.com", "gmail.com"}, {"a@gmai.com", "gmail.com"}, {"a@gmail.con", "gmail.com"}, {"a@GMAIL.CMO", "gmail.com"},
		{"a@163.con", "163.com"}, {"a@126.cm", "126.com"}, {"a@qq.comm", "qq.com"}, {"a@hotmial.com", "hotmail.com"},
		{"a@outlok.com", "outlook.com"}, {"a@foxmai.com", "foxmail.com"}, {"a@sina.con", "sina.com"},
	};
	static const char *const right[] = {
		"a@gmail.com", "a@163.com", "a@136.com", "a@sina.cn", "a@sina.com.cn", "a@vip.163.com", "a@example.org", "a@mail.com",
		"a@qq.com", "a@ccer.com.cn", "a@a-very-long-domain-of-some-organisation.com.cn", "nothing", "", "a@b",
	};

	(void)state;
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		const char *meant = self_check_mail(slips[i][0]);

		if (!meant || strcmp(meant, slips[i][1]) != 0)
			fail_msg("%s: %s", slips[i][0], meant ? meant : "-");
	}
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		if (self_check_mail(right[i]))
			fail_msg("%s: %s", right[i], self_check_mail(right[i]));
}

static void test_postcode(void **state)
{
	static const char *const two[] = {"吉林省", "内蒙古自治区"}, *const one[] = {"北京市"};
	struct values v = good();
	struct findings f = self_check_list(arena);

	(void)state;
	values_set(&v, "province", "内蒙古");
	self_check_postcode(&v, two, 2, &f);
	assert_int_equal(f.count, 0);
	self_check_postcode(&v, one, 1, &f);
	assert_int_equal(f.count, 1);
	assert_string_equal(f.v[0].rule, "postcode_province");
	assert_string_equal(f.v[0].value, "北京市");
	self_check_postcode(&v, one, 0, &f);
	assert_string_equal(f.v[1].rule, "postcode_nowhere");
	values_set(&v, "postcode", "");
	self_check_postcode(&v, one, 1, &f);
	assert_int_equal(f.count, 2);
}

static void test_files(void **state)
{
	struct values v = good();
	struct material_file form = {.form_hash = document_hash(arena, &v, "trading_form")}, side = {.form_hash = ""};
	struct material_slot document = {"document", "", &form, 1}, sides[] = {{"front", "", &side, 1}, {"back", "", &side, 1}};
	struct material m[] = {{.code = "trading_form", .clause = "", .slot = &document, .slot_count = 1},
			       {.code = "initiator_id", .clause = "", .slot = sides, .slot_count = 2}};
	struct materials all = {m, 2, 2};
	struct findings f = self_check_list(arena);

	(void)state;
	assert_non_null(form.form_hash);
	self_check_files(arena, &v, &all, &f);
	assert_int_equal(f.count, 0);
	values_set(&v, "scope", "其他"); /* whatever the form does not print may change */
	values_set(&v, "trader_name", "陈新");
	self_check_files(arena, &v, &all, &f);
	assert_int_equal(f.count, 1);
	assert_string_equal(f.v[0].rule, "form_outdated");
	assert_string_equal(target_text(arena, f.v[0].target), "material:trading_form");
	assert_false(f.v[0].must);
	form.form_hash = ""; /* attached before hashes were kept */
	sides[1].file_count = 0;
	f = self_check_list(arena);
	self_check_files(arena, &v, &all, &f);
	assert_int_equal(f.count, 1);
	assert_true(f.v[0].must);
	assert_string_equal(target_text(arena, f.v[0].target), "material:initiator_id:back");
}

/* A question about each material that must say something in so many words, with the words. */
static void test_clauses(void **state)
{
	struct values v = good();
	struct material m[] = {{.code = "project_proof", .clause = "须写明转让期限"}, {.code = "initiator_id", .clause = ""}};
	struct materials all = {m, 2, 2};
	struct findings f = self_check_list(arena);

	(void)state;
	self_check_files(arena, &v, &all, &f);
	assert_int_equal(f.count, 1);
	assert_false(f.v[0].must);
	assert_string_equal(f.v[0].rule, "clause");
	assert_string_equal(f.v[0].value, "须写明转让期限");
	assert_string_equal(target_text(arena, f.v[0].target), "material:project_proof");
}

static bool keys_ready(char *directory)
{
	return mkdtemp(directory) && crypt_make_keys(directory) && crypt_init(directory);
}

static void remove_keys(const char *directory)
{
	static const char *const names[] = {"index.key", "csrf.key", "audit.key", "code.key", "seal-1.key"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		(void)remove(arena_printf(arena, "%s/%s", directory, names[i]));
	(void)rmdir(directory);
}

int main(void)
{
	static char directory[] = "/tmp/ccer-test-self-check-XXXXXX";
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_to_say), cmocka_unit_test(test_advice), cmocka_unit_test(test_musts_come_first),
		cmocka_unit_test(test_mail), cmocka_unit_test(test_postcode), cmocka_unit_test(test_files),
cmocka_unit_test(test_clauses),
	};
	int failed;

	arena = arena_new();
	now = clock_from_sql("2026-11-22 04:00:00");
	if (!keys_ready(directory))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	remove_keys(directory);
	arena_free(arena);
	return failed;
}
