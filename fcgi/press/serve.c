/* serve.c: the loop of a press worker, and its wire. What is asked is answered by look.c and layout.c. */
#include "press/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "press/layout/layout.h"
#include "press/look.h"

enum { EXIT_BUG = 70, WATERMARK_MAX = 200, PAGE_MAX = 1000000, CHUNK = 256 * 1024 };

struct question {
	int socket;
	int64_t until_ms;
	const char *ask, *type, *watermark;
	int page, width;
	size_t size; /* of the payload */
};
struct answer {
	const char *problem;
	int pages, width, height;
	const void *payload;
	size_t size;
};

static volatile sig_atomic_t leaving;

static void leave(int signal)
{
	(void)signal;
	leaving = 1;
}

/* ---- bytes ---- */

/* All of n bytes in time, or not. */
static bool in_time(const struct question *q, short events)
{
	struct pollfd p = {q->socket, events, 0};
	int64_t left = q->until_ms - clock_monotonic_ms();

	return left > 0 && poll(&p, 1, (int)left) == 1;
}

static bool receive(const struct question *q, void *to, size_t n)
{
	for (uint8_t *p = to; n > 0;) {
		ssize_t got = recv(q->socket, p, n, MSG_DONTWAIT);

		if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
			return false;
		if (got < 0 && !in_time(q, POLLIN))
			return false;
		p += got > 0 ? got : 0;
		n -= got > 0 ? (size_t)got : 0;
	}
	return true;
}

static bool transmit(const struct question *q, const void *from, size_t n)
{
	for (const uint8_t *p = from; n > 0;) {
		ssize_t put = send(q->socket, p, n, MSG_DONTWAIT | MSG_NOSIGNAL);

		if (put < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		if (put < 0 && !in_time(q, POLLOUT))
			return false;
		p += put > 0 ? put : 0;
		n -= put > 0 ? (size_t)put : 0;
	}
	return true;
}

/* ---- question ---- */

static bool read_head(struct arena *a, struct question *q)
{
	uint8_t b[4];
	const char *ask, *type = "", *watermark = "";
	json_int_t size;

	if (!receive(q, b, sizeof b))
		return false;
	size_t n = (size_t)b[0] << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 | b[3];
	if (n > SERVE_HEAD_MAX)
		return false;
	char *text = arena_alloc(a, n + 1);
	json_t *o = receive(q, text, n) ? json_loadb(text, n, 0, NULL) : NULL;
	bool good = o && json_unpack(o, "{s:s, s:I, s?s, s?i, s?i, s?s}", "ask", &ask, "size", &size, "type", &type, "page",
				     &q->page, "width", &q->width, "watermark", &watermark) == 0;
	if (good) {
		q->ask = arena_strdup(a, ask);
		q->type = arena_strdup(a, type);
		q->watermark = arena_strdup(a, watermark);
		q->size = (size_t)size;
		good = size >= 0 && size <= SERVE_PAYLOAD_MAX && q->page > 0 && q->page <= PAGE_MAX;
	}
	json_decref(o);
	return good;
}

static bool is_look(const struct question *q)
{
	bool picture = strcmp(q->ask, "inspect") == 0 || strcmp(q->ask, "page") == 0;
	bool width = q->width >= LOOK_WIDTH_MIN && q->width <= LOOK_WIDTH_MAX;

	return (picture ? width : strcmp(q->ask, "pages") == 0) && text_length(q->watermark) <= WATERMARK_MAX &&
	       (strcmp(q->type, "application/pdf") == 0 || strcmp(q->type, "image/jpeg") == 0 ||
		strcmp(q->type, "image/png") == 0);
}

/* The file goes into memory that has a descriptor, for a decoder to read; nobody can change it any more. */
static bool fill(struct arena *a, const struct question *q, int fd)
{
	char *chunk = arena_alloc(a, CHUNK);

	for (size_t left = q->size; left > 0;) {
		size_t n = left < CHUNK ? left : CHUNK;

		if (!receive(q, chunk, n) || write(fd, chunk, n) != (ssize_t)n)
			return false;
		left -= n;
	}
	return fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0;
}

/* ---- answers ---- */

static const struct answer nobody_can_say = {.problem = "unavailable"};

static struct answer look(struct arena *a, const struct question *q, int fd)
{
	struct look_file f = {q->type, fd, q->until_ms, q->socket};
	struct look l;
	enum err e;

	if (strcmp(q->ask, "page") == 0)
		e = look_page(a, &f, q->page, q->width, q->watermark, &l);
	else if (strcmp(q->ask, "inspect") == 0)
		e = look_inspect(a, &f, q->width, &l);
	else
		e = look_pages(a, &f, &l);
	return e == OK ? (struct answer){l.problem, l.pages, l.width, l.height, l.jpeg, l.size} : nobody_can_say;
}

/* False: the question did not come whole. */
static bool take_and_look(struct arena *a, const struct question *q, struct answer *out)
{
	int fd = memfd_create("file", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0) {
		log_error("memfd: %s", strerror(errno));
		return false;
	}
	bool whole = fill(a, q, fd);
	if (whole)
		*out = look(a, q, fd);
	(void)close(fd);
	return whole;
}

/* False: the question did not come whole. */
static bool take_and_print(struct arena *a, const struct question *q, struct answer *out)
{
	char *markup = arena_alloc(a, q->size + 1);
	const char *problem;

	if (!receive(q, markup, q->size))
		return false;
	*out = (struct answer){.problem = ""};
	if (layout_pdf(a, markup, q->size, &out->payload, &out->size, &problem) != OK) {
		log_error("markup: %s", problem);
		*out = (struct answer){.problem = "markup"};
	}
	return true;
}

static void send_answer(const struct question *q, const struct answer *w)
{
	json_t *o = json_pack("{s:s, s:i, s:i, s:i, s:I}", "problem", w->problem, "pages", w->pages, "width", w->width,
			      "height", w->height, "size", (json_int_t)w->size);
	char *text = o ? json_dumps(o, JSON_COMPACT) : NULL;

	if (text == NULL)
		die("answer: out of memory");
	size_t n = strlen(text);
	uint8_t b[4] = {(uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
	(void)(transmit(q, b, sizeof b) && transmit(q, text, n) && transmit(q, w->payload, w->size));
	free(text);
	json_decref(o);
}

static void answer_one(struct arena *a, int socket)
{
	struct question q = {.socket = socket, .until_ms = clock_monotonic_ms() + 1000 * SERVE_QUESTION_S, .page = 1};
	struct answer w = nobody_can_say;

	if (!read_head(a, &q)) {
		log_warn("a question that is none");
		return;
	}
	if (is_look(&q)) {
		if (!take_and_look(a, &q, &w))
			return;
	} else if (strcmp(q.ask, "document") == 0 && q.size <= LAYOUT_MARKUP_MAX) {
		if (!take_and_print(a, &q, &w))
			return;
	} else {
		log_warn("a question nobody can answer");
	}
	send_answer(&q, &w);
}

/* ---- the loop ---- */

static void catch_signals(sigset_t *waiting)
{
	struct sigaction action = {.sa_handler = leave};
	const int ours[] = {SIGTERM, SIGINT, SIGUSR1};
	sigset_t blocked;

	sigemptyset(&action.sa_mask);
	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
		(void)sigaction(ours[i], &action, NULL);
		sigaddset(&blocked, ours[i]);
	}
	action.sa_handler = SIG_IGN;
	(void)sigaction(SIGPIPE, &action, NULL);
	(void)sigprocmask(SIG_BLOCK, &blocked, NULL);
	sigemptyset(waiting);
}

/* Signals are let in only while waiting, so a question is never cut short. Several workers wake for one connection: who is
 * late goes on waiting, so the socket must not block. */
int serve_questions(int listener)
{
	sigset_t waiting;
	struct arena *a = arena_new();

	catch_signals(&waiting);
	(void)fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK);
	while (!leaving) {
		struct pollfd p = {listener, POLLIN, 0};

		if (ppoll(&p, 1, NULL, &waiting) < 1)
			continue;
		int socket = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
		if (socket >= 0) {
			answer_one(a, socket);
			(void)close(socket);
			arena_reset(a);
		} else if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) {
			log_error("accept: %s", strerror(errno));
			return EXIT_BUG;
		}
	}
	arena_free(a);
	return 0;
}
