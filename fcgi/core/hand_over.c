/* hand_over.c: lists of papers handed from the exchange to the registry. The cases themselves move through review_move, in the
 * same transaction as the line. */
#include "core/hand_over.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "core/paper.h"
#include "core/review.h"

enum {
	SIDES = ROLE_SECOND_REVIEWER | ROLE_EXCHANGE_SUPERVISOR | ROLE_RECEIVER | ROLE_REGISTRY_REVIEWER |
		ROLE_REGISTRY_SUPERVISOR | ROLE_AUDITOR,
};

/* YJ + yyyymmdd + running number of the day + check digit. */
static enum err next_number(struct ctx *c, const char **number)
{
	struct date d = clock_beijing_date(c->now);
	const char *day = arena_printf(c->arena, "%04d%02d%02d", d.year, d.month, d.day);
	struct db_rows rows;
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_SEQUENCE, &rows, db_text(arena_printf(c->arena, "hand_over-%s", day))));
	const char *digits = arena_printf(c->arena, "%s%03lld", day, (long long)rows.insert_id);
	*number = arena_printf(c->arena, "YJ%s%c", digits, text_luhn(digits));
	return OK;
}

/* The case as the person saw it, or ERR_STALE. */
static enum err seen_case(struct ctx *c, const struct hand_over_case *what, struct application *app)
{
	TRY(application_for_staff(c, what->public_id, app));
	return app->version == what->version && app->moves == what->moves ? OK : ERR_STALE;
}

static enum err load_cases(struct ctx *c, const struct hand_over_case *cases, size_t count, struct application *apps)
{
	for (size_t i = 0; i < count; i++) {
		TRY(seen_case(c, &cases[i], &apps[i]));
		if (!review_may(&apps[i], &c->actor, ACTION_HAND_OVER))
			return apps[i].state == STATE_TO_HAND_OVER ? ERR_DENIED : ERR_STALE;
	}
	return OK;
}

static enum err move(struct ctx *c, struct application *app, enum action action, const char *note)
{
	return review_move(c, app, &(struct move){.action = action, .version = app->version, .moves = app->moves,
						  .reason = note});
}

static enum err add_line(struct ctx *c, int64_t list, struct application *app, const char *number)
{
	int copies;
	TRY(paper_registry_copies(c, app, app->version, &copies));
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_LINE_INSERT, NULL, db_int(list), db_int(app->id), db_int(app->version),
		  db_int(copies)));
	return move(c, app, ACTION_HAND_OVER, number);
}

enum err hand_over_make(struct ctx *c, const struct hand_over_case *cases, size_t count, const char **number)
{
	struct application *apps = ARENA_ARRAY(c->arena, struct application, count);
	struct db_rows rows;
	if (!count)
		return ERR_INVALID;
	TRY(load_cases(c, cases, count, apps));
	TRY(next_number(c, number));
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_INSERT, &rows, db_text(*number), db_int(c->actor.id),
		  db_time(c->arena, c->now)));
	for (size_t i = 0; i < count; i++)
		TRY(add_line(c, (int64_t)rows.insert_id, &apps[i], *number));
	audit_note(c, "hand_over.make", "hand_over", (int64_t)rows.insert_id, "{\"number\":\"%s\",\"cases\":%zu}", *number,
		   count);
	return OK;
}

static enum err find(struct ctx *c, const char *number, struct hand_over *out)
{
	struct db_rows rows;
	if (!(c->actor.roles & SIDES))
		return ERR_NOT_FOUND;
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_FIND, &rows, db_text(number)));
	if (!rows.count)
		return ERR_NOT_FOUND;
	*out = (struct hand_over){db_num(&rows, 0, "id"), db_str(&rows, 0, "number"), db_str(&rows, 0, "made_by"),
				  db_when(&rows, 0, "made_at")};
	return OK;
}

enum err hand_over_load(struct ctx *c, const char *number, struct hand_over *out, struct db_rows *lines)
{
	TRY(find(c, number, out));
	return db_do(c->db, c->arena, SQL_HAND_OVER_LINES, lines, db_int(out->id));
}

/* Whoever may see a list may see what lies on it, also of a case that is not theirs to open; nothing of its answers shows. */
enum err hand_over_materials(struct ctx *c, const struct hand_over *list, struct materials **out, size_t *count)
{
	struct db_rows rows;
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_CASES, &rows, db_int(list->id)));
	*out = ARENA_ARRAY(c->arena, struct materials, rows.count + 1);
	*count = rows.count;
	for (size_t i = 0; i < rows.count; i++) {
		const struct application app = {.id = db_num(&rows, i, "application_id"),
						.revision_id = (int)db_num(&rows, i, "revision_id")};
		TRY(material_list(c, &app, (int)db_num(&rows, i, "version"), &(*out)[i]));
	}
	return OK;
}

enum err hand_over_list(struct ctx *c, int64_t before_id, struct db_rows *out)
{
	if (!(c->actor.roles & SIDES))
		return ERR_DENIED;
	return db_do(c->db, c->arena, SQL_HAND_OVER_LIST, out, db_int(before_id > 0 ? before_id : INT64_MAX));
}

/* Compare-and-set of the line, then the case moves. */
static enum err answer(struct ctx *c, const char *number, const struct hand_over_case *what, const char *state, int counted,
		       const char *note, enum action action)
{
	struct hand_over list;
	struct application app;
	TRY(find(c, number, &list));
	TRY(seen_case(c, what, &app));
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_ANSWER, NULL, db_text(state), db_int(counted), db_text(note),
		  db_int(c->actor.id), db_time(c->arena, c->now), db_int(list.id), db_int(app.id), db_int(what->version)));
	return move(c, &app, action, note);
}

static enum err line_copies(struct ctx *c, const char *number, const struct hand_over_case *what, int *copies)
{
	struct hand_over list;
	struct db_rows lines;
	TRY(hand_over_load(c, number, &list, &lines));
	for (size_t i = 0; i < lines.count; i++) {
		if (strcmp(db_str(&lines, i, "public_id"), what->public_id))
			continue;
		*copies = (int)db_num(&lines, i, "copies");
		return OK;
	}
	return ERR_CONFLICT;
}

enum err hand_over_accept(struct ctx *c, const char *number, const struct hand_over_case *what, int counted)
{
	int copies;
	TRY(line_copies(c, number, what, &copies));
	if (counted != copies)
		return ERR_INVALID;
	return answer(c, number, what, "accepted", counted, "", ACTION_ACCEPT);
}

enum err hand_over_dispute(struct ctx *c, const char *number, const struct hand_over_case *what, int counted,
			   const char *note)
{
	if (!note[0])
		return ERR_INVALID;
	return answer(c, number, what, "disputed", counted, note, ACTION_DISPUTE);
}

enum err hand_over_of(struct ctx *c, int64_t application_id, const char **number)
{
	struct db_rows rows;
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_OF, &rows, db_int(application_id)));
	*number = rows.count ? db_str(&rows, 0, "number") : "";
	return OK;
}
