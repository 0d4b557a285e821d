/* flight: many requests to providers on their way at once (curl multi), for the courier. What is asked is http.h's and mail.h's;
 * what the answers mean is theirs who asked. */
#ifndef CCER_GATE_FLIGHT_H
#define CCER_GATE_FLIGHT_H

#include <stddef.h>

#include "gate/http.h"
#include "gate/mail.h"

struct flights;

/* Connections are kept for the next requests, at most `hosts` to one provider. Dies without memory. */
struct flights *flights_open(int hosts);
/* Gives up what is still on its way, without calling done. */
void flights_close(struct flights *f);
size_t flights_count(const struct flights *f);
/* Lets everything go on, for at most ms milliseconds until something ends; calls done of each that ended. */
void flights_turn(struct flights *f, int ms);

typedef void (*http_done)(void *ctx, enum err e, const struct http_answer *answer);
/* As http_send, but done tells how it ended, once, within flights_turn; the arena must live until then. ERR_INVALID at once
 * when nothing can be sent. */
enum err http_start(struct flights *f, struct arena *a, const struct http_request *r, http_done done, void *ctx);

typedef void (*mail_done)(void *ctx, struct delivery d);
/* One mail to the server of mail.endpoint. done is called once: at once when nothing can be sent, else within flights_turn. */
void mail_start(struct flights *f, struct arena *a, const struct mail *m, mail_done done, void *ctx);

#endif
