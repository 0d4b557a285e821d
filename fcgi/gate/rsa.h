/* rsa: signatures RSASSA-PKCS1-v1_5 with SHA-256 as payment providers want them, with keys from PEM files. */
#ifndef CCER_GATE_RSA_H
#define CCER_GATE_RSA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct rsa_key;

/* A private key (PKCS#8 or PKCS#1, without passphrase) or a public one (SubjectPublicKeyInfo, or that of a
 * certificate) of at least 2048 bits. Freed with the arena. NULL after logging why not. */
struct rsa_key *rsa_load_private(struct arena *a, const char *path);
struct rsa_key *rsa_load_public(struct arena *a, const char *path);
/* The serial number of the certificate in a file, upper-case hexadecimal without leading zeros; NULL when it
 * holds none. */
const char *rsa_certificate_serial(struct arena *a, const char *path);

/* Standard base64. */
const char *rsa_sign(struct arena *a, const struct rsa_key *private_key, const void *p, size_t n);
/* signature: standard base64. False for anything that is not the signature of exactly these bytes. */
bool rsa_verify(struct arena *a, const struct rsa_key *public_key, const void *p, size_t n,
		const char *signature);

#endif
