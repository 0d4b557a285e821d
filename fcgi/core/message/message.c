/* message.c: reads messages; what became of one, in one word. */
#include "core/message/message.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"

static const char key_letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

enum err message_of_application(struct ctx *c, int64_t application_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_MESSAGE_OF_APPLICATION, out, db_time(c->arena, c->now), db_int(application_id));
}

static bool sees_all(const struct ctx *c)
{
	return strcmp(c->actor.organisation, "registry") != 0;
}

enum err message_search(struct ctx *c, enum message_by by, const char *what, int64_t before_id, struct db_rows *out)
{
	struct db_value before = db_int(before_id ? before_id : INT64_MAX), all = db_int(sees_all(c)),
			max = db_int(MESSAGE_PAGE + 1);

	switch (by) {
	case MESSAGE_BY_RECIPIENT:
		return db_do(c->db, c->arena, SQL_MESSAGE_BY_RECIPIENT, out, outbox_recipient_index(c->arena, what), before,
			     all, max);
	case MESSAGE_BY_NUMBER:
		return db_do(c->db, c->arena, SQL_MESSAGE_BY_NUMBER, out, db_text(what), before, all, max);
	case MESSAGE_DEAD:
		return db_do(c->db, c->arena, SQL_MESSAGE_DEAD, out, before, all, max);
	case MESSAGE_HELD:
		return db_do(c->db, c->arena, SQL_MESSAGE_HELD, out, before, all, max);
	}
	return ERR_INVALID;
}

enum err message_last_code(struct ctx *c, const char *address, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_MESSAGE_LAST_CODE, out, outbox_recipient_index(c->arena, address));
}

const char *message_fate(const struct db_rows *rows, size_t i)
{
	const char *state = db_str(rows, i, "state");
	bool problem = *db_str(rows, i, "problem") != '\0';

	if (strcmp(state, "sent") == 0)
		return db_when(rows, i, "delivered_at") >= 0 ? "delivered" : problem ? "undelivered" : "sent";
	if (strcmp(state, "waiting") == 0 && problem)
		return db_num(rows, i, "unsure") ? "unsure" : "held";
	return state;
}

const char *message_problem_key(struct arena *a, const char *problem)
{
	char *key = arena_strdup(a, problem);

	for (char *p = key; *p; p++)
		if (strchr(key_letters, *p) == NULL)
			*p = '_';
	return key;
}

const char *message_problem_class(struct arena *a, const char *problem)
{
	size_t n = strcspn(problem, "_");

	if ((n == 4 && (strncmp(problem, "smtp", n) == 0 || strncmp(problem, "http", n) == 0)) && problem[n + 1])
		return message_problem_key(a, arena_printf(a, "%.*s_%cxx", (int)n, problem, problem[n + 1]));
	return message_problem_key(a, arena_strndup(a, problem, strcspn(problem, ".")));
}
