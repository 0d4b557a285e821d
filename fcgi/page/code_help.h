/* code_help: what pages that ask for a code tell those who got none (templates/lib/code_help.cs). */
#ifndef CCER_PAGE_CODE_HELP_H
#define CCER_PAGE_CODE_HELP_H

#include "base/err.h"
#include "web/web.h"

/* For whose address it is: prefix.to masked; prefix.wait.seconds or .minutes until another code can be asked for, nothing when at
 * once; of a code written within the half hour prefix.at (its time) and what message_show sets. */
enum err code_help_own(struct req *r, const char *prefix, const char *address);
/* For anybody: help.phone to call; when a code was asked for on this page just now, also help.to, the number as typed, masked,
 * and help.wait. Says nothing of what became of it. mobile NULL: none was asked for. */
enum err code_help_anybody(struct req *r, const char *mobile);

#endif
