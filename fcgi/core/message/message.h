/* message: what became of messages, for people to read: staff who look for one, the applicant's own, the last code of an address.
 * Rows of the outbox (outbox.h), which alone changes them. All lists have the columns
 *     id name channel recipient_masked state unsure created_at sent_at delivered_at due_at problem public_id number
 * (the last two of the application, "" none), newest first. */
#ifndef CCER_CORE_MESSAGE_MESSAGE_H
#define CCER_CORE_MESSAGE_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* The newest 50 of an application, with has_code (1: it bears a code that is not sent twice) and may_resend (1: it has come to
 * an end and is still worth sending). */
enum err message_of_application(struct ctx *c, int64_t application_id, struct db_rows *out);

enum message_by { MESSAGE_BY_RECIPIENT, MESSAGE_BY_NUMBER, MESSAGE_DEAD, MESSAGE_HELD };
enum { MESSAGE_PAGE = 50 };
/* For staff: those with an id below before_id (0: from the newest), MESSAGE_PAGE and one more when there are. what: the whole
 * mobile or e-mail address, or the 受理号; not used by the others. Staff of the registry find what belongs to cases they were ever
 * handed, others everything. Messages from before release 0012 are not found by their recipient.
 * ERR_INVALID: by is none of these. */
enum err message_search(struct ctx *c, enum message_by by, const char *what, int64_t before_id, struct db_rows *out);
/* The last one-time code to an address; no row: none. Only for people whose address it is. */
enum err message_last_code(struct ctx *c, const char *address, struct db_rows *out);
/* Where row i stands, the key of its word: delivered | undelivered (the network says so) | sent | unsure (may have gone) | held
 * (tried, and to be tried again) | waiting | sending | dead. */
const char *message_fate(const struct db_rows *rows, size_t i);
/* A problem as the key of its explanation, and of its class's: [A-Za-z0-9_]; smtp_550 and smtp_5xx, isv_DAY_LIMIT_CONTROL and
 * isv. "" for "". */
const char *message_problem_key(struct arena *a, const char *problem);
const char *message_problem_class(struct arena *a, const char *problem);

#endif
