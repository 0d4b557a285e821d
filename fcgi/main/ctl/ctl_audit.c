/* ctl_audit: walks the audit chain and says whether it is whole. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "db/db.h"
#include "main/ctl/ctl.h"

static int report(struct arena *a, enum err e, const struct audit_report *r)
{
	if (e == OK) {
		printf("%lld rows, unbroken; last hash %s\n", (long long)r->rows,
		       text_hex(a, r->last_hash, sizeof r->last_hash));
		return CTL_OK;
	}
	if (e != ERR_TAMPERED)
		return ctl_failed("the chain could not be read: %s", err_name(e));
	return ctl_failed("the chain is broken at row %lld; %lld rows before it are good, the head names row %lld",
			  (long long)r->bad_id, (long long)r->rows, (long long)r->head_id);
}

static int verify(int argc, char **argv)
{
	int code = ctl_options("audit verify", argc, argv, NULL, 0);
	struct audit_report r;
	struct arena *a;
	struct db *db;

	if (code != CTL_GO)
		return code;
	db = db_open();
	if (!db)
		return CTL_FAILED;
	a = arena_new();
	code = report(a, audit_verify(db, &r), &r);
	arena_free(a);
	db_close(db);
	return code;
}

int ctl_audit(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "verify"))
		return verify(argc - 1, argv + 1);
	if (argc > 1 && !strcmp(argv[1], "--help")) {
		printf("usage: ccerctl [-c FILE] audit verify\n"
		       "  exit code 0: unbroken; 1: broken, naming the first bad row\n");
		return CTL_OK;
	}
	return ctl_wrong("audit verify");
}
