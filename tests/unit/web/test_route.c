/* route: the order of checks, transactions and their repetition, refusals, uploads, and the headers of every answer. */
#include "web_fake.h"

#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "web/buf.h"
#include "web/route.h"

static struct arena *a;
static int runs, kept, rewinds, alarms, failures_left;
static enum err fail_with;

/* ---- a small site ---- */

enum { ANYBODY = 1, ALICE = 2, NOBODY_YET = 4 };

static enum err identify(struct req *r)
{
	const char *who = req_cookie(r, "s");
	r->csrf = "the-token";
	if (who != NULL && strcmp(who, "alice") == 0)
		r->subject = arena_strdup(r->arena, who);
	if (who == NULL)
		req_cookie_set(r, "b", "browser", 0);
	return OK;
}

static enum err permit(struct req *r, unsigned right)
{
	if (right == ANYBODY)
		return OK;
	if (r->subject == NULL)
		return ERR_SIGN_IN;
	return right == ALICE ? OK : ERR_DENIED;
}

static enum err keep(struct req *r)
{
	(void)r;
	assert_false(fake.read_only);
	kept++;
	return OK;
}

static void frame(struct req *r)
{
	assert_true(fake.open && fake.read_only);
	view_set(r, "frame", "framed");
}

static enum err before_commit(struct req *r)
{
	(void)r;
	assert_true(fake.open && !fake.read_only);
	return OK;
}

static void on_rewind(struct req *r)
{
	(void)r;
	rewinds++;
}

/* Told in a transaction of its own. */
static enum err on_no_right(struct req *r)
{
	(void)r;
	assert_true(fake.open && !fake.read_only);
	alarms++;
	return OK;
}

static enum err page(struct req *r)
{
	assert_true(fake.open);
	assert_int_equal(fake.read_only, r->method == GET);
	runs++;
	if (failures_left-- > 0)
		return fail_with;
	view_set(r, "x", r->arg[0] != NULL ? r->arg[0] : "<x>");
	return OK;
}

/* The same for everybody; with a form when the path says so. */
static enum err shared(struct req *r)
{
	r->shared_s = 1;
	view_set(r, "form", r->arg[0] != NULL ? "1" : "");
	return OK;
}

static void first_form(struct req *r)
{
	assert_false(fake.open);
	r->csrf = "the-first";
	req_cookie_set(r, "b", "browser", 0);
}

static enum err post(struct req *r)
{
	runs++;
	req_cookie_set(r, "run", "1", 60);
	if (failures_left-- > 0)
		return fail_with;
	return req_redirect(r, "/done/%d", 7);
}

static enum err refuse(struct req *r)
{
	runs++;
	req_error(r, "", "closed");
	return OK;
}

static enum err refuse_and_count(struct req *r)
{
	r->commit_refused = true;
	return refuse(r);
}

static enum err show(struct req *r)
{
	assert_true(fake.open && fake.read_only);
	view_set(r, "x", "again");
	req_error(r, "", "not counted");
	return OK;
}

static enum err bad_redirect(struct req *r)
{
	return req_redirect(r, "/%s", "/evil.example/");
}

static enum err chunk(void *ctx, const uint8_t **p, size_t *n)
{
	int *left = ctx;
	*p = (const uint8_t *)"12345";
	*n = *left > 0 ? 5 : 0;
	--*left;
	return OK;
}

static enum err unreadable(void *ctx, const uint8_t **p, size_t *n)
{
	(void)ctx, (void)p, (void)n;
	return ERR_TAMPERED;
}

static enum err file(struct req *r)
{
	static int left;
	left = 2;
	r->body_next = chunk;
	r->body_ctx = &left;
	r->body_type = strcmp(r->arg[0], "pdf") == 0 ? "application/pdf" : "image/png";
	r->body_name = "营业\"执照\r\n.png";
	r->body_size = 10;
	r->body_inline = strcmp(r->arg[0], "save") != 0;
	if (strcmp(r->arg[0], "bad") == 0)
		r->body_next = unreadable;
	return OK;
}

/* ---- uploads ---- */

static struct {
	size_t bytes;
	int opened, closed, abandoned;
	enum err open_error, feed_error;
	int64_t size;
	bool too_large;
	char name[64];
} sunk;

static enum err sink_open(struct req *r, const char *name, void **ctx)
{
	assert_false(fake.open);
	sunk.opened++;
	strcpy(sunk.name, name);
	*ctx = &sunk;
	if (sunk.open_error == ERR_INVALID)
		req_error(r, "file", "file_kind");
	return sunk.open_error;
}

static enum err sink_feed(void *ctx, const uint8_t *p, size_t n)
{
	assert_ptr_equal(ctx, &sunk);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(p[i], 'z');
	sunk.bytes += n;
	return sunk.feed_error;
}

static enum err sink_close(void *ctx)
{
	assert_ptr_equal(ctx, &sunk);
	sunk.closed++;
	return OK;
}

static void sink_abandon(void *ctx)
{
	assert_ptr_equal(ctx, &sunk);
	sunk.abandoned++;
}

static enum err upload(struct req *r)
{
	runs++;
	sunk.size = r->upload->size;
	sunk.too_large = r->upload->too_large;
	assert_string_equal(req_value(r, "slot"), "3");
	assert_int_equal(r->upload->ctx != NULL, sunk.closed == 1);
	if (sunk.too_large)
		req_error(r, "file", "file_too_large");
	if (failures_left-- > 0)
		return fail_with;
	return r->errors ? OK : req_redirect(r, "/done");
}

static const struct upload_sink sink = {sink_open, sink_feed, sink_close, sink_abandon, 200000};
static const struct form_row slot_rows[] = {{"slot", rule_id, 18, FORM_REQUIRED}};
static const struct form slot_form = FORM(slot_rows);

static const struct route routes[] = {
	{.method = GET, .path = "/", .right = ANYBODY, .page = page, .view = "t/page.cs"},
	{.method = GET, .path = "/case/{}", .right = ANYBODY, .page = page, .view = "t/page.cs"},
	{.method = GET, .path = "/case/new", .right = ALICE, .page = page, .view = "t/page.cs"},
	{.method = GET, .path = "/case/{}/file/{}", .right = ALICE, .page = page, .view = "t/page.cs"},
	{.method = GET, .path = "/secret", .right = NOBODY_YET, .page = page, .view = "t/page.cs"},
	{.method = GET, .path = "/absent", .right = ANYBODY, .page = page, .view = "t/absent.cs"},
	{.method = GET, .path = "/paper/{}", .right = ALICE, .page = file},
	{.method = POST, .path = "/post", .right = ALICE, .page = post, .view = "t/page.cs", .show = show},
	{.method = POST, .path = "/refuse", .right = ALICE, .page = refuse, .view = "t/page.cs", .show = show},
	{.method = POST, .path = "/count", .right = ALICE, .page = refuse_and_count, .view = "t/page.cs", .show = show},
	{.method = POST, .path = "/evil", .right = ALICE, .page = bad_redirect},
	{.method = POST, .path = "/case/{}", .right = ALICE, .page = page, .view = "t/page.cs"},
	{.method = POST, .path = "/upload", .right = ALICE, .form = &slot_form, .page = upload, .view = "t/page.cs", .show = show,
	 .sink = &sink},
};
/* ---- and one whose forms are done once: it remembers one form, and forgets it with the transaction's end ---- */

static struct { int begun, done, forgotten; const char *led; bool is_kept, is_gone; } once;

static enum err once_begin(struct req *r, bool *answered)
{
	once.begun++;
	*answered = once.is_kept;
	if (once.is_kept && once.led[0])
		return req_redirect(r, "%s", once.led);
	if (params_get(&r->post, "op") == NULL)
		req_error(r, "", "form_used");
	return OK;
}

static enum err once_end(struct req *r)
{
	if (r->errors)
		once.forgotten++;
	else
		once.done++;
	once.led = r->redirect ? arena_strdup(a, r->redirect) : "";
	once.is_kept = !r->errors;
	return OK;
}

static enum err once_recall(struct req *r, bool *answered)
{
	assert_true(fake.read_only);
	*answered = once.is_kept && params_get(&r->post, "op") != NULL;
	return *answered ? req_redirect(r, "%s", once.led) : OK;
}

static enum err away_or_on(struct req *r)
{
	view_set(r, "x", "begun");
	return once.is_gone ? req_redirect(r, "/closed") : OK;
}

static enum err tell(struct req *r)
{
	(void)r;
	runs++;
	return OK;
}

static enum err told(struct req *r)
{
	view_set(r, "x", "told again");
	return OK;
}

static const struct route once_routes[] = {
	SEND("/post", ALICE, NULL, post, "t/page.cs", show),
	SEND("/refuse", ALICE, NULL, refuse, "t/page.cs", show),
	SEND("/count", ALICE, NULL, refuse_and_count, "t/page.cs", show),
	SEND("/mute", ALICE, NULL, tell, "t/page.cs", show),
	SEND("/tell", ALICE, NULL, tell, "t/page.cs", show, .again = told),
	SEND("/look", ALICE, NULL, post, "t/page.cs", show, .each = "only looks"),
	TAKE("/upload", ALICE, &slot_form, upload, "t/page.cs", show, &sink),
	{.method = POST, .path = "/begun", .right = ALICE, .begin = away_or_on, .page = post, .view = "t/page.cs", .show = show},
};
static const struct site once_site = {
	.name = "test", .route = once_routes, .count = sizeof once_routes / sizeof *once_routes, .identify = identify,
	.permit = permit, .keep = keep, .sign_in = "/sign-in", .frame = frame, .before_commit = before_commit, .rewind = on_rewind,
	.form_begin = once_begin, .form_end = once_end, .form_recall = once_recall,
};

static enum err identify_nobody(struct req *r)
{
	r->csrf = req_cookie(r, "b") != NULL ? "the-token" : NULL;
	return OK;
}

static const struct route shared_routes[] = {
	LOOK("/shared", ANYBODY, NULL, shared, "t/shared.cs"),
	LOOK("/shared/{}", ANYBODY, NULL, shared, "t/shared.cs"),
};
static const struct site shared_site = {
	.name = "test", .route = shared_routes, .count = sizeof shared_routes / sizeof *shared_routes, .identify = identify_nobody,
	.first_form = first_form, .permit = permit, .sign_in = "/sign-in",
};

static const struct site site = {
	.name = "test", .route = routes, .count = sizeof routes / sizeof *routes, .identify = identify, .permit = permit,
	.keep = keep, .sign_in = "/sign-in", .frame = frame, .before_commit = before_commit, .rewind = on_rewind,
	.no_right = on_no_right,
};

static int group_set_up(void **state)
{
	(void)state;
	fake_template("t/page.cs", "<?cs var:x ?>,<?cs var:frame ?>,<?cs each:e = errors ?>[<?cs var:e.field ?>:"
				   "<?cs var:e.name ?>]<?cs /each ?>");
	fake_template("t/shared.cs", "<?cs if:form ?><?cs var:csrf ?>,<?cs var:op ?>,<?cs var:op ?><?cs /if ?>");
	fake_start();
	a = arena_new();
	return 0;
}

static int group_tear_down(void **state)
{
	(void)state;
	arena_free(a);
	fake_stop();
	return 0;
}

static int set_up(void **state)
{
	(void)state;
	memset(&fake, 0, sizeof fake);
	memset(&sunk, 0, sizeof sunk);
	runs = kept = rewinds = alarms = failures_left = 0;
	memset(&once, 0, sizeof once);
	fail_with = OK;
	return 0;
}

static struct answer get(const char *uri)
{
	return fake_request(a, &site, "GET", uri, NULL, "s=alice");
}

static struct answer send_form(const char *uri)
{
	return fake_request(a, &site, "POST", uri, "csrf=the-token", "s=alice");
}

static struct answer send_once(const char *uri)
{
	return fake_request(a, &once_site, "POST", uri, "csrf=the-token&op=a", "s=alice");
}

static const char *location(struct answer got)
{
	return fake_header(a, &got, "Location");
}

/* ---- once ---- */

static void test_a_form_sent_again_gets_its_first_answer_and_is_not_run(void **state)
{
	(void)state;
	struct answer first = send_once("/post"), again = send_once("/post");
	assert_int_equal(first.status, 303);
	assert_int_equal(again.status, 303);
	assert_string_equal(fake_header(a, &again, "Location"), fake_header(a, &first, "Location"));
	assert_int_equal(runs, 1);
	assert_int_equal(once.done, 1);
}

static void test_a_form_that_answers_with_its_page_shows_it_again(void **state)
{
	(void)state;
	assert_int_equal(send_once("/tell").status, 200);
	struct answer again = send_once("/tell");
	assert_int_equal(again.status, 200);
	assert_string_equal(again.body, "told again,framed,");
	assert_int_equal(runs, 1);
}

static void test_a_form_that_could_not_be_answered_twice_fails_the_first_time(void **state)
{
	(void)state;
	assert_int_equal(send_once("/mute").status, 500);
	assert_int_equal(once.done, 0);
}

static void test_what_is_refused_is_not_remembered(void **state)
{
	(void)state;
	assert_int_equal(send_once("/refuse").status, 422);
	assert_int_equal(once.done + once.forgotten, 0); /* rolled back */
	assert_int_equal(send_once("/count").status, 422);
	assert_int_equal(once.done, 0);
	assert_int_equal(once.forgotten, 1); /* committed, without its key */
	assert_int_equal(runs, 2);
}

static void test_a_form_without_its_key_is_refused_before_it_runs(void **state)
{
	(void)state;
	struct answer got = fake_request(a, &once_site, "POST", "/post", "csrf=the-token", "s=alice");
	assert_int_equal(got.status, 422);
	assert_non_null(strstr(got.body, "[:form_used]"));
	assert_int_equal(runs, 0);
}

static void test_a_row_that_says_why_is_run_each_time(void **state)
{
	(void)state;
	for (int i = 1; i <= 2; i++) {
		assert_int_equal(send_once("/look").status, 303);
		assert_int_equal(runs, i);
	}
	assert_int_equal(once.begun, 0);
}

static void test_who_may_not_any_more_gets_only_the_answer_of_before(void **state)
{
	(void)state;
	static const char form[] = "csrf=of-before&op=a";
	assert_int_equal(fake_request(a, &once_site, "POST", "/post", form, "s=alice").status, 403);
	assert_string_equal(location(send_once("/post")), "/done/7");
	assert_string_equal(location(fake_request(a, &once_site, "POST", "/post", form, "s=alice")), "/done/7");
	assert_string_equal(location(fake_request(a, &once_site, "POST", "/post", form, "s=gone")), "/done/7");
	assert_int_equal(runs, 1);
	assert_int_equal(kept, 0);
}

static void test_what_a_route_begins_with_may_be_its_answer(void **state)
{
	(void)state;
	assert_string_equal(location(send_once("/begun")), "/done/7");
	memset(&once, 0, sizeof once);
	once.is_gone = true;
	assert_string_equal(location(send_once("/begun")), "/closed");
	assert_int_equal(runs, 1);
}

/* ---- matching ---- */

static void test_match(void **state)
{
	(void)state;
	assert_string_equal(get("/").body, "&lt;x&gt;,framed,");
	assert_string_equal(get("/case/Ab_-9").body, "Ab_-9,framed,");
	assert_string_equal(get("/case/new").body, "&lt;x&gt;,framed,");
	assert_string_equal(get("/case/1/file/2?x=1").body, "1,framed,");
	assert_string_equal(get("/%63ase/7").body, "7,framed,");
	static const char *const absent[] = {"/case", "/case/", "/case/a.b", "/case/a/b", "/case/%2e%2e", "//", "/Case/1",
					     "/case/1/", "/case//file/2", "/case/1%2Ffile%2F2/", "/x/..;/case/1", "/case/é"};
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		assert_int_equal(get(absent[i]).status, 404);
	assert_int_equal(get("/case/1234567890123456789012345678901234567890123456789012345678901234").status, 200);
	assert_int_equal(get("/case/12345678901234567890123456789012345678901234567890123456789012345").status, 404);
	assert_int_equal(get("/%0d%0a").status, 400);
	assert_int_equal(get("http://x/").status, 400);
	assert_int_equal(get("").status, 400);
}

static void test_a_path_finds_its_row_without_a_request(void **state)
{
	(void)state;
	assert_ptr_equal(route_find(&site, GET, "/case/7"), &routes[1]);
	assert_ptr_equal(route_find(&site, GET, "/case/new"), &routes[2]);
	assert_string_equal(route_find(&site, POST, "/case/7")->path, "/case/{}");
	assert_null(route_find(&site, POST, "/case/7/file/2"));
	assert_null(route_find(&site, GET, "/case/"));
}

static void test_methods(void **state)
{
	(void)state;
	struct answer got = fake_request(a, &site, "POST", "/", "csrf=the-token", "s=alice");
	assert_int_equal(got.status, 405);
	assert_string_equal(fake_header(a, &got, "Allow"), "GET, HEAD");
	got = get("/post");
	assert_int_equal(got.status, 405);
	assert_string_equal(fake_header(a, &got, "Allow"), "POST");
	got = fake_request(a, &site, "DELETE", "/", NULL, NULL);
	assert_int_equal(got.status, 405);
	assert_string_equal(fake_header(a, &got, "Allow"), "GET, HEAD, POST");
	assert_int_equal(fake_request(a, &site, "HEAD", "/", NULL, NULL).status, 200);
}

/* ---- who may ---- */

static void test_rights(void **state)
{
	(void)state;
	assert_int_equal(get("/secret").status, 403);
	struct answer got = fake_request(a, &site, "GET", "/case/new", NULL, NULL);
	assert_int_equal(got.status, 303);
	assert_string_equal(fake_header(a, &got, "Location"), "/sign-in");
	assert_int_equal(runs, 0);
	assert_int_equal(kept, 0);
}

static void test_session_ended(void **state)
{
	(void)state;
	struct answer got = fake_request(a, &site, "POST", "/post", "csrf=of-the-old-session", "s=gone");
	assert_int_equal(got.status, 303);
	assert_string_equal(fake_header(a, &got, "Location"), "/sign-in");
	assert_int_equal(kept, 1);
	assert_int_equal(runs, 0);
}

static void test_csrf(void **state)
{
	static const char *const wrong[] = {"", "csrf=", "csrf=the-tokem", "csrf=the-token2", "csrf=the-toke", "op=the-token"};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(fake_request(a, &site, "POST", "/post", wrong[i], "s=alice").status, 403);
	assert_int_equal(fake_request(a, &site, "POST", "/post?csrf=the-token", "", "s=alice").status, 403);
	assert_int_equal(runs, 0);
	assert_int_equal(send_form("/post").status, 303);
}

static int status_from(const char *origin, const char *fetch_site)
{
	static const char body[] = "csrf=the-token";
	struct exchange x = {.method = "POST", .uri = "/post", .host = "portal.test", .cookie = "s=alice", .origin = origin,
			     .fetch_site = fetch_site, .content_type = "application/x-www-form-urlencoded; charset=UTF-8",
			     .content_length = sizeof body - 1};
	return fake_exchange(a, &site, &x, body, sizeof body - 1).status;
}

static void test_origin(void **state)
{
	(void)state;
	assert_int_equal(status_from("http://portal.test", "same-origin"), 303);
	assert_int_equal(status_from("https://portal.test", NULL), 303);
	assert_int_equal(status_from("https://portal.test.evil.example", NULL), 403);
	assert_int_equal(status_from("https://portal.tes", NULL), 403);
	assert_int_equal(status_from("null", NULL), 403);
	assert_int_equal(status_from("", NULL), 403);
	assert_int_equal(status_from("https://portal.test:8443", NULL), 403);
	assert_int_equal(status_from(NULL, "cross-site"), 403);
	assert_int_equal(status_from(NULL, "same-site"), 403);
	assert_int_equal(runs, 2);
}

static void test_content_types(void **state)
{
	static const char *const wrong[] = {"text/plain", "application/json", "multipart/form-data; boundary=x", "", NULL};
	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct exchange x = {.method = "POST", .uri = "/post", .cookie = "s=alice", .content_type = wrong[i],
				     .content_length = 14};
		assert_int_equal(fake_exchange(a, &site, &x, "csrf=the-token", 14).status, 400);
	}
	struct exchange cut = {.method = "POST", .uri = "/post", .cookie = "s=alice", .content_length = 15,
			       .content_type = "application/x-www-form-urlencoded"};
	assert_int_equal(fake_exchange(a, &site, &cut, "csrf=the-token", 14).status, 400);
	cut.content_length = -2;
	assert_int_equal(fake_exchange(a, &site, &cut, "csrf=the-token", 14).status, 400);
}

/* ---- transactions ---- */

static void test_retry(void **state)
{
	(void)state;
	failures_left = 2;
	fail_with = ERR_RETRY;
	struct answer got = send_form("/post");
	assert_int_equal(got.status, 303);
	assert_int_equal(runs, 3);
	assert_int_equal(rewinds, 3);
	/* what a run that was rolled back had set is gone */
	const char *first = strstr(got.head, "Set-Cookie: run=");
	assert_non_null(first);
	assert_null(strstr(first + 1, "Set-Cookie: run="));
	assert_string_equal(fake_header(a, &got, "Location"), "/done/7");
}

static void test_retry_ends(void **state)
{
	(void)state;
	failures_left = 100;
	fail_with = ERR_RETRY;
	struct answer got = send_form("/post");
	assert_int_equal(got.status, 503);
	assert_int_equal(runs, 5);
	assert_non_null(fake_header(a, &got, "Retry-After"));
	assert_null(strstr(got.head, "Set-Cookie: run="));
}

static void test_retry_at_commit(void **state)
{
	(void)state;
	fake.retries_at_commit = 2; /* the first is identify's */
	assert_int_equal(send_form("/post").status, 303);
	assert_true(runs >= 1);
	assert_int_equal(fake.retries_at_commit, 0);
}

static void test_a_missing_right_is_an_alarm(void **state)
{
	(void)state;
	failures_left = 1;
	fail_with = ERR_NO_RIGHT;
	struct answer got = send_form("/post");
	assert_int_equal(got.status, 503);
	assert_string_equal(got.body, "error 503 no_right");
	assert_non_null(fake_header(a, &got, "Retry-After"));
	assert_int_equal(alarms, 1);
	assert_int_equal(runs, 1);
	assert_false(got.leave);
	assert_int_equal(send_form("/post").status, 303);
	assert_int_equal(alarms, 1);
}

static void test_lost(void **state)
{
	(void)state;
	fake.lost = true;
	struct answer got = send_form("/post");
	assert_int_equal(got.status, 503);
	assert_true(got.leave);
	assert_string_equal(got.body, "error 503 lost");
}

static void test_errors(void **state)
{
	static const struct {
		enum err e;
		int status;
	} row[] = {{ERR_NOT_FOUND, 404}, {ERR_DENIED, 403}, {ERR_CONFLICT, 409}, {ERR_STALE, 409}, {ERR_LIMITED, 429},
		   {ERR_TOO_LARGE, 413}, {ERR_BAD_REQUEST, 400}, {ERR_UNAVAILABLE, 503}, {ERR_IO, 500}, {ERR_TAMPERED, 500},
		   {ERR_SIGN_IN, 303}};
	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		failures_left = 2;
		fail_with = row[i].e;
		fake.rollbacks = 0;
		assert_int_equal(send_form("/post").status, row[i].status);
		assert_int_equal(get("/").status, row[i].status);
		assert_int_equal(fake.rollbacks, 2);
	}
	assert_int_equal(get("/absent").status, 500);
	assert_int_equal(send_form("/evil").status, 400);
}

static void test_refused(void **state)
{
	(void)state;
	struct answer got = send_form("/refuse");
	assert_int_equal(got.status, 422);
	assert_string_equal(got.body, "again,framed,[:closed]");
	assert_int_equal(fake.rollbacks, 1);
	assert_int_equal(send_form("/count").status, 422);
	assert_int_equal(fake.rollbacks, 1);
	failures_left = 1;
	fail_with = ERR_INVALID;
	got = send_form("/post");
	assert_int_equal(got.status, 422);
	assert_string_equal(got.body, "again,framed,");
	assert_int_equal(fake.rollbacks, 2);
}

/* Reading goes on when a disk is full: what was typed is not lost. */
static void test_what_cannot_be_written_is_shown_again(void **state)
{
	(void)state;
	failures_left = 1;
	fail_with = ERR_UNAVAILABLE;
	struct answer got = send_form("/post");
	assert_int_equal(got.status, 503);
	assert_string_equal(got.body, "again,framed,[:unavailable]");
	assert_non_null(fake_header(a, &got, "Retry-After"));
	assert_int_equal(fake.rollbacks, 1);
}

static void test_page_after_post(void **state)
{
	(void)state;
	struct answer got = send_form("/case/5");
	assert_int_equal(got.status, 200);
	assert_string_equal(got.body, "5,framed,");
}

/* ---- headers ---- */

static void test_headers(void **state)
{
	(void)state;
	struct answer got = fake_request(a, &site, "GET", "/", NULL, NULL);
	const char *policy = fake_header(a, &got, "Content-Security-Policy");
	assert_non_null(strstr(policy, "default-src 'none'"));
	assert_non_null(strstr(policy, "frame-ancestors 'none'"));
	assert_null(strstr(policy, "unsafe"));
	assert_string_equal(fake_header(a, &got, "X-Content-Type-Options"), "nosniff");
	assert_string_equal(fake_header(a, &got, "Content-Length"), "17");
	assert_string_equal(fake_header(a, &got, "Cache-Control"), "no-store"); /* it sets a cookie */
	assert_string_equal(fake_header(a, &got, "Set-Cookie"), "b=browser; Path=/; HttpOnly; SameSite=Lax");
	assert_int_equal(strlen(fake_header(a, &got, "X-Request-Id")), 16);
	got = fake_request(a, &site, "GET", "/", NULL, "s=unknown");
	assert_string_equal(fake_header(a, &got, "Cache-Control"), "private, no-cache");
	got = get("/");
	assert_string_equal(fake_header(a, &got, "Cache-Control"), "no-store");
}

static void test_a_shared_page_may_be_kept_unless_it_has_a_form(void **state)
{
	(void)state;
	struct answer got = fake_request(a, &shared_site, "GET", "/shared", NULL, NULL);
	assert_true(strncmp(got.head, "X-Accel-Expires: 1\r\nCache-Control: no-cache\r\n", 45) == 0);
	assert_int_equal(strlen(fake_header(a, &got, "ETag")), 24);
	assert_null(strstr(got.head, "Set-Cookie"));
	got = fake_request(a, &shared_site, "GET", "/shared/form", NULL, "b=known");
	assert_null(strstr(got.head, "X-Accel-Expires"));
	assert_null(strstr(got.head, "ETag"));
	assert_null(strstr(got.head, "Set-Cookie"));
}

/* Who is shown a form for the first time gets a token and its cookie; all forms of a page have one key. */
static void test_tokens_are_made_where_a_form_shows_them(void **state)
{
	(void)state;
	struct answer got = fake_request(a, &shared_site, "GET", "/shared/form", NULL, NULL);
	assert_non_null(strstr(got.head, "Set-Cookie: b=browser;"));
	assert_true(strncmp(got.body, "the-first,", 10) == 0);
	assert_int_equal(strlen(got.body), 10 + 22 + 1 + 22);
	assert_memory_equal(got.body + 10, got.body + 10 + 23, 22);
}

static void test_files(void **state)
{
	(void)state;
	struct answer got = get("/paper/save");
	assert_int_equal(got.status, 200);
	assert_string_equal(got.body, "1234512345");
	assert_string_equal(fake_header(a, &got, "Content-Length"), "10");
	assert_string_equal(fake_header(a, &got, "Content-Disposition"),
			    "attachment; filename=\"_______.png\"; filename*=UTF-8''"
			    "%E8%90%A5%E4%B8%9A%22%E6%89%A7%E7%85%A7%0D%0A.png");
}

static void test_file_policies(void **state)
{
	(void)state;
	struct answer got = get("/paper/show");
	assert_non_null(strstr(fake_header(a, &got, "Content-Security-Policy"), "sandbox"));
	assert_non_null(strstr(fake_header(a, &got, "Content-Security-Policy"), "frame-ancestors 'self'"));
	assert_int_equal(strncmp(fake_header(a, &got, "Content-Disposition"), "inline;", 7), 0);
	got = get("/paper/pdf");
	assert_string_equal(fake_header(a, &got, "Content-Type"), "application/pdf");
	assert_non_null(strstr(fake_header(a, &got, "Content-Security-Policy"), "sandbox"));
	got = get("/paper/bad");
	assert_int_equal(got.status, 500);
	assert_string_equal(got.body, "error 500 tampered");
}

/* ---- uploads ---- */

#define PART "--xx\r\nContent-Disposition: form-data; name=\""
#define FILE_PART PART "file\"; filename=\"C:\\papers\\a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
#define FIELDS PART "csrf\"\r\n\r\nthe-token\r\n" PART "slot\"\r\n\r\n3\r\n"

static struct answer send_file(const char *fields, const char *file_part, size_t size, const char *end, const char *cookie)
{
	struct buf b;
	buf_init(&b, a, 1 << 20);
	buf_str(&b, fields);
	buf_str(&b, file_part);
	for (size_t i = 0; i < size; i++)
		buf_char(&b, 'z');
	buf_str(&b, end);
	struct exchange x = {.method = "POST", .uri = "/upload", .host = "portal.test", .cookie = cookie,
			     .content_type = "multipart/form-data; boundary=xx", .content_length = (int64_t)b.n};
	return fake_exchange(a, &site, &x, b.p, b.n);
}

static void test_upload(void **state)
{
	(void)state;
	assert_int_equal(send_file(FIELDS, FILE_PART, 150000, "\r\n--xx--\r\n", "s=alice").status, 303);
	assert_int_equal(sunk.bytes, 150000);
	assert_int_equal(sunk.size, 150000);
	assert_string_equal(sunk.name, "a.pdf");
	assert_int_equal(sunk.opened + sunk.closed, 2);
	assert_int_equal(sunk.abandoned, 0);
}

static void test_upload_nothing_chosen(void **state)
{
	(void)state;
	assert_int_equal(send_file(FIELDS, PART "file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n", 0,
				   "\r\n--xx--\r\n", "s=alice").status, 303);
	assert_int_equal(send_file(FIELDS, FILE_PART, 0, "\r\n--xx--\r\n", "s=alice").status, 303);
	assert_int_equal(send_file(FIELDS, "", 0, "--xx--\r\n", "s=alice").status, 303);
	assert_int_equal(runs, 3);
	assert_int_equal(sunk.size, 0);
	assert_int_equal(sunk.opened, 0);
	assert_int_equal(send_file(FIELDS, PART "file\"; filename=\"\"\r\n\r\n", 5, "\r\n--xx--\r\n", "s=alice").status, 400);
}

static void test_upload_too_large(void **state)
{
	(void)state;
	struct answer got = send_file(FIELDS, FILE_PART, 200001, "\r\n--xx--\r\n", "s=alice");
	assert_int_equal(got.status, 422);
	assert_string_equal(got.body, "again,framed,[file:file_too_large]");
	assert_true(sunk.too_large);
	assert_int_equal(sunk.abandoned, 1);
	assert_int_equal(sunk.closed, 0);
	assert_int_equal(send_file(FIELDS, FILE_PART, 200000, "\r\n--xx--\r\n", "s=alice").status, 303);
}

/* Whatever goes wrong, what was written is removed exactly once and the handler has not run. */
static void test_upload_broken(void **state)
{
	static const char *const end[] = {"", "\r\n--xx", "\r\n--xx-", "\r\n--xx\r\n", "\r\n--xx--\r\nmore",
					  "\r\n" PART "late\"\r\n\r\n1\r\n--xx--", "\r\n" FILE_PART "zz\r\n--xx--"};
	(void)state;
	for (size_t i = 0; i < sizeof end / sizeof *end; i++) {
		memset(&sunk, 0, sizeof sunk);
		assert_int_equal(send_file(FIELDS, FILE_PART, 150000, end[i], "s=alice").status, 400);
		assert_int_equal(sunk.abandoned, 1);
	}
	assert_int_equal(runs, 0);
}

static void test_upload_refused_before_file(void **state)
{
	(void)state;
	assert_int_equal(send_file(PART "slot\"\r\n\r\n3\r\n", FILE_PART, 9, "\r\n--xx--\r\n", "s=alice").status, 403);
	assert_int_equal(send_file(FIELDS PART "other\"\r\n\r\n3\r\n", FILE_PART, 9, "\r\n--xx--\r\n", "s=alice").status, 400);
	assert_int_equal(send_file(FIELDS, FILE_PART, 9, "\r\n--xx--\r\n", NULL).status, 303);
	struct answer got = send_file(PART "csrf\"\r\n\r\nthe-token\r\n", FILE_PART, 9, "\r\n--xx--\r\n", "s=alice");
	assert_int_equal(got.status, 422);
	assert_string_equal(got.body, "again,framed,[slot:required]");
	assert_int_equal(sunk.opened + runs + kept, 0);
}

static void test_upload_failures(void **state)
{
	(void)state;
	sunk.open_error = ERR_INVALID;
	struct answer got = send_file(FIELDS, FILE_PART, 9, "\r\n--xx--\r\n", "s=alice");
	assert_int_equal(got.status, 422);
	assert_string_equal(got.body, "again,framed,[file:file_kind]");
	memset(&sunk, 0, sizeof sunk);
	sunk.feed_error = ERR_IO;
	assert_int_equal(send_file(FIELDS, FILE_PART, 9, "\r\n--xx--\r\n", "s=alice").status, 500);
	assert_int_equal(sunk.abandoned, 1);
	memset(&sunk, 0, sizeof sunk);
	failures_left = 1;
	fail_with = ERR_CONFLICT;
	assert_int_equal(send_file(FIELDS, FILE_PART, 9, "\r\n--xx--\r\n", "s=alice").status, 409);
	assert_int_equal(sunk.abandoned, 1);
	memset(&sunk, 0, sizeof sunk);
	failures_left = 2;
	fail_with = ERR_RETRY;
	assert_int_equal(send_file(FIELDS, FILE_PART, 9, "\r\n--xx--\r\n", "s=alice").status, 303);
	assert_int_equal(sunk.abandoned, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_a_form_sent_again_gets_its_first_answer_and_is_not_run, set_up),
		cmocka_unit_test_setup(test_a_form_that_answers_with_its_page_shows_it_again, set_up),
		cmocka_unit_test_setup(test_a_form_that_could_not_be_answered_twice_fails_the_first_time, set_up),
		cmocka_unit_test_setup(test_what_is_refused_is_not_remembered, set_up),
		cmocka_unit_test_setup(test_a_form_without_its_key_is_refused_before_it_runs, set_up),
		cmocka_unit_test_setup(test_a_row_that_says_why_is_run_each_time, set_up),
		cmocka_unit_test_setup(test_who_may_not_any_more_gets_only_the_answer_of_before, set_up),
		cmocka_unit_test_setup(test_what_a_route_begins_with_may_be_its_answer, set_up),
		cmocka_unit_test_setup(test_match, set_up),
		cmocka_unit_test_setup(test_a_path_finds_its_row_without_a_request, set_up),
		cmocka_unit_test_setup(test_methods, set_up),
		cmocka_unit_test_setup(test_rights, set_up),
		cmocka_unit_test_setup(test_session_ended, set_up),
		cmocka_unit_test_setup(test_csrf, set_up),
		cmocka_unit_test_setup(test_origin, set_up),
		cmocka_unit_test_setup(test_content_types, set_up),
		cmocka_unit_test_setup(test_retry, set_up),
		cmocka_unit_test_setup(test_retry_ends, set_up),
		cmocka_unit_test_setup(test_retry_at_commit, set_up),
		cmocka_unit_test_setup(test_a_missing_right_is_an_alarm, set_up),
		cmocka_unit_test_setup(test_lost, set_up),
		cmocka_unit_test_setup(test_errors, set_up),
		cmocka_unit_test_setup(test_refused, set_up),
		cmocka_unit_test_setup(test_what_cannot_be_written_is_shown_again, set_up),
		cmocka_unit_test_setup(test_page_after_post, set_up),
		cmocka_unit_test_setup(test_headers, set_up),
		cmocka_unit_test_setup(test_a_shared_page_may_be_kept_unless_it_has_a_form, set_up),
		cmocka_unit_test_setup(test_tokens_are_made_where_a_form_shows_them, set_up),
		cmocka_unit_test_setup(test_files, set_up),
		cmocka_unit_test_setup(test_file_policies, set_up),
		cmocka_unit_test_setup(test_upload, set_up),
		cmocka_unit_test_setup(test_upload_nothing_chosen, set_up),
		cmocka_unit_test_setup(test_upload_too_large, set_up),
		cmocka_unit_test_setup(test_upload_broken, set_up),
		cmocka_unit_test_setup(test_upload_refused_before_file, set_up),
		cmocka_unit_test_setup(test_upload_failures, set_up),
	};
	return cmocka_run_group_tests(tests, group_set_up, group_tear_down);
}
