/* child.c: starting, watching and ending one decoder. What is run with which arguments is look.c's. */
#include "press/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"

enum { OUT, WORDS, ENDED, ASKER, WATCHED };

struct running {
	pid_t pid;
	struct pollfd fd[WATCHED];
	size_t words, cap;
};

/* ---- in the child: only what may be called between fork and exec ---- */

static void limit(int what, rlim_t n)
{
	struct rlimit l = {n, n};

	if (setrlimit(what, &l))
		_exit(126);
}

static void limits(void)
{
	limit(RLIMIT_AS, (rlim_t)CHILD_MEMORY_MB * 1024 * 1024);
	limit(RLIMIT_CPU, CHILD_CPU_S);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, CHILD_FILES);
	limit(RLIMIT_NPROC, 0);
}

static void become(const struct child *c, int out, int words, pid_t parent)
{
	static char *const nothing[] = {NULL};
	sigset_t none;

	(void)setpgid(0, 0);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		_exit(126);
	if (dup2(c->input, 0) < 0 || dup2(out, 1) < 0 || dup2(words, 2) < 0 || close_range(3, ~0U, 0) || chdir("/"))
		_exit(126);
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)signal(SIGPIPE, SIG_DFL);
	limits();
	(void)execve(c->argv[0], (char *const *)c->argv, nothing);
	_exit(127);
}

/* ---- in press ---- */

static bool pipe_of(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC))
		return false;
	(void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
	(void)fcntl(ends[1], F_SETPIPE_SZ, 1024 * 1024); /* fewer wake-ups for a page of pixels; a wish */
	return true;
}

static void start(const struct child *c, struct running *r)
{
	int out[2] = {-1, -1}, words[2] = {-1, -1};
	pid_t parent = getpid();

	r->pid = -1;
	if (pipe_of(out) && pipe_of(words) && lseek(c->input, 0, SEEK_SET) == 0)
		r->pid = fork();
	if (r->pid == 0)
		become(c, out[1], words[1], parent);
	(void)close(out[1]);
	(void)close(words[1]);
	r->fd[OUT] = (struct pollfd){out[0], POLLIN, 0};
	r->fd[WORDS] = (struct pollfd){words[0], POLLIN, 0};
	r->fd[ENDED] = (struct pollfd){r->pid > 0 ? pidfd_open(r->pid, 0) : -1, POLLIN, 0};
	r->fd[ASKER] = (struct pollfd){c->asker, POLLRDHUP, 0};
}

/* What is there now; false at the end. More words than fit are read and dropped, so that the child never waits for us. */
static bool read_words(struct running *r, struct child_result *out)
{
	char dropped[4096];
	ssize_t n;

	do {
		size_t room = CHILD_WORDS - r->words;

		n = read(r->fd[WORDS].fd, room ? out->words + r->words : dropped, room ? room : sizeof dropped);
		if (n > 0 && room)
			r->words += (size_t)n;
	} while (n > 0);
	return n < 0 && (errno == EAGAIN || errno == EINTR);
}

static bool read_out(struct running *r, struct child_result *out, bool *too_much)
{
	ssize_t n;

	do {
		n = read(r->fd[OUT].fd, out->out + out->size, r->cap + 1 - out->size);
		if (n > 0)
			out->size += (size_t)n;
		*too_much = out->size > r->cap;
	} while (n > 0 && !*too_much);
	return n < 0 && (errno == EAGAIN || errno == EINTR);
}

static void stop_watching(struct pollfd *p)
{
	(void)close(p->fd);
	p->fd = -1;
}

/* Until it has ended by itself (CHILD_EXITED) or must be ended, and why. */
static enum child_end watch(const struct child *c, struct running *r, struct child_result *out)
{
	bool too_much = false, ended = false;

	while (!ended) {
		int64_t left = c->until_ms - clock_monotonic_ms();

		if (left <= 0)
			return CHILD_LATE;
		if (poll(r->fd, WATCHED, (int)left) < 0 && errno != EINTR)
			return CHILD_FAILED;
		ended = r->fd[ENDED].revents != 0; /* before reading: what it wrote before it ended is in the pipes */
		if (r->fd[OUT].fd >= 0 && !read_out(r, out, &too_much))
			stop_watching(&r->fd[OUT]);
		if (r->fd[WORDS].fd >= 0 && !read_words(r, out))
			stop_watching(&r->fd[WORDS]);
		if (too_much)
			return CHILD_TOO_MUCH;
		if (r->fd[ASKER].revents & (POLLRDHUP | POLLHUP | POLLERR))
			return CHILD_UNASKED;
	}
	return CHILD_EXITED;
}

static void end(struct running *r, struct child_result *out)
{
	int status = 0;

	(void)kill(-r->pid, SIGKILL);
	(void)kill(r->pid, SIGKILL); /* it may not have made its group yet */
	while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR)
		;
	out->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	if (out->end == CHILD_EXITED && !WIFEXITED(status))
		out->end = CHILD_TOO_HARD;
}

void child_run(struct arena *a, const struct child *c, struct child_result *out)
{
	struct running r = {.cap = c->cap};

	*out = (struct child_result){.end = CHILD_FAILED, .out = arena_alloc(a, c->cap + 2),
				     .words = arena_alloc(a, CHILD_WORDS + 1)};
	start(c, &r);
	if (r.pid > 0) {
		if (r.fd[ENDED].fd >= 0)
			out->end = watch(c, &r, out);
		end(&r, out);
	}
	for (int i = 0; i < ASKER; i++)
		if (r.fd[i].fd >= 0)
			(void)close(r.fd[i].fd);
	if (out->end == CHILD_EXITED && (out->status == 126 || out->status == 127))
		out->end = CHILD_FAILED;
	if (out->end == CHILD_FAILED)
		log_error("%s cannot be run", c->argv[0]);
}
