/* visitor: registration and sign-in of applicants (rules.md § 9). */
#ifndef CCER_CORE_PEOPLE_VISITOR_H
#define CCER_CORE_PEOPLE_VISITOR_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/people/code.h"
#include "core/people/password.h"

struct visitor { int64_t id; const char *username, *mobile, *mobile_masked; };
/* The codes registration and a forgotten password ask for. */
struct code visitor_register_asks(const char *mobile);
struct code visitor_reset_asks(struct ctx *c, const char *username, const char *mobile);
/* The keyed hash by which the visitors of a mobile are found: visitor.mobile_index. */
struct db_value visitor_mobile_index(struct arena *a, const char *mobile);
/* *id: of the new visitor. ERR_DENIED: the code sent for visitor_register_asks is not this one; refused, ERR_CONFLICT: the username is
 * taken. */
enum err visitor_register(struct ctx *c, const char *username, const char *password, const char *mobile, const char *code,
			  int64_t *id);
/* ERR_DENIED (same answer and time for unknown and wrong), ERR_LIMITED while the delay runs. */
enum err visitor_sign_in(struct ctx *c, const char *username, const char *password, int64_t *id);
/* ERR_NOT_FOUND: nobody has this id. */
enum err visitor_load(struct ctx *c, int64_t id, struct visitor *out);
/* Sends a code if username and mobile belong together; says OK either way. */
enum err visitor_reset_begin(struct ctx *c, const char *username, const char *mobile);
/* ERR_DENIED: the code is wrong, or they do not belong together. Ends all sessions of the visitor. */
enum err visitor_reset(struct ctx *c, const char *username, const char *mobile, const char *code, const char *password);

/* Who is signed in chooses another password (password_change). */
enum err visitor_change_password(struct ctx *c, const struct password_wish *wish);

#endif
