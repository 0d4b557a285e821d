/* mail and template: header words (RFC 2047), header injection, places, template codes. */
#include "unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "gate/flight.h"
#include "gate/mail.h"
#include "gate/template.h"

static struct arena *arena;

static void test_plain_header_stays(void **state)
{
	(void)state;
	assert_string_equal(mail_header_text(arena, "Hello"), "Hello");
	assert_string_equal(mail_header_text(arena, ""), "");
}

static void test_words(void **state)
{
	(void)state;
	assert_string_equal(mail_header_text(arena, "验证码"), "=?UTF-8?B?6aqM6K+B56CB?=");
	assert_string_equal(mail_header_text(arena, "=?x"), "=?UTF-8?B?PT94?=");
}

static void test_long_words_are_cut_between_characters(void **state)
{
	const char *line = mail_header_text(arena, "a联合开户申请需要补正联合开户申请需要补正联合开户申请需要补正");

	(void)state;
	for (const char *end; *line; line = end) {
		end = strstr(line, "\r\n ");
		end = end ? end + 3 : line + strlen(line);
		assert_true(end - line <= 75 + 3);
		assert_memory_equal(line, "=?UTF-8?B?", 10);
	}
	/* 1 + 14 × 3 = 43 bytes: the next character would need 46. */
	line = mail_header_text(arena, "a联合开户申请需要补正联合开户申请");
	assert_memory_equal(strstr(line, "?=\r\n "), "?=\r\n =?UTF-8?B?", 15);
	assert_int_equal(strstr(line, "?=\r\n ") - line, 10 + 60);
}

static void keep(void *ctx, struct delivery d)
{
	*(struct delivery *)ctx = d;
}

static void test_line_breaks_are_refused(void **state)
{
	const struct mail m = {.id = "x", .to = "a@b.example\r\nRCPT TO:<c@d.example>", .subject = "s", .text = "t"};
	struct flights *f = flights_open(1);
	struct delivery d = {0};

	(void)state;
	assert_null(mail_header_text(arena, "a\r\nBcc: c@d.example"));
	assert_null(mail_header_text(arena, "a\nb"));
	mail_start(f, arena, &m, keep, &d);
	assert_int_equal(flights_count(f), 0);
	assert_int_equal(d.result, DELIVERY_DEAD);
	flights_close(f);
}

/* To a server that takes the connection and says nothing. */
static void test_a_mail_on_its_way_can_be_given_up(void **state)
{
	const struct mail m = {.id = "x", .to = "a@b.example", .subject = "s", .text = "t"};
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof at;
	struct delivery d = {.problem = "nobody was told"};
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	(void)state;
	assert_int_equal(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(listener, 1), 0);
	assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &size), 0);
	conf_set(CONF_PROFILE, "test");
	conf_set(CONF_MAIL_FROM, "ccer@b.example");
	conf_set(CONF_MAIL_ENDPOINT, arena_printf(arena, "smtp://127.0.0.1:%d", ntohs(at.sin_port)));
	struct flights *f = flights_open(1);
	mail_start(f, arena, &m, keep, &d);
	flights_turn(f, 100);
	assert_int_equal(flights_count(f), 1);
	flights_close(f);
	assert_string_equal(d.problem, "nobody was told");
	close(listener);
}

/* A server in a process of its own that takes one connection and answers line after line what it was told; *port of 127.0.0.1. */
static pid_t serve(const char *const *answer, int *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof at;
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(listener, 1), 0);
	assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &size), 0);
	*port = ntohs(at.sin_port);
	pid_t server = fork();
	if (server == 0) {
		FILE *f = fdopen(accept(listener, NULL, NULL), "r+");
		char line[512];

		for (; f && *answer; answer++)
			if (fputs(*answer, f) < 0 || fflush(f) != 0 || fgets(line, sizeof line, f) == NULL)
				break;
		_exit(0);
	}
	close(listener);
	return server;
}

static struct delivery send_to(const char *const *answer)
{
	const struct mail m = {.id = "x", .to = "a@b.example", .subject = "s", .text = "t"};
	struct delivery d = {.problem = "nobody was told"};
	int port;
	pid_t server = serve(answer, &port);

	conf_set(CONF_PROFILE, "test");
	conf_set(CONF_MAIL_FROM, "ccer@b.example");
	conf_set(CONF_MAIL_ENDPOINT, arena_printf(arena, "smtp://127.0.0.1:%d", port));
	struct flights *f = flights_open(1);
	mail_start(f, arena, &m, keep, &d);
	while (flights_count(f) > 0)
		flights_turn(f, 1000);
	flights_close(f);
	assert_int_equal(waitpid(server, NULL, 0), server);
	return d;
}

/* 530: the server wants a signing in, or TLS, that our settings do not have. */
static void test_a_server_that_wants_signing_in_first_kills_no_mail(void **state)
{
	static const char *const nobody_there[] = {"220 x\r\n", "250 x\r\n", "250 x\r\n", "550 5.1.1 no\r\n", "221 x\r\n", NULL};
	static const char *const who_are_you[] = {"220 x\r\n", "250 x\r\n", "530 5.7.0 sign in first\r\n", "221 x\r\n", NULL};
	struct delivery dead = send_to(nobody_there), later = send_to(who_are_you);

	(void)state;
	assert_int_equal(dead.result, DELIVERY_DEAD);
	assert_string_equal(dead.problem, "smtp_550");
	assert_int_equal(later.result, DELIVERY_LATER);
	assert_string_equal(later.problem, "smtp_530");
	assert_true(later.fault);
}

/* Who sends is our setting and the same for every mail, so none of them is lost by it. */
static void test_a_server_that_does_not_take_our_sender_kills_no_mail(void **state)
{
	static const char *const not_you[] = {"220 x\r\n", "250 x\r\n", "553 5.7.1 not yours\r\n", "221 x\r\n", NULL};
	static const char *const in_lines[] = {"220 x\r\n", "250 x\r\n", "550-5.7.1 who\r\n550 5.7.1 are you\r\n", "221 x\r\n", NULL};
	static const char *const too_large[] = {"220 x\r\n", "250 x\r\n", "552 5.3.4 too large\r\n", "221 x\r\n", NULL};
	static const char *const nobody_there[] = {"220 x\r\n", "250 x\r\n", "250 x\r\n", "553 5.1.3 no\r\n", "221 x\r\n", NULL};
	struct delivery held = send_to(not_you), also = send_to(in_lines);

	(void)state;
	assert_int_equal(held.result, DELIVERY_HOLD);
	assert_string_equal(held.problem, "sender.553");
	assert_int_equal(also.result, DELIVERY_HOLD);
	assert_string_equal(also.problem, "sender.550");
	assert_int_equal(send_to(too_large).result, DELIVERY_DEAD);
	assert_int_equal(send_to(nobody_there).result, DELIVERY_DEAD);
}

static void test_html(void **state)
{
	(void)state;
	assert_string_equal(mail_html(arena, "a <b> & c\nd\n\n码\n"), "<p>a &lt;b&gt; &amp; c<br>\nd</p>\n<p>码</p>\n");
}

static void test_places(void **state)
{
	const struct template_value v[] = {{"a", "${b}"}, {"b", "2"}, {NULL, NULL}};

	(void)state;
	assert_string_equal(template_fill(arena, "x${a}y${b}z", v), "x${b}y2z");
	assert_null(template_fill(arena, "${c}", v));
	assert_string_equal(template_fill(arena, "$5 ${", v), "$5 ${");
	assert_true(template_asks(arena, "x${a}", "a"));
	assert_false(template_asks(arena, "x${ab}", "a"));
}

static void test_template_codes(void **state)
{
	char path[] = "/tmp/ccer-codes-XXXXXX";
	int fd = mkstemp(path);
	static const char text[] = "# ours = theirs\ncode=SMS_1\n  returned =\tSMS_22 # approved\naccepted=\n";

	(void)state;
	assert_string_equal(template_code(arena, "", "code"), "code");
	assert_true(fd >= 0 && write(fd, text, sizeof text - 1) == (ssize_t)(sizeof text - 1));
	close(fd);
	assert_string_equal(template_code(arena, path, "code"), "SMS_1");
	assert_string_equal(template_code(arena, path, "returned"), "SMS_22");
	assert_string_equal(template_code(arena, path, "accepted"), "accepted");
	assert_string_equal(template_code(arena, path, "withdrawn"), "withdrawn");
	unlink(path);
	assert_null(template_code(arena, path, "code"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain_header_stays),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_long_words_are_cut_between_characters),
		cmocka_unit_test(test_line_breaks_are_refused),
		cmocka_unit_test(test_a_mail_on_its_way_can_be_given_up),
		cmocka_unit_test(test_a_server_that_wants_signing_in_first_kills_no_mail),
		cmocka_unit_test(test_a_server_that_does_not_take_our_sender_kills_no_mail),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_template_codes),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
