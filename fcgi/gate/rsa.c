/* rsa.c: the user of libcrypto for keys and signatures. */
#include "gate/rsa.h"

#include <errno.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/log.h"

enum { BITS_MIN = 2048 };

struct rsa_key {
	EVP_PKEY *key;
};

static void free_key(void *p)
{
	EVP_PKEY_free(((struct rsa_key *)p)->key);
}

static struct rsa_key *keep(struct arena *a, EVP_PKEY *key, const char *path)
{
	if (key == NULL || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < BITS_MIN) {
		log_error("rsa: %s holds no such RSA key of at least %d bits in PEM", path, BITS_MIN);
		EVP_PKEY_free(key);
		return NULL;
	}
	struct rsa_key *out = ARENA_NEW(a, struct rsa_key);
	out->key = key;
	arena_defer(a, free_key, out);
	return out;
}

static FILE *open_file(const char *path)
{
	FILE *f = fopen(path, "re");

	if (f == NULL)
		log_error("rsa: %s: %s", path, strerror(errno));
	return f;
}

/* A service has nobody to ask for a passphrase. */
static int no_passphrase(char *buffer, int size, int rwflag, void *arg)
{
	(void)buffer, (void)size, (void)rwflag, (void)arg;
	return -1;
}

struct rsa_key *rsa_load_private(struct arena *a, const char *path)
{
	FILE *f = open_file(path);

	if (f == NULL)
		return NULL;
	(void)setvbuf(f, NULL, _IONBF, 0);
	EVP_PKEY *key = PEM_read_PrivateKey(f, NULL, no_passphrase, NULL);
	(void)fclose(f);
	return keep(a, key, path);
}

static EVP_PKEY *certificate_key(FILE *f)
{
	rewind(f);
	X509 *certificate = PEM_read_X509(f, NULL, NULL, NULL);
	EVP_PKEY *key = certificate ? X509_get_pubkey(certificate) : NULL;
	X509_free(certificate);
	return key;
}

struct rsa_key *rsa_load_public(struct arena *a, const char *path)
{
	FILE *f = open_file(path);

	if (f == NULL)
		return NULL;
	EVP_PKEY *key = PEM_read_PUBKEY(f, NULL, NULL, NULL);
	if (key == NULL)
		key = certificate_key(f);
	(void)fclose(f);
	return keep(a, key, path);
}

const char *rsa_certificate_serial(struct arena *a, const char *path)
{
	FILE *f = open_file(path);

	if (f == NULL)
		return NULL;
	X509 *certificate = PEM_read_X509(f, NULL, NULL, NULL);
	(void)fclose(f);
	if (certificate == NULL)
		return NULL;
	BIGNUM *number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), NULL);
	char *hex = number ? BN_bn2hex(number) : NULL;
	const char *serial = NULL;
	if (hex)
		serial = arena_strdup(a, hex + strspn(hex, "0"));
	OPENSSL_free(hex);
	BN_free(number);
	X509_free(certificate);
	return serial;
}

const char *rsa_sign(struct arena *a, const struct rsa_key *private_key, const void *p, size_t n)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t size = (size_t)EVP_PKEY_get_size(private_key->key);
	uint8_t *out = arena_alloc(a, size);
	if (ctx == NULL || EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, private_key->key) != 1 ||
	    EVP_DigestSign(ctx, out, &size, p, n) != 1)
		die("rsa: cannot sign");
	EVP_MD_CTX_free(ctx);
	return crypt_base64_standard(a, out, size);
}

bool rsa_verify(struct arena *a, const struct rsa_key *public_key, const void *p, size_t n,
		const char *signature)
{
	size_t size;
	const uint8_t *bytes = crypt_base64_decode(a, signature, &size);

	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	if (ctx == NULL || EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, public_key->key) != 1)
		die("rsa: cannot verify");
	bool good = bytes != NULL && EVP_DigestVerify(ctx, bytes, size, p, n) == 1;
	EVP_MD_CTX_free(ctx);
	return good;
}
