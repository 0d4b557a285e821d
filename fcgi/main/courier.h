/* courier: sends messages and runs timed jobs. courier.c is the loop: claim, commit, hand over, mark; courier_sms.c chooses among
 * SMS providers; courier_post.c is one message on its way; courier_jobs.c the jobs; courier_fees.c
 * those of fee years; courier_inspect.c files to be looked at; courier_link.c rows for the audit chain. */
#ifndef CCER_MAIN_COURIER_H
#define CCER_MAIN_COURIER_H

#include "core/message/outbox.h"
#include "gate/flight.h"
#include "gate/sms/sms.h"
#include "main/unattended.h"

struct db;
struct outbox_message;

/* All timed jobs once, each in a transaction of its own. Only ERR_LOST is answered; other failures are logged and the
 * next round tries again. */
enum err courier_jobs(struct db *db, struct arena *a);
/* Between rounds: some more of what is too much for one, a little each time, since messages wait meanwhile. Only ERR_LOST matters. */
enum err courier_jobs_go_on(struct db *db, struct arena *a);

/* Orders, reminders and suspensions whose time has come, FEE_BATCH of each task, an account a transaction; how many of them fail is said
 * to the operators. Only ERR_LOST matters. */
enum err courier_fees(struct db *db, struct arena *a);
/* Some more of those of which there were more. */
enum err courier_fees_go_on(struct db *db, struct arena *a);

/* Some of the files that wait for an inspection (core/material/inspect.h). Only ERR_LOST matters. */
enum err courier_inspect(struct db *db);

/* Links audit rows that wait, when that was last done half a second ago: to be called between any two things that take long. Only
 * ERR_LOST is answered. */
enum err courier_link(struct db *db);

/* ---- one message on its way ---- */

/* Messages claimed together; their memory goes back when the last of them is marked. */
struct courier_batch {
	struct arena *arena;
	size_t left;
};
struct courier_post {
	struct courier_batch *batch;
	const struct outbox_message *message;
	const struct sms_provider *provider; /* NULL: mail */
	struct delivery delivery;            /* how it ended */
	bool report;                         /* asked about only: what delivery says is a report of what became of it */
	struct courier_post *next;           /* of those that ended */
};
/* Those that have ended, to be marked. */
struct courier_ended { struct courier_post *first; };

/* Starts a message: by the provider that is used now, or, when it is unsure, first the question what became of it. It ends up in
 * the list, at once or within flights_turn. */
void courier_post_start(struct flights *f, struct courier_ended *ended, struct courier_post *p);
/* Asks what became of a sent SMS. */
void courier_post_ask(struct flights *f, struct courier_ended *ended, struct courier_post *p);

/* ---- SMS providers: the first in order that is set up and does not rest ---- */

/* NULL: none is set up. When all rest, the first. */
const struct sms_provider *courier_sms_choose(int64_t now_ms);
/* For this message: another than the one that did not take it last time, if one does not rest; so one message alone need not
 * wait until its provider rests. */
const struct sms_provider *courier_sms_choose_for(const struct outbox_message *m, int64_t now_ms);
bool courier_sms_rests(const struct sms_provider *p, int64_t now_ms);
/* Faults in a row make it rest; so does at once what only an operator can mend. */
void courier_sms_note(const struct sms_provider *p, const struct delivery *d, int64_t now_ms);

#endif
