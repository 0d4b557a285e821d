/* paper: the paper copies of a version, material by material, and their shipments (rules.md §§ 4, 5). Moving the case
 * (receive, return_paper, pass) is review.h's; which parcel belongs to which case is paper_code.h's. */
#ifndef CCER_CORE_REVIEW_PAPER_H
#define CCER_CORE_REVIEW_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/application/application_changes.h"
#include "db/db.h"

/* What a paper bears; which of them it must bear is data of the catalogue. */
enum { PAPER_SEAL = 1, PAPER_SIGNATURE = 2, PAPER_COPY = 4 /* lines copied by hand */ };

struct paper {
	const char *code, *name, *source;
	int number;
	int expected, registry; /* copies the notice asks for, > 0, and how many of them go on to the registry */
	unsigned asked;         /* PAPER_* it must bear */
	/* As counted under this version, or under an older one when that still holds (then it is in order); version 0 and
	 * copies -1 when there is none. */
	int version, copies;
	unsigned marks;
	const char *problem;    /* why it goes back, "" when in order */
	/* It is here, in order and still valid: nothing to be posted. */
	bool held;
	/* It was in order under the older version `was`, but this changed since, so it must be signed and posted again:
	 * fields it prints, or its own files. */
	int was;
	struct changes why;
};
struct papers {
	struct paper *v;
	size_t count;
	bool complete;   /* all are held */
	size_t problems; /* counted under this very version and to go back */
	size_t to_post;  /* not held: copies of them are asked for */
};
/* The papers asked for under a version. */
enum err paper_list(struct ctx *c, const struct application *app, int version, struct papers *out);
/* What of these changes (application_changes_asked) makes a paper signed before them worthless: its files, what the notice asks
 * of it, and of a generated form the answers printed on it (document_field.h). count 0: it stays valid. */
void paper_touched(struct arena *a, const struct changes *changes, const struct paper *p, struct changes *out);

struct paper_found { const char *code; int copies; unsigned marks; const char *problem; };
/* Notes what was found of one paper signed under version `of`. ERR_INVALID: no such paper is asked for, copies not 0..99, or
 * neither in order nor with a problem; ERR_STALE: `of` is no version of the application, or an older one under which this
 * paper does not hold any more. Who may is the caller's to have asked (review_may). */
enum err paper_count(struct ctx *c, const struct application *app, int of, const struct paper_found *found);

struct shipment { int version, moves; const char *courier, *tracking; int64_t posted_at; };
/* The newest shipment. ERR_NOT_FOUND when nothing was posted. */
enum err paper_shipment(struct ctx *c, const struct application *app, struct shipment *out);
/* All of them, oldest first: version moves courier tracking posted_at. */
enum err paper_shipments(struct ctx *c, const struct application *app, struct db_rows *out);
/* Was it posted since the papers are awaited this time? */
bool paper_on_its_way(const struct application *app, const struct shipment *s);

#endif
