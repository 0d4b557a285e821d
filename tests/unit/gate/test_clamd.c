/* clamd client: what it says on the wire, what it makes of the answers, and a scanner that does everything wrong: whatever it
 * does, nothing is clean that was not said to be, and the caller has an answer in time. */
#include "unit.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "fake_socket.h"
#include "gate/clamd.h"

/* ---- a scanner: reads at least `reads` bytes, sends these bytes, closes or holds on ---- */

struct server {
	const char *answer;
	size_t size, reads;
	bool slow;  /* an answer a byte at a time */
	bool hangs; /* neither closes nor says more */
	int listener, done[2];
	char asked[400 * 1024];
	size_t asked_size;
	pthread_t thread;
};

static void *serve(void *arg)
{
	struct server *s = arg;
	char byte;
	int fd = accept(s->listener, NULL, NULL);
	ssize_t n = 1;
	assert_true(fd >= 0);
	while (s->asked_size < s->reads && n > 0) {
		n = read(fd, s->asked + s->asked_size, sizeof s->asked - s->asked_size);
		s->asked_size += n > 0 ? (size_t)n : 0;
	}
	for (size_t i = 0; i < s->size; i += s->slow ? 1 : s->size)
		(void)!send(fd, s->answer + i, s->slow ? 1 : s->size, MSG_NOSIGNAL);
	if (s->hangs)
		(void)!read(s->done[0], &byte, 1);
	(void)close(fd);
	return NULL;
}

static void start(struct server *s)
{
	s->listener = fake_socket_listen();
	assert_int_equal(pipe(s->done), 0);
	assert_int_equal(pthread_create(&s->thread, NULL, serve, s), 0);
	conf_set(CONF_SCAN_SOCKET, fake_socket_path());
}

static void stop(struct server *s)
{
	(void)!write(s->done[1], "", 1);
	(void)pthread_join(s->thread, NULL);
	(void)close(s->listener);
	(void)close(s->done[0]);
	(void)close(s->done[1]);
	(void)unlink(fake_socket_path());
}

/* ---- asking ---- */

struct feed {
	size_t left;
	enum err e;
};

static uint8_t letters[300 * 1024];

/* The bytes of letters in one go, over and over, or the failure. */
static enum err next(void *ctx, const uint8_t **p, size_t *n)
{
	struct feed *f = ctx;
	TRY(f->e);
	*p = letters;
	*n = f->left < sizeof letters ? f->left : sizeof letters;
	f->left -= *n;
	return OK;
}

enum { COMMAND = 10, SMALL = 19, SMALL_STREAM = COMMAND + 4 + SMALL + 4 }; /* zINSTREAM NUL, length, bytes, 0 */

static struct clamd_result ask(struct arena *a, size_t size, enum err e)
{
	struct feed f = {size, e};
	return clamd_scan(a, next, &f, (int64_t)size, 2);
}

/* What comes of these bytes as the answer to a small file. */
static struct clamd_result told(struct arena *a, const char *answer, size_t n, bool slow)
{
	static struct server s;
	s = (struct server){.answer = answer, .size = n, .reads = SMALL_STREAM, .slow = slow};
	start(&s);
	struct clamd_result r = ask(a, SMALL, OK);
	stop(&s);
	return r;
}

static struct clamd_result said(struct arena *a, const char *answer)
{
	return told(a, answer, strlen(answer) + 1, false);
}

static void assert_result(struct clamd_result r, enum clamd_verdict verdict, const char *found)
{
	assert_int_equal(r.verdict, verdict);
	assert_string_equal(r.found, found);
}

/* ---- tests ---- */

static void the_file_goes_in_chunks(void **state)
{
	static struct server s;
	struct arena *a = arena_new();
	size_t size = sizeof letters, whole = size / CLAMD_CHUNK, rest = size % CLAMD_CHUNK, at = COMMAND;
	(void)state;
	for (size_t i = 0; i < size; i++)
		letters[i] = (uint8_t)(i * 7 + i / 251);
	s = (struct server){.answer = "stream: OK", .size = 11, .reads = COMMAND + size + 4 * (whole + (rest > 0) + 1)};
	start(&s);
	assert_result(ask(a, size, OK), CLAMD_CLEAN, "");
	stop(&s);
	assert_int_equal(s.asked_size, s.reads);
	assert_memory_equal(s.asked, "zINSTREAM", COMMAND);
	for (size_t sent = 0; sent < size;) {
		const unsigned char *head = (const unsigned char *)s.asked + at;
		size_t n = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
		assert_in_range(n, 1, CLAMD_CHUNK);
		assert_memory_equal(s.asked + at + 4, letters + sent, n);
		sent += n;
		at += 4 + n;
	}
	assert_memory_equal(s.asked + at, "\0\0\0\0", 4);
	arena_free(a);
}

static void verdicts_are_read(void **state)
{
	struct arena *a = arena_new();
	char longest[300];
	(void)state;
	assert_result(told(a, "stream: OK", 11, true), CLAMD_CLEAN, "");
	assert_result(said(a, "stream: Eicar-Signature FOUND"), CLAMD_INFECTED, "Eicar-Signature");
	assert_result(said(a, "stream: Win.Test.EICAR_HDB-1(44d88612fea8a8f36de82e1278abb02f:68) FOUND"), CLAMD_INFECTED,
		      "Win.Test.EICAR_HDB-1(44d88612fea8a8f36de82e1278abb02f:68)");
	assert_result(said(a, "stream: FOUND"), CLAMD_INFECTED, "unnamed");
	assert_result(said(a, "stream:  FOUND"), CLAMD_INFECTED, "unnamed");
	assert_result(said(a, " FOUND"), CLAMD_INFECTED, "unnamed");
	assert_result(said(a, "stream: a\nb\033[1m\"\\ FOUND"), CLAMD_INFECTED, "a?b?[1m??");
	memset(longest, 'x', sizeof longest);
	strcpy(longest + sizeof longest - 7, " FOUND");
	struct clamd_result r = said(a, longest);
	assert_int_equal(r.verdict, CLAMD_INFECTED);
	assert_int_equal(strlen(r.found), CLAMD_FOUND_MAX);
	arena_free(a);
}

static void a_limit_is_never_clean(void **state)
{
	struct arena *a = arena_new();
	(void)state;
	assert_result(said(a, "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND"), CLAMD_LIMIT, "limit");
	assert_result(said(a, "stream: Heuristics.Limits.Exceeded FOUND"), CLAMD_LIMIT, "limit");
	assert_result(said(a, "INSTREAM size limit exceeded. ERROR"), CLAMD_LIMIT, "limit");
	conf_set(CONF_SCAN_MAX_MB, "1");
	assert_result(ask(a, 1024 * 1024 + 1, OK), CLAMD_LIMIT, "limit"); /* nobody is asked */
	conf_set(CONF_SCAN_MAX_MB, "50");
	arena_free(a);
}

/* clamd answers and hangs up in the middle of what is too long for it. */
static void a_limit_is_told_in_the_middle(void **state)
{
	static struct server s;
	struct arena *a = arena_new();
	enum { MORE_THAN_BUFFERS = 8 * 1024 * 1024 };
	(void)state;
	s = (struct server){.answer = "INSTREAM size limit exceeded. ERROR", .size = 36, .reads = 70 * 1024};
	start(&s);
	assert_result(ask(a, MORE_THAN_BUFFERS, OK), CLAMD_LIMIT, "limit");
	stop(&s);
	s = (struct server){.answer = "stream: OK", .size = 11, .reads = 70 * 1024};
	start(&s);
	assert_result(ask(a, MORE_THAN_BUFFERS, OK), CLAMD_ERROR, "answer"); /* OK, and it has not seen the rest */
	stop(&s);
	arena_free(a);
}

static void what_is_not_understood_is_an_error(void **state)
{
	static const char *const bad[] = {"", "OK", "stream: ", "stream: OK.", "stream: NOT OK", "FOUND", "stream:OK",
					  "stream: Can't allocate memory ERROR", "UNKNOWN COMMAND", "\x01\x02\xff garbage"};
	struct arena *a = arena_new();
	char flood[4096];
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_result(said(a, bad[i]), CLAMD_ERROR, "answer");
	memset(flood, 'A', sizeof flood);
	assert_result(told(a, flood, sizeof flood, false), CLAMD_ERROR, "unavailable");
	assert_result(told(a, "stream: OK", 10, false), CLAMD_ERROR, "unavailable"); /* without its end */
	assert_result(told(a, "", 0, false), CLAMD_ERROR, "unavailable");
	arena_free(a);
}

static void one_that_hangs_costs_no_more_than_said(void **state)
{
	static struct server s;
	struct arena *a = arena_new();
	(void)state;
	for (int half = 0; half < 2; half++) {
		s = (struct server){.answer = "stream: O", .size = half ? 9 : 0, .reads = half ? SMALL_STREAM : 0, .hangs = true};
		start(&s);
		assert_result(ask(a, half ? SMALL : sizeof letters, OK), CLAMD_ERROR, "unavailable");
		stop(&s);
	}
	arena_free(a);
}

static void nobody_there(void **state)
{
	struct arena *a = arena_new();
	const char *version;
	(void)state;
	conf_set(CONF_SCAN_SOCKET, "");
	assert_false(clamd_is_on());
	conf_set(CONF_SCAN_SOCKET, "/nonexistent/clamd.sock");
	assert_true(clamd_is_on());
	assert_result(ask(a, SMALL, OK), CLAMD_ERROR, "unavailable");
	assert_false(clamd_ping(a, 1));
	assert_int_equal(clamd_version(a, 1, &version), ERR_UNAVAILABLE);
	arena_free(a);
}

/* A file that cannot be read is never clean, whatever clamd said of its beginning. */
static void a_failing_source_is_an_error(void **state)
{
	static const enum err failures[] = {ERR_TAMPERED, ERR_IO, ERR_UNAVAILABLE};
	static struct server s;
	struct arena *a = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
		s = (struct server){.answer = "stream: OK", .size = 11, .reads = COMMAND};
		start(&s);
		assert_result(ask(a, SMALL, failures[i]), CLAMD_ERROR, "file");
		stop(&s);
	}
	arena_free(a);
}

static void it_says_who_it_is(void **state)
{
	static struct server s;
	struct arena *a = arena_new();
	const char *version;
	(void)state;
	s = (struct server){.answer = "PONG", .size = 5, .reads = 6};
	start(&s);
	assert_true(clamd_ping(a, 2));
	stop(&s);
	assert_memory_equal(s.asked, "zPING", 6);
	s = (struct server){.answer = "PING?", .size = 6, .reads = 6};
	start(&s);
	assert_false(clamd_ping(a, 2));
	stop(&s);
	s = (struct server){.answer = "ClamAV 1.0.7/27432/Mon Oct 21", .size = 30, .reads = 9};
	start(&s);
	assert_int_equal(clamd_version(a, 2, &version), OK);
	stop(&s);
	assert_string_equal(version, "ClamAV 1.0.7/27432/Mon Oct 21");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_goes_in_chunks),
		cmocka_unit_test(verdicts_are_read),
		cmocka_unit_test(a_limit_is_never_clean),
		cmocka_unit_test(a_limit_is_told_in_the_middle),
		cmocka_unit_test(what_is_not_understood_is_an_error),
		cmocka_unit_test(one_that_hangs_costs_no_more_than_said),
		cmocka_unit_test(nobody_there),
		cmocka_unit_test(a_failing_source_is_an_error),
		cmocka_unit_test(it_says_who_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
