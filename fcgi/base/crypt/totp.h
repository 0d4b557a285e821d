/* totp: time-based one-time passwords (RFC 6238: SHA-1, 6 digits, 30 s), as every authenticator on a telephone makes them. The only
 * user of liboath. Whom a secret belongs to and which codes were used is core/people/authenticator.h's. */
#ifndef CCER_BASE_CRYPT_TOTP_H
#define CCER_BASE_CRYPT_TOTP_H

#include <stddef.h>
#include <stdint.h>

struct arena;

enum { TOTP_SECRET_BYTES = 20, TOTP_STEP_S = 30 };

/* The step (time / 30 s) whose code this is, of the present one and its neighbours; -1: of none. now: epoch seconds. */
int64_t totp_step(const uint8_t secret[TOTP_SECRET_BYTES], int64_t now, const char *code);
/* The secret as people type it: 32 letters and digits of base 32. */
const char *totp_text(struct arena *a, const uint8_t secret[TOTP_SECRET_BYTES]);
/* What a QR code tells an authenticator. issuer, account: letters and digits. */
const char *totp_uri(struct arena *a, const char *issuer, const char *account, const uint8_t secret[TOTP_SECRET_BYTES]);

#endif
