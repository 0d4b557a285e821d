/* sms_tencent: the signature of the provider's own documentation, and what answers mean. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "gate/sms/sms_tencent.h"

static struct arena *arena;

static struct tencent_call published(const char *id, const char *key, const char *action)
{
	return (struct tencent_call){
		.id = id,
		.key = key,
		.host = "cvm.tencentcloudapi.com",
		.service = "cvm",
		.content_type = "application/json; charset=utf-8",
		.action = action,
		.body = "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\": \"instance-name\"}]}",
		.at = 1551113065,
	};
}

static void test_published_vector(void **state)
{
	const struct tencent_call call =
		published("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", NULL);

	(void)state;
	assert_string_equal(tencent_authorization(arena, &call),
			    "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
			    "SignedHeaders=content-type;host, "
			    "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
}

/* https://cloud.tencent.com/document/api/213/30654: its keys are asterisks indeed. */
static void test_vector_of_the_newer_document(void **state)
{
	const struct tencent_call call =
		published("AKID********************************", "********************************", "describeinstances");

	(void)state;
	assert_string_equal(tencent_authorization(arena, &call),
			    "TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, "
			    "SignedHeaders=content-type;host;x-tc-action, "
			    "Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f");
}

static void test_what_answers_mean(void **state)
{
	static const struct {
		const char *code;
		enum delivery_result result;
		bool fault;
	} answers[] = {
		{"Ok", DELIVERY_SENT, false},
		{"LimitExceeded.PhoneNumberOneHourLimit", DELIVERY_HOLD, false},
		{"LimitExceeded.AppDailyLimit", DELIVERY_HOLD, true},
		{"FailedOperation.InsufficientBalanceInSmsPackage", DELIVERY_HOLD, true},
		{"AuthFailure.SignatureFailure", DELIVERY_HOLD, true},
		{"InvalidParameterValue.IncorrectPhoneNumber", DELIVERY_DEAD, false},
		{"FailedOperation.PhoneNumberInBlacklist", DELIVERY_DEAD, false},
		{"InternalError.Timeout", DELIVERY_LATER, true},
		{"RequestLimitExceeded", DELIVERY_LATER, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct delivery d = tencent_judge(answers[i].code, "2019:1");
		assert_int_equal(d.result, answers[i].result);
		assert_int_equal(d.fault, answers[i].fault);
		assert_string_equal(d.result == DELIVERY_SENT ? d.provider_id : d.problem,
				    d.result == DELIVERY_SENT ? "2019:1" : answers[i].code);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published_vector),
		cmocka_unit_test(test_vector_of_the_newer_document),
		cmocka_unit_test(test_what_answers_mean),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
