/* sms_tencent_sign.c: TC3-HMAC-SHA256, see https://cloud.tencent.com/document/api/382/52072 */
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "gate/sms/sms_tencent.h"

enum { MAC_BYTES = 32 };

static const char *signed_headers(const struct tencent_call *c)
{
	return c->action ? "content-type;host;x-tc-action" : "content-type;host";
}

static const char *date_of(struct arena *a, int64_t at)
{
	char text[16];
	struct tm tm;
	time_t t = (time_t)at;

	(void)strftime(text, sizeof text, "%Y-%m-%d", gmtime_r(&t, &tm));
	return arena_strdup(a, text);
}

static void mac(uint8_t out[MAC_BYTES], const void *key, size_t key_n, const char *text)
{
	crypt_hmac_sha256(out, key, key_n, text, strlen(text));
}

static const char *canonical(struct arena *a, const struct tencent_call *c)
{
	const char *action = c->action ? arena_printf(a, "x-tc-action:%s\n", c->action) : "";

	return arena_printf(a, "POST\n/\n\ncontent-type:%s\nhost:%s\n%s\n%s\n%s", c->content_type, c->host, action,
			    signed_headers(c), crypt_sha256_hex(a, c->body, strlen(c->body)));
}

const char *tencent_authorization(struct arena *a, const struct tencent_call *c)
{
	uint8_t key[MAC_BYTES], next[MAC_BYTES];
	const char *date = date_of(a, c->at), *scope = arena_printf(a, "%s/%s/tc3_request", date, c->service);
	const char *request = canonical(a, c);
	const char *to_sign = arena_printf(a, "TC3-HMAC-SHA256\n%lld\n%s\n%s", (long long)c->at, scope,
					   crypt_sha256_hex(a, request, strlen(request)));
	const char *secret = arena_printf(a, "TC3%s", c->key);

	mac(key, secret, strlen(secret), date);
	mac(next, key, sizeof key, c->service);
	mac(key, next, sizeof next, "tc3_request");
	mac(next, key, sizeof key, to_sign);
	return arena_printf(a, "TC3-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s", c->id, scope, signed_headers(c),
			    text_hex(a, next, sizeof next));
}
