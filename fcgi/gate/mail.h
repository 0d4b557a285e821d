/* mail: one mail of plain text to one address through the SMTP server of mail.endpoint. */
#ifndef CCER_GATE_MAIL_H
#define CCER_GATE_MAIL_H

#include "gate/delivery.h"

struct arena;
struct mail {
	const char *id;  /* stable over repeats: becomes the Message-ID, by which receivers discard repeats */
	const char *to;  /* checked address */
	const char *subject, *text;
};

/* Blocks for at most MAIL_TOTAL_S. Over TLS unless site.profile is test. */
enum { MAIL_CONNECT_S = 3, MAIL_TOTAL_S = 15 };
struct delivery mail_send(struct arena *a, const struct mail *m);

/* A header value as RFC 2047 wants it: itself when plain ASCII of at most 60 bytes, else base64 words of at most 75
 * characters, cut between characters, joined by "\r\n ". NULL when it has control characters. */
const char *mail_header_text(struct arena *a, const char *s);

#endif
