/* form_key: one-time keys of forms, and forms posted after their session ended, kept sealed until the same person is back
 * (rules.md § 9, safety.md). */
#ifndef CCER_CORE_GROUND_FORM_KEY_H
#define CCER_CORE_GROUND_FORM_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "core/ground/ctx.h"
#include "core/ground/session.h"

/* A form as it was sent. key: the page's one-time key, which all forms of a page share; owner: a secret of who was given that page;
 * content: where it goes and all it says. */
struct posted_form { const char *key, *owner, *content; };
/* What a form led to. path: where, "" a page; realm: of the session that began with it, "" none; begun_at: when it came first. */
struct form_answer { const char *path, *realm; int64_t begun_at; };
/* Forms that are done once, kept for a week. OK: it comes for the first time, and the same one coming meanwhile waits until this
 * transaction ends. ERR_CONFLICT: it was done, *first is its answer. ERR_BAD_REQUEST: no key, or one of another owner. */
enum err form_key_begin(struct ctx *c, const struct posted_form *f, struct form_answer *first);
/* Only looks: OK or ERR_NOT_FOUND. */
enum err form_key_find(struct ctx *c, const struct posted_form *f, struct form_answer *out);
/* Of a begun one: its answer (path at most 1,000 characters); or that nothing came of it and it may come again. */
enum err form_key_answer(struct ctx *c, const struct posted_form *f, const char *path, const char *realm);
enum err form_key_forget(struct ctx *c, const struct posted_form *f);
/* The token of the session a form begins: the same for the same form, so that one sent again gets the same cookie. */
const char *form_key_token(struct ctx *c, const struct posted_form *f, int64_t begun_at);
/* Another secret of a form that was begun: what is made of it can be told again to who sends the same one. */
enum err form_key_secret(struct ctx *c, const struct posted_form *f, const char **out);
/* Kept forms: sealed; found again by browser token and subject for a day, else ERR_NOT_FOUND; ERR_TAMPERED:
 * it does not open. */
enum err kept_form_save(struct ctx *c, enum realm realm, int64_t subject_id, const char *path, const char *body,
			const char **token);
enum err kept_form_find(struct ctx *c, enum realm realm, int64_t subject_id, const char *token, const char **path,
			const char **body);

#endif
