/* hook: where providers call back: the program's handlers. r->subject is a struct ctx of nobody. */
#ifndef CCER_MAIN_HOOK_H
#define CCER_MAIN_HOOK_H

#include "web/web.h"

/* POST /hook/pay/{provider}. ERR_NOT_FOUND: there is no such provider, or it is not set up. */
enum err hook_pay(struct req *r);

#endif
