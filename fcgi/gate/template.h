/* template: the wording of messages, templates/message/<channel>/<name>.txt with ${name} places. Plain text: mails are not
 * HTML, and the same SMS texts are registered with the provider. */
#ifndef CCER_GATE_TEMPLATE_H
#define CCER_GATE_TEMPLATE_H

#include <stdbool.h>

struct arena;
struct template_value {
	const char *name, *value; /* lists end with a NULL name */
};

/* The text of a message, NULL after logging when there is none. name: [a-z_]. */
const char *template_load(struct arena *a, const char *channel, const char *name);
/* Does the text have a place of that name? */
bool template_asks(struct arena *a, const char *text, const char *name);
/* Fills in the places, each once: values are not looked through again. NULL when a place has no value. */
const char *template_fill(struct arena *a, const char *text, const struct template_value *values);
/* The place names of a text in the order they first appear, NULL-terminated. */
const char *const *template_places(struct arena *a, const char *text);
/* A provider's code of an SMS text: what the file says (lines "name = code", # comments), else the name itself. path "": no
 * file. NULL after logging when the file cannot be read. */
const char *template_code(struct arena *a, const char *path, const char *name);

#endif
