/* application: the working copy and the frozen versions of one application (rules.md § 2). State moves are review.h's,
 * files are material.h's. An application is reached by its visitor (application_of_visitor) or by staff
 * (application_for_staff) or by timed jobs (application_for_system): there is no other way to one. */
#ifndef CCER_CORE_APPLICATION_H
#define CCER_CORE_APPLICATION_H

#include <stdbool.h>

#include "core/ground/ctx.h"

enum state {
	STATE_DRAFT, STATE_INITIAL_REVIEW, STATE_RETURNED, STATE_AWAITING_PAPER, STATE_PAPER_REVIEW, STATE_TO_HAND_OVER,
	STATE_HANDED_OVER, STATE_REGISTRY_REVIEW, STATE_OPENED, STATE_WITHDRAWN, STATE_REFUSED, STATE_COUNT
};
const char *state_name(enum state s); /* "initial_review" */

struct application {
	int64_t id, visitor_id;
	const char *public_id, *number; /* number "" before the first submission */
	enum state state;
	int version;    /* newest frozen version, 0 none */
	int moves;      /* compare-and-set counter */
	int edits;      /* counts saves of the working copy (sections, files, confirmations do not count) */
	int revision_id; /* of the notice its working copy follows; versions keep theirs */
	bool amending;  /* submitted, and its working copy is open for changes again (review_begin_amend) */
	const char *org_name, *uscc, *kind, *subject; /* of the newest frozen version; "" in a first draft */
	int64_t claimed_by, claimed_at; /* 0 / -1: nobody */
	int64_t stage_since, submitted_at; /* -1 never */
	const char *due_on;  /* YYYY-MM-DD or "" */
};

/* The visitor's open application, else the newest one, else ERR_NOT_FOUND. */
enum err application_of_visitor(struct ctx *c, int64_t visitor_id, struct application *out);
/* By public id, for staff whose organisation may see it in its state: the exchange sees everything submitted, the
 * registry from handed_over on, auditors and supervisors of their organisation likewise. Nobody sees one whose visitor or
 * people share their own mobile or document number (ERR_DENIED). */
enum err application_for_staff(struct ctx *c, const char *public_id, struct application *out);
/* By id, for timed jobs; any other actor is a bug and dies. */
enum err application_for_system(struct ctx *c, int64_t id, struct application *out);
/* A new draft under the notice revision in force. ERR_CONFLICT when one is open. */
enum err application_create(struct ctx *c, int64_t visitor_id, struct application *out);

/* ---- fields ---- */

struct field {
	const char *section, *name, *when;
	size_t max;
	bool required, sensitive;
	/* As rule_fn of web.h: normalises and checks; NULL right, else a message name. */
	const char *(*rule)(struct arena *a, int64_t now, const char **value);
};
extern const struct field application_fields[];
extern const size_t application_field_count;
const struct field *application_field(const char *name); /* NULL when there is none */

/* Sections in page order: organisation signatory initiator confirmer contact trader agreement project declaration. */
extern const char *const application_sections[];
extern const size_t application_section_count;

/* Values by field name; "" when empty. */
struct values { const char **v; /* application_field_count texts */ };
const char *values_get(const struct values *v, const char *name);
void values_set(struct values *v, const char *name, const char *value);
struct values values_new(struct arena *a);
/* Is a field or material asked for under these answers? cond as in form.def and material.applies_when. */
bool values_meet(const struct values *v, const char *cond);
/* Is a section asked for at all (project only for project_owner)? */
bool values_section_applies(const struct values *v, const char *section);

/* The notice revision a version was submitted under; of version 0, the working copy, that of the application. */
enum err application_revision(struct ctx *c, const struct application *app, int version, int *revision_id);

/* version 0: the working copy. */
enum err application_values(struct ctx *c, const struct application *app, int version, struct values *out);

struct section_state { const char *section; int saved; bool complete; int64_t saved_at; };
/* One per section in order, saved 0 when never saved. */
enum err application_section_states(struct ctx *c, const struct application *app, struct section_state *out);

/* A message about one field: name in label/error.hdf. field NULL ends no list; count says how many. */
struct problem { const char *field, *message; };
struct problems { struct problem *v; size_t count; };

/* Rules over several fields of one section (and the saved others): missing required ones, 发起≠确认, uscc confirmation,
 * document number against its kind, dates in order, duplicates. Only those that make the section incomplete. */
void application_section_check(struct ctx *c, const struct values *v, const char *section, struct problems *out);
/* Saves a section in draft or returned state, or while amending. Values of the section only;
 * those of fields not asked for any more are cleared. What was typed is kept even when incomplete. saved: the counter the
 * page was made from; ERR_CONFLICT when another tab has saved since (nothing is written). */
enum err application_section_save(struct ctx *c, const struct application *app, const char *section, int saved,
				  const struct values *v, bool complete);
/* May the applicant edit now (draft, returned, amending)? */
bool application_editable(const struct application *app);

/* ---- trading representative's mobile and e-mail confirmed by code before submission (rules.md § 2.6) ---- */
/* Confirmations hold for one value: changing the field undoes them. */
enum err application_confirm_contact(struct ctx *c, const struct application *app, const char *field);
enum err application_contact_confirmed(struct ctx *c, const struct application *app, const char *field, bool *out);

/* Everything that still stands between the working copy and submission; count 0: ready. Problems of fields name the
 * field, of materials "material:<code>:<slot>", of contacts "confirm:<field>", of corrections "correction:<n>". */
enum err application_missing(struct ctx *c, const struct application *app, struct problems *out);

/* Freezes the working copy as version + 1: fields, files, digest; the number (受理号) at the first time; list columns;
 * carries over marks of what did not change. Called by review_move only. */
enum err application_freeze(struct ctx *c, struct application *app);

/* What the applicant changed from version a to version b: targets "field:<name>" and "material:<code>". */
struct changes { const char **target; size_t count; };
enum err application_changes(struct ctx *c, const struct application *app, int from, int to, struct changes *out);
/* The same, and materials for which the notice revisions of the two ask otherwise: what was marked right or posted under the
 * old one need not be right under the new. */
enum err application_changes_asked(struct ctx *c, const struct application *app, int from, int to, struct changes *out);
bool changes_have(const struct changes *ch, const char *target);

/* ---- what its applicant follows and answers ---- */

/* The timeline, oldest first: version action from_state to_state actor_kind note happened_at items (of the correction
 * notice a return made). */
enum err application_events(struct ctx *c, const struct application *app, struct db_rows *out);
/* Frozen versions, newest first: version submitted_at. */
enum err application_versions(struct ctx *c, const struct application *app, struct db_rows *out);
/* The mailing block of the notice in force today, since papers go to where the exchange is now: id title mail_address
 * mail_recipient mail_postcode mail_phone. */
enum err application_mailing(struct ctx *c, struct db_rows *out);
/* Items of the correction notice on the newest version: number target problem remedy answer. */
enum err application_corrections(struct ctx *c, const struct application *app, struct db_rows *out);
/* The applicant's explanation to an item instead of a change; "" takes it back. ERR_STALE when no longer returned,
 * ERR_CONFLICT when there is no such item. */
enum err application_answer(struct ctx *c, const struct application *app, int number, const char *answer);
/* How the papers of the newest version were posted; may be corrected while they are awaited (the time of posting stays).
 * ERR_STALE otherwise. */
enum err application_ship(struct ctx *c, const struct application *app, const char *courier, const char *tracking);

#endif
