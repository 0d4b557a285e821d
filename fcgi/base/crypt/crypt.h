/* crypt: the only user of libsodium. Random, hashes, seals, passwords, sealed files.
 * Keys are files of 32 random bytes in the keys directory (0400): seal-N.key (N = key id, stands in front of what it
 * sealed), index.key (blind indexes), csrf.key, audit.key, code.key. Made by ccerctl keys make.
 *
 * Changing the seal key. seal.use names the key of new seals (absent: the highest there is). Programs read keys when they
 * start, so a new key goes two steps, and nobody ever meets a seal whose key they do not know:
 *   ccerctl keys add      seal-(N+1).key, readable by all once restarted (SIGUSR1), not sealed with yet
 *   ccerctl keys use N+1  refused while a program runs that started before that key was there; then restart again
 *   ccerctl keys reseal   everything kept, under the key in use; while all works, as often as one likes
 *   ccerctl keys retire N refused while a program still seals with it or anything is sealed with it; destroys the file
 * That such programs run is known by locks: every process holds a read lock on byte 0 of the highest key file it knows and
 * on byte 1 of the one it seals with. Locks reach over one host: with several, take each step on each before the next. */
#ifndef CCER_BASE_CRYPT_CRYPT_H
#define CCER_BASE_CRYPT_CRYPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

struct arena;

enum { CRYPT_HASH_BYTES = 32, CRYPT_TOKEN_BYTES = 32 };
enum crypt_key { KEY_INDEX, KEY_CSRF, KEY_AUDIT, KEY_CODE, KEY_COUNT };

/* Initialises libsodium and loads the keys. Only the keys that exist are loaded; use of an absent one dies.
 * False with a message on stderr if the directory cannot be read or a key file is not 32 bytes. */
bool crypt_init(const char *keys_directory);
/* Makes all absent key files, 0400. */
bool crypt_make_keys(const char *keys_directory);
/* ---- changing the seal key; false after saying on stderr why not. No keys need be loaded. ---- */
/* Adds seal-(N+1).key with the owner and mode of seal-N.key; new seals stay with the key in use until the next. */
bool crypt_add_seal_key(const char *keys_directory, uint32_t *id);
bool crypt_use_seal_key(const char *keys_directory, uint32_t id);
/* May it be destroyed as far as programs and seal.use go? What it sealed is the caller's to look for, after this. */
bool crypt_seal_key_idle(const char *keys_directory, uint32_t id);
/* Overwrites and removes the file. */
bool crypt_destroy_seal_key(const char *keys_directory, uint32_t id);
/* One process at a time may reseal or retire: held until the process ends; false: another one has it. */
bool crypt_lock_keys(const char *keys_directory);

/* The loaded seal keys, ascending; how many. */
enum { CRYPT_SEAL_KEYS_MAX = 64 };
size_t crypt_seal_ids(uint32_t id[CRYPT_SEAL_KEYS_MAX]);
/* The one of new seals. Dies when none was loaded. */
uint32_t crypt_seal_id_in_use(void);

void crypt_random(void *out, size_t n);
/* Random text of n characters of [0-9a-zA-Z] without look-alikes; n = 22 is 128 bits. */
char *crypt_random_text(struct arena *a, size_t n);
/* Random decimal digits. */
char *crypt_random_digits(struct arena *a, size_t n);
void crypt_hash(uint8_t out[CRYPT_HASH_BYTES], const void *p, size_t n);          /* BLAKE2b-256 */
void crypt_keyed_hash(uint8_t out[CRYPT_HASH_BYTES], enum crypt_key key, const void *p, size_t n);
bool crypt_equal(const void *a, const void *b, size_t n);                           /* constant time */
void crypt_wipe(void *p, size_t n);
/* base64url without padding. */
char *crypt_base64(struct arena *a, const void *p, size_t n);
char *crypt_base64_standard(struct arena *a, const void *p, size_t n);
/* The bytes of standard base64 with its padding, NUL-terminated after *n; NULL for anything else. */
void *crypt_base64_decode(struct arena *a, const char *s, size_t *n);
char *crypt_sha256_hex(struct arena *a, const void *p, size_t n);
void crypt_hmac_sha256(uint8_t out[32], const void *key, size_t key_n, const void *p, size_t n);

/* Seals a value for a place ("application_field/12/signatory_number"): XChaCha20-Poly1305, key id in front,
 * place as additional data, so a value cannot be moved. *out_n = n + overhead. */
uint8_t *crypt_seal(struct arena *a, const char *place, const void *p, size_t n, size_t *out_n);
/* NULL if it does not verify. NUL-terminated after *out_n bytes. */
char *crypt_open(struct arena *a, const char *place, const void *p, size_t n, size_t *out_n);

/* Which key sealed the file open here (read from its start, its offset is left alone); 0: not sealed by us. */
uint32_t crypt_file_seal_id(int fd);

/* As text with its salt and parameters (Argon2id), in the arena. Takes 64 MB while it runs, in each worker once at a time. NULL when
 * memory is short: answer 503. */
char *crypt_password_hash(struct arena *a, const char *password);
/* hash NULL: verifies against a dummy, so that unknown names take the same time. ERR_DENIED when wrong,
 * ERR_UNAVAILABLE when memory is short. */
enum err crypt_password_verify(const char *hash, const char *password);

/* Streaming encryption of one file (secretstream, 64 KiB chunks, TAG_FINAL demanded; place as additional data). */
struct crypt_writer;
struct crypt_reader;
struct crypt_writer *crypt_writer_new(struct arena *a, int fd, const char *place); /* writes the header */
/* ERR_UNAVAILABLE: the disk is full or may only be read; ERR_IO: it cannot be written otherwise. Both logged. */
enum err crypt_writer_feed(struct crypt_writer *w, const void *p, size_t n);
enum err crypt_writer_finish(struct crypt_writer *w);       /* writes TAG_FINAL, errors as of feed; does not fsync or close */
struct crypt_reader *crypt_reader_new(struct arena *a, int fd, const char *place); /* NULL: not one of ours / no key */
/* Next plain chunk; *n = 0 after the final one. ERR_TAMPERED for a cut, moved or changed file. */
enum err crypt_reader_next(struct crypt_reader *r, const uint8_t **p, size_t *n);

/* Signatures (Ed25519) of what is kept elsewhere. anchor.secret is read for one signature and forgotten, since nobody but who signs
 * may read that file; anchor.public beside it is the public key in hexadecimal, for whoever verifies. */
enum { CRYPT_SIGNATURE_BYTES = 64, CRYPT_PUBLIC_BYTES = 32 };
/* Makes both when they are absent. False after saying on stderr why not. */
bool crypt_make_signing_key(const char *keys_directory);
/* False after saying on stderr why not. */
bool crypt_sign(const char *keys_directory, uint8_t signature[CRYPT_SIGNATURE_BYTES], const void *p, size_t n);
bool crypt_signed(const uint8_t public_key[CRYPT_PUBLIC_BYTES], const uint8_t signature[CRYPT_SIGNATURE_BYTES], const void *p,
		  size_t n);
/* n bytes from exactly 2n hexadecimal digits, and whatever follows them; false: other characters, or fewer. */
bool crypt_unhex(uint8_t *out, size_t n, const char *hex);

/* Running BLAKE2b-256. */
struct crypt_hasher;
struct crypt_hasher *crypt_hasher_new(struct arena *a);
void crypt_hasher_feed(struct crypt_hasher *h, const void *p, size_t n);
void crypt_hasher_finish(struct crypt_hasher *h, uint8_t out[CRYPT_HASH_BYTES]);

#endif
