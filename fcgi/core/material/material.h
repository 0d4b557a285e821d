/* material: the catalogue of a notice revision and the files in its slots (rules.md § 3). */
#ifndef CCER_CORE_MATERIAL_MATERIAL_H
#define CCER_CORE_MATERIAL_MATERIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "core/store/store.h"

/* form_hash: of a signed scan of a generated form, document_hash (document.h) of the answers when it was attached; else "".
 * scan: its state (scan.h). pages: 0 not known; preview: "" none (inspect.h). position: only its order among those of its slot
 * means something. */
struct material_file {
	int64_t id;
	const char *public_id, *name, *type;
	int64_t size;
	const char *form_hash, *scan;
	int position, pages;
	const char *preview;
};
struct material_slot { const char *slot, *name; struct material_file *file; size_t file_count; };
struct material {
	const char *code, *name, *accounts, *source, *requirement;
	const char *clause; /* what it must say in so many words under these answers, "": nothing */
	int number, paper_copies, registry_copies;
	bool needs_seal, needs_signature, needs_copy; /* what its paper must bear; copy: lines copied by hand */
	struct material_slot *slot;
	size_t slot_count;
	bool complete; /* each slot has a file */
};
struct materials { struct material *v; size_t count, complete; };
/* The materials asked for under the answers of a version (0 the working copy) by the notice revision it belongs to, with
 * their files. */
enum err material_list(struct ctx *c, const struct application *app, int version, struct materials *out);
enum { MATERIAL_FILES_PER_SLOT = 20 };
/* Puts a stored file into a slot of the working copy. replace_file_id > 0: takes that file's place, else it comes last. ERR_STALE:
 * the application is not to be edited any more. Refused: ERR_INVALID: the material is not asked for (any more); ERR_CONFLICT: the
 * slot is full or has this content already, or the file to be replaced stands there no longer. */
enum err material_attach(struct ctx *c, const struct application *app, const char *code, const char *slot, int64_t file_id,
			 int64_t replace_file_id);
/* What an application has already of a file that came in. Locks the application until the end of the transaction, so that two
 * windows cannot bring the same content twice. */
struct material_known {
	struct store_file file;  /* with the same content; id 0: there is none */
	const char *problem;     /* of that file: a message name, "" good: it may be used again */
	bool over_quota;         /* with the new one it would be more than store.max_mb_per_application; what was removed counts until
				    it has left (store_forget.h) */
};
enum err material_known(struct ctx *c, const struct application *app, const struct store_writer *w, int64_t size,
			struct material_known *out);
/* A file that stands in any slot of the working copy, by public id. ERR_STALE: the application is not to be edited any more;
 * refused: no such file stands there (any more). */
enum err material_standing(struct ctx *c, const struct application *app, const char *public_id, int64_t *file_id);
/* Takes a file out of a slot of the working copy. ERR_STALE: not to be edited any more; ERR_CONFLICT: it does not stand there. */
enum err material_detach(struct ctx *c, const struct application *app, const char *code, const char *slot,
			 const char *file_public_id);
/* Two files of a slot, first standing right before second, change places. Standing the other way round already: nothing is
 * done. ERR_STALE: they are not neighbours any more. Both by public id. */
enum err material_swap(struct ctx *c, const struct application *app, const char *code, const char *slot,
		       const char *first, const char *second);

#endif
