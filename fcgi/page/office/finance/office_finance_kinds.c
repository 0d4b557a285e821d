/* office_finance_kinds.c: all changes of kind of accounts, those that wait for a second person first. */
#include <stdlib.h>

#include "core/account/kind_change.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/page.h"

enum err office_finance_kinds(struct req *r)
{
	static const char *const none[] = {NULL}, *const times[] = {"proposed_at", "decided_at", NULL};
	struct db_rows waiting, rows;

	TRY(kind_change_waiting(page_ctx(r), &waiting));
	TRY(kind_changes(page_ctx(r), strtoll(req_value(r, "before"), NULL, 10), &rows));
	office_finance_rows(r, "waiting", &waiting, waiting.count, none, times);
	office_finance_rows(r, "row", &rows, KIND_CHANGE_PAGE, none, times);
	if (rows.count > KIND_CHANGE_PAGE)
		view_setf(r, "more_url", "/office/finance/kinds?before=%s", db_str(&rows, KIND_CHANGE_PAGE - 1, "id"));
	return OK;
}
