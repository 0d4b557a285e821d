/* mail: mails through the SMTP server of mail.endpoint: text, the same as HTML, attachments. Sending is flight.h's. */
#ifndef CCER_GATE_MAIL_H
#define CCER_GATE_MAIL_H

#include <stddef.h>

#include "gate/delivery.h"

struct arena;
struct mail_attachment {
	const char *name, *type; /* file name, UTF-8; media type */
	const void *data;
	size_t size;
};
struct mail {
	const char *id;   /* stable over repeats: becomes the Message-ID, by which receivers discard repeats */
	const char *to;   /* checked address */
	const char *subject, *text;
	const char *html; /* the same for programs that show HTML, NULL none */
	const struct mail_attachment *attachment;
	size_t attachments;
};

/* Over TLS (smtps://, else STARTTLS) unless site.profile is test. A mail takes at most MAIL_TOTAL_S, and
 * as long again when the server does not answer the goodbye either. */
enum { MAIL_CONNECT_S = 3, MAIL_TOTAL_S = 15 };

/* Reaches the server of mail.endpoint as for a mail (EHLO, STARTTLS, signing in), says NOOP and leaves; blocks. "" when that
 * works, else smtp_<status>, a fault of http.h, or settings. */
const char *mail_check(struct arena *a);

/* A header value as RFC 2047 wants it: itself when plain ASCII of at most 60 bytes, else base64 words of at most 75
 * characters, cut between characters, joined by "\r\n ". NULL when it has control characters. */
const char *mail_header_text(struct arena *a, const char *s);

/* A text as simple HTML: escaped, a paragraph a block of lines, its breaks kept. */
const char *mail_html(struct arena *a, const char *text);

#endif
