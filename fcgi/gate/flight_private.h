/* flight_private: how http.c and mail.c give their transfers to flight.c. */
#ifndef CCER_GATE_FLIGHT_PRIVATE_H
#define CCER_GATE_FLIGHT_PRIVATE_H

#include <curl/curl.h>

#include "gate/flight.h"

/* Told when the transfer has ended, or with CURLE_ABORTED_BY_CALLBACK when it is given up: then only frees what it holds. */
typedef void (*flight_ended)(void *ctx, CURL *curl, CURLcode e, bool given_up);
/* Starts a prepared transfer; the handle is freed after ended. */
void flight_add(struct flights *f, struct arena *a, CURL *curl, flight_ended ended, void *ctx);
/* As flight_add, in a thread of its own: for transfers in which libcurl waits. ended is called by flights_turn, not there. */
void flight_add_solo(struct flights *f, struct arena *a, CURL *curl, flight_ended ended, void *ctx);
/* Why a transfer did not end well (struct http_answer: fault); "" when it did. */
const char *flight_fault(CURLcode e);

#endif
