/* application: one application, and who may reach it (rules.md §§ 1, 2). Its answers are application_section.h's, state
 * moves review.h's, files material.h's. An application is reached by its visitor (application_of_visitor) or by staff
 * (application_for_staff) or by timed jobs (application_for_system): there is no other way to one. */
#ifndef CCER_CORE_APPLICATION_APPLICATION_H
#define CCER_CORE_APPLICATION_APPLICATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/state.h"
#include "core/ground/ctx.h"

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
/* By public id, for staff. The exchange's staff and auditors see every application that was submitted; the registry's staff see
 * those that it has or once had. Else ERR_NOT_FOUND. ERR_DENIED: it is their own (their mobile is the visitor's or a person's). */
enum err application_for_staff(struct ctx *c, const char *public_id, struct application *out);
/* By id, for timed jobs; any other actor is a bug and dies. */
enum err application_for_system(struct ctx *c, int64_t id, struct application *out);
/* A new draft under the notice revision in force. ERR_CONFLICT when one is open. */
enum err application_create(struct ctx *c, int64_t visitor_id, struct application *out);
/* The notice revision a version was submitted under; of version 0, the working copy, that of the application. */
enum err application_revision(struct ctx *c, const struct application *app, int version, int *revision_id);
/* May the applicant edit now (draft, returned, amending)? */
bool application_editable(const struct application *app);

/* ---- trading representative's mobile and e-mail confirmed by code before submission (rules.md § 2.6) ---- */
/* field: trader_mobile | trader_email. Confirmations hold for one value: changing the field undoes them. ERR_INVALID: the field is
 * empty. */
enum err application_confirm_contact(struct ctx *c, const struct application *app, const char *field);
enum err application_contact_confirmed(struct ctx *c, const struct application *app, const char *field, bool *out);

#endif
