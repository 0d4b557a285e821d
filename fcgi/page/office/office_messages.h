/* office_messages: messages as staff see them. */
#ifndef CCER_PAGE_OFFICE_OFFICE_MESSAGES_H
#define CCER_PAGE_OFFICE_OFFICE_MESSAGES_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* message.N.*: the messages of a case, what became of each, resend: it can be sent again. */
enum err office_messages_of(struct req *r, const struct application *app);

#endif
