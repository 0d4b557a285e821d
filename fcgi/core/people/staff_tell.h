/* staff_tell: messages to members of staff about the system itself. */
#ifndef CCER_CORE_PEOPLE_STAFF_TELL_H
#define CCER_CORE_PEOPLE_STAFF_TELL_H

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"

/* One SMS to everybody enabled who is a security administrator. values as for outbox_add. ERR_TAMPERED: a mobile does not open. */
enum err staff_tell_security(struct ctx *c, enum message message, const struct message_value *values);

#endif
