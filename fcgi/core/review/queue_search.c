/* queue_search.c: finding cases by number, code or any part of the name. Whatever is typed, SEARCH_LOOK rows of an index are looked at
 * at most, from those characters of a name that are the rarest; the rest is another page. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/application/application_gram.h"
#include "core/ground/ctx.h"
#include "core/review/queue.h"

enum {
	SEARCH_LOOK = 8 * QUEUE_PAGE,
	SEARCH_SAMPLE = 32, /* enough to see which of two pairs is rarer */
	SEARCH_PAIRS = 12,  /* of a long name that many are tried */
};

/* The exchange sees all that was submitted, the registry what it has or opened. */
static struct db_value everything(const struct ctx *c)
{
	enum { EXCHANGE = ROLE_INITIAL_REVIEWER | ROLE_SECOND_REVIEWER | ROLE_EXCHANGE_SUPERVISOR };

	return db_int((c->actor.roles & (EXCHANGE | ROLE_AUDITOR)) != 0);
}

/* ---- by number or code ---- */

static bool is_code(const char *code)
{
	return strlen(code) >= QUEUE_CODE &&
	       strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(code);
}

/* reach: the last one to look at; find: those up to there. */
static enum err by_code(struct ctx *c, enum sql_id reach, enum sql_id find, const char *code, struct db_rows *out)
{
	struct db_value begins = db_text(arena_printf(c->arena, "%s%%", code));
	struct db_rows last;

	TRY(db_do(c->db, c->arena, reach, &last, begins, db_int(SEARCH_LOOK)));
	return db_do(c->db, c->arena, find, out, begins, db_text(db_str(&last, 0, "last")), everything(c), db_int(QUEUE_PAGE));
}

static enum err by_number_or_uscc(struct ctx *c, const char *code, struct db_rows *out)
{
	TRY(by_code(c, SQL_QUEUE_SEARCH_NUMBER_REACH, SQL_QUEUE_SEARCH_NUMBER, code, out));
	if (out->count)
		return OK;
	return by_code(c, SQL_QUEUE_SEARCH_USCC_REACH, SQL_QUEUE_SEARCH_USCC, code, out);
}

/* ---- by name ---- */

struct rarity { int64_t n, oldest; };

/* n: how many of the newest, max at most, have the pair in their name; oldest: the oldest of them. */
static enum err look(struct ctx *c, const char *gram, int64_t before, int max, struct rarity *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_QUEUE_SEARCH_GRAM, &r, db_text(gram), db_int(before), db_int(max)));
	*out = (struct rarity){db_num(&r, 0, "n"), db_num(&r, 0, "oldest")};
	return OK;
}

/* As many of a rarer pair reach further back. */
static bool is_rarer(struct rarity a, struct rarity b)
{
	return a.n < b.n || (a.n == b.n && a.oldest < b.oldest);
}

static enum err rarest(struct ctx *c, const char *name, int64_t before, const char **out)
{
	size_t count;
	const char **gram = application_grams(c->arena, name, &count);
	struct rarity best = {SEARCH_SAMPLE + 1, 0}, each;

	for (size_t i = 0; i < count && i < SEARCH_PAIRS; i++) {
		TRY(look(c, gram[i], before, SEARCH_SAMPLE, &each));
		if (!is_rarer(each, best))
			continue;
		best = each;
		*out = gram[i];
	}
	return OK;
}

static enum err by_name(struct ctx *c, const char *name, int64_t before, struct db_rows *out, int64_t *next)
{
	const char *gram = "";
	struct rarity range;

	TRY(rarest(c, name, before, &gram));
	TRY(look(c, gram, before, SEARCH_LOOK, &range));
	TRY(db_do(c->db, c->arena, SQL_QUEUE_SEARCH_NAME, out, db_text(gram), db_int(range.oldest), db_int(before),
		  db_text(name), everything(c), db_int(QUEUE_PAGE + 1)));
	if (out->count > QUEUE_PAGE)
		*next = db_num(out, QUEUE_PAGE - 1, "id");
	else if (range.n == SEARCH_LOOK)
		*next = range.oldest;
	return OK;
}

enum err queue_search(struct ctx *c, const char *text, int64_t before, struct db_rows *out, int64_t *next)
{
	const char *code = text_code(c->arena, text);

	*out = (struct db_rows){0};
	*next = 0;
	if (is_code(code) && before == 0)
		TRY(by_number_or_uscc(c, code, out));
	if (out->count)
		return OK;
	return by_name(c, text_trim(c->arena, text), before ? before : INT64_MAX, out, next);
}
