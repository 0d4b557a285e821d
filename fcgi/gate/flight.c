/* flight.c: requests under way together. Mails go in threads of their own, which do nothing but the transfer: libcurl waits for a mail
 * server's last word without letting anything else of a multi handle go on. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "gate/flight_private.h"

struct flight {
	CURL *curl;
	flight_ended ended;
	void *ctx;
	struct flight *next, **link; /* of those on their way */
	struct solo *solo;           /* NULL: with the others */
};

/* A thread reads nothing of a flight but this. */
struct solo {
	pthread_t thread;
	CURL *curl;
	CURLM *wakes;
	CURLcode result;
	atomic_bool over, unwanted;
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
	if (t->solo)
		(void)pthread_join(t->solo->thread, NULL);
	else
		curl_multi_remove_handle(f->multi, t->curl);
	t->ended(t->ctx, t->curl, e, given_up);
	curl_easy_cleanup(t->curl);
}

void flights_close(struct flights *f)
{
	for (struct flight *t = f->first; t; t = t->next)
		if (t->solo)
			atomic_store(&t->solo->unwanted, true);
	while (f->first)
		land(f, f->first, CURLE_ABORTED_BY_CALLBACK, true);
	curl_multi_cleanup(f->multi);
	arena_free(f->arena);
}

static struct flight *enter(struct flights *f, struct arena *a, CURL *curl, flight_ended ended, void *ctx)
{
	struct flight *t = ARENA_NEW(a, struct flight);

	*t = (struct flight){.curl = curl, .ended = ended, .ctx = ctx, .next = f->first, .link = &f->first};
	if (f->first)
		f->first->link = &t->next;
	f->first = t;
	f->count++;
	return t;
}

void flight_add(struct flights *f, struct arena *a, CURL *curl, flight_ended ended, void *ctx)
{
	struct flight *t = enter(f, a, curl, ended, ctx);

	curl_easy_setopt(curl, CURLOPT_PRIVATE, t);
	if (curl_multi_add_handle(f->multi, curl) != CURLM_OK)
		die("flight: curl_multi_add_handle");
}

/* ---- alone ---- */

static int is_unwanted(void *solo, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	(void)a, (void)b, (void)c, (void)d;
	return atomic_load(&((struct solo *)solo)->unwanted);
}

static void *fly(void *arg)
{
	struct solo *s = arg;

	s->result = curl_easy_perform(s->curl);
	atomic_store(&s->over, true);
	(void)curl_multi_wakeup(s->wakes);
	return NULL;
}

/* Signals are for the thread that waits for them. */
static bool take_off(struct solo *s)
{
	sigset_t all, before;

	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	bool good = pthread_create(&s->thread, NULL, fly, s) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return good;
}

void flight_add_solo(struct flights *f, struct arena *a, CURL *curl, flight_ended ended, void *ctx)
{
	struct solo *s = ARENA_NEW(a, struct solo);

	s->curl = curl;
	s->wakes = f->multi;
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, is_unwanted);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, s);
	enter(f, a, curl, ended, ctx)->solo = s;
	if (!take_off(s))
		die("flight: pthread_create");
}

static void land_solos(struct flights *f)
{
	for (struct flight *next, *t = f->first; t; t = next) {
		next = t->next;
		if (t->solo && atomic_load(&t->solo->over))
			land(f, t, t->solo->result, false);
	}
}

/* ---- together ---- */

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
	land_solos(f);
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
