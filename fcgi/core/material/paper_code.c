/* paper_code.c: from what is printed on a parcel to its case. */
#include "core/material/paper_code.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "core/material/document.h"

enum { NUMBER_DIGITS = 14, VERSION_DIGITS = 9, CHECK_LENGTH = 8, TRACKING_MAX = 40 };

/* ---- reading ---- */

/* Half-width, upper case, without blanks; what stands between the parts becomes '-'. */
static char *plain(struct arena *a, const char *text)
{
	char *s = text_half_width(a, text), *out = s;

	for (const char *p = s; *p; p++)
		if (!isspace((unsigned char)*p))
			*out++ = *p == '/' || *p == '_' ? '-' : (char)toupper((unsigned char)*p);
	*out = '\0';
	return s;
}

static size_t digits_of(const char *s)
{
	return strspn(s, "0123456789");
}

static bool right_number(struct arena *a, const char *digits)
{
	return text_luhn(arena_strndup(a, digits, NUMBER_DIGITS - 1)) == digits[NUMBER_DIGITS - 1];
}

static const char *without_dashes(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s), *out = copy;

	for (; *s; s++)
		if (*s != '-')
			*out++ = *s;
	*out = '\0';
	return copy;
}

/* "", "-3", "-3-7F3A91C2", "-3-7F3A-91C2" */
static bool read_version(struct arena *a, const char *s, struct paper_code *out)
{
	if (!*s)
		return true;
	size_t n = *s == '-' ? digits_of(s + 1) : 0;
	if (n == 0 || n > VERSION_DIGITS)
		return false;
	out->version = (int)strtol(s + 1, NULL, 10);
	s += 1 + n;
	if (!*s)
		return out->version > 0;
	out->check = without_dashes(a, s);
	return *s == '-' && out->version > 0 && strlen(out->check) == CHECK_LENGTH &&
	       strspn(out->check, "0123456789ABCDEF") == CHECK_LENGTH;
}

bool paper_code_read(struct arena *a, const char *text, struct paper_code *out)
{
	const char *s = plain(a, text);

	if (!strncmp(s, "KH", 2))
		s += 2;
	*out = (struct paper_code){.check = ""};
	if (digits_of(s) != NUMBER_DIGITS || !right_number(a, s) || !read_version(a, s + NUMBER_DIGITS, out))
		return false;
	out->number = arena_printf(a, "KH%s", arena_strndup(a, s, NUMBER_DIGITS));
	return true;
}

/* ---- comparing ---- */

const char *paper_match_name(enum paper_match m)
{
	static const char *const names[] = {"unstated", "current", "older", "mismatch", "no_such_version"};

	return names[m];
}

enum err paper_match(struct ctx *c, const struct application *app, int version, const char *check, enum paper_match *out)
{
	struct document_source source;

	*out = PAPER_UNSTATED;
	if (version == 0)
		return OK;
	enum err e = document_source(c, app, version, &source);
	if (e == ERR_NOT_FOUND) {
		*out = PAPER_NO_SUCH_VERSION;
		return OK;
	}
	TRY(e);
	if (check[0] && strcmp(check, strrchr(source.code, '-') + 1))
		*out = PAPER_MISMATCH;
	else
		*out = version == app->version ? PAPER_CURRENT : PAPER_OLDER;
	return OK;
}

/* ---- finding ---- */

enum err paper_by_tracking(struct ctx *c, const char *text, struct db_rows *out)
{
	const char *code = text_code(c->arena, text);

	if (text_length(code) > TRACKING_MAX)
		code = "";
	return db_do(c->db, c->arena, SQL_PAPER_BY_TRACKING, out, db_text(code));
}

enum err paper_received(struct ctx *c, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_PAPER_RECEIVED, out, db_int(app->id));
}

static const char *midnight(struct ctx *c)
{
	const char *day = date_iso(c->arena, clock_beijing_date(c->now));

	return clock_sql(c->arena, clock_from_sql(arena_printf(c->arena, "%s 00:00:00", day)) - 8 * 3600);
}

enum err paper_receipts(struct ctx *c, int64_t before_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_PAPER_RECEIPTS, out, db_int(c->actor.id), db_text(midnight(c)),
		     db_int(before_id > 0 ? before_id : INT64_MAX), db_int(PAPER_RECEIPTS + 1));
}

enum err paper_receipts_count(struct ctx *c, int64_t *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_PAPER_RECEIPTS_COUNT, &rows, db_int(c->actor.id), db_text(midnight(c))));
	*out = db_num(&rows, 0, "total");
	return OK;
}
