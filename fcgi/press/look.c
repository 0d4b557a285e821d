/* look.c: the verdicts. */
#include "press/look.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "press/child.h"
#include "press/decode.h"
#include "press/picture.h"

/* Whether a page is blank is decided at this width whatever preview is asked for: one line of writing must survive. */
enum { INSPECT_WIDTH = 1000, INSPECT_PAGES = 3, ABOUT_MAX = 1024 * 1024, PPM_HEAD_MAX = 32 };
static const double page_min_pt = 50 / 25.4 * 72;

static const char *pdfinfo, *pdftoppm, *press_picture;

void look_open(const char *poppler_directory, const char *picture_program)
{
	static struct arena *forever;

	if (forever == NULL)
		forever = arena_new();
	pdfinfo = arena_printf(forever, "%s/pdfinfo", poppler_directory);
	pdftoppm = arena_printf(forever, "%s/pdftoppm", poppler_directory);
	press_picture = arena_strdup(forever, picture_program);
}

/* ---- running a decoder ---- */

/* OK: it ended by itself, see status; *problem is set when the file was too much for it. */
static enum err decode(struct arena *a, const struct look_file *f, const char *const *argv, size_t cap,
		       struct child_result *done, const char **problem)
{
	struct child c = {argv, f->fd, cap, f->until_ms, f->asker};

	child_run(a, &c, done);
	switch (done->end) {
	case CHILD_EXITED:
		return OK;
	case CHILD_TOO_HARD:
	case CHILD_TOO_MUCH:
		log_warn("%s: a file was too much for it (%s)", strrchr(argv[0], '/') + 1,
			 done->end == CHILD_TOO_HARD ? "crash or limit" : "output");
		*problem = "file_broken";
		return OK;
	case CHILD_LATE:
		log_warn("%s: stopped at the time limit", strrchr(argv[0], '/') + 1);
		return ERR_UNAVAILABLE;
	case CHILD_UNASKED:
	case CHILD_FAILED:
		return ERR_UNAVAILABLE;
	}
	die("look: %d", (int)done->end);
}

static size_t ppm_max(int width, int height)
{
	return PPM_HEAD_MAX + (size_t)width * (size_t)height * 3;
}

/* ---- PDF ---- */

struct page {
	double width, height; /* pt, as it is shown */
};
struct pdf {
	int pages;
	struct page page[INSPECT_PAGES]; /* from the first asked for on */
	int known;
};

/* "Page    1 size:  595.2 x 841.92 pts (A4)", then "Page    1 rot:   90"; rotated pages come unrotated. */
static void read_page_line(const char *line, struct pdf *out)
{
	char *rest;

	(void)strtol(line + 4, &rest, 10);
	if (strncmp(rest, " size:", 6) == 0 && out->known < INSPECT_PAGES) {
		struct page *p = &out->page[out->known++];

		p->width = strtod(rest + 6, &rest);
		p->height = strncmp(rest, " x ", 3) == 0 ? strtod(rest + 3, NULL) : 0;
	} else if (strncmp(rest, " rot:", 5) == 0 && out->known > 0 && strtol(rest + 5, NULL, 10) % 180 != 0) {
		struct page *p = &out->page[out->known - 1];

		*p = (struct page){p->height, p->width};
	}
}

/* The document's own title may look like a line of pdfinfo's, but stands before them: the last "Pages:" counts, and what
 * was known of pages before it is forgotten. */
static void read_about(const char *text, struct pdf *out)
{
	for (const char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (strncmp(line, "Pages:", 6) == 0)
			*out = (struct pdf){.pages = (int)strtol(line + 6, NULL, 10)};
		else if (strncmp(line, "Page ", 5) == 0)
			read_page_line(line, out);
	}
}

static const char *about_problem(const struct child_result *done)
{
	if (strstr(done->words, "Incorrect password") || strstr(done->words, "security handler"))
		return "file_password";
	const char *range = strstr(done->words, "can not be after the last page (");
	return range && strtol(strchr(range, '(') + 1, NULL, 10) > 0 ? "file_page" : "file_broken";
}

/* A box of 400 digits is "inf" to pdfinfo. */
static bool is_length(double pt)
{
	return isfinite(pt) && pt >= 1;
}

/* Pages and the sizes of up to three of them from first on. */
static enum err pdf_about(struct arena *a, const struct look_file *f, int first, struct pdf *out, const char **problem)
{
	struct child_result done;
	const char *from = arena_printf(a, "%d", first), *to = arena_printf(a, "%d", first + INSPECT_PAGES - 1);
	const char *argv[] = {pdfinfo, "-f", from, "-l", to, "fd://0", NULL};

	*out = (struct pdf){0};
	TRY(decode(a, f, argv, ABOUT_MAX, &done, problem));
	if (**problem)
		return OK;
	if (done.status != 0)
		*problem = about_problem(&done);
	else
		read_about(done.out, out);
	if (**problem)
		return OK;
	for (int i = 0; i < out->known; i++)
		if (!is_length(out->page[i].width) || !is_length(out->page[i].height))
			*problem = "file_broken";
	if (out->pages < 1 || out->known < 1)
		*problem = "file_broken";
	return OK;
}

static enum err pdf_render(struct arena *a, const struct look_file *f, int page, const struct page *size, int width,
			   struct picture *out, const char **problem)
{
	struct child_result done;
	int w, h;

	picture_fit(size->width, size->height, width, true, &w, &h);
	const char *n = arena_printf(a, "%d", page);
	const char *argv[] = {pdftoppm, "-q", "-cropbox", "-singlefile", "-scale-dimension-before-rotation", "-f", n, "-l", n,
			      "-scale-to-x", arena_printf(a, "%d", w), "-scale-to-y", arena_printf(a, "%d", h),
			      "fd://0", NULL};
	TRY(decode(a, f, argv, ppm_max(w, h), &done, problem));
	if (!**problem && (done.status != 0 || !picture_of_ppm((uint8_t *)done.out, done.size, out)))
		*problem = "file_broken";
	return OK;
}

/* Does a page say that its unit is another than 1/72 inch? pdfinfo does not know of that, so its sizes prove nothing then. */
static bool has_unit(struct arena *a, const struct look_file *f)
{
	static const char word[] = "/UserUnit";
	enum { CHUNK = 64 * 1024, OVERLAP = sizeof word - 2 };
	char *buf = arena_alloc(a, OVERLAP + CHUNK);
	size_t kept = 0;
	ssize_t n;

	for (off_t at = 0; (n = pread(f->fd, buf + kept, CHUNK, at)) > 0; at += n) {
		size_t have = kept + (size_t)n;

		if (memmem(buf, have, word, sizeof word - 1) != NULL)
			return true;
		kept = have < OVERLAP ? have : OVERLAP;
		memmove(buf, buf + have - kept, kept);
	}
	return false;
}

static bool too_small(struct arena *a, const struct look_file *f, const struct pdf *pdf)
{
	for (int i = 0; i < pdf->known; i++)
		if (pdf->page[i].width < page_min_pt || pdf->page[i].height < page_min_pt)
			return !has_unit(a, f);
	return false;
}

/* The first page as a picture; the next ones only while all before are blank. */
static enum err pdf_inspect(struct arena *a, const struct look_file *f, struct picture *first, int *pages,
			    const char **problem)
{
	struct pdf pdf;
	bool blank = true;

	TRY(pdf_about(a, f, 1, &pdf, problem));
	if (!**problem && too_small(a, f, &pdf))
		*problem = "file_too_small";
	for (int i = 0; i < pdf.known && blank && !**problem; i++) {
		struct picture p = {0};

		TRY(pdf_render(a, f, i + 1, &pdf.page[i], INSPECT_WIDTH, &p, problem));
		if (!**problem && i == 0)
			*first = p;
		blank = **problem || picture_blank(a, &p);
	}
	if (!**problem && blank)
		*problem = "file_blank";
	*pages = pdf.pages;
	return OK;
}

static enum err pdf_page(struct arena *a, const struct look_file *f, int page, int width, struct picture *out, int *pages,
			 const char **problem)
{
	struct pdf pdf;

	TRY(pdf_about(a, f, page, &pdf, problem));
	*pages = pdf.pages;
	return **problem ? OK : pdf_render(a, f, page, &pdf.page[0], width, out, problem);
}

/* ---- images ---- */

static const char *image_problem(int status)
{
	switch (status) {
	case DECODE_GOOD:
		return "";
	case DECODE_TOO_SMALL:
		return "file_too_small";
	case DECODE_TOO_LARGE:
		return "file_image_size";
	default:
		return "file_broken";
	}
}

static enum err image(struct arena *a, const struct look_file *f, int width, bool strict, struct picture *out,
		      const char **problem)
{
	struct child_result done;
	const char *argv[] = {press_picture, f->type + strlen("image/"), arena_printf(a, "%d", width),
			      strict ? "strict" : NULL, NULL};

	TRY(decode(a, f, argv, PPM_HEAD_MAX + (size_t)PICTURE_PIXELS_MAX * 3, &done, problem));
	if (!**problem)
		*problem = image_problem(done.status);
	if (!**problem && !picture_of_ppm((uint8_t *)done.out, done.size, out))
		*problem = "file_broken";
	return OK;
}

/* ---- together ---- */

static bool is_pdf(const struct look_file *f)
{
	return strcmp(f->type, "application/pdf") == 0;
}

static void hand_out(struct arena *a, const struct picture *p, int pages, const char *problem, struct look *out)
{
	*out = (struct look){.problem = problem};
	if (*problem)
		return;
	*out = (struct look){"", pages, p->width, p->height, NULL, 0};
	picture_jpeg(a, p, &out->jpeg, &out->size);
}

enum err look_inspect(struct arena *a, const struct look_file *f, int width, struct look *out)
{
	struct picture p = {0};
	const char *problem = "";
	int pages = 1, w, h;

	if (is_pdf(f)) {
		TRY(pdf_inspect(a, f, &p, &pages, &problem));
	} else {
		TRY(image(a, f, width > INSPECT_WIDTH ? width : INSPECT_WIDTH, true, &p, &problem));
		if (!*problem && picture_blank(a, &p))
			problem = "file_blank";
	}
	if (!*problem) {
		picture_fit(p.width, p.height, width, false, &w, &h);
		picture_shrink(&p, w, h);
	}
	hand_out(a, &p, pages, problem, out);
	return OK;
}

enum err look_page(struct arena *a, const struct look_file *f, int page, int width, const char *watermark,
		   struct look *out)
{
	struct picture p = {0};
	const char *problem = "";
	int pages = 1;

	if (is_pdf(f))
		TRY(pdf_page(a, f, page, width, &p, &pages, &problem));
	else if (page != 1)
		problem = "file_page";
	else
		TRY(image(a, f, width, false, &p, &problem));
	if (!*problem)
		picture_watermark(&p, watermark);
	hand_out(a, &p, pages, problem, out);
	return OK;
}

enum err look_pages(struct arena *a, const struct look_file *f, struct look *out)
{
	struct pdf pdf = {.pages = 1};
	const char *problem = "";

	if (is_pdf(f))
		TRY(pdf_about(a, f, 1, &pdf, &problem));
	*out = (struct look){.problem = problem, .pages = *problem ? 0 : pdf.pages};
	return OK;
}
