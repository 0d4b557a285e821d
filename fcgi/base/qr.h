/* qr: QR codes (the only user of libqrencode), error correction M. */
#ifndef CCER_BASE_QR_H
#define CCER_BASE_QR_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct qr {
	int size;          /* modules a side, without the quiet zone of 4 */
	const bool *dark;  /* size * size, row by row */
};

/* False when the text is too long for a code (about 2,300 bytes). */
bool qr_make(struct arena *a, const char *text, struct qr *out);
/* The dark modules as the data of an SVG path, one unit a module, origin at the first module. */
const char *qr_path(struct arena *a, const struct qr *q);

#endif
