/* pay_wechat_sign.c: what WeChat Pay signs and how, both ways; which of its keys did. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "gate/pay/pay_wechat.h"
#include "gate/rsa.h"

enum { FRESH_S = 300, SERIAL_MAX = 64 };

const char *const wechat_header_names[] = {"Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature",
					   "Wechatpay-Serial", NULL};

const char *wechat_authorization(struct arena *a, const struct rsa_key *key, const struct wechat_question *q)
{
	const char *text = arena_printf(a, "%s\n%s\n%" PRId64 "\n%s\n%s\n", q->method, q->target, q->now,
					q->nonce, q->body);

	return arena_printf(
		a,
		"WECHATPAY2-SHA256-RSA2048 "
		"mchid=\"%s\",nonce_str=\"%s\",signature=\"%s\",timestamp=\"%" PRId64 "\",serial_no=\"%s\"",
		q->merchant_id, q->nonce, rsa_sign(a, key, text, strlen(text)), q->now, q->serial);
}

/* A serial becomes a file name: nothing but what serials are made of. */
static bool serial_holds(const char *serial)
{
	size_t n = strlen(serial);

	return n > 0 && n <= SERIAL_MAX && strspn(serial, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == n;
}

/* *verdict is set when there is no key. */
static const struct rsa_key *find_key(struct arena *a, const char *directory, const char *serial,
				      enum pay_verdict *verdict)
{
	const char *path = arena_printf(a, "%s/%s.pem", directory, serial);

	*verdict = PAY_UNKNOWN_KEY;
	if (!serial_holds(serial) || access(path, F_OK) != 0)
		return NULL;
	*verdict = PAY_NO_KEYS;
	if (strncmp(serial, "PUB_KEY_ID_", 11) != 0) {
		const char *real = rsa_certificate_serial(a, path);

		if (real == NULL || strcmp(real, serial + strspn(serial, "0")) != 0) {
			log_error("wechat: %s is not the certificate with that serial number", path);
			return NULL;
		}
	}
	return rsa_load_public(a, path);
}

static bool is_fresh(const char *timestamp, int64_t now)
{
	int64_t t = strtoll(timestamp, NULL, 10);

	return t >= now - FRESH_S && t <= now + FRESH_S;
}

enum pay_verdict wechat_verify(struct arena *a, const char *keys_directory, int64_t now,
			       const struct wechat_signed *s)
{
	enum pay_verdict verdict;
	size_t digits = strspn(s->timestamp, "0123456789");

	if (*s->signature == '\0' || *s->nonce == '\0' || digits == 0 || digits > 12 ||
	    s->timestamp[digits] != '\0')
		return PAY_BAD_SIGNATURE;
	const struct rsa_key *key = find_key(a, keys_directory, s->serial, &verdict);
	if (key == NULL)
		return verdict;
	const char *head = arena_printf(a, "%s\n%s\n", s->timestamp, s->nonce);
	size_t n = strlen(head);
	char *text = arena_alloc(a, n + s->size + 1);
	memcpy(text, head, n);
	if (s->size)
		memcpy(text + n, s->body, s->size);
	text[n + s->size] = '\n';
	if (!rsa_verify(a, key, text, n + s->size + 1, s->signature))
		return PAY_BAD_SIGNATURE;
	return is_fresh(s->timestamp, now) ? PAY_VERIFIED : PAY_STALE;
}
