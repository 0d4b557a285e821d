/* outbox: messages as rows of the transaction that causes them (rules.md § 8). Sending is the courier's (main/courier.c),
 * the wording is in templates/message/. */
#ifndef CCER_CORE_MESSAGE_OUTBOX_H
#define CCER_CORE_MESSAGE_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

enum message {
#define MESSAGE(id, channel, name, expires_s) MESSAGE_##id,
#include "core/message/messages.def"

#undef MESSAGE
	MESSAGE_COUNT
};
struct message_value { const char *name, *value; };
/* Queues one message. recipient: mobile or e-mail address (refused with ERR_INVALID if it could not be one). values end
 * with a NULL name. application_id 0: none. */
enum err outbox_add(struct ctx *c, enum message message, const char *recipient, int64_t application_id,
		    const struct message_value *values);

/* ---- for the courier: claim → commit → send → mark ---- */
struct outbox_message {
	int64_t id;
	const char *public_id, *channel, *name, *recipient;
	const struct message_value *value;
	int tries;
	int64_t created_at;
	bool unsure;             /* tried before, and nobody knows how that ended */
	const char *provider;    /* of that try, "" not known */
	int64_t sent_at;         /* its time, -1 */
	const char *provider_id; /* of a sent one, "" else */
	struct db_value lease;   /* of the claim it came by: who comes later, because this one ran out, has another */
};
/* Leases up to max due messages of a channel (sms | mail) for lease_s seconds. Expired ones become dead. A message another courier
 * died with comes as unsure. */
enum err outbox_claim(struct ctx *c, const char *channel, int max, int lease_s, struct outbox_message **out, size_t *count);

/* ---- marks: without effect when somebody else holds the lease by now; but what was sent was sent ---- */
/* Before it is handed over: to whom, for who comes after us. */
enum err outbox_trying(struct ctx *c, const struct outbox_message *m, const char *provider);
/* The provider has it, under its own id. */
enum err outbox_sent(struct ctx *c, const struct outbox_message *m, const char *provider, const char *provider_id);
/* Not now: due again after a growing gap with jitter (5 s · tries², at most 1 h; dead after 60 tries, that is two days). */
enum err outbox_later(struct ctx *c, const struct outbox_message *m, const char *problem);
/* Nobody knows: as outbox_later, but it will come as unsure. */
enum err outbox_unsure(struct ctx *c, const struct outbox_message *m, const char *provider, const char *problem);
/* The provider takes none of ours, which is not the message's fault: due again in ten minutes, not counted as a try; dead
 * three days after it was written. at_once: another provider can be tried now. */
enum err outbox_hold(struct ctx *c, const struct outbox_message *m, const char *problem, bool at_once);
/* Never: problem says why. */
enum err outbox_dead(struct ctx *c, const struct outbox_message *m, const char *problem);
/* SMS sent 10 minutes to a day ago that no report came for, not asked about within the hour, at most max; they count as asked
 * about from now on. */
enum err outbox_silent(struct ctx *c, int max, struct outbox_message **out, size_t *count);
/* The provider's delivery report of an SMS; may come twice, before the message is marked as sent, or for one that is not ours.
 * public_id: the id we gave, "" when the report has none: then provider_id says which. What arrived was sent, whatever we
 * knew, and is not sent again. problem: the provider's code when it did not arrive (what is not printable ASCII becomes
 * '?', cut at 64 bytes). */
enum err outbox_report(struct ctx *c, const char *public_id, const char *provider_id, bool delivered,
		       const char *problem);
/* By staff: a message of an application goes out again, under its own id, to whom it went. ERR_CONFLICT: it is on its way, or
 * bears a code: those are made anew. ERR_LIMITED: three times within the hour already. */
enum err outbox_resend(struct ctx *c, int64_t application_id, int64_t id);
/* What recipients are found by: a keyed hash, the same for upper and lower case. */
struct db_value outbox_recipient_index(struct arena *a, const char *recipient);

#endif
