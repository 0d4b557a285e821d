/* qr.c: codes drawn as one path, around libqrencode. */
#include "base/qr.h"

#include <qrencode.h>
#include <stdio.h>

#include "base/arena.h"

bool qr_make(struct arena *a, const char *text, struct qr *out)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

	if (code == NULL)
		return false;
	size_t count = (size_t)code->width * (size_t)code->width;
	bool *dark = ARENA_ARRAY(a, bool, count);
	for (size_t i = 0; i < count; i++)
		dark[i] = code->data[i] & 1;
	*out = (struct qr){code->width, dark};
	QRcode_free(code);
	return true;
}

/* Runs of a row as rectangles: "M3 0h7v1h-7z". */
const char *qr_path(struct arena *a, const struct qr *q)
{
	enum { RUN_MAX = 32 };
	size_t room = (size_t)q->size * (size_t)q->size * RUN_MAX / 2 + 1, n = 0;
	char *path = arena_alloc(a, room);

	for (int y = 0; y < q->size; y++)
		for (int x = 0, run; x < q->size; x += run) {
			const bool *row = q->dark + (size_t)y * (size_t)q->size;

			for (run = 1; x + run < q->size && row[x + run] == row[x]; run++)
				;
			if (row[x])
				n += (size_t)snprintf(path + n, room - n, "M%d %dh%dv1h-%dz", x, y, run, run);
		}
	return path;
}
