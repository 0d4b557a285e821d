/* upload.c: moves pieces of the file on, and counts them. */
#include "web/upload.h"

#include "base/crypt/crypt.h"

void upload_abandon(struct req *r)
{
	if (r->upload == NULL || r->upload->ctx == NULL)
		return;
	r->route->sink->abandon(r->upload->ctx);
	r->upload->ctx = NULL;
}

/* The sink is opened by the first byte: no file chosen and an empty file leave no trace. */
static enum err feed(struct req *r, const uint8_t *p, size_t n)
{
	struct upload *u = r->upload;
	const struct upload_sink *sink = r->route->sink;

	if (u->too_large || n == 0)
		return OK;
	if (u->size > sink->max_bytes - (int64_t)n) {
		upload_abandon(r);
		u->too_large = true;
		return OK;
	}
	if (u->size == 0) {
		u->hasher = crypt_hasher_new(r->arena);
		TRY(sink->open(r, u->file_name, &u->ctx));
	}
	crypt_hasher_feed(u->hasher, p, n);
	u->size += (int64_t)n;
	return sink->feed(u->ctx, p, n);
}

/* The file's bytes, then the end: nothing may follow the file. */
static enum err read_file(struct req *r, struct body *b)
{
	bool file_ended = false;

	for (;;) {
		switch (body_event(b)) {
		case MULTIPART_DATA:
			if (r->upload->file_name[0] == '\0')
				return ERR_BAD_REQUEST;
			TRY(feed(r, b->multipart->data, b->multipart->size));
			break;
		case MULTIPART_PART_END:
			file_ended = true;
			break;
		case MULTIPART_END:
			break;
		case MULTIPART_MORE:
			return file_ended && multipart_complete(b->multipart) ? OK : ERR_BAD_REQUEST;
		default:
			return ERR_BAD_REQUEST;
		}
	}
}

static const char *digest_of(struct req *r)
{
	uint8_t hash[CRYPT_HASH_BYTES];

	if (r->upload->hasher == NULL)
		return "";
	crypt_hasher_finish(r->upload->hasher, hash);
	return crypt_base64(r->arena, hash, sizeof hash);
}

enum err upload_stream(struct req *r, struct body *b)
{
	enum err e = OK;

	r->upload->digest = "";
	if (!multipart_complete(b->multipart))
		e = read_file(r, b);
	else if (body_event(b) != MULTIPART_MORE)
		e = ERR_BAD_REQUEST;
	if (e == OK)
		r->upload->digest = digest_of(r);
	if (e == OK && r->upload->ctx != NULL)
		e = r->route->sink->close(r->upload->ctx);
	if (e != OK)
		upload_abandon(r);
	return e;
}
