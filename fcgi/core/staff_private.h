/* staff_private: what staff.c and staff_add.c share. */
#ifndef CCER_CORE_STAFF_PRIVATE_H
#define CCER_CORE_STAFF_PRIVATE_H

struct arena;

/* Where a person's mobile is sealed to (crypt_seal). */
char *staff_mobile_place(struct arena *a, const char *username);

#endif
