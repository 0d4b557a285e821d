/* sms_aliyun_sign.c: ACS3-HMAC-SHA256, see https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "gate/sms/sms_aliyun.h"

const char aliyun_empty_sha256[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct aliyun_pair *)a)->name, ((const struct aliyun_pair *)b)->name);
}

const char *aliyun_query(struct arena *a, struct aliyun_pair *pairs, size_t n)
{
	const char *query = "";

	qsort(pairs, n, sizeof *pairs, by_name);
	for (size_t i = 0; i < n; i++)
		query = arena_printf(a, "%s%s%s=%s", query, i ? "&" : "", text_percent(a, pairs[i].name),
				     text_percent(a, pairs[i].value));
	return query;
}

const char *aliyun_authorization(struct arena *a, const struct aliyun_call *call)
{
	static const char names[] =
		"host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
	uint8_t mac[32];
	const char *canonical = arena_printf(a,
		"POST\n/\n%s\nhost:%s\nx-acs-action:%s\nx-acs-content-sha256:%s\nx-acs-date:%s\n"
		"x-acs-signature-nonce:%s\nx-acs-version:%s\n\n%s\n%s",
		call->query, call->host, call->action, aliyun_empty_sha256, call->date, call->nonce, call->version, names,
		aliyun_empty_sha256);
	const char *to_sign = arena_printf(a, "ACS3-HMAC-SHA256\n%s", crypt_sha256_hex(a, canonical, strlen(canonical)));

	crypt_hmac_sha256(mac, call->secret, strlen(call->secret), to_sign, strlen(to_sign));
	return arena_printf(a, "ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s", call->key, names,
			    text_hex(a, mac, sizeof mac));
}
