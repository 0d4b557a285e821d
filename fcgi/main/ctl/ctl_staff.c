/* ctl_staff: the people of the back office. The first security administrator is made here; there are no default ones. What becomes
 * of people is ctl_staff_change.c's. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/people/staff_add.h"
#include "core/people/staff_tell.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

struct person {
	const char *username, *name, *organisation, *role, *mobile, *generate, *password;
	unsigned roles;
};

static bool arguments_hold(struct arena *a, struct person *p)
{
	if (!p->username || !p->name || !p->organisation || !p->role || !p->mobile) {
		ctl_wrong("staff add needs --username --name --organisation --role --mobile");
		return false;
	}
	p->name = text_trim(a, p->name);
	p->mobile = text_mobile(a, p->mobile);
	if (check_username(p->username) || check_mobile(p->mobile) || !*p->name ||
	    !text_utf8_valid(p->name, strlen(p->name)) || !text_clean(p->name, false) || text_length(p->name) > 64) {
		ctl_wrong("username, name or mobile does not hold (rules: 6-32 letters and digits; 1-64 characters; "
			  "11 digits)");
		return false;
	}
	return ctl_staff_roles(a, p->role, p->organisation, &p->roles);
}

struct adding {
	struct db *db;
	struct arena *arena;
	const struct person *person;
};

/* Told are those who are security administrators before. */
static enum err add_in_transaction(void *arg)
{
	const struct adding *x = arg;
	const struct person *p = x->person;
	const struct message_value values[] = {{"username", p->username}, {"change", "staff.add"}, {NULL, NULL}};
	struct ctx c = {.arena = x->arena, .db = x->db, .now = clock_now(),
			.actor = {.kind = ACTOR_SYSTEM, .organisation = "", .name = "ccerctl", .ip = ""}};
	int64_t id;

	TRY(staff_tell_security(&c, MESSAGE_STAFF_CHANGED, values));
	TRY(staff_add(&c, p->username, p->name, p->organisation, p->roles, p->mobile, p->password, &id));
	return audit_flush(&c.audit, c.db, c.arena, c.now);
}

static int add_person(struct arena *a, struct db *db, const struct person *p)
{
	enum err e = db_transaction(db, false, add_in_transaction, &(struct adding){db, a, p});

	if (e != OK)
		return ctl_failed(e == ERR_CONFLICT ? "%s exists already" : "%s was not added: %s", p->username,
				  err_name(e));
	printf("added %s; security administrators told\n", p->username);
	if (p->generate)
		printf("password: %s\n", p->password);
	return CTL_OK;
}

static int with_database(struct arena *a, int (*run)(struct arena *, struct db *, const struct person *),
			 const struct person *p)
{
	struct db *db = db_open();
	int code = db ? run(a, db, p) : CTL_FAILED;

	db_close(db);
	return code;
}

static int checked_add(struct arena *a, struct person *p)
{
	if (!arguments_hold(a, p))
		return CTL_USAGE;
	p->password = ctl_staff_password(a, p->generate != NULL);
	return p->password ? with_database(a, add_person, p) : CTL_FAILED;
}

static int staff_add_command(int argc, char **argv)
{
	struct person p = {0};
	const struct ctl_option options[] = {
		{"username", "NAME", "letters and digits, 6-32, starts with a letter", &p.username},
		{"name", "NAME", "the person's name", &p.name},
		{"organisation", "ORGANISATION", "exchange | registry | security", &p.organisation},
		{"role", "ROLE,...", "exchange: initial_reviewer second_reviewer finance editor exchange_supervisor; "
			"registry: receiver registry_reviewer registry_supervisor; security: security_admin auditor", &p.role},
		{"mobile", "NUMBER", "where the second factor goes", &p.mobile},
		{"generate", NULL, "makes a password and prints it once; else it is read from standard input", &p.generate},
	};
	int code = ctl_options("staff add", argc, argv, options, sizeof options / sizeof *options);
	struct arena *a;

	if (code != CTL_GO)
		return code;
	a = arena_new();
	code = checked_add(a, &p);
	arena_free(a);
	return code;
}

static int print_people(struct arena *a, struct db *db, const struct person *unused)
{
	struct db_rows r;

	(void)unused;
	if (db_do0(db, a, SQL_STAFF_ROLE_LIST, &r) != OK)
		return CTL_FAILED;
	for (size_t i = 0; i < r.count; i++)
		printf("%s\t%s\t%s\t%s\t%s\t%s\n", db_str(&r, i, "organisation"), db_str(&r, i, "username"),
		       db_str(&r, i, "name"), db_str(&r, i, "roles"), db_str(&r, i, "mobile_masked"),
		       db_num(&r, i, "enabled") ? "enabled" : "disabled");
	return CTL_OK;
}

static int staff_list_command(int argc, char **argv)
{
	int code = ctl_options("staff list", argc, argv, NULL, 0);
	struct arena *a;

	if (code != CTL_GO)
		return code;
	a = arena_new();
	code = with_database(a, print_people, NULL);
	arena_free(a);
	return code;
}

int ctl_staff(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "add"))
		return staff_add_command(argc - 1, argv + 1);
	if (argc > 1 && !strcmp(argv[1], "list"))
		return staff_list_command(argc - 1, argv + 1);
	if (argc > 1 && !strcmp(argv[1], "--help")) {
		printf("usage: ccerctl [-c FILE] staff add|list|%s (each with --help)\n", ctl_staff_changes);
		return CTL_OK;
	}
	return ctl_staff_change(argc - 1, argv + 1);
}
