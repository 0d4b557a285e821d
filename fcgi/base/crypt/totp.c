/* totp.c: one-time passwords by the clock, around liboath. */
#include "base/crypt/totp.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

enum { NEIGHBOURS = 1, DIGITS = 6 };

/* The library wants its tables made once. */
static void get_ready(void)
{
	static bool ready;

	if (!ready && oath_init() != OATH_OK)
		die("totp: liboath does not start");
	ready = true;
}

int64_t totp_step(const uint8_t secret[TOTP_SECRET_BYTES], int64_t now, const char *code)
{
	uint64_t step;
	int away;

	if (strlen(code) != DIGITS) /* the library takes as many as there are */
		return -1;
	get_ready();
	int found = oath_totp_validate4((const char *)secret, TOTP_SECRET_BYTES, (time_t)now, TOTP_STEP_S, 0, NEIGHBOURS, &away, &step,
					0, code);
	return found < 0 ? -1 : (int64_t)step;
}

const char *totp_text(struct arena *a, const uint8_t secret[TOTP_SECRET_BYTES])
{
	char *made;
	size_t n;

	get_ready();
	if (oath_base32_encode((const char *)secret, TOTP_SECRET_BYTES, &made, &n) != OATH_OK)
		die("totp: no memory");
	const char *text = arena_strndup(a, made, n);
	free(made);
	return text;
}

const char *totp_uri(struct arena *a, const char *issuer, const char *account, const uint8_t secret[TOTP_SECRET_BYTES])
{
	return arena_printf(a, "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d", issuer, account,
			    totp_text(a, secret), issuer, TOTP_STEP_S);
}
