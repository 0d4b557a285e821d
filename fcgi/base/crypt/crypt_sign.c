/* crypt_sign: signatures and their key, which unlike the others no program keeps in memory. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypt/crypt_key.h"

static const char secret_name[] = "anchor.secret", public_name[] = "anchor.public";
enum { HEX_BYTES = 2 * CRYPT_PUBLIC_BYTES };

/* The two keys that follow from the seed in the file. */
static bool read_pair(int directory, uint8_t public_key[crypto_sign_PUBLICKEYBYTES], uint8_t secret[crypto_sign_SECRETKEYBYTES])
{
	uint8_t seed[KEY_BYTES];
	int fd = openat(directory, secret_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool good = fd >= 0 && read(fd, seed, sizeof seed) == KEY_BYTES;

	if (good)
		crypto_sign_seed_keypair(public_key, secret, seed);
	else
		key_complain(secret_name, fd < 0 ? strerror(errno) : "is not a file of 32 bytes");
	sodium_memzero(seed, sizeof seed);
	if (fd >= 0)
		close(fd);
	return good;
}

static bool write_public(int directory, const uint8_t public_key[CRYPT_PUBLIC_BYTES])
{
	char hex[HEX_BYTES + 1];
	int fd = openat(directory, public_name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0444);
	bool good;

	sodium_bin2hex(hex, sizeof hex, public_key, CRYPT_PUBLIC_BYTES);
	good = fd >= 0 && write(fd, hex, HEX_BYTES) == HEX_BYTES && write(fd, "\n", 1) == 1 && fchmod(fd, 0444) == 0 &&
	       fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return good || key_complain(public_name, strerror(errno));
}

static bool make_pair(int directory)
{
	uint8_t public_key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	bool good = key_make(directory, secret_name, NULL) && read_pair(directory, public_key, secret) &&
		    write_public(directory, public_key);

	sodium_memzero(secret, sizeof secret);
	return good;
}

bool crypt_make_signing_key(const char *keys_directory)
{
	int directory = key_directory(keys_directory);
	bool good = directory >= 0 &&
		    (faccessat(directory, public_name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 || make_pair(directory));

	if (directory >= 0)
		close(directory);
	return good;
}

bool crypt_sign(const char *keys_directory, uint8_t signature[CRYPT_SIGNATURE_BYTES], const void *p, size_t n)
{
	uint8_t public_key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	int directory = key_directory(keys_directory);
	bool good = directory >= 0 && read_pair(directory, public_key, secret);

	if (good)
		crypto_sign_detached(signature, NULL, p, n, secret);
	sodium_memzero(secret, sizeof secret);
	if (directory >= 0)
		close(directory);
	return good;
}

bool crypt_signed(const uint8_t public_key[CRYPT_PUBLIC_BYTES], const uint8_t signature[CRYPT_SIGNATURE_BYTES], const void *p,
		  size_t n)
{
	return crypto_sign_verify_detached(signature, p, n, public_key) == 0;
}

bool crypt_unhex(uint8_t *out, size_t n, const char *hex)
{
	size_t got;

	return strnlen(hex, 2 * n) == 2 * n && sodium_hex2bin(out, n, hex, 2 * n, NULL, &got, NULL) == 0 && got == n;
}
