/* security: where somebody is signed in, and their password: what the pages of visitors, holders and staff share (rules.md § 9). */
#ifndef CCER_PAGE_SECURITY_H
#define CCER_PAGE_SECURITY_H

#include <stdbool.h>

#include "core/ground/session.h"
#include "core/people/password.h"
#include "web/web.h"

/* done (session | others | password): what was done just now. */
extern const struct form security_query;
/* password_now password_new password_again. */
extern const struct form security_password_form;
/* session: the number of one. */
extern const struct form security_session_form;

/* Whose page it is: where it stands, and who keeps the password. */
struct security { enum realm realm; const char *where; enum err (*change)(struct ctx *c, const struct password_wish *wish); };

/* Fills the page: session.N.{id is_this device browser ip created_at seen_at}, more = 1 when there are others than this one, done,
 * where: the path of the page, to which its forms add /end, /end-others and /password. */
enum err security_show(struct req *r, const struct security *s);
/* Ends one session of the person, or all but the one in use, and goes back to the page. */
enum err security_end(struct req *r, const struct security *s);
enum err security_end_others(struct req *r, const struct security *s);
/* Is the new password, posted under this name, the same as password_again? If not, says so on the page. */
bool security_typed_twice(struct req *r, const char *password);
/* Another password; refused on the page when the present one is wrong, the new one is the same or not typed twice alike. */
enum err security_change_password(struct req *r, const struct security *s);

#endif
