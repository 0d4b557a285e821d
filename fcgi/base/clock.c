/* clock: readings of the clock, and calendar arithmetic on proleptic Gregorian dates without libc's time zones.
 * Working days and holidays are data, not the calendar's business here. */
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"

enum { DAY_S = 86400, BEIJING_S = 8 * 3600 };

int64_t clock_now(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_REALTIME, &t) != 0)
		die("clock: no time");
	return t.tv_sec;
}

int64_t clock_monotonic_ms(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		die("clock: no time");
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Rounds down, also before 1970. */
static int64_t day_of(int64_t t)
{
	return t / DAY_S - (t % DAY_S < 0);
}

struct date clock_beijing_date(int64_t t)
{
	return date_from_days(day_of(t + BEIJING_S));
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool real(struct date d)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (d.month < 1 || d.month > 12 || d.day < 1)
		return false;
	return d.day <= length[d.month - 1] + (d.month == 2 && leap(d.year));
}

/* Exactly n digits at s. */
static bool digits(const char *s, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*out = *out * 10 + (s[i] - '0');
	}
	return true;
}

bool date_parse(const char *s, struct date *out)
{
	struct date d;

	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return false;
	if (!digits(s, 4, &d.year) || !digits(s + 5, 2, &d.month) || !digits(s + 8, 2, &d.day))
		return false;
	if (d.year < 1800 || !real(d))
		return false;
	*out = d;
	return true;
}

/* Years are counted from 1 March, so that the leap day is a year's last. 719468 = 1970-01-01 counted from 0000-03-01. */
int64_t date_days(struct date d)
{
	int64_t year = d.month > 2 ? d.year : d.year - 1;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (d.month > 2 ? d.month - 3 : d.month + 9) + 2) / 5 + d.day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

struct date date_from_days(int64_t days)
{
	int64_t from_march = days + 719468;
	int64_t era = (from_march >= 0 ? from_march : from_march - 146096) / 146097;
	int64_t day = from_march - era * 146097;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	struct date d;

	d.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	d.month = (int)(month < 10 ? month + 3 : month - 9);
	d.year = (int)(year + era * 400 + (d.month <= 2));
	return d;
}

struct date date_add_days(struct date d, int days)
{
	return date_from_days(date_days(d) + days);
}

int date_compare(struct date a, struct date b)
{
	int64_t x = date_days(a), y = date_days(b);

	return (x > y) - (x < y);
}

struct date date_year_end(struct date d)
{
	struct date anniversary = {d.year + 1, d.month, d.day};

	if (!real(anniversary))
		anniversary = (struct date){d.year + 1, 3, 1};
	return date_add_days(anniversary, -1);
}

char *date_iso(struct arena *a, struct date d)
{
	return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

char *date_chinese(struct arena *a, struct date d)
{
	return arena_printf(a, "%d年%d月%d日", d.year, d.month, d.day);
}

char *clock_beijing(struct arena *a, int64_t t)
{
	struct date d = clock_beijing_date(t);
	int minute = (int)((t + BEIJING_S - day_of(t + BEIJING_S) * DAY_S) / 60);

	return arena_printf(a, "%04d-%02d-%02d %02d:%02d", d.year, d.month, d.day, minute / 60, minute % 60);
}

char *clock_sql(struct arena *a, int64_t t)
{
	struct date d = date_from_days(day_of(t));
	int s = (int)(t - day_of(t) * DAY_S);

	return arena_printf(a, "%04d-%02d-%02d %02d:%02d:%02d", d.year, d.month, d.day, s / 3600, s / 60 % 60, s % 60);
}

/* The fraction of a DATETIME(6), if any, is dropped. */
static bool only_fraction(const char *s)
{
	return *s == '\0' || (*s == '.' && strspn(s + 1, "0123456789") == strlen(s + 1));
}

int64_t clock_from_sql(const char *s)
{
	char day[11];
	struct date d;
	int hour, minute, second;

	if (s == NULL || strlen(s) < 19 || s[10] != ' ' || s[13] != ':' || s[16] != ':' || !only_fraction(s + 19))
		return -1;
	memcpy(day, s, 10);
	day[10] = '\0';
	if (!date_parse(day, &d) || !digits(s + 11, 2, &hour) || !digits(s + 14, 2, &minute) ||
	    !digits(s + 17, 2, &second) || hour > 23 || minute > 59 || second > 59)
		return -1;
	return date_days(d) * DAY_S + hour * 3600 + minute * 60 + second;
}
