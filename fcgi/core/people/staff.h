/* staff: sign-in of reviewers with a second factor, their roles (rules.md §§ 1, 9). */
#ifndef CCER_CORE_STAFF_H
#define CCER_CORE_STAFF_H

#include <stdbool.h>

#include "core/ground/ctx.h"

struct staff { int64_t id; const char *username, *name, *organisation, *mobile, *mobile_masked; unsigned roles; };

/* Role name ("initial_reviewer") to bit; 0 unknown. And back. */
unsigned staff_role_bit(const char *name);
const char *staff_role_name(unsigned bit);
/* The organisation a role belongs to: "exchange", "registry" or "security". */
const char *staff_role_organisation(unsigned bit);
/* Makes a member of staff (ccerctl). ERR_INVALID: roles of another organisation, or security with anything else. */
enum err staff_add(struct ctx *c, const char *username, const char *name, const char *organisation, unsigned roles,
		   const char *mobile, const char *password, int64_t *id);
/* Password right: sends the second factor to the person's mobile. ERR_DENIED, ERR_LIMITED. */
enum err staff_password(struct ctx *c, const char *username, const char *password, int64_t *id);
/* ERR_NOT_FOUND also when disabled. */
enum err staff_load(struct ctx *c, int64_t id, struct staff *out);
/* Everybody enabled who has the role: id name. For reassigning. */
enum err staff_with_role(struct ctx *c, unsigned bit, struct db_rows *out);
/* Is the address one of office.networks (CIDR list, IPv4 and IPv6)? */
bool staff_address_allowed(const char *ip);

#endif
