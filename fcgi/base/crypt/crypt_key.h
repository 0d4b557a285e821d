/* crypt_key: the loaded keys, for crypt*.c alone. */
#ifndef CCER_BASE_CRYPT_CRYPT_KEY_H
#define CCER_BASE_CRYPT_CRYPT_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/crypt/crypt.h"

enum { KEY_BYTES = 32, KEY_NAME_BYTES = 32 };
/* What the locks on a seal key file say (crypt.h): the highest this process knows; the one it seals with. */
enum key_lock { KEY_LOCK_KNOWN, KEY_LOCK_SEALS };

/* Never NULL: an absent key dies, it is a fault of the installation. */
const uint8_t *crypt_key(enum crypt_key key);
/* The seal key of new seals and its id; dies when there is none. */
const uint8_t *crypt_seal_key(uint32_t *id);
/* The seal key of that id, NULL when it is not here. */
const uint8_t *crypt_seal_key_by_id(uint32_t id);

/* ---- files of the keys directory, open as directory; of crypt_key_file.c and crypt_key.c ---- */
bool key_complain(const char *name, const char *what);
/* Makes the directory if need be; -1 after complaining. */
int key_directory(const char *path);
/* Appears whole or not at all, and never replaces a key: what it sealed would be lost. like: whose owner and mode it gets,
 * NULL for 0400. */
bool key_make(int directory, const char *name, const char *like);
const char *key_seal_name(char name[KEY_NAME_BYTES], uint32_t id);
/* The ids of all seal key files, ascending. */
size_t key_seal_files(int directory, uint32_t id[CRYPT_SEAL_KEYS_MAX]);
/* The file that says which one is in use. */
extern const char key_in_use_name[];
/* What seal.use says; without it the highest; 0 after complaining, or when there is no seal key. */
uint32_t key_in_use(int directory);

#endif
