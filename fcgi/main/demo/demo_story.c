/* demo_story.c: what becomes of each case of a demonstration, and when. Nine of ten are finished, over the last three years; the newest
 * tenth is under way, in every state there is. */
#include <string.h>

#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "main/demo/demo.h"

enum { DAY_S = 86400, FINISHED_DAYS = 1000, UNDER_WAY_DAYS = 60, STAGE_DAYS = 16, NEWEST_S = 3600, WHOLE_FINISHED = 2000 };

const enum state demo_story_way[DEMO_WAY] = {STATE_INITIAL_REVIEW, STATE_AWAITING_PAPER, STATE_PAPER_REVIEW, STATE_TO_HAND_OVER,
					     STATE_HANDED_OVER, STATE_REGISTRY_REVIEW, STATE_OPENED};

/* Of a hundred cases so many end up so, behind so many steps of the way. */
struct fate { int share; enum state state; int steps; };
static const struct fate finished[] = {
	{90, STATE_OPENED, 6}, {3, STATE_WITHDRAWN, 0}, {2, STATE_WITHDRAWN, 2}, {5, STATE_REFUSED, 0},
};
static const struct fate under_way[] = {
	{42, STATE_INITIAL_REVIEW, 0}, {17, STATE_AWAITING_PAPER, 1}, {12, STATE_PAPER_REVIEW, 2}, {6, STATE_TO_HAND_OVER, 3},
	{5, STATE_HANDED_OVER, 4},     {7, STATE_REGISTRY_REVIEW, 5}, {8, STATE_RETURNED, 0},     {3, STATE_DRAFT, 0},
};

static int64_t finished_count(const struct demo_plan *p)
{
	return p->cases - p->cases / DEMO_UNDER_WAY;
}

/* When an application was submitted: later than all with smaller numbers. */
static int64_t submitted(const struct demo_plan *p, int64_t id)
{
	int64_t old = finished_count(p), since = p->now - (int64_t)UNDER_WAY_DAYS * DAY_S;

	if (id <= old)
		return since - (old - id + 1) * FINISHED_DAYS * DAY_S / old;
	return since + (id - old) * ((int64_t)UNDER_WAY_DAYS * DAY_S - NEWEST_S) / (p->cases - old);
}

static int64_t day_of(const struct demo_plan *p, int64_t id)
{
	return date_days(clock_beijing_date(submitted(p, id)));
}

/* The first application of this day or a later one; cases + 1: there is none. */
static int64_t first_of_day(const struct demo_plan *p, int64_t day)
{
	int64_t low = 1, high = p->cases + 1;

	while (low < high) {
		int64_t middle = (low + high) / 2;

		if (day_of(p, middle) < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const char *number_of(const struct demo_case *k)
{
	struct date d = clock_beijing_date(k->submitted_at);
	const char *digits = arena_printf(k->arena, "%04d%02d%02d%05lld", d.year, d.month, d.day,
					  (long long)(k->id - first_of_day(k->plan, date_days(d)) + 1));

	return arena_printf(k->arena, "KH%s%c", digits, text_luhn(digits));
}

static void choose_fate(struct demo_case *k, bool is_finished)
{
	const struct fate *f = is_finished ? finished : under_way;
	int64_t roll = demo_name_roll(&k->dice, 100);

	for (; roll >= f->share; f++)
		roll -= f->share;
	k->state = f->state;
	k->steps = f->steps;
}

static const char *due_of(struct demo_case *k)
{
	struct date since = clock_beijing_date(k->since), today = clock_beijing_date(k->plan->now);

	switch (k->state) {
	case STATE_INITIAL_REVIEW:
	case STATE_PAPER_REVIEW:
	case STATE_REGISTRY_REVIEW:
		return date_iso(k->arena, date_add_days(since, STAGE_DAYS - 1));
	case STATE_AWAITING_PAPER:
		return date_iso(k->arena, date_add_days(since, 2 * STAGE_DAYS));
	case STATE_RETURNED:
		return date_iso(k->arena, date_add_days(today, 12 + (int)demo_name_roll(&k->dice, 70)));
	default:
		return NULL;
	}
}

/* Two of five have their reviewer already. */
static int64_t claimed_by(struct demo_case *k)
{
	const struct demo_staff *s = &k->plan->staff;

	if (!state_reviewer(k->state) || demo_name_roll(&k->dice, 5) > 1)
		return 0;
	return k->state == STATE_INITIAL_REVIEW ? s->initial : k->state == STATE_PAPER_REVIEW ? s->second : s->registry;
}

void demo_story_tell(struct demo_case *k, int64_t id)
{
	bool is_finished = id <= finished_count(k->plan);
	int64_t latest = k->plan->now - 60, stage;

	k->id = id;
	k->dice = demo_name_dice(-id);
	k->whole = id > finished_count(k->plan) - WHOLE_FINISHED;
	k->submitted_at = submitted(k->plan, id);
	choose_fate(k, is_finished);
	stage = is_finished ? k->submitted_at + (15 + demo_name_roll(&k->dice, 25)) * DAY_S
			    : k->plan->now - demo_name_roll(&k->dice, (int64_t)STAGE_DAYS * DAY_S);
	k->since = stage < k->submitted_at + k->steps ? k->submitted_at + k->steps : stage > latest ? latest : stage;
	k->due_on = due_of(k);
	k->claimed_by = claimed_by(k);
	k->public_id = crypt_random_text(k->arena, 22);
	k->number = k->state == STATE_DRAFT ? NULL : number_of(k);
	k->username = arena_printf(k->arena, "demo%07lld", (long long)id);
	k->values = demo_name_values(k->arena, id);
}

int64_t demo_story_reached(const struct demo_case *k, int place)
{
	return k->steps ? k->submitted_at + (k->since - k->submitted_at) * place / k->steps : k->submitted_at;
}

bool demo_story_sequences(const struct demo_plan *p, struct arena *a, struct demo_bulk *b)
{
	for (int64_t day = day_of(p, 1); day <= day_of(p, p->cases); day++) {
		struct date d = date_from_days(day);
		int64_t count = first_of_day(p, day + 1) - first_of_day(p, day);
		const char *name = arena_printf(a, "application-%04d%02d%02d", d.year, d.month, d.day);

		if (!demo_row(b, DEMO_SEQUENCE, db_text(name), db_int(count)))
			return false;
	}
	return demo_row(b, DEMO_SEQUENCE, db_text("account-R"), db_int(DEMO_FIRST_ACCOUNT + p->cases)) &&
	       demo_row(b, DEMO_SEQUENCE, db_text("account-T"), db_int(DEMO_FIRST_ACCOUNT + p->cases));
}
