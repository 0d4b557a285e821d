/* ctl_staff_change: what becomes of the people of the back office, a row a command. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/people/staff_change.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

const char ctl_staff_changes[] = "disable|enable|role|mobile|password|second-factor";

/* value: of the command's own option; the new password. */
struct wish { const char *username, *value; };

static enum err disable(struct ctx *c, const struct staff_member *who, const struct wish *w)
{
	(void)w;
	return staff_enable(c, who, false);
}

static enum err enable(struct ctx *c, const struct staff_member *who, const struct wish *w)
{
	(void)w;
	return staff_enable(c, who, true);
}

static enum err set_roles(struct ctx *c, const struct staff_member *who, const struct wish *w)
{
	unsigned roles;

	return ctl_staff_roles(c->arena, w->value, who->organisation, &roles) ? staff_set_roles(c, who, roles) : ERR_INVALID;
}

static enum err set_mobile(struct ctx *c, const struct staff_member *who, const struct wish *w)
{
	return staff_set_mobile(c, who, text_mobile(c->arena, w->value));
}

static enum err set_password(struct ctx *c, const struct staff_member *who, const struct wish *w)
{
	return staff_set_password(c, who, w->value);
}

static enum err drop_factor(struct ctx *c, const struct staff_member *who, const struct wish *w)
{
	(void)w;
	return staff_drop_factor(c, who);
}

static const struct change {
	const char *name;
	enum err (*run)(struct ctx *c, const struct staff_member *who, const struct wish *w);
	struct ctl_option option; /* of its own */
	const char *done;
} changes[] = {
	/* name          run           option                                             done */
	{"disable",       disable,      {NULL, NULL, NULL, NULL},                          "disabled"},
	{"enable",        enable,       {NULL, NULL, NULL, NULL},                          "enabled"},
	{"role",          set_roles,    {"role", "ROLE,...", "instead of all there were (see staff add)", NULL}, "roles changed:"},
	{"mobile",        set_mobile,   {"mobile", "NUMBER", "where the second factor goes", NULL},               "mobile changed:"},
	{"password",      set_password,
	 {"generate", NULL, "makes a password and prints it once; else it is read from standard input", NULL},  "password changed:"},
	{"second-factor", drop_factor,  {NULL, NULL, NULL, NULL},                          "authenticator dropped:"},
};
enum { CHANGES = sizeof changes / sizeof *changes };

struct changing {
	struct db *db;
	struct arena *arena;
	const struct change *change;
	const struct wish *wish;
};

static enum err in_transaction(void *arg)
{
	const struct changing *x = arg;
	struct ctx c = {.arena = x->arena, .db = x->db, .now = clock_now(),
			.actor = {.kind = ACTOR_SYSTEM, .organisation = "", .name = "ccerctl", .ip = ""}};
	struct staff_member who;

	TRY(staff_lock(&c, x->wish->username, &who));
	TRY(x->change->run(&c, &who, x->wish));
	return audit_flush(&c.audit, c.db, c.arena, c.now);
}

static int failed(const struct change *ch, const struct wish *w, enum err e)
{
	if (e == ERR_NOT_FOUND)
		return ctl_failed("nobody is called %s", w->username);
	if (e == ERR_CONFLICT)
		return ctl_failed("%s is %sd already", w->username, ch->name);
	return ctl_failed("%s: nothing was changed: %s", w->username, err_name(e));
}

static int change(struct arena *a, const struct change *ch, const struct wish *w)
{
	struct db *db = db_open();
	enum err e = db ? db_transaction(db, false, in_transaction, &(struct changing){db, a, ch, w}) : ERR_UNAVAILABLE;

	db_close(db);
	if (e != OK)
		return failed(ch, w, e);
	printf("%s %s; sessions ended, security administrators told\n", ch->done, w->username);
	return CTL_OK;
}

/* The password is asked for before the database is. */
static int checked_change(struct arena *a, const struct change *ch, struct wish *w)
{
	bool password = ch->run == set_password, made = password && w->value;

	if (!w->username || (ch->option.argument && !w->value))
		return ctl_wrong("staff %s needs --username%s%s", ch->name, ch->option.argument ? " --" : "",
				 ch->option.argument ? ch->option.name : "");
	if (password)
		w->value = ctl_staff_password(a, made);
	if (password && !w->value)
		return CTL_FAILED;
	int code = change(a, ch, w);
	if (code == CTL_OK && made)
		printf("password: %s\n", w->value);
	return code;
}

static int run_change(const struct change *ch, int argc, char **argv)
{
	struct wish w = {0};
	struct ctl_option options[] = {{"username", "NAME", "whose; their sessions end", &w.username}, ch->option};
	struct arena *a = arena_new();
	const char *command = arena_printf(a, "staff %s", ch->name);
	int code;

	options[1].value = &w.value;
	code = ctl_options(command, argc, argv, options, ch->option.name ? 2 : 1);
	if (code == CTL_GO)
		code = checked_change(a, ch, &w);
	arena_free(a);
	return code;
}

int ctl_staff_change(int argc, char **argv)
{
	for (int i = 0; argc > 0 && i < CHANGES; i++)
		if (!strcmp(argv[0], changes[i].name))
			return run_change(&changes[i], argc, argv);
	return ctl_wrong("staff add, staff list, or staff %s", ctl_staff_changes);
}
