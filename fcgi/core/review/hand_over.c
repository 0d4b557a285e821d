/* hand_over.c: lists of papers handed from the exchange to the registry. The cases themselves move through review_move, in the
 * same transaction as the line. */
#include "core/review/hand_over.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/material/material.h"
#include "core/review/review.h"
#include "core/review/review_fresh.h"

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

/* The case as the person saw it, or ERR_STALE for the reason of this name. */
static enum err seen_case(struct ctx *c, const struct hand_over_case *what, const char *changed, struct application *app)
{
	TRY(application_for_staff(c, what->public_id, app));
	return app->version == what->version && app->moves == what->moves ? OK : refuse(c, ERR_STALE, changed);
}

static enum err load_cases(struct ctx *c, const struct hand_over_case *cases, size_t count, struct application *apps)
{
	for (size_t i = 0; i < count; i++) {
		TRY(seen_case(c, &cases[i], "hand_over_changed", &apps[i]));
		if (!review_may(&apps[i], &c->actor, ACTION_HAND_OVER))
			return apps[i].state == STATE_TO_HAND_OVER ? review_denied(c) : refuse(c, ERR_STALE, "hand_over_changed");
	}
	return OK;
}

static enum err move(struct ctx *c, struct application *app, enum action action, const char *note)
{
	return review_move(c, app, &(struct move){.action = action, .version = app->version, .moves = app->moves,
						  .reason = note});
}

/* What goes on to the registry, material by material. */
static enum err add_papers(struct ctx *c, int64_t list, const struct application *app, const struct materials *m)
{
	for (size_t i = 0; i < m->count; i++)
		if (m->v[i].registry_copies > 0)
			TRY(db_do(c->db, c->arena, SQL_HAND_OVER_PAPER_INSERT, NULL, db_int(list), db_int(app->id),
				  db_text(m->v[i].code), db_int(m->v[i].registry_copies)));
	return OK;
}

static enum err add_line(struct ctx *c, int64_t list, struct application *app, const char *number)
{
	struct materials m;
	int copies = 0;

	TRY(material_list(c, app, app->version, &m));
	for (size_t i = 0; i < m.count; i++)
		copies += m.v[i].registry_copies;
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_LINE_INSERT, NULL, db_int(list), db_int(app->id), db_int(app->version),
		  db_int(copies)));
	TRY(add_papers(c, list, app, &m));
	return move(c, app, ACTION_HAND_OVER, number);
}

enum err hand_over_make(struct ctx *c, const struct hand_over_case *cases, size_t count, const char **number)
{
	struct application *apps = ARENA_ARRAY(c->arena, struct application, count);
	struct db_rows rows;

	if (!count)
		return refuse(c, ERR_INVALID, "hand_over_empty");
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

enum err hand_over_papers(struct ctx *c, const struct hand_over *list, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_HAND_OVER_PAPERS, out, db_int(list->id));
}

enum err hand_over_ready(struct ctx *c, int64_t since, int64_t id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_HAND_OVER_READY, out, db_time(c->arena, since < 0 ? 0 : since), db_int(id),
		     db_int(HAND_OVER_READY + 1));
}

const char *hand_over_number(struct arena *a, const char *text)
{
	const char *code = text_code(a, text);
	size_t n = strlen(code);

	if (n < 14 || n > 20 || strncmp(code, "YJ", 2) || code[2 + strspn(code + 2, "0123456789")])
		return NULL;
	return text_luhn(arena_strndup(a, code + 2, n - 3)) == code[n - 1] ? code : NULL;
}

enum err hand_over_list(struct ctx *c, int64_t before_id, struct db_rows *out)
{
	if (!(c->actor.roles & SIDES))
		return ERR_DENIED;
	return db_do(c->db, c->arena, SQL_HAND_OVER_LIST, out, db_int(before_id > 0 ? before_id : INT64_MAX));
}

static enum err sent_papers(struct ctx *c, const struct hand_over *list, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_HAND_OVER_LINE_PAPERS, out, db_int(list->id), db_int(app->id));
}

/* Compare-and-set of the line, then the case moves. */
static enum err answer(struct ctx *c, const struct hand_over *list, struct application *app, const char *state, int counted,
		       const char *note, enum action action)
{
	enum err e = db_do(c->db, c->arena, SQL_HAND_OVER_ANSWER, NULL, db_text(state), db_int(counted), db_text(note),
			   db_int(c->actor.id), db_time(c->arena, c->now), db_int(list->id), db_int(app->id),
			   db_int(app->version));

	if (e == ERR_CONFLICT)
		return refuse(c, ERR_STALE, "line_changed");
	TRY(e);
	return move(c, app, action, note);
}

static enum err line(struct ctx *c, const char *number, const struct hand_over_case *what, struct hand_over *list,
		     struct application *app, int *copies)
{
	struct db_rows rows;

	TRY(find(c, number, list));
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_LINE, &rows, db_int(list->id), db_text(what->public_id)));
	if (!rows.count || strcmp(db_str(&rows, 0, "state"), "sent"))
		return refuse(c, ERR_STALE, "line_changed"); /* asked first: a disputed case is out of the registry's sight again */
	*copies = (int)db_num(&rows, 0, "copies");
	return seen_case(c, what, "line_changed", app);
}

enum err hand_over_accept(struct ctx *c, const char *number, const struct hand_over_case *what, int counted)
{
	struct hand_over list;
	struct application app;
	int copies;

	TRY(line(c, number, what, &list, &app, &copies));
	if (counted != copies)
		return refuse(c, ERR_INVALID, "count_differs");
	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_PAPERS_AGREE, NULL, db_int(list.id), db_int(app.id)));
	return answer(c, &list, &app, "accepted", counted, "", ACTION_ACCEPT);
}

/* As counted; what was not named agrees with the list. */
static int counted_of(const struct db_rows *sent, size_t row, const struct hand_over_count *counts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(counts[i].code, db_str(sent, row, "code")))
			return counts[i].copies;
	return (int)db_num(sent, row, "copies");
}

enum err hand_over_dispute(struct ctx *c, const char *number, const struct hand_over_case *what,
			   const struct hand_over_count *counts, size_t n, const char *note)
{
	struct hand_over list;
	struct application app;
	struct db_rows sent;
	int copies, total = 0;

	if (!note[0])
		return refuse(c, ERR_INVALID, "dispute_note");
	TRY(line(c, number, what, &list, &app, &copies));
	TRY(sent_papers(c, &list, &app, &sent));
	for (size_t i = 0; i < sent.count; i++) {
		int counted = counted_of(&sent, i, counts, n);

		total += counted;
		TRY(db_do(c->db, c->arena, SQL_HAND_OVER_PAPER_COUNTED, NULL, db_int(counted), db_int(list.id),
			  db_int(app.id), db_text(db_str(&sent, i, "code"))));
	}
	return answer(c, &list, &app, "disputed", total, note, ACTION_DISPUTE);
}

enum err hand_over_of(struct ctx *c, int64_t application_id, const char **number)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_HAND_OVER_OF, &rows, db_int(application_id)));
	*number = rows.count ? db_str(&rows, 0, "number") : "";
	return OK;
}
