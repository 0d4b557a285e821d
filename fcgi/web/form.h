/* form: walks a route's form over what was sent. After it, values are normalised and right, or refused by name. */
#ifndef CCER_WEB_FORM_H
#define CCER_WEB_FORM_H

#include "web/web.h"

struct form_value {
	const char *typed;  /* the first one as sent, "" when absent */
	const char **value; /* normalised and right ones only */
	size_t count;
	const char *problem; /* a message name, NULL: right */
};

/* One form_value per row of f (may be NULL), wrong ones with their problem. In a POST unknown names are ERR_BAD_REQUEST; in a GET
 * they are passed over. Repeated names that may not repeat are ERR_BAD_REQUEST in both. csrf and op are always allowed. */
enum err form_read(struct arena *a, int64_t now, const struct form *f, const struct params *given, bool post,
		   struct form_value **out);
/* Index of a row, f->count when there is none. */
size_t form_index(const struct form *f, const char *name);
/* Largest urlencoded body such a form can honestly have, bytes. */
size_t form_body_max(const struct form *f);

#endif
