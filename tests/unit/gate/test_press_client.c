/* press client: against a server that does everything wrong. Whatever it does, the caller gets an error in time. */
#include "unit.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "fake_socket.h"
#include "gate/press.h"

/* ---- a server: reads the question, sends these bytes, closes or holds on ---- */

struct server {
	const void *answer;
	size_t size;
	bool deaf; /* closes without reading */
	bool slow; /* an answer a byte at a time */
	int listener;
	char asked[65536];
	size_t asked_size;
	pthread_t thread;
};

static void *serve(void *arg)
{
	struct server *s = arg;
	int fd = accept(s->listener, NULL, NULL);
	ssize_t n = 1;
	char rest[256];
	assert_true(fd >= 0);
	while (!s->deaf && s->asked_size < 4 + 3 + 100 && n > 0) { /* all questions here are longer */
		n = read(fd, s->asked + s->asked_size, sizeof s->asked - 1 - s->asked_size);
		s->asked_size += n > 0 ? (size_t)n : 0;
	}
	for (size_t i = 0; i < s->size; i += s->slow ? 1 : s->size)
		(void)!send(fd, (const char *)s->answer + i, s->slow ? 1 : s->size, MSG_NOSIGNAL);
	(void)shutdown(fd, SHUT_WR);
	while (!s->deaf && read(fd, rest, sizeof rest) > 0)
		; /* or the end of a longer question would meet a closed door */
	(void)close(fd);
	return NULL;
}

static void start(struct server *s)
{
	s->listener = fake_socket_listen();
	assert_int_equal(pthread_create(&s->thread, NULL, serve, s), 0);
	conf_set(CONF_PRESS_SOCKET, fake_socket_path());
}

static void stop(struct server *s)
{
	(void)pthread_join(s->thread, NULL);
	(void)close(s->listener);
	(void)unlink(fake_socket_path());
}

/* ---- asking ---- */

struct feed {
	const char *text;
	size_t left;
	enum err e;
};

static enum err next(void *ctx, const uint8_t **p, size_t *n)
{
	struct feed *f = ctx;
	TRY(f->e);
	*n = f->left < 7 ? f->left : 7;
	*p = (const uint8_t *)f->text;
	f->text += *n;
	f->left -= *n;
	return OK;
}

static enum err ask(struct arena *a, struct press_look *out)
{
	struct feed f = {"the bytes of a file", 19, OK};
	const struct press_source file = {next, &f, 19};
	return press_page(a, "image/png", &file, 2, 800, "a watermark long enough to make the question long", out);
}

static size_t with_length(char *to, const char *json, const char *payload)
{
	size_t n = strlen(json), m = strlen(payload);
	memcpy(to, "\0\0\0", 3);
	to[3] = (char)n;
	memcpy(to + 4, json, n);
	memcpy(to + 4 + n, payload, m);
	return 4 + n + m;
}

/* What comes of an answer of these bytes. */
static enum err answered(struct server s, struct arena *a, struct press_look *out)
{
	start(&s);
	enum err e = ask(a, out);
	stop(&s);
	return e;
}

static enum err said(const char *json, const char *payload, bool slow, struct arena *a, struct press_look *out)
{
	char bytes[512];
	size_t n = with_length(bytes, json, payload);
	return answered((struct server){.answer = bytes, .size = n, .slow = slow}, a, out);
}

/* ---- tests ---- */

#define GOOD "{\"problem\":\"\",\"pages\":3,\"width\":800,\"height\":600,\"size\":4}"

static void a_whole_answer_is_taken(void **state)
{
	struct arena *a = arena_new();
	struct press_look look;
	(void)state;
	for (int slow = 0; slow < 2; slow++) {
		assert_int_equal(said(GOOD, "JPEG", slow, a, &look), OK);
		assert_string_equal(look.problem, "");
		assert_int_equal(look.pages, 3);
		assert_int_equal(look.width, 800);
		assert_int_equal(look.height, 600);
		assert_int_equal(look.jpeg_size, 4);
		assert_memory_equal(look.jpeg, "JPEG", 4);
	}
	arena_free(a);
}

static void the_question_says_what_is_asked(void **state)
{
	struct arena *a = arena_new();
	struct press_look look;
	char bytes[512];
	struct server s = {.answer = bytes, .size = with_length(bytes, GOOD, "JPEG")};
	(void)state;
	start(&s);
	assert_int_equal(ask(a, &look), OK);
	stop(&s);
	size_t n = (size_t)((unsigned char)s.asked[2] << 8 | (unsigned char)s.asked[3]);
	assert_int_equal(s.asked[4], '{');
	assert_int_equal(s.asked[4 + n - 1], '}');
	s.asked[4 + n] = 0;
	assert_non_null(strstr(s.asked + 4, "\"ask\":\"page\""));
	assert_non_null(strstr(s.asked + 4, "\"page\":2"));
	assert_non_null(strstr(s.asked + 4, "\"width\":800"));
	assert_non_null(strstr(s.asked + 4, "\"type\":\"image/png\""));
	assert_non_null(strstr(s.asked + 4, "\"size\":19"));
	arena_free(a);
}

static void problems_are_names_of_messages(void **state)
{
	struct arena *a = arena_new();
	struct press_look look;
	(void)state;
	assert_int_equal(said("{\"problem\":\"file_blank\"}", "", false, a, &look), OK);
	assert_string_equal(look.problem, "file_blank");
	assert_null(look.jpeg);
	assert_int_equal(look.pages, 0);
	assert_int_equal(said("{\"problem\":\"<script>\"}", "", false, a, &look), ERR_UNAVAILABLE);
	assert_int_equal(said("{\"problem\":\"unavailable\"}", "", false, a, &look), ERR_UNAVAILABLE);
	arena_free(a);
}

static void a_broken_answer_is_none(void **state)
{
	static const char *const bad[] = {
		"", "{", "[]", "null", "garbage", "{\"pages\":1}", "{\"problem\":7}",
		"{\"problem\":\"\",\"pages\":1,\"width\":1,\"height\":1,\"size\":-1}",
		"{\"problem\":\"\",\"pages\":1,\"width\":1,\"height\":1,\"size\":99999999999}",
		"{\"problem\":\"\",\"pages\":-1,\"width\":1,\"height\":1,\"size\":4}",
		"{\"problem\":\"\",\"pages\":1,\"width\":70000,\"height\":1,\"size\":4}",
		"{\"problem\":\"\",\"pages\":1,\"width\":1,\"height\":1,\"size\":5}", /* ends too early */
		"{\"problem\":\"\",\"pages\":1,\"width\":1,\"height\":1,\"size\":0}",
	};
	struct arena *a = arena_new();
	struct press_look look;
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(said(bad[i], "JPEG", false, a, &look), ERR_UNAVAILABLE);
	arena_free(a);
}

static void a_short_or_huge_answer_is_none(void **state)
{
	struct arena *a = arena_new();
	struct press_look look;
	(void)state;
	assert_int_equal(answered((struct server){.answer = "", .size = 0}, a, &look), ERR_UNAVAILABLE);
	assert_int_equal(answered((struct server){.answer = "\0\0", .size = 2}, a, &look), ERR_UNAVAILABLE);
	assert_int_equal(answered((struct server){.answer = "\0\0\0\5{", .size = 5}, a, &look), ERR_UNAVAILABLE);
	assert_int_equal(answered((struct server){.answer = "\xff\xff\xff\xff{}", .size = 6}, a, &look), ERR_UNAVAILABLE);
	assert_int_equal(answered((struct server){.deaf = true, .answer = "", .size = 0}, a, &look), ERR_UNAVAILABLE);
	arena_free(a);
}

static void documents_come_back_or_are_refused(void **state)
{
	struct arena *a = arena_new();
	const void *pdf;
	size_t size;
	char bytes[512], markup[200];
	struct server s = {.answer = bytes, .size = with_length(bytes, "{\"problem\":\"\",\"size\":4}", "%PDF")};
	(void)state;
	memset(markup, 'x', sizeof markup);
	start(&s);
	assert_int_equal(press_document(a, markup, sizeof markup, &pdf, &size), OK);
	stop(&s);
	assert_int_equal(size, 4);
	assert_memory_equal(pdf, "%PDF", 4);
	s = (struct server){.answer = bytes, .size = with_length(bytes, "{\"problem\":\"markup\"}", "")};
	start(&s);
	assert_int_equal(press_document(a, markup, sizeof markup, &pdf, &size), ERR_INVALID);
	stop(&s);
	arena_free(a);
}

static void pages_are_told(void **state)
{
	struct arena *a = arena_new();
	char bytes[512];
	(void)state;
	for (int bad = 0; bad < 2; bad++) {
		struct server s = {.answer = bytes};
		struct feed f = {"the bytes of a file, and enough of them to make the question as long as it must be", 80, OK};
		const struct press_source file = {next, &f, 80};
		int pages = -1;
		s.size = with_length(bytes, bad ? "{\"problem\":\"file_broken\"}" : "{\"problem\":\"\",\"pages\":6}", "");
		start(&s);
		assert_int_equal(press_pages(a, "application/pdf", &file, &pages), OK);
		stop(&s);
		assert_int_equal(pages, bad ? 0 : 6);
	}
	arena_free(a);
}

/* The source's own failure is told as it is, and a file that is not as long as it says is no question. */
static void a_failing_source_is_told(void **state)
{
	static const struct { size_t has; int64_t says; enum err e, want; } cases[] = {
		{19, 19, ERR_TAMPERED, ERR_TAMPERED}, {19, 20, OK, ERR_IO}, {19, 18, OK, ERR_IO},
	};
	struct arena *a = arena_new();
	struct press_look look;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct server s = {.answer = "", .size = 0};
		struct feed f = {"the bytes of a file", cases[i].has, cases[i].e};
		const struct press_source file = {next, &f, cases[i].says};
		start(&s);
		assert_int_equal(press_inspect(a, "image/png", &file, 800, PRESS_TOTAL_S, &look), cases[i].want);
		stop(&s);
	}
	arena_free(a);
}

static void nobody_there_is_unavailable(void **state)
{
	struct arena *a = arena_new();
	struct press_look look;
	(void)state;
	conf_set(CONF_PRESS_SOCKET, "");
	assert_int_equal(ask(a, &look), ERR_UNAVAILABLE);
	conf_set(CONF_PRESS_SOCKET, "/nonexistent/press.sock");
	assert_int_equal(ask(a, &look), ERR_UNAVAILABLE);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_answer_is_taken),
		cmocka_unit_test(the_question_says_what_is_asked),
		cmocka_unit_test(problems_are_names_of_messages),
		cmocka_unit_test(a_broken_answer_is_none),
		cmocka_unit_test(a_short_or_huge_answer_is_none),
		cmocka_unit_test(documents_come_back_or_are_refused),
		cmocka_unit_test(pages_are_told),
		cmocka_unit_test(a_failing_source_is_told),
		cmocka_unit_test(nobody_there_is_unavailable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
