/* revision_material: the catalogue of a revision while it is a draft (revision.h). */
#ifndef CCER_CORE_NOTICE_REVISION_MATERIAL_H
#define CCER_CORE_NOTICE_REVISION_MATERIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/notice/revision.h"

struct revision_slot { const char *slot /* "" makes a new one */, *name, *applies_when; };
struct revision_material {
	const char *name, *accounts, *applies_when, *source, *requirement;
	const char *clause, *clause_when; /* what it must say in so many words, and when; both "": nothing */
	int paper_copies, registry_copies;
	bool needs_seal, needs_signature, needs_copy; /* what a paper copy must bear */
	struct revision_slot slot[REVISION_SLOTS_MAX];
	size_t slot_count; /* >= 1 */
};
/* code "": a new one at the end. seen: revision.changes as the page showed it. Refused: ERR_STALE: it changed, or there is no such
 * material (any more); ERR_CONFLICT: there are REVISION_MATERIALS_MAX; ERR_INVALID: it has no slot, more copies go to the registry than
 * there are, or it is to be generated and there is no form of it. */
enum err revision_material_save(struct ctx *c, const struct revision *rev, int seen, const char *code,
				const struct revision_material *m);
/* Can the system fill a form for the material of this code? */
bool revision_form_known(const char *code);
/* The materials behind it move up by one number. ERR_STALE: as saving. */
enum err revision_material_remove(struct ctx *c, const struct revision *rev, int seen, const char *code);
/* Changes places with its neighbour; at the end of the list nothing happens. ERR_STALE: as saving. */
enum err revision_material_shift(struct ctx *c, const struct revision *rev, int seen, const char *code, bool up);

#endif
