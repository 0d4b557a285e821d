/* session: sessions of the three realms, one-time codes, limits, one-time form keys, kept forms (rules.md §§ 8, 9). */
#ifndef CCER_CORE_SESSION_H
#define CCER_CORE_SESSION_H

#include <stdbool.h>

#include "core/ground/ctx.h"

enum realm { REALM_VISITOR, REALM_STAFF, REALM_HOLDER };
struct session {
	enum realm realm;
	int64_t subject_id;
	bool full;          /* second factor done (staff); always true for the others */
	bool ended;         /* idle or absolute limit passed, or signed out: only for keeping a form */
	int64_t step_up_at; /* -1 never */
	int64_t seen_at, created_at;
};
/* "visitor", "staff", "holder": the name of actors, audited objects and limits. */
const char *session_realm_name(enum realm realm);
/* Makes a session and gives its token (text for the cookie). A new token at every sign-in and at the second factor.
 * Staff: a full one ends the person's other sessions. */
enum err session_start(struct ctx *c, enum realm realm, int64_t subject_id, bool full, const char **token);
/* By cookie token. ERR_SIGN_IN when unknown; an ended one is given with ended = true. Touches seen_at (at most once a
 * minute). */
enum err session_find(struct ctx *c, enum realm realm, const char *token, struct session *out);
/* One session, all of a person, by now; none of them is no error. */
enum err session_end(struct ctx *c, const char *token);
enum err session_end_all(struct ctx *c, enum realm realm, int64_t subject_id);
/* A fresh code was right just now: step_up_at is this moment (rules.md § 9). */
enum err session_step_up(struct ctx *c, const char *token);
/* The CSRF token that belongs to a session token or to an anonymous browser token: keyed hash. */
const char *session_csrf(struct arena *a, const char *token);

/* One more of what (e.g. "code.number") for whom in a window; ERR_LIMITED when that makes more than max. Counted
 * atomically in the database; commits with the caller's transaction. */
enum err limit_take(struct ctx *c, const char *what, const char *whom, int64_t window_s, int64_t max);
/* Seconds until limit_take would give OK again, 0 at once; takes nothing. */
enum err limit_until(struct ctx *c, const char *what, const char *whom, int64_t window_s, int64_t max, int64_t *wait_s);
/* Wrong tries of the last quarter of an hour: the first free_tries cost nothing, then each costs a wait that doubles, a
 * minute at most, so nobody is locked out for ever. ERR_LIMITED while it runs. whom: an account, an address, or both. */
enum err limit_wait(struct ctx *c, const char *whom, int64_t free_tries);
/* One more wrong try; a right one forgets them all. */
enum err limit_failed(struct ctx *c, const char *whom);
enum err limit_forget(struct ctx *c, const char *whom);
/* One try to sign in with a password. found: the row of that name with columns id and password_hash, or none; unknown,
 * without a password and wrong give the same answer in the same time. ERR_DENIED: wrong, counted and audited if the caller
 * commits; ERR_LIMITED: has to wait; ERR_UNAVAILABLE: memory is short. */
enum err password_try(struct ctx *c, enum realm realm, const char *name, const struct db_rows *found,
		      const char *password);

/* Sends a six-digit code (10 minutes, 5 tries, one live per purpose and address) under all limits of rules.md § 8:
 * 1 a minute, 5 an hour, 10 a day per number, per IP. purpose: register reset contact second_factor step_up activate.
 * channel "sms" | "mail". ERR_LIMITED does not tell which limit. silent: do everything but write the message (for
 * numbers that do not exist, so that nothing shows). */
enum err code_send(struct ctx *c, const char *purpose, const char *channel, const char *address, bool silent);
/* How long the limits of an address still hold another code back, s; 0 not at all. For whose address it is. */
enum err code_wait(struct ctx *c, const char *address, int64_t *wait_s);
/* Uses it up. ERR_DENIED: wrong, expired, used, or too many tries. The failed try counts if the caller commits. */
enum err code_use(struct ctx *c, const char *purpose, const char *address, const char *code);

/* One-time form keys: OK first time; ERR_CONFLICT with *result = the first result when the same key came with the same
 * content; ERR_BAD_REQUEST with other content. An empty key is ERR_BAD_REQUEST. */
enum err operation_begin(struct ctx *c, const char *key, const void *content, size_t n, const char **result);
/* Where the result of a begun one is to be seen: what comes again is sent there. */
enum err operation_result(struct ctx *c, const char *key, const char *result);

/* Kept forms: sealed; found again by browser token and subject for a day, else ERR_NOT_FOUND; ERR_TAMPERED:
 * it does not open. */
enum err kept_form_save(struct ctx *c, enum realm realm, int64_t subject_id, const char *path, const char *body,
			const char **token);
enum err kept_form_find(struct ctx *c, enum realm realm, int64_t subject_id, const char *token, const char **path,
			const char **body);

#endif
