/* revision_diff: what differs between two revisions of the notice. */
#ifndef CCER_CORE_NOTICE_REVISION_DIFF_H
#define CCER_CORE_NOTICE_REVISION_DIFF_H

#include <stddef.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/notice/revision.h"

struct revision_line { enum { LINE_SAME, LINE_OLD, LINE_NEW, LINE_GAP } kind; const char *text; };
struct revision_difference {
	const char *field, *old, *now; /* a column of the revision or of its material; slot_name slot_when: of a slot */
};
struct revision_part {
	const char *kind;   /* "" the revision itself; added | removed | changed | moved (its number alone): a material */
	const char *code, *name;
	int number;
	struct revision_difference *difference;
	size_t count;
};
struct revision_diff {
	struct revision_part *part; /* without what stayed the same */
	size_t part_count;
	struct revision_line *line; /* of the text; unchanged ones only beside changed ones */
	size_t line_count;          /* 0: the text is the same */
};
enum err revision_compare(struct ctx *c, const struct revision *from, const struct revision *to, struct revision_diff *out);
/* What differs between two texts, line by line. */
void revision_lines(struct arena *a, const char *from, const char *to, struct revision_diff *out);

#endif
