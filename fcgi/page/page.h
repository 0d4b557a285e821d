/* page: what handlers share. Handlers only read checked fields, call core, fill the view. */
#ifndef CCER_PAGE_PAGE_H
#define CCER_PAGE_PAGE_H

#include "core/ctx.h"
#include "core/session.h"
#include "web/web.h"

/* Who a request belongs to; always there after identify, also for nobody. */
struct subject {
	struct ctx ctx;          /* db, arena, now, actor of this request */
	struct session session;  /* of the realm's cookie; full = false and subject_id = 0 for nobody */
	const char *token;       /* session token, NULL for nobody */
	const char *browser;     /* anonymous browser token: CSRF before sign-in, kept forms */
};
struct subject *page_subject(struct req *r);
struct ctx *page_ctx(struct req *r);

/* Rights of portal routes. The office uses enum role bits, plus these. */
enum { RIGHT_ANYBODY = 1u << 28, RIGHT_VISITOR = 1u << 29, RIGHT_HOLDER = 1u << 30, RIGHT_STAFF = 1u << 27 /* any role, second
	factor done */, RIGHT_PASSWORD = 1u << 26 /* staff between password and second factor */ };

/* Turns an error of core into a refusal on the same page where that is what people expect (ERR_DENIED, ERR_CONFLICT,
 * ERR_LIMITED, ERR_INVALID become req_error(r, field, message)) and returns OK, else returns e. */
enum err page_refuse(struct req *r, enum err e, const char *field, const char *message);

/* One-time form key (rules, safety): call first in a POST handler that must happen once. ERR_CONFLICT: it already did, and
 * the redirect to its result has been set: return OK. After success call page_done. */
enum err page_once(struct req *r, bool *already);
/* Remembers the result path and redirects there. */
enum err page_done(struct req *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* identify/permit/keep/frame/before_commit hooks shared by the sites. realm says whose cookie. */
enum err page_identify_portal(struct req *r); /* visitor cookie "v", holder cookie "h", browser cookie "b" */
enum err page_identify_office(struct req *r); /* staff cookie "s", browser cookie "b" */
enum err page_permit(struct req *r, unsigned right);
enum err page_keep(struct req *r);
enum err page_before_commit(struct req *r);   /* audit_flush */

#endif
