/* case: everything a reviewer sees of one version of an application, joined for reading: fields with sensitive ones masked,
 * materials, marks, what changed, what happened. Changes nothing. */
#ifndef CCER_CORE_REVIEW_CASE_H
#define CCER_CORE_REVIEW_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

struct field;
struct material;

struct case_mark {
	const char *verdict, *problem, *remedy, *staff;
	int64_t staff_id, marked_at;
	int settled_in;     /* objected to although this version was let pass (objection.h), 0: not so */
	int changes;        /* how often it was marked: what a supervisor decides on */
	const char *agreed; /* "1" the supervisor's reason stands, "0" declined, "" undecided */
	const char *supervisor, *supervisor_reason;
};
struct case_field {
	const struct field *field;
	const char *value;  /* masked when sensitive */
	const char *old;    /* value in the version before (masked likewise), NULL when unchanged */
	const struct case_mark *mark; /* NULL unmarked */
	int settled_in;     /* the round that let it pass as it is, 0: none, or not the newest version */
};
struct case_material {
	const struct material *material;
	bool changed;
	const struct case_mark *mark;
	int settled_in;
};
struct case_file {
	int version, previous; /* previous: the version compared with, 0 none */
	const char *stage;     /* whose marks these are: initial_review | paper_review | registry_review */
	struct case_field *field;
	size_t field_count;
	struct case_material *material;
	size_t material_count;
	size_t right, wrong, unmarked, changed; /* of fields and materials together */
	size_t waiting, declined; /* of the wrong: need a supervisor's reason, and have none yet, or were declined */
	/* actor_kind actor action from_state to_state version note happened_at, oldest first */
	struct db_rows events;
	/* version stage verdict staff proposer reason decided_at settled: items of its letter that an earlier round had let pass */
	struct db_rows decisions;
	/* version number target problem remedy answer settled_in supervisor supervisor_reason of the newest correction letter, also
	 * after it was answered */
	struct db_rows corrections;
	/* version submitted_at, newest first */
	struct db_rows versions;
	/* open applications or accounts of the same people: name number public_id state */
	struct db_rows related;
	/* of the present state and version; proposer_id 0 none */
	int64_t proposer_id, proposed_at;
	const char *proposer, *proposal;
};
/* version: one of the application's frozen ones, else ERR_NOT_FOUND. */
enum err case_load(struct ctx *c, const struct application *app, int version, struct case_file *out);
/* The full value of a sensitive field; noted in the audit chain as field.reveal. ERR_NOT_FOUND: no such sensitive field. */
enum err case_reveal(struct ctx *c, const struct application *app, int version, const char *field, const char **value);
/* Ready reasons: id applies_to problem remedy. */
enum err case_reasons(struct ctx *c, struct db_rows *out);
/* One reason by id for use in a mark. */
enum err case_reason(struct ctx *c, int64_t id, const char **problem, const char **remedy);
/* The application of a 受理号 as its public id. ERR_NOT_FOUND. */
enum err case_public_id(struct ctx *c, const char *number, const char **public_id);
/* The audit chain for reading, newest first, 100 (and one more when there are) before id (0: from the newest), of one object
 * ("": all): id happened_at actor_kind actor_id staff ip action object detail. ERR_DENIED: not an auditor. */
enum err case_audit(struct ctx *c, int64_t before_id, const char *object, struct db_rows *out);

#endif
