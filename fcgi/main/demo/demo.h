/* demo: what the files of ccerctl demo share. demo_bulk.c writes many rows at once, demo_name.c thinks of organisations and people,
 * demo_story.c of what became of a case, demo_case.c writes its rows, demo_account.c those of what follows when it is opened. */
#ifndef CCER_MAIN_DEMO_DEMO_H
#define CCER_MAIN_DEMO_DEMO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "core/application/state.h"
#include "core/form/values.h"
#include "db/db.h"

/* ---- demo_bulk.c: rows, sent some hundred at a time ---- */
enum demo_table {
#define DEMO_TABLE(id, name, columns) DEMO_##id,
#include "main/demo/demo_tables.def"
	DEMO_TABLES
};
struct demo_bulk;
/* On a connection of db_open_script. NULL is never given. */
struct demo_bulk *demo_bulk_open(struct db *db);
/* One row; its values are copied. False once anything failed (logged): there is no use in going on. */
bool demo_bulk_row(struct demo_bulk *b, enum demo_table table, const struct db_value *value, size_t count);
#define demo_row(b, table, ...)                                                      \
	demo_bulk_row((b), (table), (const struct db_value[]){__VA_ARGS__},          \
		      sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value))
/* Sends what is left. */
bool demo_bulk_end(struct demo_bulk *b);
void demo_bulk_close(struct demo_bulk *b);

/* ---- demo_name.c: the same number always gives the same ---- */
struct demo_dice { uint64_t state; };
struct demo_dice demo_name_dice(int64_t seed);
/* 0 … below - 1. */
int64_t demo_name_roll(struct demo_dice *d, int64_t below);
/* All answers of an application, as the form would take them; no two numbers give the same code. */
struct values demo_name_values(struct arena *a, int64_t number);

/* ---- demo_story.c ---- */
enum { DEMO_UNDER_WAY = 10 }; /* one in so many */
enum { DEMO_FIRST_ACCOUNT = 1000000000 };
/* Who of the office acted: ids. */
struct demo_staff { int64_t initial, second, second_supervisor, receiver, registry; };
struct demo_plan {
	int64_t cases, now;
	int revision_id;
	struct demo_staff staff;
	const char *password_hash; /* of all applicants and holders */
	bool files;                /* there are files on disk, not only rows */
};
struct demo_case {
	const struct demo_plan *plan;
	struct arena *arena;
	struct demo_bulk *bulk;
	struct demo_dice dice;
	int64_t id;               /* also of its visitor, accounts and order */
	bool whole;               /* false: long finished, so only what lists and searches show is there of it */
	enum state state;
	int steps;                /* how far it came on the way, as places of demo_way */
	int64_t submitted_at, since;
	const char *due_on;       /* NULL: none */
	const char *public_id, *number, *username;
	int64_t claimed_by;
	struct values values;
};
/* The way of a case that is opened. */
extern const enum state demo_story_way[];
enum { DEMO_WAY = 7 };
/* What becomes of application id. */
void demo_story_tell(struct demo_case *k, int64_t id);
/* When it reached a place of the way. */
int64_t demo_story_reached(const struct demo_case *k, int place);
/* Notes the days' numbers as taken. */
bool demo_story_sequences(const struct demo_plan *plan, struct arena *a, struct demo_bulk *b);

/* ---- demo_case.c, demo_account.c; false once anything failed ---- */
bool demo_case_write(struct demo_case *k);
bool demo_account_write(struct demo_case *k);
/* A message that was sent and arrived. */
bool demo_case_message(struct demo_case *k, const char *channel, const char *name, const char *recipient, int64_t sent_at);

#endif
