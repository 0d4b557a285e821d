/* bill: a provider's bill of a day held against our own book (rules.md § 7): matched, amount differs, only there, only here.
 * Fetching it is main/cashier/cashier.c's. What is only there is asked of the provider again, so a lost callback heals here at the
 * latest. */
#ifndef CCER_CORE_FINANCE_BILL_H
#define CCER_CORE_FINANCE_BILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* Makes the days of the last week that are missing, up to yesterday (Beijing), due at half past ten, when providers have them. */
enum err bill_want(struct ctx *c, const char *provider);
/* A day that is due, *day "" when there is none; nobody else gets it for lease_s seconds. */
enum err bill_claim(struct ctx *c, const char *provider, int lease_s, const char **day);
/* It could not be fetched or read: due again in ten minutes; problem is what staff see. */
enum err bill_later(struct ctx *c, const char *provider, const char *day, const char *problem);

struct bill_entry {
	bool refund;
	const char *number;    /* the provider's trade number; of a refund our number of it */
	const char *reference; /* our number of the attempt */
	int64_t amount_fen;    /* > 0 */
};
/* Compares and keeps one row an entry; again for the same day gives the same rows with what holds now. An explanation ends when
 * the difference is another one. day: YYYY-MM-DD, else ERR_INVALID. */
enum err bill_compare(struct ctx *c, const char *provider, const char *day, const struct bill_entry *entries, size_t count);
/* Days before one (YYYY-MM-DD), newest first, 60: provider day state problem compared_at next_at tries matched open
 * (differences nobody explained) explained there_fen here_fen (money that came less money given back). */
enum err bill_days(struct ctx *c, const char *before_day, struct db_rows *out);
/* A day: provider day state problem compared_at next_at tries there_fen here_fen. */
enum err bill_day(struct ctx *c, const char *provider, const char *day, struct db_rows *out);
/* Its rows, differences first, 201 after one, which is told by whether it matched and its id (false and 0 from the first): id
 * kind number reference there_fen here_fen result settled_at settled_name note order_public_id, of the attempt attempt_state
 * problem asked_at. */
enum err bill_rows(struct ctx *c, const char *provider, const char *day, bool after_matched, int64_t after_id,
		   struct db_rows *out);
/* The day a row is of. */
enum err bill_row_day(struct ctx *c, int64_t row_id, const char **provider, const char **day);
/* Finance explains a difference. ERR_CONFLICT: it matches, or is explained already. */
enum err bill_explain(struct ctx *c, int64_t row_id, const char *note);
/* Fetch and compare the day again, now. ERR_NOT_FOUND: never wanted. */
enum err bill_again(struct ctx *c, const char *provider, const char *day);

#endif
