/* sms_aliyun_sign.c: ACS3-HMAC-SHA256, see https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt.h"
#include "base/text.h"
#include "gate/sms_aliyun.h"

const char aliyun_empty_sha256[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static bool is_unreserved(char ch)
{
	return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') ||
	       (ch != '\0' && strchr("-_.~", ch) != NULL);
}

static const char *encode(struct arena *a, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = arena_alloc(a, 3 * strlen(s) + 1);
	size_t n = 0;
	for (; *s; s++) {
		unsigned char byte = (unsigned char)*s;
		if (is_unreserved(*s)) {
			out[n++] = *s;
			continue;
		}
		out[n++] = '%';
		out[n++] = hex[byte >> 4];
		out[n++] = hex[byte & 15];
	}
	return out;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct aliyun_pair *)a)->name, ((const struct aliyun_pair *)b)->name);
}

const char *aliyun_query(struct arena *a, struct aliyun_pair *pairs, size_t n)
{
	const char *query = "";
	qsort(pairs, n, sizeof *pairs, by_name);
	for (size_t i = 0; i < n; i++)
		query = arena_printf(a, "%s%s%s=%s", query, i ? "&" : "", encode(a, pairs[i].name),
				     encode(a, pairs[i].value));
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
