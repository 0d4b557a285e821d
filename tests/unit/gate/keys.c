/* keys.c: makes keys and certificates with libcrypto. */
#include "keys.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>

static FILE *make(const char *directory, const char *name, const char *end)
{
	char path[300];
	snprintf(path, sizeof path, "%s/%s.%s", directory, name, end);
	FILE *f = fopen(path, "w");
	if (f == NULL)
		abort();
	return f;
}

static void write_certificate(FILE *f, EVP_PKEY *key, const char *serial)
{
	X509 *x = X509_new();
	BIGNUM *number = NULL;
	BN_hex2bn(&number, serial);
	BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x));
	X509_gmtime_adj(X509_getm_notBefore(x), 0);
	X509_gmtime_adj(X509_getm_notAfter(x), 3600);
	X509_set_pubkey(x, key);
	X509_sign(x, key, EVP_sha256());
	PEM_write_X509(f, x);
	X509_free(x);
	BN_free(number);
}

void keys_make(const char *directory, const char *name, int bits, const char *serial)
{
	EVP_PKEY *key = EVP_RSA_gen((unsigned)bits);
	FILE *f = make(directory, name, "key");
	PEM_write_PKCS8PrivateKey(f, key, NULL, NULL, 0, NULL, NULL);
	fclose(f);
	f = make(directory, name, "pem");
	if (serial)
		write_certificate(f, key, serial);
	else
		PEM_write_PUBKEY(f, key);
	fclose(f);
	EVP_PKEY_free(key);
}
