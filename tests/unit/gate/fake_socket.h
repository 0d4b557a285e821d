/* fake_socket: a Unix socket of one test program, at which it plays the other side. */
#ifndef CCER_TESTS_FAKE_SOCKET_H
#define CCER_TESTS_FAKE_SOCKET_H

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Of this process alone. */
static inline const char *fake_socket_path(void)
{
	static char path[64];
	(void)snprintf(path, sizeof path, "/tmp/ccer-test-%d.sock", (int)getpid());
	return path;
}

static inline int fake_socket_listen(void)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	(void)unlink(fake_socket_path());
	strcpy(at.sun_path, fake_socket_path());
	assert_int_equal(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(listener, 5), 0);
	return listener;
}

#endif
