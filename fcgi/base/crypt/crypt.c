/* crypt: random, hashes, encodings and seals over libsodium, with no choices left to callers. Keys are crypt_key.c's,
 * passwords crypt_password.c's, whole files crypt_file.c's.
 * A seal: 1 byte version, 4 bytes key id (big endian), 24 bytes nonce, XChaCha20-Poly1305 ciphertext with its tag.
 * Version and key id are authenticated together with the place. */
#include "base/crypt/crypt.h"

#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt_key.h"
#include "base/log.h"
#include "base/text.h"

enum {
	SEAL_VERSION = 1,
	SEAL_HEAD = 5,
	SEAL_NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	SEAL_TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	SEAL_OVERHEAD = SEAL_HEAD + SEAL_NONCE + SEAL_TAG,
	STATE_ALIGN = 64,
};

void crypt_random(void *out, size_t n)
{
	randombytes_buf(out, n);
}

/* The kernel is asked for many bytes at once. Those from the last, incomplete round of the alphabet are left out, so that each letter is
 * as likely as any other. */
static char *random_of(struct arena *a, size_t n, const char *alphabet)
{
	char *s = arena_alloc(a, n + 1);
	size_t letters = strlen(alphabet), fair = 256 - 256 % letters, i = 0;
	uint8_t drawn[64];

	while (i < n) {
		crypt_random(drawn, sizeof drawn);
		for (size_t k = 0; k < sizeof drawn && i < n; k++)
			if (drawn[k] < fair)
				s[i++] = alphabet[drawn[k] % letters];
	}
	crypt_wipe(drawn, sizeof drawn);
	return s;
}

char *crypt_random_text(struct arena *a, size_t n)
{
	return random_of(a, n, "23456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ");
}

char *crypt_random_digits(struct arena *a, size_t n)
{
	return random_of(a, n, "0123456789");
}

void crypt_hash(uint8_t out[CRYPT_HASH_BYTES], const void *p, size_t n)
{
	crypto_generichash(out, CRYPT_HASH_BYTES, p, n, NULL, 0);
}

void crypt_keyed_hash(uint8_t out[CRYPT_HASH_BYTES], enum crypt_key key, const void *p, size_t n)
{
	crypto_generichash(out, CRYPT_HASH_BYTES, p, n, crypt_key(key), KEY_BYTES);
}

bool crypt_equal(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

void crypt_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

static char *base64(struct arena *a, const void *p, size_t n, int variant)
{
	size_t size = sodium_base64_encoded_len(n, variant);

	return sodium_bin2base64(arena_alloc(a, size), size, p, n, variant);
}

char *crypt_base64(struct arena *a, const void *p, size_t n)
{
	return base64(a, p, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

char *crypt_base64_standard(struct arena *a, const void *p, size_t n)
{
	return base64(a, p, n, sodium_base64_VARIANT_ORIGINAL);
}

void *crypt_base64_decode(struct arena *a, const char *s, size_t *n)
{
	size_t length = strlen(s), room = length / 4 * 3 + 1;
	uint8_t *out = arena_alloc(a, room);

	if (sodium_base642bin(out, room, s, length, NULL, n, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return NULL;
	out[*n] = '\0';
	return out;
}

char *crypt_sha256_hex(struct arena *a, const void *p, size_t n)
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, p, n);
	return text_hex(a, hash, sizeof hash);
}

void crypt_hmac_sha256(uint8_t out[32], const void *key, size_t key_n, const void *p, size_t n)
{
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, key, key_n);
	crypto_auth_hmacsha256_update(&state, p, n);
	crypto_auth_hmacsha256_final(&state, out);
	sodium_memzero(&state, sizeof state);
}

static void put_head(uint8_t *head, uint32_t id)
{
	head[0] = SEAL_VERSION;
	for (int i = 0; i < 4; i++)
		head[1 + i] = (uint8_t)(id >> (24 - 8 * i));
}

static uint32_t head_key_id(const uint8_t *head)
{
	return (uint32_t)head[1] << 24 | (uint32_t)head[2] << 16 | (uint32_t)head[3] << 8 | head[4];
}

/* Head, then the place: the head has one length, so no two pairs read alike. */
static uint8_t *additional(struct arena *a, const uint8_t *head, const char *place, size_t *n)
{
	size_t length = strlen(place);
	uint8_t *data = arena_alloc(a, SEAL_HEAD + length);

	memcpy(data, head, SEAL_HEAD);
	memcpy(data + SEAL_HEAD, place, length);
	*n = SEAL_HEAD + length;
	return data;
}

uint8_t *crypt_seal(struct arena *a, const char *place, const void *p, size_t n, size_t *out_n)
{
	uint32_t id;
	const uint8_t *key = crypt_seal_key(&id);
	uint8_t *out, *ad;
	size_t ad_n;

	if (n > SIZE_MAX - SEAL_OVERHEAD)
		die("crypt: %zu bytes to seal", n);
	out = arena_alloc(a, n + SEAL_OVERHEAD);
	put_head(out, id);
	randombytes_buf(out + SEAL_HEAD, SEAL_NONCE);
	ad = additional(a, out, place, &ad_n);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + SEAL_HEAD + SEAL_NONCE, NULL, p, n, ad, ad_n, NULL,
		out + SEAL_HEAD, key);
	*out_n = n + SEAL_OVERHEAD;
	return out;
}

char *crypt_open(struct arena *a, const char *place, const void *p, size_t n, size_t *out_n)
{
	const uint8_t *in = p, *key;
	uint8_t *ad;
	char *plain;
	size_t ad_n;

	if (n < SEAL_OVERHEAD || in[0] != SEAL_VERSION)
		return NULL;
	key = crypt_seal_key_by_id(head_key_id(in));
	if (key == NULL) {
		log_error("crypt: seal-%u.key is missing", head_key_id(in));
		return NULL;
	}
	ad = additional(a, in, place, &ad_n);
	plain = arena_alloc(a, n - SEAL_OVERHEAD + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)plain, NULL, NULL, in + SEAL_HEAD + SEAL_NONCE,
			n - SEAL_HEAD - SEAL_NONCE, ad, ad_n, in + SEAL_HEAD, key) != 0)
		return NULL;
	*out_n = n - SEAL_OVERHEAD;
	return plain;
}

struct crypt_hasher {
	crypto_generichash_state state;
};

/* libsodium wants this state at a multiple of 64; the arena aligns for ordinary types. */
struct crypt_hasher *crypt_hasher_new(struct arena *a)
{
	uintptr_t p = (uintptr_t)arena_alloc(a, sizeof(struct crypt_hasher) + STATE_ALIGN - 1);
	struct crypt_hasher *h = (struct crypt_hasher *)((p + STATE_ALIGN - 1) / STATE_ALIGN * STATE_ALIGN);

	crypto_generichash_init(&h->state, NULL, 0, CRYPT_HASH_BYTES);
	return h;
}

void crypt_hasher_feed(struct crypt_hasher *h, const void *p, size_t n)
{
	crypto_generichash_update(&h->state, p, n);
}

void crypt_hasher_finish(struct crypt_hasher *h, uint8_t out[CRYPT_HASH_BYTES])
{
	crypto_generichash_final(&h->state, out, CRYPT_HASH_BYTES);
}
