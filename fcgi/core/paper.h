/* paper: the paper copies of a version, material by material, and their shipment (rules.md § 5). Moving the case (receive,
 * return_paper, pass) is review.h's. */
#ifndef CCER_CORE_PAPER_H
#define CCER_CORE_PAPER_H

#include "core/material.h"

struct paper {
	const char *code, *name, *source;
	int number;
	int expected;         /* copies the notice asks for, > 0 */
	int copies;           /* counted, -1 not yet */
	int version;          /* of the papers counted: an older one when they are still valid; 0 not counted */
	const char *problem;  /* why they go back, "" when in order */
};
struct papers {
	struct paper *v;
	size_t count;
	bool complete;        /* every one counted, enough of each, none with a problem */
	size_t problems;
};
/* The papers asked for under a version. Those counted for an older version count as long as neither the material's files nor,
 * for a generated form, any field changed since. */
enum err paper_list(struct ctx *c, const struct application *app, int version, struct papers *out);

/* Notes what was counted. problem "" : in order. ERR_INVALID: no such paper under this version, or copies not 0..99;
 * ERR_STALE: version is not the current one. Who may is the caller's to have asked (review_may). */
enum err paper_count(struct ctx *c, const struct application *app, int version, const char *code, int copies,
		     const char *problem);

struct shipment { int version; const char *courier, *tracking; int64_t posted_at; };
/* The newest shipment. ERR_NOT_FOUND when nothing was posted. */
enum err paper_shipment(struct ctx *c, const struct application *app, struct shipment *out);

/* Sheets that go on to the registry: sum of registry_copies over the papers of the version. */
enum err paper_registry_copies(struct ctx *c, const struct application *app, int version, int *out);

#endif
