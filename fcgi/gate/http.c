/* http.c: owns the one easy handle of the process, so that connections are used again. */
#include "gate/http.h"

#include <curl/curl.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"

static CURL *handle;

struct sink {
	char *data;
	size_t size;
	bool too_large;
};

/* MAXFILESIZE is not asked for chunked answers, so the cap is here. */
static size_t take(char *p, size_t one, size_t n, void *arg)
{
	struct sink *s = arg;
	n *= one;
	if (n > HTTP_BODY_MAX - s->size) {
		s->too_large = true;
		return 0;
	}
	memcpy(s->data + s->size, p, n);
	s->size += n;
	return n;
}

static bool is_test(void)
{
	return strcmp(conf_str(CONF_PROFILE), "test") == 0;
}

static struct curl_slist *header_list(const char *const *headers)
{
	struct curl_slist *list = NULL;
	for (; *headers; headers++) {
		struct curl_slist *longer = strpbrk(*headers, "\r\n") ? NULL : curl_slist_append(list, *headers);
		if (longer == NULL) {
			curl_slist_free_all(list);
			return NULL;
		}
		list = longer;
	}
	return list;
}

static void prepare(const char *url, struct curl_slist *list, const void *body, size_t size, struct sink *s)
{
	if (handle == NULL && (handle = curl_easy_init()) == NULL)
		die("http: curl_easy_init");
	curl_easy_reset(handle);
	curl_easy_setopt(handle, CURLOPT_URL, url);
	curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, is_test() ? "https,http" : "https");
	curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, (long)HTTP_CONNECT_S);
	curl_easy_setopt(handle, CURLOPT_TIMEOUT, (long)HTTP_TOTAL_S);
	curl_easy_setopt(handle, CURLOPT_PROXY, "");
	if (*conf_str(CONF_CA_FILE))
		curl_easy_setopt(handle, CURLOPT_CAINFO, conf_str(CONF_CA_FILE));
	curl_easy_setopt(handle, CURLOPT_POST, 1L);
	curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
	curl_easy_setopt(handle, CURLOPT_POSTFIELDS, size ? body : "");
	curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
	curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(handle, CURLOPT_WRITEDATA, s);
}

enum err http_post(struct arena *a, const char *url, const char *const *headers, const void *body, size_t size,
		   struct http_answer *out)
{
	struct sink s = {.data = arena_alloc(a, HTTP_BODY_MAX + 1)};
	struct curl_slist *list = header_list(headers);
	if (list == NULL) {
		log_error("http: a header with a line break");
		return ERR_INVALID;
	}
	prepare(url, list, body, size, &s);
	CURLcode e = curl_easy_perform(handle);
	curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &out->status);
	curl_slist_free_all(list);
	*out = (struct http_answer){.status = out->status, .body = s.data, .size = s.size};
	if (e == CURLE_OK)
		return OK;
	log_warn("http: %s", curl_easy_strerror(e));
	if (s.too_large)
		return ERR_TOO_LARGE;
	return e == CURLE_UNSUPPORTED_PROTOCOL || e == CURLE_URL_MALFORMAT ? ERR_INVALID : ERR_UNAVAILABLE;
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
