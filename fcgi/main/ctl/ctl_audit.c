/* ctl_audit: walks the audit chain and says whether it is whole, also against what was kept elsewhere; links what waits. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/ground/audit_link.h"
#include "core/ground/audit_verify.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

static int broken(const struct audit_report *r)
{
	long long bad = (long long)r->bad, linked = (long long)r->linked, head = (long long)r->head_number;

	switch (r->fault) {
	case AUDIT_HEAD:
		return ctl_failed("the seal of the head does not fit link %lld: newer ones were removed, or the head was never "
				  "sealed (ccerctl migrate)", bad);
	case AUDIT_SINCE:
		return ctl_failed("link %lld is not what the anchor says or is gone: the chain was shortened or written anew since "
				  "then; %lld links are there", bad, linked);
	case AUDIT_LINK:
		return ctl_failed("the chain is broken at link %lld; %lld links before it are good, the head names link %lld", bad, linked,
				  head);
	case AUDIT_LOOSE:
		return ctl_failed("row %lld is not in the chain and is no row that waits to be linked as it was written; %lld rows in the "
				  "chain are good", bad, linked);
	case AUDIT_ROW:
		break;
	}
	return ctl_failed("the chain is broken at row %lld; %lld rows before it are good, the head names link %lld", bad, linked, head);
}

static int report(struct arena *a, enum err e, const struct audit_report *r)
{
	if (e == ERR_TAMPERED)
		return broken(r);
	if (e != OK)
		return ctl_failed("the chain could not be read: %s", err_name(e));
	printf("%lld rows, unbroken; last hash %s\n", (long long)r->linked, text_hex(a, r->last_hash, sizeof r->last_hash));
	if (r->waiting)
		printf("linked up to %lld, %lld waiting\n", (long long)r->linked, (long long)r->waiting);
	return CTL_OK;
}

/* since NULL: none. */
static int verify_chain(struct arena *a, const struct audit_point *since, struct audit_report *r)
{
	struct db *db = db_open();
	int code = db ? report(a, audit_verify(db, since, r), r) : CTL_FAILED;

	db_close(db);
	return code;
}

static int verify(struct arena *a, int argc, char **argv)
{
	const char *since = NULL, *key = NULL;
	const struct ctl_option options[] = {
		{"since", "FILE", "an anchor that was kept: its link must still be there, as it was", &since},
		{"key", "FILE", "the public key it is signed with [<keys.directory>/anchor.public]", &key},
	};
	struct audit_report r;
	struct audit_point point;
	int code = ctl_options("audit verify", argc, argv, options, sizeof options / sizeof *options);

	if (code != CTL_GO)
		return code;
	if (since && !ctl_anchor_get(a, since, key, &point))
		return CTL_FAILED;
	return verify_chain(a, since ? &point : NULL, &r);
}

static int anchor(struct arena *a, int argc, char **argv)
{
	struct audit_report r;
	struct audit_point newest;
	int code = ctl_options("audit anchor", argc, argv, NULL, 0);

	if (code != CTL_GO)
		return code;
	code = verify_chain(a, NULL, &r);
	if (code != CTL_OK || r.linked == 0)
		return code;
	newest.number = r.linked;
	memcpy(newest.hash, r.last_hash, sizeof newest.hash);
	return ctl_anchor_put(a, &newest);
}

/* ---- linking ---- */

struct step {
	struct db *db;
	int64_t after;
	struct audit_linking done;
};

static enum err link_step(void *arg)
{
	struct step *s = arg;
	struct arena *a = arena_new();
	enum err e = audit_link(s->db, a, s->after, &s->done);

	arena_free(a);
	return e;
}

static int link_waiting(int argc, char **argv)
{
	struct step s = {.done = {.more = true}};
	int code = ctl_options("audit link", argc, argv, NULL, 0);
	int64_t linked = 0;
	enum err e = OK;

	if (code != CTL_GO)
		return code;
	s.db = db_open();
	if (!s.db)
		return CTL_FAILED;
	while (e == OK && s.done.more) {
		e = db_transaction(s.db, false, link_step, &s);
		s.after = s.done.last;
		linked += s.done.linked;
	}
	db_close(s.db);
	if (e != OK)
		return ctl_failed("what waits could not be linked: %s", err_name(e));
	printf("%lld rows linked\n", (long long)linked);
	return CTL_OK;
}

static int help(void)
{
	printf("usage: ccerctl [-c FILE] audit COMMAND\n"
	       "  verify [--since FILE] [--key FILE]  exit code 0: unbroken; 1: broken, saying where\n"
	       "  link                                links the rows that wait, as the courier does twice a second\n"
	       "  anchor                              the same, then signs what was found and puts it to the second place:\n"
	       "                                      audit.anchor_directory, audit.anchor_mail\n");
	return CTL_OK;
}

int ctl_audit(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";
	struct arena *a = arena_new();
	int code;

	if (!strcmp(verb, "verify"))
		code = verify(a, argc - 1, argv + 1);
	else if (!strcmp(verb, "anchor"))
		code = anchor(a, argc - 1, argv + 1);
	else if (!strcmp(verb, "link"))
		code = link_waiting(argc - 1, argv + 1);
	else
		code = !strcmp(verb, "--help") ? help() : ctl_wrong("audit verify | link | anchor");
	arena_free(a);
	return code;
}
