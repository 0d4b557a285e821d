/* clock: time. The database holds UTC; people see Beijing time (+08:00 always, whatever the process's zone). */
#ifndef CCER_BASE_CLOCK_H
#define CCER_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct date { int year, month, day; };

int64_t clock_now(void);            /* epoch seconds */
int64_t clock_monotonic_ms(void);   /* for intervals */
struct date clock_beijing_date(int64_t t);
bool date_parse(const char *s, struct date *out);   /* YYYY-MM-DD, 1800..9999, real dates only */
int64_t date_days(struct date d);   /* days since 1970-01-01 */
struct date date_from_days(int64_t days);
struct date date_add_days(struct date d, int days);
int date_compare(struct date a, struct date b);
/* Last day of the fee year that starts on d (rules.md § 7): 2025-03-13 → 2026-03-12, 2024-02-29 → 2025-02-28,
 * 2023-03-01 → 2024-02-29. */
struct date date_year_end(struct date d);
char *date_iso(struct arena *a, struct date d);           /* 2026-12-22 */
char *date_chinese(struct arena *a, struct date d);       /* 2026年12月22日 */
char *clock_beijing(struct arena *a, int64_t t);          /* 2026-12-22 09:14 */
char *clock_sql(struct arena *a, int64_t t);              /* UTC "2026-12-22 01:14:00" for DATETIME columns */
int64_t clock_from_sql(const char *s);                    /* back; -1 for NULL or not a time */

#endif
