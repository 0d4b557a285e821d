/* code_help: what pages that ask for a code tell those who got none (templates/lib/code_help.cs). */
#ifndef CCER_PAGE_CODE_HELP_H
#define CCER_PAGE_CODE_HELP_H

#include "base/err.h"
#include "core/people/code.h"
#include "web/web.h"

/* prefix.seconds or prefix.minutes, nothing for 0. */
void code_help_wait(struct req *r, const char *prefix, int64_t wait_s);
/* For whose address it is: prefix.to masked; prefix.live = 1 when the last code can still be used; prefix.wait until another can be
 * asked for; of one written within the half hour prefix.at (its time) and what message_show sets. */
enum err code_help_own(struct req *r, const char *prefix, const struct code *code);
/* For anybody: help.phone to call; when a code was asked for on this page, also help.to, the number as typed, masked, and help.wait.
 * Says nothing of what became of it. code NULL: none was asked for. */
enum err code_help_anybody(struct req *r, const struct code *code);

#endif
