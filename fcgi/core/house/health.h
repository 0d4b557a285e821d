/* health: the newest word of each program, and of what it asks, for the operators' page. Pages ask nobody: who works with a thing
 * says every HEALTH_EVERY_S how it found it, and the page says how old that word is. */
#ifndef CCER_CORE_HOUSE_HEALTH_H
#define CCER_CORE_HOUSE_HEALTH_H

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* After HEALTH_LATE_S a word is late, after HEALTH_LOST_S nobody says it any more. */
enum { HEALTH_EVERY_S = 60, HEALTH_LATE_S = 150, HEALTH_LOST_S = 600 };
/* name: courier | press (both said by the courier) | scanner | clamd (by the scanner) | cashier_<provider> (pay_way.h) |
 * HEALTH_FEES. state: good | bad | off (not set up). detail: printable ASCII, cut at 100 bytes. */
enum err health_say(struct ctx *c, const char *name, const char *state, const char *detail);
/* Says that this program's database user lacks the right to the statement db_refused names. Stays until rights are set again
 * (ccerctl migrate). */
enum err health_no_right(struct ctx *c);
/* What health_no_right's names begin with; the user's follows. */
#define HEALTH_NO_RIGHT "no_right_"
/* What the courier says of fee years (main/courier_fees.c): bad with how many accounts fail, and one of them: "3 <number> …". */
#define HEALTH_FEES "fees"
/* name state detail at. */
enum err health_list(struct ctx *c, struct db_rows *out);

#endif
