/* sms_aliyun: the signature of the provider's own documentation, and what strict encoding leaves alone,
 * what answers mean. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "gate/sms/sms_aliyun.h"

static struct arena *arena;

static void test_published_vector(void **state)
{
	struct aliyun_pair pairs[] = {
		{"RegionId", "cn-shanghai"},
		{"ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"},
	};
	struct aliyun_call call = {
		.key = "YourAccessKeyId",
		.secret = "YourAccessKeySecret",
		.host = "ecs.cn-shanghai.aliyuncs.com",
		.action = "RunInstances",
		.version = "2014-05-26",
		.date = "2023-10-26T10:22:32Z",
		.nonce = "3156853299f313e23d1673dc12e1703d",
	};

	(void)state;
	call.query = aliyun_query(arena, pairs, 2);
	assert_string_equal(aliyun_authorization(arena, &call),
			    "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
			    "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
			    "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
}

static void test_query_is_sorted_and_strict(void **state)
{
	struct aliyun_pair pairs[] = {{"b", "a b*(~)"}, {"a", "{\"码\":\"+&=\"}"}};

	(void)state;
	assert_string_equal(aliyun_query(arena, pairs, 2), "a=%7B%22%E7%A0%81%22%3A%22%2B%26%3D%22%7D&b=a%20b%2A%28~%29");
}

static void test_what_answers_mean(void **state)
{
	static const struct {
		const char *code;
		enum delivery_result result;
	} answers[] = {
		{"OK", DELIVERY_SENT},
		{"isv.MOBILE_NUMBER_ILLEGAL", DELIVERY_DEAD},
		{"isv.TEMPLATE_MISSING_PARAMETERS", DELIVERY_DEAD},
		{"isv.BUSINESS_LIMIT_CONTROL", DELIVERY_HOLD},
		{"isv.AMOUNT_NOT_ENOUGH", DELIVERY_HOLD},
		{"isv.SMS_TEMPLATE_ILLEGAL", DELIVERY_HOLD},
		{"isp.SYSTEM_ERROR", DELIVERY_LATER},
		{"Throttling.User", DELIVERY_LATER},
		{"SignatureDoesNotMatch", DELIVERY_LATER},
		{"isv.SOMETHING_NEW", DELIVERY_LATER},
	};

	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct delivery d = aliyun_judge(answers[i].code, "900^0");
		assert_int_equal(d.result, answers[i].result);
		assert_string_equal(d.result == DELIVERY_SENT ? d.provider_id : d.problem,
				    d.result == DELIVERY_SENT ? "900^0" : answers[i].code);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published_vector),
		cmocka_unit_test(test_query_is_sorted_and_strict),
		cmocka_unit_test(test_what_answers_mean),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
