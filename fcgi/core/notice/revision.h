/* revision: revisions of the notice as the office prepares them: drafted by an editor, proposed, released by another person
 * for a day, or sent back; what was released never changes (triggers of 0003_notice.sql hold it too). Everything about a
 * revision has one compare-and-set counter, `changes`: callers give the one their page was made from as `seen`.
 * Errors of all changes: ERR_STALE somebody changed it since; ERR_DENIED not this person's, or not in this state. */
#ifndef CCER_CORE_REVISION_H
#define CCER_CORE_REVISION_H

#include "core/notice/catalogue.h"

enum {
	REVISION_NUMBER_MAX = 999,
	REVISION_BODY_MAX = 6000, /* code points: a form fits what the web server lets through */
	REVISION_SLOTS_MAX = 6,
	REVISION_MATERIALS_MAX = 40,
};

enum revision_state { REVISION_DRAFT, REVISION_PROPOSED, REVISION_RELEASED, REVISION_WITHDRAWN };

struct revision {
	int id;                   /* the revision's number, e.g. 8 */
	enum revision_state state;
	int changes;
	bool holds, past;         /* in force today; was in force before another one took its place */
	const char *effective_on; /* "" unless released */
	int64_t prepared_by, changed_by; /* staff ids, 0: came with the system */
	/* one row: title published_on body mail_address mail_recipient mail_postcode mail_phone mail_note document_set
	 * remark copied_from, names prepared_by changed_by proposed_by released_by, times prepared_at changed_at
	 * proposed_at released_at */
	struct db_rows row;
};

/* All, newest number first: id title state published_on effective_on prepared_by changed_by released_by changed_at. */
enum err revision_list(struct ctx *c, struct db_rows *out);
/* ERR_NOT_FOUND: no revision has this number. */
enum err revision_load(struct ctx *c, int id, struct revision *out);
/* The one that holds today. */
enum err revision_now(struct ctx *c, int *id);
/* The released one a revision takes the place of, 0 when there is none. */
enum err revision_before(struct ctx *c, const struct revision *rev, int *id);

/* A draft with text and catalogue of another one. ERR_CONFLICT: the number is taken; ERR_NOT_FOUND: no such other. */
enum err revision_copy(struct ctx *c, int from, int number);

struct revision_text {
	int number; /* may change while it is a draft */
	const char *title, *published_on, *body, *mail_address, *mail_recipient, *mail_postcode, *mail_phone, *mail_note;
	const char *document_set; /* a folder under templates/document/: which forms are printed */
};
/* ERR_CONFLICT: the number is taken. */
enum err revision_save(struct ctx *c, const struct revision *rev, int seen, const struct revision_text *text);

/* ---- its catalogue, while it is a draft ---- */

struct revision_slot { const char *slot /* "" makes a new one */, *name, *applies_when; };
struct revision_material {
	const char *name, *accounts, *applies_when, *source, *requirement;
	int paper_copies, registry_copies;
	bool needs_seal, needs_signature, needs_copy; /* what a paper copy must bear */
	struct revision_slot slot[REVISION_SLOTS_MAX];
	size_t slot_count; /* >= 1 */
};
/* code "": a new one at the end. ERR_NOT_FOUND: no such material; ERR_CONFLICT: there are REVISION_MATERIALS_MAX;
 * ERR_INVALID: more copies go to the registry than there are, or it is to be generated and there is no form of it. */
enum err revision_material_save(struct ctx *c, const struct revision *rev, int seen, const char *code,
				const struct revision_material *m);
/* Can the system fill a form for the material of this code? */
bool revision_form_known(const char *code);
/* The materials behind it move up by one number. */
enum err revision_material_remove(struct ctx *c, const struct revision *rev, int seen, const char *code);
/* Changes places with its neighbour; at the end of the list nothing happens. */
enum err revision_material_shift(struct ctx *c, const struct revision *rev, int seen, const char *code, bool up);

/* ---- from hand to hand ---- */

enum revision_action { REVISION_PROPOSE, REVISION_SEND_BACK, REVISION_RELEASE, REVISION_WITHDRAW, REVISION_REOPEN,
		       REVISION_ACTION_COUNT };
const char *revision_action_name(enum revision_action a);
/* By state, role and person; release is never for who prepared or last changed it. */
bool revision_may(const struct ctx *c, const struct revision *rev, enum revision_action a);
/* remark: why it is sent back or withdrawn (required for send_back). day: from which it holds, for release. ERR_INVALID:
 * no remark, a day before today, or nothing is asked for; ERR_CONFLICT: another one is released for this day. */
enum err revision_move(struct ctx *c, const struct revision *rev, int seen, enum revision_action a, const char *remark,
		       const char *day);

/* For revision_material.c: locks a draft for writing and counts the change. */
enum err revision_begin_change(struct ctx *c, const struct revision *rev, int seen);

/* ---- what differs from another one ---- */

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

/* ---- open applications under another revision ---- */

enum { REVISION_PAGE = 20 };
struct revision_touched {
	int64_t position; /* where the next page begins */
	struct application app;
	int64_t created_at;
	struct catalogue_changes changes; /* for the answers of the working copy */
};
/* At most REVISION_PAGE and one more after a position (0: from the start), by age of the applicant's account; those decided
 * about are left out. */
enum err revision_touched(struct ctx *c, const struct revision *rev, int64_t after, struct revision_touched **out,
			  size_t *count);
/* May it be decided now whether applications stay or move: rev holds today, and the person is an editor or supervisor. */
bool revision_may_choose(const struct ctx *c, const struct revision *rev);
/* One application, as it stood on the page: moves: its counter. ERR_STALE: it changed. Moving is a row of its history, which
 * its applicant sees, and a message when its materials differ, or the mailing block of one whose papers have not come; what was
 * submitted keeps its revision. */
enum err revision_choose(struct ctx *c, const struct revision *rev, const char *public_id, int moves, bool to_new);

#endif
