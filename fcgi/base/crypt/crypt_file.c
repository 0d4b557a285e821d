/* crypt_file: one file encrypted as a stream, with flat memory. Opening, syncing, naming and closing are the caller's.
 * A file: 1 byte version, 4 bytes key id (big endian), 24 bytes secretstream header, then chunks of 64 KiB plain text,
 * each 17 bytes longer when sealed; only the last is shorter or equal, carries TAG_FINAL and is followed by nothing.
 * Every chunk authenticates version, key id and place. The key is derived from the seal key of that id. */
#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/crypt/crypt_key.h"
#include "base/log.h"

enum {
	FILE_VERSION = 1,
	HEAD = 5,
	STREAM_HEAD = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	PLAIN = 64 * 1024,
	EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES,
	SEALED = PLAIN + EXTRA,
};

struct stream {
	crypto_secretstream_xchacha20poly1305_state state;
	int fd;
	const uint8_t *ad; /* head and place */
	size_t ad_n;
	uint8_t plain[PLAIN], sealed[SEALED];
};

struct crypt_writer {
	struct stream s;
	size_t filled;   /* of s.plain */
	enum err failed; /* sticks: a file with a hole is worth nothing */
};

struct crypt_reader {
	struct stream s;
	bool final;
	enum err failed;
};

static enum err write_all(int fd, const uint8_t *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0) {
			int number = errno;

			log_error("crypt: cannot write a sealed file: %s", strerror(number));
			return err_of_write(number);
		}
		p += done;
		n -= (size_t)done;
	}
	return OK;
}

/* *got < n only at the end of the file. */
static enum err read_full(int fd, uint8_t *p, size_t n, size_t *got)
{
	for (*got = 0; *got < n;) {
		ssize_t done = read(fd, p + *got, n - *got);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			log_error("crypt: cannot read a sealed file: %s", strerror(errno));
			return ERR_IO;
		}
		if (done == 0)
			break;
		*got += (size_t)done;
	}
	return OK;
}

static void file_key(uint8_t out[KEY_BYTES], const uint8_t *seal_key)
{
	static const char purpose[] = "sealed file";

	crypto_generichash(out, KEY_BYTES, (const uint8_t *)purpose, sizeof purpose - 1, seal_key, KEY_BYTES);
}

static void bind_place(struct arena *a, struct stream *s, const uint8_t *head, const char *place)
{
	size_t length = strlen(place);
	uint8_t *ad = arena_alloc(a, HEAD + length);

	memcpy(ad, head, HEAD);
	memcpy(ad + HEAD, place, length);
	s->ad = ad;
	s->ad_n = HEAD + length;
}

struct crypt_writer *crypt_writer_new(struct arena *a, int fd, const char *place)
{
	struct crypt_writer *w = ARENA_NEW(a, struct crypt_writer);
	uint8_t head[HEAD + STREAM_HEAD] = {FILE_VERSION}, key[KEY_BYTES];
	uint32_t id;

	file_key(key, crypt_seal_key(&id));
	for (int i = 0; i < 4; i++)
		head[1 + i] = (uint8_t)(id >> (24 - 8 * i));
	w->s.fd = fd;
	bind_place(a, &w->s, head, place);
	crypto_secretstream_xchacha20poly1305_init_push(&w->s.state, head + HEAD, key);
	sodium_memzero(key, sizeof key);
	w->failed = write_all(fd, head, sizeof head);
	return w;
}

static enum err push(struct crypt_writer *w, uint8_t tag)
{
	struct stream *s = &w->s;

	crypto_secretstream_xchacha20poly1305_push(&s->state, s->sealed, NULL, s->plain, w->filled, s->ad, s->ad_n, tag);
	w->failed = write_all(s->fd, s->sealed, w->filled + EXTRA);
	w->filled = 0;
	return w->failed;
}

/* A full chunk waits for more to come, since the last one must be known as the last. */
enum err crypt_writer_feed(struct crypt_writer *w, const void *p, size_t n)
{
	const uint8_t *in = p;

	TRY(w->failed);
	while (n > 0) {
		size_t part;

		if (w->filled == PLAIN)
			TRY(push(w, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE));
		part = n < PLAIN - w->filled ? n : PLAIN - w->filled;
		memcpy(w->s.plain + w->filled, in, part);
		w->filled += part;
		in += part;
		n -= part;
	}
	return OK;
}

enum err crypt_writer_finish(struct crypt_writer *w)
{
	TRY(w->failed);
	return push(w, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
}

static uint32_t head_key_id(const uint8_t *head)
{
	return (uint32_t)head[1] << 24 | (uint32_t)head[2] << 16 | (uint32_t)head[3] << 8 | head[4];
}

uint32_t crypt_file_seal_id(int fd)
{
	uint8_t head[HEAD];

	return pread(fd, head, sizeof head, 0) == HEAD && head[0] == FILE_VERSION ? head_key_id(head) : 0;
}

struct crypt_reader *crypt_reader_new(struct arena *a, int fd, const char *place)
{
	struct crypt_reader *r = ARENA_NEW(a, struct crypt_reader);
	uint8_t head[HEAD + STREAM_HEAD], key[KEY_BYTES];
	const uint8_t *seal_key;
	size_t got;
	uint32_t id;
	int bad;

	if (read_full(fd, head, sizeof head, &got) != OK || got < sizeof head || head[0] != FILE_VERSION)
		return NULL;
	id = head_key_id(head);
	seal_key = crypt_seal_key_by_id(id);
	if (seal_key == NULL) {
		log_error("crypt: seal-%u.key is missing, a file needs it", id);
		return NULL;
	}
	r->s.fd = fd;
	bind_place(a, &r->s, head, place);
	file_key(key, seal_key);
	bad = crypto_secretstream_xchacha20poly1305_init_pull(&r->s.state, head + HEAD, key);
	sodium_memzero(key, sizeof key);
	return bad ? NULL : r;
}

/* After TAG_FINAL nothing may follow. */
static enum err at_end(struct crypt_reader *r)
{
	uint8_t more;
	size_t got;

	TRY(read_full(r->s.fd, &more, 1, &got));
	return got == 0 ? OK : ERR_TAMPERED;
}

static enum err pull(struct crypt_reader *r, size_t *n)
{
	struct stream *s = &r->s;
	unsigned long long plain_n;
	uint8_t tag;
	size_t got;

	TRY(read_full(s->fd, s->sealed, SEALED, &got));
	if (got < EXTRA || crypto_secretstream_xchacha20poly1305_pull(&s->state, s->plain, &plain_n, &tag, s->sealed,
			got, s->ad, s->ad_n) != 0)
		return ERR_TAMPERED;
	*n = (size_t)plain_n;
	r->final = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	if (r->final)
		return at_end(r);
	return got == SEALED ? OK : ERR_TAMPERED;
}

enum err crypt_reader_next(struct crypt_reader *r, const uint8_t **p, size_t *n)
{
	*p = r->s.plain;
	*n = 0;
	TRY(r->failed);
	if (r->final)
		return OK;
	r->failed = pull(r, n);
	if (r->failed != OK)
		*n = 0;
	if (r->failed == ERR_TAMPERED)
		log_error("crypt: a sealed file was cut, moved or changed");
	return r->failed;
}
