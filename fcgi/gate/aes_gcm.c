/* aes_gcm.c: the user of libcrypto for AES-256-GCM. */
#include "gate/aes_gcm.h"

#include <openssl/evp.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

enum { NONCE_MAX = 64, SEALED_MAX = 1024 * 1024 };

static bool prepare(EVP_CIPHER_CTX *ctx, const uint8_t *key, const char *nonce, const char *additional)
{
	int n;

	return EVP_DecryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, NULL, NULL) == 1 &&
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, (int)strlen(nonce), NULL) == 1 &&
	       EVP_DecryptInit_ex(ctx, NULL, NULL, key, (const uint8_t *)nonce) == 1 &&
	       (*additional == '\0' ||
		EVP_DecryptUpdate(ctx, NULL, &n, (const uint8_t *)additional, (int)strlen(additional)) == 1);
}

static bool run(EVP_CIPHER_CTX *ctx, uint8_t *out, const uint8_t *sealed, size_t n)
{
	int size, rest;

	return EVP_DecryptUpdate(ctx, out, &size, sealed, (int)n) == 1 &&
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, AES_GCM_TAG, (void *)(sealed + n)) == 1 &&
	       EVP_DecryptFinal_ex(ctx, out + size, &rest) == 1;
}

char *aes_gcm_open(struct arena *a, const uint8_t key[AES_GCM_KEY], const char *nonce, const char *additional,
		   const void *sealed, size_t n, size_t *out_n)
{
	if (n < AES_GCM_TAG || n > SEALED_MAX || *nonce == '\0' || strlen(nonce) > NONCE_MAX ||
	    strlen(additional) > SEALED_MAX)
		return NULL;
	n -= AES_GCM_TAG;
	uint8_t *out = arena_alloc(a, n + AES_GCM_TAG + 1);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	if (ctx == NULL)
		die("aes_gcm: no memory");
	bool good = prepare(ctx, key, nonce, additional) && run(ctx, out, sealed, n);
	EVP_CIPHER_CTX_free(ctx);
	if (!good)
		return NULL;
	*out_n = n;
	return (char *)out;
}
