/* apply_messages: the messages about an application, for its applicant. */
#ifndef CCER_PAGE_APPLY_APPLY_MESSAGES_H
#define CCER_PAGE_APPLY_APPLY_MESSAGES_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* message.N.*: the messages about it, notified.*: the SMS that told of its present state, message_phone: whom to ask when one did
 * not arrive. */
enum err apply_messages(struct req *r, const struct application *app);

#endif
