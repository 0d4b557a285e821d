/* crypt_key: the loaded keys, for crypt*.c alone. */
#ifndef CCER_BASE_CRYPT_KEY_H
#define CCER_BASE_CRYPT_KEY_H

#include <stdint.h>

#include "crypt.h"

enum { KEY_BYTES = 32 };

/* Never NULL: an absent key dies, it is a fault of the installation. */
const uint8_t *crypt_key(enum crypt_key key);
/* The newest seal key and its id; dies when there is none. */
const uint8_t *crypt_seal_key(uint32_t *id);
/* The seal key of that id, NULL when it is not here. */
const uint8_t *crypt_seal_key_by_id(uint32_t id);

#endif
