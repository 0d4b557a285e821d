/* look: what is inside a file somebody uploaded, and its pages as pictures. Knows which decoder to run and what its answer
 * means; decodes nothing itself. */
#ifndef CCER_PRESS_LOOK_H
#define CCER_PRESS_LOOK_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;

enum { LOOK_WIDTH_MIN = 64, LOOK_WIDTH_MAX = 2400 };

struct look_file {
	const char *type; /* application/pdf image/jpeg image/png */
	int fd;           /* the whole file, seekable */
	int64_t until_ms; /* clock_monotonic_ms */
	int asker;        /* gives up when this socket is closed at the other end; < 0: nobody */
};
struct look {
	const char *problem; /* "" or a message name (gate/press.h) */
	int pages, width, height;
	const uint8_t *jpeg;
	size_t size;
};
/* Where the decoders are: pdfinfo and pdftoppm in poppler, and press-picture. Once, before anything is looked at. */
void look_open(const char *poppler_directory, const char *press_picture);
/* ERR_UNAVAILABLE: out of time, or a decoder is absent (logged). What is wrong with a file is look.problem:
 * file_broken    no decoder reads it, or not all of it; it kills the decoder or takes too much of its time and memory
 * file_password  a PDF that opens with a password only (one whose password is empty opens)
 * file_blank     nothing is on it: on the first three pages of a PDF
 * file_too_small the shorter side is under 300 pixels, of a PDF's page (the first three) under 50 mm
 * file_image_size over 40 megapixels
 * file_page      it has no such page */
enum err look_inspect(struct arena *a, const struct look_file *f, int width, struct look *out);
/* A file that would be refused is still shown as far as it can be. */
enum err look_page(struct arena *a, const struct look_file *f, int page, int width, const char *watermark,
		   struct look *out);
/* Only how many pages, without decoding any. Errors as look_inspect. */
enum err look_pages(struct arena *a, const struct look_file *f, struct look *out);

#endif
