/* press child: what a decoder may and may not, and that it always ends. */
#include "unit.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include "base/arena.h"
#include "base/clock.h"
#include "press/child.h"

static struct arena *arena;

static int file_of(const char *text)
{
	int fd = memfd_create("test", MFD_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	return fd;
}

static struct child_result run(const char *script, size_t cap, int wait_ms, int asker)
{
	const char *argv[] = {"/bin/sh", "-c", script, NULL};
	struct child_result out;
	int fd = file_of("the file");
	struct child c = {argv, fd, cap, clock_monotonic_ms() + wait_ms, asker};
	child_run(arena, &c, &out);
	close(fd);
	return out;
}

static void it_reads_the_file_and_answers(void **state)
{
	struct child_result r = run("read x; echo \"got $x\"; echo words >&2; exit 7", 100, 5000, -1);
	(void)state;
	r = run("read x; printf 'got %s' \"$x\"; echo words >&2; exit 7", 100, 5000, -1);
	assert_int_equal(r.end, CHILD_EXITED);
	assert_int_equal(r.status, 7);
	assert_string_equal(r.out, "got the file");
	assert_string_equal(r.words, "words\n");
}

static void it_knows_nothing_of_us(void **state)
{
	int secret = open("/dev/null", O_RDONLY);
	(void)state;
	assert_true(dup2(secret, 9) == 9); /* not CLOEXEC */
	setenv("CCER_SECRET", "word", 1);
	struct child_result r = run("if [ -e /proc/self/fd/9 ]; then echo open; fi; echo \"$CCER_SECRET$HOME\"; pwd", 100, 5000, -1);
	close(9);
	close(secret);
	assert_int_equal(r.end, CHILD_EXITED);
	assert_string_equal(r.out, "\n/\n");
}

static void it_may_not_write_or_multiply(void **state)
{
	(void)state;
	struct child_result r = run("ulimit -f; ulimit -v; ulimit -t; ulimit -n; ulimit -c; ulimit -p;"
				    "grep NoNewPrivs /proc/self/status", 200, 5000, -1);
	assert_non_null(strstr(r.out, "0\n1048576\n10\n32\n0\n0\n"));
}

static void it_is_stopped_in_time(void **state)
{
	(void)state;
	int64_t began = clock_monotonic_ms();
	assert_int_equal(run("while :; do :; done", 100, 300, -1).end, CHILD_LATE);
	assert_int_equal(run("exec sleep 60", 100, 300, -1).end, CHILD_LATE);
	assert_int_equal(run("exec >&- 2>&-; exec sleep 60", 100, 300, -1).end, CHILD_LATE);
	assert_true(clock_monotonic_ms() - began < 10000);
}

static void it_may_not_flood(void **state)
{
	(void)state;
	assert_int_equal(run("while :; do echo 0123456789; done", 1000, 5000, -1).end, CHILD_TOO_MUCH);
	struct child_result r = run("i=0; while [ $i -lt 2000 ]; do echo 0123456789 >&2; i=$((i+1)); done; echo done", 1000, 5000, -1);
	assert_int_equal(r.end, CHILD_EXITED);
	assert_string_equal(r.out, "done\n");
	assert_int_equal(strlen(r.words), CHILD_WORDS);
}

static void a_crash_is_the_files_fault(void **state)
{
	(void)state;
	assert_int_equal(run("kill -SEGV $$", 100, 5000, -1).end, CHILD_TOO_HARD);
}

static void it_ends_when_nobody_waits(void **state)
{
	int pair[2];
	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	assert_int_equal(run("echo early", 100, 5000, pair[0]).end, CHILD_EXITED);
	close(pair[1]);
	assert_int_equal(run("exec sleep 60", 100, 5000, pair[0]).end, CHILD_UNASKED);
	close(pair[0]);
}

static void what_is_not_there_is_told(void **state)
{
	const char *argv[] = {"/nonexistent/decoder", NULL};
	struct child_result out;
	int fd = file_of("");
	struct child c = {argv, fd, 10, clock_monotonic_ms() + 5000, -1};
	(void)state;
	child_run(arena, &c, &out);
	close(fd);
	assert_int_equal(out.end, CHILD_FAILED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_reads_the_file_and_answers), cmocka_unit_test(it_knows_nothing_of_us),
		cmocka_unit_test(it_may_not_write_or_multiply),  cmocka_unit_test(it_is_stopped_in_time),
		cmocka_unit_test(it_may_not_flood),		 cmocka_unit_test(a_crash_is_the_files_fault),
		cmocka_unit_test(it_ends_when_nobody_waits),	 cmocka_unit_test(what_is_not_there_is_told),
	};
	arena = arena_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
