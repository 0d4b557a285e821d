/* office_revision: what the pages of the notice's revisions share. Handlers only; the business is core/notice/revision.h. */
#ifndef CCER_PAGE_OFFICE_NOTICE_OFFICE_REVISION_H
#define CCER_PAGE_OFFICE_NOTICE_OFFICE_REVISION_H

#include <stdbool.h>

#include "core/ground/ctx.h"
#include "core/notice/revision.h"
#include "web/web.h"

/* Who sees revisions, who writes them, who releases them and decides about open applications. */
enum {
	REVISION_READERS = ROLE_EDITOR | ROLE_EXCHANGE_SUPERVISOR | ROLE_AUDITOR,
	REVISION_DECIDERS = ROLE_EDITOR | ROLE_EXCHANGE_SUPERVISOR,
};
/* What the rows of a revision begin with: that of the path's first argument, shown as rev.* with may.* for what this person may do
 * with it. */
enum err office_revision_begin(struct req *r);
struct revision *office_revision_begun(struct req *r);
/* The counter the page was made from (form field seen). */
int office_revision_seen(struct req *r);
/* Shows rev.seen, the counter the next post of this page carries. After a refused post it is the one that was posted, unless
 * somebody changed the revision meanwhile: then *changed is set, the page says so and the next post goes through
 * knowingly. */
void office_revision_show_seen(struct req *r, const struct revision *rev, bool *changed);
/* The name of a condition as label files can hold it: without the colon. */
const char *office_revision_condition(struct req *r, const char *condition);
/* prefix.N.{value,key,selected}: conditions to choose from. */
void office_revision_conditions(struct req *r, const char *prefix, const char *const *conditions, const char *selected);

#endif
