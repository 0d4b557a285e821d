/* http.c: requests one at a time with the one easy handle of the process, so that connections are used again, or many at once in
 * flight.c's. */
#include "gate/http.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "gate/flight_private.h"

enum { SPACE_FIRST = 8192 };

static CURL *handle;

struct sink {
	struct arena *arena;
	char *data; /* room for space bytes and a NUL */
	size_t size, space, max;
	bool too_large, left; /* left: the request was about to leave */
	const struct http_request *asked;
	const char **value; /* of asked->want */
};

static void grow(struct sink *s, size_t needed)
{
	size_t space = s->space ? 2 * s->space : SPACE_FIRST;

	while (space < needed)
		space *= 2;
	char *data = arena_alloc(s->arena, space + 1);
	if (s->size)
		memcpy(data, s->data, s->size);
	s->data = data;
	s->space = space;
}

/* MAXFILESIZE is not asked for chunked answers, so the cap is here. */
static size_t take(char *p, size_t one, size_t n, void *arg)
{
	struct sink *s = arg;

	n *= one;
	if (n > s->max - s->size) {
		s->too_large = true;
		return 0;
	}
	if (n > s->space - s->size)
		grow(s, s->size + n);
	memcpy(s->data + s->size, p, n);
	s->size += n;
	return n;
}

/* One header line; keeps the values of those asked for. Of a repeated one the last counts. */
static size_t take_header(char *p, size_t one, size_t n, void *arg)
{
	struct sink *s = arg;
	const char *colon = memchr(p, ':', n *= one);

	for (size_t i = 0; colon && s->asked->want && s->asked->want[i]; i++) {
		const char *from = colon + 1, *to = p + n;

		if (strlen(s->asked->want[i]) != (size_t)(colon - p) || strncasecmp(s->asked->want[i], p, (size_t)(colon - p)) != 0)
			continue;
		while (from < to && (*from == ' ' || *from == '\t'))
			from++;
		while (to > from && strchr(" \t\r\n", to[-1]))
			to--;
		s->value[i] = arena_strndup(s->arena, from, (size_t)(to - from));
	}
	return n;
}

static bool is_test(void)
{
	return strcmp(conf_str(CONF_PROFILE), "test") == 0;
}

/* False: a line break in a header. */
static bool make_list(const char *const *headers, struct curl_slist **list)
{
	for (*list = NULL; *headers; headers++) {
		struct curl_slist *longer = strpbrk(*headers, "\r\n") ? NULL : curl_slist_append(*list, *headers);

		if (longer == NULL) {
			curl_slist_free_all(*list);
			return false;
		}
		*list = longer;
	}
	return true;
}

/* When a kept connection breaks before an answer, libcurl sends again unasked, though the request may have arrived: a POST
 * leaves once, and who asked decides. */
static int leaves(void *arg, char *there, char *here, int there_port, int here_port)
{
	struct sink *s = arg;

	(void)there, (void)here, (void)there_port, (void)here_port;
	if (s->left && s->asked->is_post)
		return CURL_PREREQFUNC_ABORT;
	s->left = true;
	return CURL_PREREQFUNC_OK;
}

static void prepare(CURL *curl, const struct http_request *r, struct curl_slist *list, struct sink *s)
{
	curl_easy_setopt(curl, CURLOPT_URL, r->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, is_test() ? "https,http" : "https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)HTTP_CONNECT_S);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)(r->total_s ? r->total_s : HTTP_TOTAL_S));
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, r->is_once ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	if (*conf_str(CONF_CA_FILE))
		curl_easy_setopt(curl, CURLOPT_CAINFO, conf_str(CONF_CA_FILE));
	if (r->is_post) {
		curl_easy_setopt(curl, CURLOPT_POST, 1L);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)r->size);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, r->size ? r->body : "");
	}
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
	curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, leaves);
	curl_easy_setopt(curl, CURLOPT_PREREQDATA, s);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, s);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, s);
}

static struct sink make_sink(struct arena *a, const struct http_request *r)
{
	size_t n = 0;

	while (r->want && r->want[n])
		n++;
	struct sink s = {.arena = a, .data = "", .max = r->answer_max ? r->answer_max : HTTP_BODY_MAX, .asked = r};
	s.value = ARENA_ARRAY(a, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		s.value[i] = "";
	return s;
}

static enum err judge(CURL *curl, CURLcode e, const struct sink *s, struct http_answer *out)
{
	*out = (struct http_answer){.body = s->data, .size = s->size, .value = s->value, .asked = s->left,
				    .fault = flight_fault(e)};
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &out->status);
	if (e == CURLE_OK)
		return OK;
	log_warn("http: %s", curl_easy_strerror(e));
	if (s->too_large)
		return ERR_TOO_LARGE;
	return e == CURLE_UNSUPPORTED_PROTOCOL || e == CURLE_URL_MALFORMAT ? ERR_INVALID : ERR_UNAVAILABLE;
}

static enum err headers_of(const struct http_request *r, struct curl_slist **list)
{
	if (make_list(r->headers, list))
		return OK;
	log_error("http: a header with a line break");
	return ERR_INVALID;
}

enum err http_send(struct arena *a, const struct http_request *r, struct http_answer *out)
{
	struct sink s = make_sink(a, r);
	struct curl_slist *list;

	TRY(headers_of(r, &list));
	if (handle == NULL && (handle = curl_easy_init()) == NULL)
		die("http: curl_easy_init");
	curl_easy_reset(handle);
	prepare(handle, r, list, &s);
	CURLcode e = curl_easy_perform(handle);
	curl_slist_free_all(list);
	return judge(handle, e, &s, out);
}

/* ---- many at once ---- */

struct started {
	struct http_request request;
	struct sink sink;
	struct curl_slist *list;
	http_done done;
	void *ctx;
};

static void ended(void *ctx, CURL *curl, CURLcode e, bool given_up)
{
	struct started *s = ctx;
	struct http_answer answer;

	curl_slist_free_all(s->list);
	if (given_up)
		return;
	enum err result = judge(curl, e, &s->sink, &answer);
	s->done(s->ctx, result, &answer);
}

enum err http_start(struct flights *f, struct arena *a, const struct http_request *r, http_done done, void *ctx)
{
	struct started *s = ARENA_NEW(a, struct started);
	CURL *curl = curl_easy_init();

	if (curl == NULL)
		die("http: curl_easy_init");
	*s = (struct started){.request = *r, .done = done, .ctx = ctx};
	s->sink = make_sink(a, &s->request);
	enum err e = headers_of(r, &s->list);
	if (e != OK) {
		curl_easy_cleanup(curl);
		return e;
	}
	prepare(curl, &s->request, s->list, &s->sink);
	flight_add(f, a, curl, ended, s);
	return OK;
}

const char *http_host(struct arena *a, const char *url)
{
	CURLU *u = curl_url();
	char *host = NULL, *port = NULL;
	const char *out = NULL;
	if (u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
		bool other = curl_url_get(u, CURLUPART_PORT, &port, CURLU_NO_DEFAULT_PORT) == CURLUE_OK;

		out = other ? arena_printf(a, "%s:%s", host, port) : arena_strdup(a, host);
	}
	curl_free(host);
	curl_free(port);
	curl_url_cleanup(u);
	return out;
}

bool http_open(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

void http_close(void)
{
	curl_easy_cleanup(handle);
	handle = NULL;
	curl_global_cleanup();
}
