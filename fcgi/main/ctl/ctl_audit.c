/* ctl_audit: walks the audit chain and says whether it is whole, also against what was kept elsewhere. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

static int broken(const struct audit_report *r)
{
	long long bad = (long long)r->bad_id, rows = (long long)r->rows, head = (long long)r->head_id;

	switch (r->fault) {
	case AUDIT_HEAD:
		return ctl_failed("the seal of the head does not fit row %lld: newer rows were removed, or the head was never "
				  "sealed (ccerctl migrate)", bad);
	case AUDIT_SINCE:
		return ctl_failed("row %lld is not what the anchor says or is gone: the chain was shortened or written anew since "
				  "then; %lld rows are there", bad, rows);
	case AUDIT_ROW:
		break;
	}
	return ctl_failed("the chain is broken at row %lld; %lld rows before it are good, the head names row %lld", bad, rows, head);
}

static int report(struct arena *a, enum err e, const struct audit_report *r)
{
	if (e == ERR_TAMPERED)
		return broken(r);
	if (e != OK)
		return ctl_failed("the chain could not be read: %s", err_name(e));
	printf("%lld rows, unbroken; last hash %s\n", (long long)r->rows, text_hex(a, r->last_hash, sizeof r->last_hash));
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
		{"since", "FILE", "an anchor that was kept: its row must still be there, as it was", &since},
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
	if (code != CTL_OK || r.rows == 0)
		return code;
	newest.id = r.rows;
	memcpy(newest.hash, r.last_hash, sizeof newest.hash);
	return ctl_anchor_put(a, &newest);
}

static int help(void)
{
	printf("usage: ccerctl [-c FILE] audit COMMAND\n"
	       "  verify [--since FILE] [--key FILE]  exit code 0: unbroken; 1: broken, saying where\n"
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
	else
		code = !strcmp(verb, "--help") ? help() : ctl_wrong("audit verify | anchor");
	arena_free(a);
	return code;
}
