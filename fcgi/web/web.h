/* web: the only user of fcgiapp.h (serve.c) and ClearSilver (view.c). Knows no business: who a request belongs to
 * and what it may do is told by the hooks in struct site.
 *
 * A request: serve (FCGX_Accept_r loop) → route_run: match, identify, right, CSRF, form, transaction, page → view → reply.
 * Every POST is one read-write transaction opened and closed by route_run; GET runs read-only, identify included. Handlers never begin or
 * commit. ERR_RETRY re-runs the handler (db_transaction), so handlers have no effects outside the database
 * except files written through web/upload before. */
#ifndef CCER_WEB_WEB_H
#define CCER_WEB_WEB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "db/db.h"
#include "web/parse/params.h"

enum method { GET, POST }; /* HEAD is GET without a body */

/* ---- forms -------------------------------------------------------------------------------------------------- */

/* A rule normalises and checks one value: first it replaces *value by its normal form, then answers NULL when that is right, else
 * the name of a message in templates/label/error.hdf. Empty values are never given to a rule. */
typedef const char *(*rule_fn)(struct arena *a, int64_t now, const char **value);

enum {
	FORM_REQUIRED = 1,
	FORM_MULTILINE = 2,
	FORM_SECRET = 4,   /* never shown again */
	FORM_MANY = 8,     /* may repeat */
	FORM_ALIGNED = 16, /* with FORM_MANY: empty values keep their place, so that the k-th of several lists belong together */
};
struct form_row {
	const char *name;
	rule_fn rule;      /* NULL: any text; marks that nobody sees are taken out */
	size_t max;        /* code points of the normal form; 0: any number */
	unsigned flags;
};
struct form {
	const struct form_row *row;
	size_t count;
};
#define FORM(rows) {(rows), sizeof(rows) / sizeof *(rows)}

/* Rules ready-made (rule.c), each over base/check.h: */
const char *rule_username(struct arena *, int64_t, const char **);
const char *rule_password(struct arena *, int64_t, const char **);
const char *rule_half_width(struct arena *, int64_t, const char **); /* text_half_width, never wrong: names one signs in with */
const char *rule_mobile(struct arena *, int64_t, const char **);
const char *rule_code6(struct arena *, int64_t, const char **);     /* six digits: code_format */
const char *rule_id(struct arena *, int64_t, const char **);        /* decimal id: id_format */
const char *rule_token(struct arena *, int64_t, const char **);     /* [0-9A-Za-z_-]{1,64}: token_format */

/* ---- request ------------------------------------------------------------------------------------------------ */

struct route;
struct site;
struct view;
struct upload;
struct req_own;

struct req {
	struct req_own *own;       /* the engine's (req.h) */
	struct arena *arena;
	struct db *db;
	struct view *view;
	const struct site *site;
	const struct route *route;
	enum method method;
	const char *path;          /* decoded, validated UTF-8, without query */
	const char *arg[4];        /* what {} matched in the route's path */
	const char *host, *ip, *user_agent;
	const char *id;            /* request id, random, in logs and on error pages */
	int64_t now;               /* one clock reading for the whole request, epoch seconds */
	struct params query, post, cookie;
	struct upload *upload;     /* of a multipart POST, NULL otherwise */
	const char *raw;           /* the body of a POST to a site of programs (raw_max), NUL-terminated */
	size_t raw_size;
	void *subject;             /* set by site->identify: who it is; NULL nobody */
	const char *csrf;          /* token expected in POSTs and put into forms as {csrf}; set by identify, or by first_form */
	/* what the handler answers */
	int refused_status;          /* of the page that says why not; 422 unless 409 or 503 is set */
	int status;                /* 200; 422 with OK (req_error): input was refused, all is rolled back, show() fills the page */
	const char *redirect;      /* path of our own: 303 */
	int shared_s;              /* > 0: of a GET's page that is the same for whoever has not signed in: the web server may give
				    * it to others for so long, if it has no form and sets no cookie (nginx/shared.conf.in) */
	int refresh_s;             /* > 0: the browser asks for this page again after so many seconds, also without script */
	const char *json;          /* JSON text instead of a page, for programs */
	bool errors;               /* req_error was called */
	bool commit_refused;       /* a refused POST (422) is rolled back unless this is set: counted wrong tries */
	/* for a file answer */
	enum err (*body_next)(void *ctx, const uint8_t **p, size_t *n); /* *n = 0 at the end */
	void *body_ctx;
	const char *body_type, *body_name; /* name: Content-Disposition file name, UTF-8 */
	int64_t body_size;         /* plain bytes */
	int64_t cache_s;           /* > 0: of a file answer that never changes: the browser may keep it so long, nobody else */
	bool body_inline;          /* inline instead of attachment (still nosniff + sandbox CSP) */
	/* Set by a handler that needs another service for its answer (press): runs after the transaction has ended, before the
	 * answer goes out; it fills body_*, or sets what the route's view still lacks. Its error is the answer. What it reads of a
	 * stored file it may open here. */
	enum err (*finish)(struct req *r);
	void *finish_ctx;
};

/* A checked form value by name: normalised, "" when empty. In a GET handler: of the query, by the route's form.
 * Asking for a name that is not a row of the route's form dies. */
const char *req_value(struct req *r, const char *name);
/* The k-th value of a FORM_MANY row, NULL past the last. */
const char *req_value_at(struct req *r, const char *name, size_t k);
/* Refuses a value: message is a name in label/error.hdf; field "" for the page as a whole. Sets status 422. */
void req_error(struct req *r, const char *field, const char *message);
/* The same with what stands for {} in its sentence. */
void req_error_with(struct req *r, const char *field, const char *message, const char *value);
/* 303 to a path of our own (printf). Returns OK, so: return req_redirect(r, "/apply"); */
enum err req_redirect(struct req *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Adds Set-Cookie (HttpOnly, SameSite=Lax, Path=/; Secure and __Host- unless profile is test). max_age_s 0: session
 * cookie, < 0: delete. The name is given without __Host-. */
void req_cookie_set(struct req *r, const char *name, const char *value, int64_t max_age_s);
const char *req_cookie(const struct req *r, const char *name);
/* A request header as it came, "" when absent; name as in HTTP, at most 58 characters. */
const char *req_header(const struct req *r, const char *name);
/* Answers with bytes in memory (they must live in the arena), shown in the browser when shown is true, else to be saved. */
void req_answer(struct req *r, const char *type, const char *name, const void *p, size_t n, bool shown);
/* A template rendered to text from the view as it stands, for other uses than the page (templates/document/). ERR_IO, logged,
 * when it is absent or broken. */
enum err req_render(struct req *r, const char *template, const char **text, size_t *n);

/* ---- upload ------------------------------------------------------------------------------------------------- */

/* A multipart POST is streamed: fields before the file are in r->post when the file starts (so csrf and where it goes
 * come first in the form); the file's bytes go to the sink the route names. The body is never held in memory. */
struct upload_sink {
	/* open: after route_run has checked session, right, CSRF and the form. ctx is passed on. Errors refuse the upload. */
	enum err (*open)(struct req *r, const char *file_name, void **ctx);
	enum err (*feed)(void *ctx, const uint8_t *p, size_t n);
	/* after the last byte; the handler then runs in its transaction with r->upload->ctx */
	enum err (*close)(void *ctx);
	/* anything failed, the handler did not return OK, or it refused with req_error: remove what was written */
	void (*abandon)(void *ctx);
	int64_t max_bytes;
};
struct upload {
	const char *file_name;  /* as sent, cleaned to its last path component, <= 200 code points */
	int64_t size;           /* bytes of the file; 0: none was chosen (file_name "") or it is empty: the sink is not opened */
	void *ctx;              /* NULL unless the file came whole */
	const char *digest;     /* of its bytes, as text; "" when none came */
	struct crypt_hasher *hasher; /* the engine's */
	bool too_large;         /* over the sink's max_bytes: nothing was kept, the handler says so with req_error */
};

/* ---- routes ------------------------------------------------------------------------------------------------- */

typedef enum err (*page_fn)(struct req *r);
struct route {
	const char *path;             /* exact; {} matches one segment [0-9A-Za-z_-]{1,64} */
	unsigned right;               /* bits the site gives meaning to; 0 = nobody may: every route says who */
	const struct form *form;      /* NULL: takes no parameters */
	page_fn page;
	const char *view;             /* template under templates/, NULL when it always redirects or streams */
	page_fn show;                 /* POST only: fills the view again when input is refused; then view is rendered with 422; or with 503
	                               * when page answered ERR_UNAVAILABLE */
	const struct upload_sink *sink; /* POST multipart only */
	enum method method;
	/* Before page, show and again, in their transaction: loads what they are about. A redirect it sets is the answer instead,
	 * and its error, as theirs. NULL: nothing. */
	page_fn begin;
	/* A form is done once: sent again, whatever happened since, it gets the first answer. That is where the first was sent, or,
	 * of a POST that answers with a page, the view as `again` fills it, which does nothing else. */
	page_fn again;
	const char *each;             /* POST only: why this form is run as often as it is sent; NULL: once */
};
/* Rows of a table of routes: path, right, form, page, view; of what changes something also show, which fills the view when it is
 * refused; of what takes a file also the sink. Then, by name, what else there is to say: begin, again, each. */
#define LOOK(...) {__VA_ARGS__, .method = GET}
#define SEND(...) {__VA_ARGS__, .method = POST}
#define TAKE(...) {__VA_ARGS__, .method = POST}

struct site {
	const char *name;             /* "portal", "office" */
	/* > 0: a site of programs, not of browsers: POST bodies are given as they are (r->raw), up to so many bytes; there
	 * are no forms, so neither CSRF token nor origin is asked for: permit and the handlers know who may. */
	int64_t raw_max;
	const struct route *route;
	size_t count;
	/* Sets r->subject and r->csrf (NULL: the browser has no token yet) from cookies. Only reads: of a GET it shares the page's
	 * transaction with permit, of a POST they have one of their own, before the body is read. route_run opens and commits all
	 * transactions (keep has another): no hook ever begins or commits. */
	enum err (*identify)(struct req *r);
	/* After identify, in a transaction that may write: that the session was used. A page is shown all the same when that cannot be
	 * noted. NULL: there is nothing to note. */
	enum err (*seen)(struct req *r);
	/* A page is about to show a form to a browser without a token: sets r->csrf, and the cookie that it belongs to. Called while
	 * the page is rendered, outside any transaction. NULL: forms have none. */
	void (*first_form)(struct req *r);
	/* OK, ERR_SIGN_IN (redirect to sign_in; POST bodies are given to keep first), ERR_DENIED. */
	enum err (*permit)(struct req *r, unsigned right);
	/* Keeps what was posted after the session ended (rules.md § 9), returns OK or an error (then it is lost, with a word). */
	enum err (*keep)(struct req *r);
	const char *sign_in;          /* path */
	const char *(*sign_in_for)(const struct req *r); /* NULL, or the sign-in page of this request instead */
	/* Before every page is rendered: names, badges, rights for the frame. */
	void (*frame)(struct req *r);
	/* Runs inside the POST's transaction after the handler returned OK, just before COMMIT (audit chain rows). NULL none. */
	enum err (*before_commit)(struct req *r);
	/* Forms that are done once; NULL for a site whose rows all say why not (each), or that has no forms (raw_max).
	 * form_begin, within the transaction, before the handler: waits for one that is doing the same form. *answered: it was done
	 * before, and where it led is set, cookies too; without r->redirect, its page is to be shown again. A form with
	 * somebody else's key is refused (req_error).
	 * form_end, after the handler: remembers the answer, or that nothing came of it.
	 * form_recall: as form_begin, but only looks, of whom may not send the form any more: it may be what they did with it. */
	enum err (*form_begin)(struct req *r, bool *answered);
	enum err (*form_end)(struct req *r);
	enum err (*form_recall)(struct req *r, bool *answered);
	/* Did a GET gather something to note (audit rows of looks at identity data)? Then before_commit runs in a read-write
	 * transaction of its own before the answer goes out; it may run twice and must then write the same. NULL never. */
	bool (*has_notes)(struct req *r);
	/* Before each run of a handler, also the first: forget what an earlier run, rolled back, gathered. NULL none. */
	void (*rewind)(struct req *r);
	/* After a request that ended with ERR_NO_RIGHT, in a transaction of its own: tells the operators. NULL none. */
	enum err (*no_right)(struct req *r);
};

/* Never returns while the process should serve; exit status 0 after SIGUSR1/SIGTERM, 75 when the database went away.
 * db NULL: there is no database yet: answers 503 for about a second, then returns SERVE_AGAIN. view_open comes first. */
enum { SERVE_AGAIN = -1 };
int serve(const struct site *site, struct db *db);

/* ---- view (ClearSilver) --------------------------------------------------------------------------------------- */

/* Sets a value; name is a dotted path made by our code from constants and numbers, never from what users typed.
 * Everything is escaped for HTML on output. NULL value sets nothing. */
void view_set(struct req *r, const char *name, const char *value);
void view_setf(struct req *r, const char *name, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void view_num(struct req *r, const char *name, int64_t value);
/* Copies a result: prefix.0.column, prefix.1.column … for templates to each: over. */
void view_rows(struct req *r, const char *prefix, const struct db_rows *rows);
/* Copies the only row: prefix.column. */
void view_row(struct req *r, const char *prefix, const struct db_rows *rows, size_t row);
/* The label Label.<file>.<name>, name dotted below groups, for what is not a template (names of files). NULL: there is none. */
const char *view_label(const char *file, const char *name);
/* The n-th folder that holds templates directly under another one ("document"), by name; NULL past the last. */
const char *view_folder(const char *under, size_t n);
/* Templates may use, besides what handlers set:
 *   Label.<file>.* (templates/label/<file>.hdf, e.g. Label.error.required), csrf, path, request_id, site,
 *   values.<field> (typed, on 422 also unchecked ones; values.<field>.K for FORM_MANY),
 *   errors.N.{field,message,name} page-level ones (field "") first, then in form order; name is the label's,
 *   error.<field> (message text), error_count, op (one-time form key: the POST field op).
 * lib/error.cs, the error page, has status (number) and reason (err_name) instead. */

#endif
