/* serve: the only user of libfcgi. Takes requests from the socket on descriptor 0, which a parent listens on and never
 * closes, one after the other, and sends what route_run made of them.
 *
 * Signals to leave are blocked but while waiting, in epoll_pwait, so they can neither break a request being read nor be
 * missed between looking and sleeping. That needs accept not to wait: the descriptor is set non-blocking, and a worker
 * that was woken for a connection another one took just waits again. */
#include <ctype.h>
#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "web/route.h"
#include "web/web.h"

enum { LISTEN_FD = 0, EXIT_LEAVE = 0, EXIT_NO_DATABASE = 75, NO_DATABASE_MS = 1000 };

static volatile sig_atomic_t leaving;

static void on_leave(int signal_number)
{
	(void)signal_number;
	leaving = 1;
}

/* Blocks the signals to leave; *while_waiting is the mask that lets them through. */
static void set_signals(sigset_t *while_waiting)
{
	struct sigaction leave = {.sa_handler = on_leave}, ignore = {.sa_handler = SIG_IGN};
	sigset_t block;

	sigemptyset(&block);
	sigaddset(&block, SIGUSR1);
	sigaddset(&block, SIGTERM);
	sigprocmask(SIG_BLOCK, &block, while_waiting);
	sigdelset(while_waiting, SIGUSR1);
	sigdelset(while_waiting, SIGTERM);
	sigaction(SIGUSR1, &leave, NULL);
	sigaction(SIGTERM, &leave, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

/* One waiting worker is woken for a connection, not all of them. */
static int open_waiter(void)
{
	int flags = fcntl(LISTEN_FD, F_GETFL);
	int fd = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event wanted = {.events = EPOLLIN | EPOLLEXCLUSIVE};

	if (flags < 0 || fcntl(LISTEN_FD, F_SETFL, flags | O_NONBLOCK) < 0 || fd < 0 ||
	    epoll_ctl(fd, EPOLL_CTL_ADD, LISTEN_FD, &wanted) < 0)
		die("descriptor 0 is no socket to listen on: %s", strerror(errno));
	return fd;
}

static size_t read_body(void *ctx, uint8_t *p, size_t n)
{
	int got = FCGX_GetStr((char *)p, (int)n, ((FCGX_Request *)ctx)->in);

	return got < 0 ? 0 : (size_t)got;
}

/* "Its-Serial" is HTTP_ITS_SERIAL in FastCGI. Names that no header of ours has are absent. */
static const char *read_header(void *ctx, const char *name)
{
	char param[64] = "HTTP_";
	size_t n = strlen(param);

	for (; *name != '\0' && n < sizeof param - 1; name++)
		param[n++] = *name == '-' ? '_' : (char)toupper((unsigned char)*name);
	return *name != '\0' ? NULL : FCGX_GetParam(param, ((FCGX_Request *)ctx)->envp);
}

static int64_t content_length(const char *s)
{
	if (s == NULL || *s == '\0')
		return -1;
	size_t n = strspn(s, "0123456789");
	return s[n] != '\0' || n > 15 ? -2 : strtoll(s, NULL, 10);
}

static void fill(struct exchange *x, FCGX_Request *f)
{
	*x = (struct exchange){
		.method = FCGX_GetParam("REQUEST_METHOD", f->envp),
		.uri = FCGX_GetParam("REQUEST_URI", f->envp),
		.host = FCGX_GetParam("HTTP_HOST", f->envp),
		.origin = FCGX_GetParam("HTTP_ORIGIN", f->envp),
		.fetch_site = FCGX_GetParam("HTTP_SEC_FETCH_SITE", f->envp),
		.cookie = FCGX_GetParam("HTTP_COOKIE", f->envp),
		.content_type = FCGX_GetParam("CONTENT_TYPE", f->envp),
		.ip = FCGX_GetParam("REMOTE_ADDR", f->envp),
		.user_agent = FCGX_GetParam("HTTP_USER_AGENT", f->envp),
		.content_length = content_length(FCGX_GetParam("CONTENT_LENGTH", f->envp)),
		.header = read_header,
		.read = read_body,
		.read_ctx = f,
	};
}

/* False when the client is gone: nothing more needs to be made. */
static bool put(FCGX_Request *f, const void *p, size_t n)
{
	return n == 0 || FCGX_PutStr(p, (int)n, f->out) == (int)n;
}

/* The rest of a file. When it cannot be read to its end the body stays shorter than its Content-Length, which the web
 * server notices and does not pass off as whole. */
static void send_rest(FCGX_Request *f, const struct reply *reply)
{
	const uint8_t *p;
	size_t n;

	for (;;) {
		enum err e = reply->next(reply->next_ctx, &p, &n);

		if (e != OK)
			log_error("file cut short: %s", err_name(e));
		if (e != OK || n == 0 || !put(f, p, n))
			return;
	}
}

static void send_reply(FCGX_Request *f, const struct exchange *x, const struct reply *reply)
{
	bool head = x->method != NULL && strcmp(x->method, "HEAD") == 0;

	FCGX_FPrintF(f->out, "Status: %d\r\n", reply->status);
	bool there = put(f, reply->head.p, reply->head.n) && put(f, "\r\n", 2);
	if (head || !there || !put(f, reply->body, reply->body_size))
		return;
	if (reply->next != NULL)
		send_rest(f, reply);
}

/* Answers one request. False when the worker should go. */
static bool serve_one(const struct site *site, struct db *db, struct arena *a, FCGX_Request *f)
{
	struct exchange x;
	struct reply reply = {0};

	fill(&x, f);
	route_run(site, db, a, &x, &reply);
	send_reply(f, &x, &reply);
	FCGX_Finish_r(f);
	log_request(NULL);
	arena_reset(a);
	return !reply.leave;
}

/* A connection another worker took, or none to be had (descriptors are short: no use asking at once again). */
static bool accept_one(FCGX_Request *f)
{
	int e = FCGX_Accept_r(f);

	if (e != 0 && e != -EAGAIN && e != -EWOULDBLOCK) {
		log_warn("accept: %d", e);
		nanosleep(&(struct timespec){.tv_nsec = 50 * 1000000L}, NULL);
	}
	return e == 0;
}

/* Waits for requests and answers them; db NULL: only for a while. */
static int serve_all(const struct site *site, struct db *db, struct arena *a, FCGX_Request *f, const sigset_t *waiting)
{
	struct epoll_event event;
	int64_t until = clock_monotonic_ms() + NO_DATABASE_MS;
	int waiter = open_waiter(), result = SERVE_AGAIN;

	while (result == SERVE_AGAIN && (db != NULL || clock_monotonic_ms() < until)) {
		int n = epoll_pwait(waiter, &event, 1, db == NULL ? NO_DATABASE_MS : -1, waiting);

		if (leaving)
			result = EXIT_LEAVE;
		else if (n < 0 && errno != EINTR)
			die("cannot wait: %s", strerror(errno));
		else if (n > 0 && accept_one(f) && !serve_one(site, db, a, f))
			result = EXIT_NO_DATABASE;
	}
	close(waiter);
	return result;
}

int serve(const struct site *site, struct db *db)
{
	static FCGX_Request request;
	struct arena *a = arena_new();
	sigset_t waiting;

	route_check(site);
	set_signals(&waiting);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, LISTEN_FD, 0) != 0)
		die("cannot start FastCGI");
	int result = serve_all(site, db, a, &request, &waiting);
	FCGX_Free(&request, 1);
	arena_free(a);
	return result;
}
