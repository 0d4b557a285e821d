/* wire.c: sockets, polls and one deadline. */
#include "gate/wire.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"

enum { FULL_PAUSE_MS = 20 };

enum err wire_lost(const char *peer, const char *what)
{
	log_warn("%s: %s", peer, what);
	return ERR_UNAVAILABLE;
}

/* ---- calling ---- */

static void close_wire(void *arg)
{
	wire_close(arg);
}

void wire_close(struct wire *w)
{
	if (w->fd >= 0)
		(void)close(w->fd);
	w->fd = -1;
}

/* All workers busy and the queue full says EAGAIN: then we stand in line outside. */
enum err wire_open(struct arena *a, const char *peer, const char *path, int connect_s, int total_s, struct wire **out)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int64_t now = clock_monotonic_ms(), until_ms = now + 1000 * connect_s;
	struct wire *w = *out = ARENA_NEW(a, struct wire);

	*w = (struct wire){peer, -1, now + 1000 * total_s};
	if (!*path || strlen(path) >= sizeof to.sun_path)
		return wire_lost(peer, "its socket is not set, or the path is too long");
	memcpy(to.sun_path, path, strlen(path));
	w->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (w->fd < 0)
		return wire_lost(peer, strerror(errno));
	arena_defer(a, close_wire, w);
	while (connect(w->fd, (struct sockaddr *)&to, sizeof to)) {
		if ((errno != EAGAIN && errno != EINTR) || clock_monotonic_ms() >= until_ms)
			return wire_lost(peer, strerror(errno));
		(void)nanosleep(&(struct timespec){.tv_nsec = FULL_PAUSE_MS * 1000000}, NULL);
	}
	return OK;
}

/* ---- bytes ---- */

static bool in_time(const struct wire *w, short events)
{
	struct pollfd p = {w->fd, events, 0};
	int64_t left = w->until_ms - clock_monotonic_ms();
	int n = -1;

	while (left > 0 && (n = poll(&p, 1, (int)left)) < 0 && errno == EINTR)
		left = w->until_ms - clock_monotonic_ms();
	return n == 1;
}

enum err wire_put(const struct wire *w, const void *from, size_t n)
{
	for (const uint8_t *p = from; n > 0;) {
		ssize_t done = send(w->fd, p, n, MSG_NOSIGNAL);

		if (done < 0 && errno != EAGAIN && errno != EINTR)
			return wire_lost(w->peer, "it hung up on a question");
		if (done < 0 && !in_time(w, POLLOUT))
			return wire_lost(w->peer, "it does not take the question");
		p += done > 0 ? done : 0;
		n -= done > 0 ? (size_t)done : 0;
	}
	return OK;
}

enum err wire_some(const struct wire *w, void *to, size_t max, size_t *n)
{
	for (;;) {
		ssize_t done = recv(w->fd, to, max, 0);

		*n = done > 0 ? (size_t)done : 0;
		if (done >= 0)
			return OK;
		if (errno != EAGAIN && errno != EINTR)
			return wire_lost(w->peer, "it hung up without an answer");
		if (!in_time(w, POLLIN))
			return wire_lost(w->peer, "it does not answer");
	}
}

enum err wire_get(const struct wire *w, void *to, size_t n)
{
	size_t got;

	for (uint8_t *p = to; n > 0; p += got, n -= got) {
		TRY(wire_some(w, p, n, &got));
		if (got == 0)
			return wire_lost(w->peer, "it hung up without an answer");
	}
	return OK;
}
