/* params: names and values out of a query, a form body or a Cookie header. Pure: bytes in, params out.
 * Decides only whether the text is well-formed; what names a page takes is form.h's. */
#ifndef CCER_WEB_PARSE_PARAMS_H
#define CCER_WEB_PARSE_PARAMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;

struct param { const char *name, *value; };
struct params { struct param *v; size_t count; };
/* The only value of a parameter, NULL when absent. (Repeated parameters are refused with 400 before any handler runs,
 * except FORM_MANY ones.) */
const char *params_get(const struct params *p, const char *name);

enum { PARAMS_MAX = 200, PARAMS_NAME_MAX = 2048 };

/* Decodes %xx and + strictly. ERR_BAD_REQUEST for a bad %xx, NUL, text that is not UTF-8, an empty or over-long name,
 * or more than PARAMS_MAX parameters. Repeated names are kept, in order. */
enum err params_parse(struct arena *a, const char *s, size_t n, struct params *out);
/* Adds one parameter that is already decoded; the same limits. */
enum err params_add(struct arena *a, struct params *p, const char *name, const char *value, size_t value_size);
/* Cookies come from other hosts' scripts too: what is malformed or beyond the first of its name is left out. */
void params_parse_cookie(struct arena *a, const char *header, struct params *out);
/* Decodes %xx only (paths). NULL for a bad %xx, NUL, controls, or text that is not UTF-8. */
char *params_decode_path(struct arena *a, const char *s, size_t n);

#endif
