/* page: what handlers share. Handlers only read checked fields, call core, fill the view. */
#ifndef CCER_PAGE_PAGE_H
#define CCER_PAGE_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/application/application.h"
#include "core/ground/session.h"
#include "web/web.h"

struct queue_tally;

/* Who a request belongs to; always there after identify, also for nobody. */
struct subject {
	struct ctx ctx;          /* db, arena, now, actor of this request */
	struct session session;  /* of the realm's cookie; full = false and subject_id = 0 for nobody */
	const char *token;       /* session token, NULL for nobody */
	const char *browser;     /* token of the browser: CSRF before sign-in, forms done once; NULL until it was shown a form */
	const char *began;       /* the realm of the session that this request began, "" none */
	const char *about_name;  /* what the route's row begins with, "" nothing */
	void *about;
	const struct queue_tally *tally; /* of the office's frame (office_tallies), NULL until counted */
	int64_t mine;
};
struct subject *page_subject(struct req *r);
struct ctx *page_ctx(struct req *r);
/* What a route's row begins with: .begin loads it (in the arena) and gives it a name of its own, and the handler takes it
 * up under that name. A row that begins with something else dies. */
void page_begin_with(struct req *r, const char *name, void *about);
void *page_begun(struct req *r, const char *name);
/* An application (apply_begin, office_case_begin). */
struct application *page_application(struct req *r);
/* All that was posted but the tokens, as a form body. */
const char *page_posted(struct req *r);
/* The name of the cookie of a realm's sessions. */
const char *page_cookie_of(enum realm realm);

/* Rights of portal routes. The office uses enum role bits, plus these. */
enum { RIGHT_ANYBODY = 1u << 28, RIGHT_VISITOR = 1u << 29, RIGHT_HOLDER = 1u << 30, RIGHT_STAFF = 1u << 27 /* any role, second
	factor done */, RIGHT_PASSWORD = 1u << 26 /* staff between password and second factor */,
	RIGHT_PAYER = RIGHT_ANYBODY | RIGHT_HOLDER /* anybody; a holder who has signed in is known as one */ };

/* Turns an error of core into a refusal on the same page where that is what people expect (ERR_DENIED, ERR_CONFLICT, ERR_INVALID,
 * ERR_STALE, ERR_LIMITED) and returns OK, else returns e. The sentence is the reason core noted (refusal.h), or the general one of
 * the error. field: beside which it stands, "" for the page's head. */
enum err page_refuse(struct req *r, enum err e, const char *field);
/* The same where it depends on the reason beside which field it stands: the row of that reason says so, or the last one, whose reason
 * is NULL. */
struct page_place { const char *reason, *field; };
enum err page_refuse_beside(struct req *r, enum err e, const struct page_place *places);
/* The same about an application: that it changed since the person looked (ERR_STALE) is status 409. */
enum err page_refuse_case(struct req *r, enum err e, const char *field);
/* The same with one sentence for all reasons but ERR_LIMITED, where strangers may not learn which it was: signing in, codes. */
enum err page_refuse_alike(struct req *r, enum err e, const char *field, const char *sentence);
/* The same; what the handler wrote before is committed: it counts (wrong tries, limits). */
enum err page_refuse_counted(struct req *r, enum err e, const char *field, const char *message);

/* The page, which has no form, is the same for everybody who has not signed in: the web server may give it to others for a second. Its
 * path has a location of its own in nginx/portal.conf.in. */
void page_share(struct req *r);

/* After signing in: to the page whose form was kept when the last session of the same person ended, else home. */
enum err page_signed_in(struct req *r, enum realm realm, int64_t subject_id, const char *home);

/* The hooks of both sites (struct site). */
enum err page_identify_portal(struct req *r); /* visitor cookie "v", on RIGHT_HOLDER routes holder cookie "h" */
enum err page_identify_office(struct req *r); /* staff cookie "s" */
enum err page_seen(struct req *r);
void page_first_form(struct req *r);          /* browser cookie "b" */
enum err page_permit(struct req *r, unsigned right);
enum err page_keep(struct req *r);            /* cookie "k" */
enum err page_before_commit(struct req *r);   /* writes the audit entries */
bool page_has_notes(struct req *r);
void page_rewind(struct req *r);
enum err page_no_right(struct req *r); /* the alarm on the operators' page */
/* To be called by each site's frame: signed_in (visitor | holder | staff), restored = 1 and values.* of a kept form. */
void page_frame(struct req *r);

#endif
