/* aes_gcm: opening what a payment provider sealed with AES-256-GCM. libsodium has it only on processors with AES of
 * their own. */
#ifndef CCER_GATE_AES_GCM_H
#define CCER_GATE_AES_GCM_H

#include <stddef.h>
#include <stdint.h>

struct arena;
enum { AES_GCM_KEY = 32, AES_GCM_TAG = 16 };

/* sealed: n bytes, the tag at the end. nonce: 1 … 64 bytes, usually 12. Returns the plain bytes,
 * NUL-terminated after *out_n; NULL when it does not verify. */
char *aes_gcm_open(struct arena *a, const uint8_t key[AES_GCM_KEY], const char *nonce, const char *additional,
		   const void *sealed, size_t n, size_t *out_n);

#endif
