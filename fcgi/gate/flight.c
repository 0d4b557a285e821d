/* flight.c: see flight.h. */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "gate/flight_private.h"

struct flight {
	CURL *curl;
	flight_ended ended;
	void *ctx;
	struct flight *next, **link; /* of those on their way */
};

struct flights {
	CURLM *multi;
	struct arena *arena;
	struct flight *first;
	size_t count;
};

struct flights *flights_open(int hosts)
{
	struct arena *a = arena_new();
	struct flights *f = ARENA_NEW(a, struct flights);
	f->arena = a;
	if ((f->multi = curl_multi_init()) == NULL)
		die("flight: curl_multi_init");
	curl_multi_setopt(f->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)hosts);
	curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, (long)hosts);
	return f;
}

size_t flights_count(const struct flights *f)
{
	return f->count;
}

static void land(struct flights *f, struct flight *t, CURLcode e, bool given_up)
{
	*t->link = t->next;
	if (t->next)
		t->next->link = t->link;
	f->count--;
	curl_multi_remove_handle(f->multi, t->curl);
	t->ended(t->ctx, t->curl, e, given_up);
	curl_easy_cleanup(t->curl);
}

void flights_close(struct flights *f)
{
	while (f->first)
		land(f, f->first, CURLE_ABORTED_BY_CALLBACK, true);
	curl_multi_cleanup(f->multi);
	arena_free(f->arena);
}

void flight_add(struct flights *f, struct arena *a, CURL *curl, flight_ended ended, void *ctx)
{
	struct flight *t = ARENA_NEW(a, struct flight);
	*t = (struct flight){.curl = curl, .ended = ended, .ctx = ctx, .next = f->first, .link = &f->first};
	if (f->first)
		f->first->link = &t->next;
	f->first = t;
	f->count++;
	curl_easy_setopt(curl, CURLOPT_PRIVATE, t);
	if (curl_multi_add_handle(f->multi, curl) != CURLM_OK)
		die("flight: curl_multi_add_handle");
}

void flights_turn(struct flights *f, int ms)
{
	int running, left;
	CURLMsg *message;
	if (curl_multi_perform(f->multi, &running) != CURLM_OK ||
	    curl_multi_poll(f->multi, NULL, 0, ms, NULL) != CURLM_OK ||
	    curl_multi_perform(f->multi, &running) != CURLM_OK)
		die("flight: curl_multi");
	while ((message = curl_multi_info_read(f->multi, &left)) != NULL) {
		struct flight *t;
		CURLcode e = message->data.result;
		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &t);
		land(f, t, e, false);
	}
}

const char *flight_fault(CURLcode e)
{
	switch (e) {
	case CURLE_OK:
		return "";
	case CURLE_COULDNT_RESOLVE_HOST:
		return "no_address";
	case CURLE_COULDNT_CONNECT:
		return "no_connection";
	case CURLE_OPERATION_TIMEDOUT:
		return "timeout";
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_USE_SSL_FAILED:
		return "tls";
	default:
		return "broken";
	}
}
