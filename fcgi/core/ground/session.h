/* session: sessions of the three realms, one-time codes, limits, one-time form keys, kept forms (rules.md §§ 8, 9). */
#ifndef CCER_CORE_GROUND_SESSION_H
#define CCER_CORE_GROUND_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
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
/* Makes a session. token: 256 bits as text for the cookie, new at every sign-in and at the second factor (form_key_token).
 * Staff: a full one ends the person's other sessions. */
enum err session_start(struct ctx *c, enum realm realm, int64_t subject_id, bool full, const char *token);
/* By cookie token. ERR_SIGN_IN when unknown; an ended one is given with ended = true. Only reads. */
enum err session_find(struct ctx *c, enum realm realm, const char *token, struct session *out);
/* It was used just now: touches seen_at, at most once a minute. */
enum err session_seen(struct ctx *c, const struct session *s, const char *token);
/* One session, all of a person, by now; none of them is no error. */
enum err session_end(struct ctx *c, const char *token);
enum err session_end_all(struct ctx *c, enum realm realm, int64_t subject_id);
/* All of a person but the one of this token; the one with this number, if it is theirs. None is no error. */
enum err session_end_others(struct ctx *c, enum realm realm, int64_t subject_id, const char *token);
enum err session_end_one(struct ctx *c, enum realm realm, int64_t subject_id, int64_t id);
/* Where a person is signed in now, at most 50, the session of this token first: id is_this created_at seen_at ip agent. */
enum err session_list(struct ctx *c, enum realm realm, int64_t subject_id, const char *token, struct db_rows *out);
/* A fresh code was right just now: step_up_at is this moment (rules.md § 9). */
enum err session_step_up(struct ctx *c, const char *token);
/* The CSRF token that belongs to a session token or to an anonymous browser token: keyed hash. */
const char *session_csrf(struct arena *a, const char *token);

#endif
