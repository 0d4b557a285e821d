/* serve: real workers on a real socket, spoken to in FastCGI: they answer, leave when told without losing a request,
 * outlive clients that go away, and stream what is large with flat memory. */
#include "web_fake.h"

#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>

#include "base/arena.h"
#include "web/buf.h"

enum { BEGIN = 1, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6, RECORD_MAX = 65535, MB = 1024 * 1024 };

static struct arena *a;
static char socket_path[64];
static int listener;
static int64_t sunk;

/* ---- the site ---- */

static enum err identify(struct req *r)
{
	r->csrf = "token";
	return OK;
}

static enum err permit(struct req *r, unsigned right)
{
	(void)r, (void)right;
	return OK;
}

static enum err page(struct req *r)
{
	view_set(r, "x", r->ip);
	return OK;
}

static enum err lose(struct req *r)
{
	(void)r;
	fake.lost = true;
	return ERR_LOST;
}

static enum err many_chunks(void *ctx, const uint8_t **p, size_t *n)
{
	static uint8_t zeros[64 * 1024];
	int *left = ctx;
	*p = zeros;
	*n = (*left)-- > 0 ? sizeof zeros : 0;
	return OK;
}

static enum err large(struct req *r)
{
	static int left;
	left = 800;
	r->body_next = many_chunks;
	r->body_ctx = &left;
	r->body_size = 50 * MB;
	return OK;
}

static enum err sink_open(struct req *r, const char *name, void **ctx)
{
	(void)r, (void)name;
	sunk = 0;
	*ctx = &sunk;
	return OK;
}

static enum err sink_feed(void *ctx, const uint8_t *p, size_t n)
{
	(void)ctx, (void)p;
	sunk += (int64_t)n;
	return OK;
}

static enum err sink_close(void *ctx)
{
	(void)ctx;
	return OK;
}

static void sink_abandon(void *ctx)
{
	(void)ctx;
}

static enum err upload(struct req *r)
{
	return req_redirect(r, "/got/%lld/%lld", (long long)r->upload->size, (long long)sunk);
}

static const struct upload_sink sink = {sink_open, sink_feed, sink_close, sink_abandon, 60 * MB};
static const struct route routes[] = {
	{.method = GET, .path = "/", .right = 1, .page = page, .view = "t/page.cs"},
	{.method = GET, .path = "/lose", .right = 1, .page = lose, .view = "t/page.cs"},
	{.method = GET, .path = "/large", .right = 1, .page = large},
	{.method = POST, .path = "/upload", .right = 1, .page = upload, .sink = &sink},
};
static const struct site site = {.name = "test", .route = routes, .count = 4, .identify = identify, .permit = permit};

/* ---- workers ---- */

static pid_t start_worker(bool with_database)
{
	static int somewhere;
	sigset_t leave, before;
	/* Until serve has its handlers a signal to leave must wait, not end the process. */
	sigemptyset(&leave);
	sigaddset(&leave, SIGUSR1);
	sigaddset(&leave, SIGTERM);
	sigprocmask(SIG_BLOCK, &leave, &before);
	pid_t child = fork();
	if (child != 0)
		sigprocmask(SIG_SETMASK, &before, NULL);
	assert_true(child >= 0);
	if (child == 0) {
		dup2(listener, 0);
		_exit(serve(&site, with_database ? (struct db *)&somewhere : NULL));
	}
	return child;
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The exit status, -1 when it did not end within two seconds (then it is ended). */
static int wait_for(pid_t child)
{
	int status;
	for (int64_t until = now_ms() + 2000; now_ms() < until; usleep(2000))
		if (waitpid(child, &status, WNOHANG) == child)
			return WIFEXITED(status) ? WEXITSTATUS(status) : -2;
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	return -1;
}

static int stop_worker(pid_t child)
{
	kill(child, SIGUSR1);
	return wait_for(child);
}

static long peak_kb(pid_t child)
{
	char line[256], path[64];
	long kb = -1;
	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)child);
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	while (kb < 0 && fgets(line, sizeof line, f) != NULL)
		if (sscanf(line, "VmHWM: %ld", &kb) != 1)
			kb = -1;
	(void)fclose(f);
	return kb;
}

/* ---- a client ---- */

static int connect_to(void)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	strcpy(to.sun_path, socket_path);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

static void send_all(int fd, const void *p, size_t n)
{
	while (n > 0) {
		ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return;
		p = (const char *)p + sent;
		n -= (size_t)sent;
	}
}

static void record(int fd, int type, const void *p, size_t n)
{
	const uint8_t head[8] = {1, (uint8_t)type, 0, 1, (uint8_t)(n >> 8), (uint8_t)n, 0, 0};
	send_all(fd, head, sizeof head);
	send_all(fd, p, n);
}

static void param(struct buf *b, const char *name, const char *value)
{
	buf_char(b, (char)strlen(name));
	buf_char(b, (char)strlen(value));
	buf_str(b, name);
	buf_str(b, value);
}

/* Everything but the body. */
static int begin(const char *method, const char *uri, int64_t length)
{
	static const uint8_t body[8] = {0, 1, 0};
	struct buf b;
	int fd = connect_to();
	buf_init(&b, a, 512);
	param(&b, "REQUEST_METHOD", method);
	param(&b, "REQUEST_URI", uri);
	param(&b, "REMOTE_ADDR", "192.0.2.7");
	param(&b, "HTTP_HOST", "portal.test");
	param(&b, "CONTENT_TYPE", "multipart/form-data; boundary=xx");
	param(&b, "CONTENT_LENGTH", length < 0 ? "" : arena_printf(a, "%lld", (long long)length));
	record(fd, BEGIN, body, sizeof body);
	record(fd, PARAMS, b.p, b.n);
	record(fd, PARAMS, NULL, 0);
	return fd;
}

static bool receive(int fd, void *p, size_t n)
{
	return recv(fd, p, n, MSG_WAITALL) == (ssize_t)n;
}

/* The answer up to limit bytes of it, NULL when it was cut; its whole length in *n. */
static const char *finish(int fd, size_t *n)
{
	static char piece[RECORD_MAX + 255];
	uint8_t head[8];
	struct buf out;
	buf_init(&out, a, 4096);
	*n = 0;
	while (receive(fd, head, sizeof head)) {
		size_t size = (size_t)head[4] << 8 | head[5];
		if (head[1] == END) {
			close(fd);
			return out.p;
		}
		if (!receive(fd, piece, size + head[6]))
			break;
		if (head[1] == STDOUT && out.n < 4096)
			buf_add(&out, piece, size);
		*n += head[1] == STDOUT ? size : 0;
	}
	close(fd);
	return NULL;
}

static const char *get(const char *method, const char *uri)
{
	size_t n;
	int fd = begin(method, uri, -1);
	record(fd, STDIN, NULL, 0);
	return finish(fd, &n);
}

static bool is_page(const char *answer)
{
	return answer != NULL && strncmp(answer, "Status: 200\r\n", 13) == 0 && strstr(answer, "\r\n\r\n<p>192.0.2.7</p>") != NULL;
}

/* ---- tests ---- */

static void test_answers(void **state)
{
	pid_t worker = start_worker(true);
	(void)state;
	assert_true(is_page(get("GET", "/")));
	const char *head = get("HEAD", "/");
	assert_string_equal(strstr(head, "\r\n\r\n"), "\r\n\r\n");
	assert_non_null(strstr(head, "Content-Length: 16\r\n"));
	assert_int_equal(strncmp(get("GET", "/absent"), "Status: 404\r\n", 13), 0);
	assert_int_equal(stop_worker(worker), 0);
}

static void test_leaves_when_idle(void **state)
{
	static const int signals[] = {SIGUSR1, SIGTERM};
	(void)state;
	for (int i = 0; i < 20; i++) {
		pid_t worker = start_worker(true);
		if (i % 2 == 0)
			assert_true(is_page(get("GET", "/")));
		else
			usleep(20000);
		int64_t from = now_ms();
		kill(worker, signals[i / 2 % 2]);
		assert_int_equal(wait_for(worker), 0);
		assert_true(now_ms() - from < 500);
	}
}

static const char upload_start[] = "--xx\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n"
				   "--xx\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n";
static const char upload_end[] = "\r\n--xx--\r\n";

/* size bytes as a file; told: a signal sent to the worker in the middle. */
static const char *send_upload(int64_t size, pid_t told)
{
	static char piece[32768];
	size_t n;
	int fd = begin("POST", "/upload", (int64_t)(sizeof upload_start - 1 + sizeof upload_end - 1) + size);
	record(fd, STDIN, upload_start, sizeof upload_start - 1);
	for (int64_t sent = 0; sent < size; sent += (int64_t)sizeof piece) {
		if (told > 0 && sent == (int64_t)sizeof piece * 4) {
			usleep(50000);
			kill(told, SIGUSR1);
			usleep(50000);
		}
		record(fd, STDIN, piece, sizeof piece);
	}
	record(fd, STDIN, upload_end, sizeof upload_end - 1);
	record(fd, STDIN, NULL, 0);
	return finish(fd, &n);
}

static void test_finishes_request_before_leaving(void **state)
{
	pid_t worker = start_worker(true);
	(void)state;
	const char *answer = send_upload(10 * 32768, worker);
	assert_non_null(answer);
	assert_non_null(strstr(answer, "Location: /got/327680/327680\r\n"));
	assert_int_equal(wait_for(worker), 0);
}

static void test_flat_memory(void **state)
{
	pid_t worker = start_worker(true);
	(void)state;
	assert_non_null(strstr(send_upload(32768 * 4, 0), "Location: /got/131072/131072\r\n"));
	long before = peak_kb(worker);
	assert_non_null(strstr(send_upload(50 * MB, 0), "Location: /got/52428800/52428800\r\n"));
	assert_non_null(strstr(send_upload(64 * MB, 0), "Location: /got/"));
	size_t n;
	int fd = begin("GET", "/large", -1);
	record(fd, STDIN, NULL, 0);
	assert_non_null(finish(fd, &n));
	assert_true(n > 50 * MB);
	print_message("50 MB up, 64 MB refused, 50 MB down: %ld kB more than before\n", peak_kb(worker) - before);
	assert_true(peak_kb(worker) - before < 2048);
	assert_int_equal(stop_worker(worker), 0);
}

static void test_outlives_clients(void **state)
{
	pid_t worker = start_worker(true);
	(void)state;
	for (int i = 0; i < 5; i++) {
		int fd = begin("GET", "/large", -1);
		record(fd, STDIN, NULL, 0);
		close(fd);
		close(begin("POST", "/upload", 100000));
		close(connect_to());
	}
	assert_true(is_page(get("GET", "/")));
	assert_int_equal(stop_worker(worker), 0);
}

static void test_database_lost(void **state)
{
	pid_t worker = start_worker(true);
	(void)state;
	assert_int_equal(strncmp(get("GET", "/lose"), "Status: 503\r\n", 13), 0);
	assert_int_equal(wait_for(worker), 75);
}

static void test_no_database(void **state)
{
	pid_t worker = start_worker(false);
	int64_t from = now_ms();
	(void)state;
	assert_int_equal(strncmp(get("GET", "/"), "Status: 503\r\n", 13), 0);
	assert_non_null(strstr(get("GET", "/"), "Retry-After:"));
	assert_true(now_ms() - from < 500);
	assert_int_equal(wait_for(worker), (uint8_t)SERVE_AGAIN);
}

/* Workers are replaced one after the other under load: every request is answered. */
static void test_replacing_loses_nothing(void **state)
{
	enum { WORKERS = 4, CLIENTS = 4, REQUESTS = 300 };
	pid_t worker[WORKERS], client[CLIENTS];
	int status;
	(void)state;
	for (int i = 0; i < WORKERS; i++)
		worker[i] = start_worker(true);
	for (int i = 0; i < CLIENTS; i++) {
		client[i] = fork();
		if (client[i] == 0) {
			int lost = 0;
			for (int k = 0; k < REQUESTS; k++)
				lost += !is_page(get("GET", "/"));
			_exit(lost > 0);
		}
	}
	for (int i = 0; i < 20; i++) {
		pid_t next = start_worker(true);
		assert_int_equal(stop_worker(worker[i % WORKERS]), 0);
		worker[i % WORKERS] = next;
	}
	for (int i = 0; i < CLIENTS; i++) {
		assert_int_equal(waitpid(client[i], &status, 0), client[i]);
		assert_int_equal(status, 0);
	}
	for (int i = 0; i < WORKERS; i++)
		assert_int_equal(stop_worker(worker[i]), 0);
}

static int set_up(void **state)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	(void)state;
	fake_template("t/page.cs", "<p><?cs var:x ?></p>");
	fake_start();
	a = arena_new();
	(void)snprintf(socket_path, sizeof socket_path, "/tmp/ccer-serve-%d", (int)getpid());
	strcpy(at.sun_path, socket_path);
	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(listener, 64), 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	close(listener);
	unlink(socket_path);
	arena_free(a);
	fake_stop();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers),          cmocka_unit_test(test_leaves_when_idle),
		cmocka_unit_test(test_finishes_request_before_leaving),
		cmocka_unit_test(test_flat_memory),      cmocka_unit_test(test_outlives_clients),
		cmocka_unit_test(test_database_lost),    cmocka_unit_test(test_no_database),
		cmocka_unit_test(test_replacing_loses_nothing),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
