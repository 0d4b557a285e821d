/* seal_place: the places values and files are sealed for (crypt.h). Each is defined by the module that keeps the value, and
 * named once more in reseal.c's table of everything sealed. A place never changes: what was sealed for it would be lost. */
#ifndef CCER_CORE_GROUND_SEAL_PLACE_H
#define CCER_CORE_GROUND_SEAL_PLACE_H

#include <stdint.h>

struct arena;
struct holder;

/* Usernames stand for their rows, whose ids are not known before they are inserted; they never change. */
const char *visitor_mobile_place(struct arena *a, const char *username);
const char *staff_mobile_place(struct arena *a, const char *username);
const char *staff_authenticator_place(struct arena *a, const char *username);
/* The same in the working copy and in all versions of an application. */
const char *application_place(struct arena *a, int64_t application_id, const char *name);
/* Uses account_kind, account_id and role; what: name | mobile. */
const char *holder_place(struct arena *a, const struct holder *h, const char *what);
/* what: recipient | values. */
const char *outbox_place(struct arena *a, const char *public_id, const char *what);
/* realm: visitor | staff | holder. */
const char *kept_form_place(struct arena *a, const char *realm, int64_t subject_id);
/* A file of the store, and a file's preview. */
const char *store_place(struct arena *a, int64_t application_id, const char *public_id);
const char *store_preview_place(struct arena *a, int64_t application_id, const char *public_id);

#endif
