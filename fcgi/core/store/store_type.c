/* store_type.c: incremental readers of the frames of PDF, JPEG and PNG. Each is told apart by its first bytes; from then on
 * it gathers the few bytes it needs and skips the others, in any portions they come. What is none of them store_family.c knows. */
#include "core/store/store_type.h"

#include <ctype.h>
#include <string.h>

#include "core/store/store_family.h"

enum { KIND_UNKNOWN, KIND_PDF, KIND_JPEG, KIND_PNG, KIND_OTHER };
enum { JPEG_MARKER, JPEG_LENGTH, JPEG_FRAME, JPEG_SCAN_LENGTH };
enum { PNG_CHUNK, PNG_SIZE, PNG_END };

static uint32_t be(const uint8_t *p, size_t n)
{
	uint32_t v = 0;

	while (n--)
		v = v << 8 | *p++;
	return v;
}

/* Gather need bytes, then step() in that state. */
static void expect(struct store_type *t, int state, size_t need)
{
	t->state = state;
	t->need = need;
	t->have = 0;
}

/* ---- JPEG: segments, then the scan, in which FF is followed by 00 or a restart marker until a real one ---- */

static bool is_frame(uint8_t m)
{
	return m >= 0xc0 && m <= 0xcf && m != 0xc4 && m != 0xc8 && m != 0xcc;
}

static void jpeg_marker(struct store_type *t, uint8_t m)
{
	expect(t, JPEG_MARKER, 2);
	if (m == 0xd9)
		t->whole = t->width > 0;
	else if (m == 0xda)
		expect(t, JPEG_SCAN_LENGTH, 2);
	else if (is_frame(m))
		expect(t, JPEG_FRAME, 7);
	else if (m != 0x01 && !(m >= 0xd0 && m <= 0xd8))
		expect(t, JPEG_LENGTH, 2);
}

static void jpeg_segment(struct store_type *t)
{
	uint32_t length = be(t->buf, 2);

	if (length < 2 || (t->state == JPEG_FRAME && length < 8)) {
		t->broken = true;
		return;
	}
	t->skip = (int64_t)length - (int64_t)t->need;
	if (t->state == JPEG_FRAME) {
		t->height = be(t->buf + 3, 2);
		t->width = be(t->buf + 5, 2);
		t->broken = !t->height || !t->width;
	}
	/* need 0: the scan */
	expect(t, JPEG_MARKER, t->state == JPEG_SCAN_LENGTH ? 0 : 2);
}

static void jpeg_step(struct store_type *t)
{
	if (t->state != JPEG_MARKER) {
		jpeg_segment(t);
	} else if (t->buf[0] != 0xff) {
		t->broken = true;
	} else if (t->buf[1] == 0xff) {
		t->have = 1; /* fill byte */
	} else if (t->buf[1] == 0) {
		t->broken = true;
	} else {
		jpeg_marker(t, t->buf[1]);
	}
}

/* One byte of the scan; have says whether the byte before was FF. */
static void jpeg_scan(struct store_type *t, uint8_t byte)
{
	if (!t->have) {
		t->have = byte == 0xff;
		return;
	}
	if (byte == 0xff)
		return;
	t->have = 0;
	if (byte && !(byte >= 0xd0 && byte <= 0xd7))
		jpeg_marker(t, byte);
}

/* ---- PNG: chunks of length, type, data, check ---- */

static void png_chunk(struct store_type *t)
{
	uint32_t length = be(t->buf, 4);
	bool first = t->width == 0;

	for (int i = 4; i < 8; i++)
		t->broken = t->broken || !isalpha(t->buf[i]);
	if (length > INT32_MAX || first != !memcmp(t->buf + 4, "IHDR", 4) || (first && length != 13))
		t->broken = true;
	if (first)
		expect(t, PNG_SIZE, 13 + 4);
	else if (!memcmp(t->buf + 4, "IEND", 4))
		expect(t, PNG_END, 4);
	else
		t->skip = (int64_t)length + 4;
	if (t->state == PNG_CHUNK)
		expect(t, PNG_CHUNK, 8);
}

static void png_step(struct store_type *t)
{
	if (t->state == PNG_CHUNK) {
		png_chunk(t);
		return;
	}
	if (t->state == PNG_SIZE) {
		t->width = be(t->buf, 4);
		t->height = be(t->buf + 4, 4);
		t->broken = t->broken || !t->width || !t->height || t->width > INT32_MAX || t->height > INT32_MAX;
	} else {
		t->whole = true;
	}
	expect(t, PNG_CHUNK, 8);
}

/* ---- PDF: there must be an %%EOF, with padding of any length behind it; whether it opens without a password is press's to say ---- */

static bool is_padding(uint8_t byte)
{
	return byte == 0 || byte == 0x1a || byte == 0xff || isspace(byte);
}

/* What follows the last end is gathered, the padding before it left out; need counts of it what is no padding. */
static void pdf_byte(struct store_type *t, uint8_t byte)
{
	static const char end[] = "%%EOF";

	if (byte == (uint8_t)end[t->have])
		t->have++;
	else if (byte != '%' || t->have != 2)
		t->have = byte == '%';
	if (t->have == sizeof end - 1) {
		t->whole = true;
		t->have = t->need = t->tail_have = 0;
		return;
	}
	t->need += t->whole && !is_padding(byte);
	if (t->whole && t->tail_have < STORE_TAIL_BYTES && (t->tail_have > 0 || !is_padding(byte))) {
		t->tail[t->tail_have++] = byte;
	}
}

/* The n bytes seen so far are a PDF's, or what stands before one and the PDF's beginning. */
static void pdf_start(struct store_type *t, size_t n)
{
	uint8_t seen[STORE_TAIL_BYTES];

	memcpy(seen, t->tail, n);
	t->kind = KIND_PDF;
	t->tail_have = t->have = t->need = 0;
	for (size_t i = 0; i < n; i++)
		pdf_byte(t, seen[i]);
}

/* Decoders find a PDF anywhere in the first bytes: scanners and servers put lines before it. Not behind another kind of file. */
static bool pdf_within(const struct store_type *t)
{
	return !strcmp(store_family(t->tail, t->tail_have), "file_broken");
}

/* ---- all ---- */

static void image_byte(struct store_type *t, uint8_t byte)
{
	if (t->kind == KIND_JPEG && !t->need) {
		jpeg_scan(t, byte);
		return;
	}
	t->buf[t->have++] = byte;
	if (t->have < t->need)
		return;
	if (t->kind == KIND_JPEG)
		jpeg_step(t);
	else
		png_step(t);
}

static void recognise(struct store_type *t)
{
	static const uint8_t png[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

	t->kind = KIND_OTHER;
	if (!memcmp(t->head, "%PDF-", 5)) {
		pdf_start(t, sizeof t->head);
	} else if (!memcmp(t->head, png, sizeof png)) {
		t->kind = KIND_PNG;
		expect(t, PNG_CHUNK, 8);
		t->tail_have = 0;
	} else if (t->head[0] == 0xff && t->head[1] == 0xd8 && t->head[2] == 0xff) {
		t->kind = KIND_JPEG;
		t->tail_have = 0;
		expect(t, JPEG_MARKER, 2);
		for (size_t i = 2; i < sizeof t->head; i++) {
			if (t->skip)
				t->skip--;
			else
				image_byte(t, t->head[i]);
		}
	}
}

/* Of what is none of ours the beginning matters, and so it does of what follows the end of a picture: telephones put films
 * there, others programs. */
static bool finished(const struct store_type *t)
{
	if (t->kind == KIND_OTHER || (t->kind != KIND_PDF && t->whole))
		return t->tail_have == STORE_TAIL_BYTES;
	return t->kind != KIND_PDF && t->broken;
}

static void byte_in(struct store_type *t, uint8_t byte)
{
	if (t->size++ < (int64_t)sizeof t->head) {
		t->head[t->size - 1] = byte;
		t->tail[t->size - 1] = byte;
		t->tail_have = (size_t)t->size;
		if (t->size == (int64_t)sizeof t->head)
			recognise(t);
	} else if (t->kind == KIND_PDF) {
		pdf_byte(t, byte);
	} else if (t->kind == KIND_OTHER || t->whole) {
		t->tail[t->tail_have++] = byte;
		if (t->kind == KIND_OTHER && t->tail_have == STORE_TAIL_BYTES && pdf_within(t))
			pdf_start(t, STORE_TAIL_BYTES);
	} else {
		image_byte(t, byte);
	}
}

/* How many of the next bytes only count, since the one that a PDF, or the scan of a JPEG, waits for is not among them. */
static size_t dull(const struct store_type *t, const uint8_t *p, size_t n)
{
	bool full = t->need > STORE_TAIL_BYTES && t->tail_have == STORE_TAIL_BYTES;
	bool pdf = t->kind == KIND_PDF && !t->have && (!t->whole || full);
	bool scan = t->kind == KIND_JPEG && !t->have && !t->need && !t->whole;
	const uint8_t *next = pdf || scan ? memchr(p, pdf ? '%' : 0xff, n) : p;

	return next ? (size_t)(next - p) : n;
}

/* The same of those that a frame's length passes over, or that come when all is known. */
static size_t passed_over(struct store_type *t, const uint8_t *p, size_t n)
{
	size_t step;

	if (finished(t))
		return n;
	if (!t->skip || t->size < (int64_t)sizeof t->head)
		return dull(t, p, n);
	step = t->skip < (int64_t)n ? (size_t)t->skip : n;
	t->skip -= (int64_t)step;
	return step;
}

void store_type_feed(struct store_type *t, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t step = passed_over(t, p + i, n - i);

		t->size += (int64_t)step;
		i += step;
		if (!step)
			byte_in(t, p[i++]);
	}
}

static const char *refuse(const char **problem, const char *name)
{
	*problem = name;
	return NULL;
}

static const char *pdf_type(const struct store_type *t, const char **problem)
{
	bool hides = store_family_hides(t->tail, t->tail_have);

	if (!t->whole || (t->need > STORE_TAIL_BYTES && !hides)) /* that was the end of an earlier state, or of the first page's objects */
		return refuse(problem, "file_truncated");
	return hides ? refuse(problem, "file_mixed") : "application/pdf";
}

/* None that begins as ours do; a short one may still have a PDF in it. */
static const char *other_type(const struct store_type *t, const char **problem)
{
	struct store_type pdf = *t;

	if (t->kind == KIND_UNKNOWN || !pdf_within(t))
		return refuse(problem, store_family(t->tail, t->tail_have));
	pdf_start(&pdf, t->tail_have);
	return pdf_type(&pdf, problem);
}

const char *store_type_of(const struct store_type *t, const char **problem)
{
	*problem = NULL;
	if (!t->size)
		return refuse(problem, "file_empty");
	if (t->kind == KIND_UNKNOWN || t->kind == KIND_OTHER)
		return other_type(t, problem);
	if (t->kind == KIND_PDF)
		return pdf_type(t, problem);
	if (t->broken)
		return refuse(problem, "file_truncated");
	if ((uint64_t)t->width * t->height > (uint64_t)STORE_MEGAPIXELS_MAX * 1000000)
		return refuse(problem, "file_image_size");
	if (!t->whole)
		return refuse(problem, "file_truncated");
	if (store_family_hides(t->tail, t->tail_have))
		return refuse(problem, "file_mixed");
	return t->kind == KIND_JPEG ? "image/jpeg" : "image/png";
}
