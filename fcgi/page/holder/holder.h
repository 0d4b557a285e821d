/* holder: what pages of account holders share. */
#ifndef CCER_PAGE_HOLDER_HOLDER_H
#define CCER_PAGE_HOLDER_HOLDER_H

#include <stdint.h>

#include "base/arena.h"
#include "web/web.h"

/* A form's rule: login names are account numbers, half-width capitals; dashes stay, they tell the representatives apart. */
const char *holder_rule_login(struct arena *a, int64_t now, const char **value);
/* What who asked for a code sees, with what was typed. */
enum err holder_activation_sent(struct req *r);

#endif
