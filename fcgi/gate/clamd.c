/* clamd: see clamd.h. One question a connection: a stream that went wrong leaves nothing behind. */
#include "gate/clamd.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "gate/wire.h"

enum { ANSWER_MAX = 1024 };

static const char peer[] = "clamd";

bool clamd_is_on(void)
{
	return conf_str(CONF_SCAN_SOCKET)[0] != '\0';
}

static struct clamd_result failed(const char *problem)
{
	return (struct clamd_result){CLAMD_ERROR, problem};
}

/* ---- asking ---- */

static enum err call_up(struct arena *a, int total_s, struct wire **out)
{
	return wire_open(a, peer, conf_str(CONF_SCAN_SOCKET), CLAMD_CONNECT_S < total_s ? CLAMD_CONNECT_S : total_s, total_s,
			 out);
}

/* Commands that begin with z end with NUL, and so do their answers. */
static enum err put_command(const struct wire *w, const char *command)
{
	return wire_put(w, command, strlen(command) + 1);
}

/* Up to its NUL; an answer that is cut off is none. */
static enum err get_answer(struct arena *a, const struct wire *w, const char **out)
{
	char *text = arena_alloc(a, ANSWER_MAX);
	size_t have = 0, n;

	do {
		TRY(wire_some(w, text + have, ANSWER_MAX - have, &n));
		have += n;
	} while (n > 0 && !memchr(text, '\0', have) && have < ANSWER_MAX);
	*out = text;
	return memchr(text, '\0', have) ? OK : wire_lost(peer, "its answer is cut off");
}

static enum err ask(struct arena *a, int total_s, const char *command, const char **answer)
{
	struct wire *w;

	TRY(call_up(a, total_s, &w));
	enum err e = put_command(w, command);
	if (e == OK)
		e = get_answer(a, w, answer);
	wire_close(w);
	return e;
}

/* ---- the file ---- */

static enum err put_chunk(const struct wire *w, const uint8_t *p, size_t n)
{
	uint8_t head[4] = {(uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};

	TRY(wire_put(w, head, sizeof head));
	return wire_put(w, p, n);
}

/* ERR_UNAVAILABLE: clamd takes no more; anything else: the file cannot be read. */
static enum err put_file(const struct wire *w, enum err (*next)(void *ctx, const uint8_t **p, size_t *n), void *ctx)
{
	for (;;) {
		const uint8_t *p;
		size_t n;
		enum err e = next(ctx, &p, &n);

		if (e != OK)
			return e == ERR_UNAVAILABLE ? ERR_IO : e;
		if (n == 0)
			return put_chunk(w, NULL, 0);
		for (size_t take; n > 0; p += take, n -= take) {
			take = n < CLAMD_CHUNK ? n : CLAMD_CHUNK;
			TRY(put_chunk(w, p, take));
		}
	}
}

/* ---- the verdict ---- */

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

/* "stream: <name> FOUND", or "stream: FOUND" of a find without a name. answer ends with " FOUND". */
static const char *name_found(struct arena *a, const char *answer)
{
	static const char before[] = "stream:", after[] = " FOUND";

	if (strncmp(answer, before, sizeof before - 1) == 0)
		answer += sizeof before - 1;
	size_t n = strlen(answer) - (sizeof after - 1);
	if (n > 0 && *answer == ' ')
		answer++, n--;
	if (n == 0)
		return "unnamed";
	char *name = arena_strndup(a, answer, n < CLAMD_FOUND_MAX ? n : CLAMD_FOUND_MAX);
	for (char *p = name; *p; p++)
		if (*p < 0x20 || *p > 0x7e || *p == '"' || *p == '\\')
			*p = '?';
	return name;
}

static struct clamd_result read_verdict(struct arena *a, const char *answer)
{
	if (strcmp(answer, "stream: OK") == 0)
		return (struct clamd_result){CLAMD_CLEAN, ""};
	if (strstr(answer, "Heuristics.Limits.Exceeded") || strstr(answer, "size limit exceeded"))
		return (struct clamd_result){CLAMD_LIMIT, "limit"};
	if (ends_with(answer, " FOUND"))
		return (struct clamd_result){CLAMD_INFECTED, name_found(a, answer)};
	log_warn("clamd: it answers something else than a verdict");
	return failed("answer");
}

/* clamd hangs up on a stream that is too long, with the reason on the way: so the answer is read in any case. */
static struct clamd_result scan(struct arena *a, const struct wire *w,
				enum err (*next)(void *ctx, const uint8_t **p, size_t *n), void *ctx)
{
	const char *answer;
	enum err e = put_command(w, "zINSTREAM");

	if (e == OK)
		e = put_file(w, next, ctx);
	if (e != OK && e != ERR_UNAVAILABLE)
		return failed("file");
	if (get_answer(a, w, &answer) != OK)
		return failed("unavailable");
	struct clamd_result r = read_verdict(a, answer);
	return e != OK && r.verdict == CLAMD_CLEAN ? failed("answer") : r; /* it has not seen all of it */
}

struct clamd_result clamd_scan(struct arena *a, enum err (*next)(void *ctx, const uint8_t **p, size_t *n), void *ctx,
			       int64_t size, int total_s)
{
	struct wire *w;

	if (size > conf_int(CONF_SCAN_MAX_MB) * 1024 * 1024)
		return (struct clamd_result){CLAMD_LIMIT, "limit"};
	if (call_up(a, total_s, &w) != OK)
		return failed("unavailable");
	struct clamd_result r = scan(a, w, next, ctx);
	wire_close(w);
	return r;
}

bool clamd_ping(struct arena *a, int total_s)
{
	const char *answer;

	return ask(a, total_s, "zPING", &answer) == OK && strcmp(answer, "PONG") == 0;
}

enum err clamd_version(struct arena *a, int total_s, const char **out)
{
	TRY(ask(a, total_s, "zVERSION", out));
	return strncmp(*out, "ClamAV ", 7) == 0 ? OK : wire_lost(peer, "its version is not understood");
}
