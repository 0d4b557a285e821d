/* store: the encrypted files on disk. Received as a stream: counted, hashed, checked by content and encrypted on the way
 * (crypt.h), written under a temporary name, fsync'd, renamed, directory fsync'd, before the row is inserted. Orphans
 * (files without a row) are swept (store_sweep.h); rows nobody needs any longer go before (store_forget.h). */
#ifndef CCER_CORE_STORE_STORE_H
#define CCER_CORE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/crypt/crypt.h"
#include "core/ground/ctx.h"

struct store_file { int64_t id; const char *public_id, *type, *name; int64_t size; };
/* A preview is a picture of a file's first page, kept as a file of its own for a place of its own. */
enum store_kind { STORE_FILE, STORE_PREVIEW };
struct store_writer; /* one incoming file */
/* application_id binds the encryption to its owner. NULL: the store cannot be written, or, for a STORE_FILE, less than
 * store.reserve_mb is free: what is left is the database's, which may lie on the same disk (logged). */
struct store_writer *store_begin(struct arena *a, enum store_kind kind, int64_t application_id);
/* The next n bytes. ERR_UNAVAILABLE: the disk is full or may only be read; ERR_IO: it fails otherwise (both logged). */
enum err store_feed(struct store_writer *w, const uint8_t *p, size_t n);
/* After the last byte: syncs and renames. Errors as of store_feed. */
enum err store_finish(struct store_writer *w);
/* Reads back what was finished and is not committed yet; out->id 0, its type NULL when it is none of ours. */
enum err store_incoming(struct arena *a, const struct store_writer *w, struct store_file *out, struct crypt_reader **reader);
/* Removes what was written, at any time before the transaction committed. */
void store_abandon(struct store_writer *w);
/* What the content is: "application/pdf" "image/jpeg" "image/png", or NULL with *problem a message name
 * (store_type_of). Streams: looks at head and tail seen by feed. */
const char *store_type(const struct store_writer *w, const char **problem);
/* Its name in the store, and its size so far. */
const char *store_name(const struct store_writer *w);
/* Hash of the content, of a finished one. */
const uint8_t *store_hash(const struct store_writer *w);
/* Inserts the row of a STORE_FILE. */
enum err store_commit(struct ctx *c, struct store_writer *w, const char *name, struct store_file *out);
/* A file of this application (its owner's check is the caller's having the application). */
enum err store_find(struct ctx *c, int64_t application_id, const char *public_id, struct store_file *out);
/* Reads it back plain, chunk by chunk: crypt_reader_next as req.body_next. */
enum err store_open(struct arena *a, int64_t application_id, const struct store_file *f, struct crypt_reader **out);
/* The next bytes of what store_open gave, its reader as ctx: struct press_source wants it so. */
enum err store_chunk(void *reader, const uint8_t **p, size_t *n);
/* A preview of a file of this application, by its name. */
enum err store_open_preview(struct arena *a, int64_t application_id, const char *public_id, struct crypt_reader **out);
/* What is free on the store's file system, in MB, and whether that is less than store.reserve_mb. ERR_IO: it cannot be looked at
 * (logged). */
enum err store_room(int64_t *free_mb, bool *below_reserve);

/* ---- for store_reseal.c: the place a file's encryption is bound to, and the directory it lies in ---- */
const char *store_place_of(struct arena *a, enum store_kind kind, int64_t application_id, const char *public_id);
const char *store_directory(struct arena *a, const char *public_id);
enum err store_sync_directory(const char *path); /* errors as of store_feed */

#endif
