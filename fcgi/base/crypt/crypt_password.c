/* crypt_password: argon2id with 3 passes over 32 MB, about 40 ms. How many run at once is the caller's business. */
#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/log.h"

enum { PASSES = 3, MEMORY_BYTES = 32 << 20 };

/* The hash of 32 random bytes that nobody kept, at the same cost: makes an unknown name take as long as a known one. */
static const char dummy[] =
	"$argon2id$v=19$m=32768,t=3,p=1$57secWfUOwad0y/mFKd62g$oNNBXnucg648bur/PmKMdXim+gmvwqdL+85SSE+GODU";

char *crypt_password_hash(struct arena *a, const char *password)
{
	char *hash = arena_alloc(a, crypto_pwhash_argon2id_STRBYTES);

	if (crypto_pwhash_argon2id_str(hash, password, strlen(password), PASSES, MEMORY_BYTES) != 0) {
		log_error("crypt: no memory for a password hash");
		return NULL;
	}
	return hash;
}

/* libsodium says -1 for a wrong password (EINVAL), for short memory, and for a text that is no hash. */
static enum err why(const char *hash)
{
	if (errno == EINVAL)
		return ERR_DENIED;
	if (crypto_pwhash_argon2id_str_needs_rehash(hash, PASSES, MEMORY_BYTES) < 0) {
		log_error("crypt: a stored password hash is malformed");
		return ERR_DENIED;
	}
	log_error("crypt: no memory to verify a password");
	return ERR_UNAVAILABLE;
}

enum err crypt_password_verify(const char *hash, const char *password)
{
	const char *against = hash != NULL ? hash : dummy;

	errno = 0;
	if (crypto_pwhash_argon2id_str_verify(against, password, strlen(password)) != 0)
		return why(against);
	return hash != NULL ? OK : ERR_DENIED;
}
