/* retention: the table of what goes, and a step of it. */
#include "core/house/retention.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "core/ground/audit.h"
#include "db/db.h"

/* ROWS: as many as each statement of retention.sql deletes. */
enum { DAY_S = 86400, BEIJING_S = 8 * 3600, ROWS = 1000 };
enum unit { TIME, SECONDS };
enum note { NOTED, SILENT };

static const struct kept {
	const char *table;
	enum sql_id statement;
	enum conf_id setting;
	int64_t least_days;
	enum unit unit;
	enum note note;
} kept[] = {
#define GOES(table, statement, setting, least_days, unit, note) {table, statement, setting, least_days, unit, note},
#define STAYS(table, why)
#include "core/house/retention.def"
#undef GOES
#undef STAYS
};

size_t retention_tables(void)
{
	return sizeof kept / sizeof *kept;
}

const char *retention_table(size_t table)
{
	return kept[table].table;
}

int64_t retention_days(size_t table)
{
	int64_t days = conf_int(kept[table].setting);

	if (days <= 0)
		return 0;
	return days < kept[table].least_days ? kept[table].least_days : days;
}

/* What is noted goes by whole days of Beijing. */
static int64_t before(const struct kept *k, int64_t now, int64_t days)
{
	int64_t at = now - days * DAY_S;

	return k->note == NOTED ? at - (at + BEIJING_S) % DAY_S : at;
}

enum err retention_step(struct ctx *c, size_t table, uint64_t *gone, bool *more)
{
	const struct kept *k = &kept[table];
	int64_t days = retention_days(table), at = before(k, c->now, days);
	struct db_rows done;

	*gone = 0;
	*more = false;
	if (!days)
		return OK;
	TRY(db_do(c->db, c->arena, k->statement, &done, k->unit == SECONDS ? db_int(at) : db_time(c->arena, at)));
	*gone = done.affected;
	*more = done.affected == ROWS;
	if (*gone && k->note == NOTED)
		audit_note(c, "retention.delete", k->table, 0, "{\"rows\":%llu,\"before\":\"%s\"}", (unsigned long long)*gone,
			   clock_sql(c->arena, at));
	return OK;
}
