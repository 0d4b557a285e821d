/* staff: sign-in of reviewers with a second factor, their roles (rules.md §§ 1, 9). */
#ifndef CCER_CORE_PEOPLE_STAFF_H
#define CCER_CORE_PEOPLE_STAFF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/people/code.h"
#include "core/people/password.h"
#include "db/db.h"

struct staff { int64_t id; const char *username, *name, *organisation, *mobile, *mobile_masked; unsigned roles; };
/* Password right: sends the second factor to the mobile of who has no authenticator. ERR_DENIED: unknown, disabled or wrong, the same in
 * the same time; ERR_LIMITED: the wait after wrong ones runs. */
enum err staff_password(struct ctx *c, const char *username, const char *password, int64_t *id);
/* The code a person is asked for. */
struct code staff_code(struct ctx *c, const struct staff *staff, enum code_purpose purpose);
/* ERR_NOT_FOUND also when disabled. */
enum err staff_load(struct ctx *c, int64_t id, struct staff *out);
/* Everybody enabled who has the role: id name. For reassigning. */
enum err staff_with_role(struct ctx *c, unsigned bit, struct db_rows *out);
/* Is the address one of office.networks (CIDR list, IPv4 and IPv6)? */
bool staff_address_allowed(const char *ip);

/* Who is signed in chooses another password (password_change). */
enum err staff_change_password(struct ctx *c, const struct password_wish *wish);

#endif
