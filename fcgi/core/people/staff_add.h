/* staff_add: making a member of staff, and what roles there are (rules.md § 1). */
#ifndef CCER_CORE_PEOPLE_STAFF_ADD_H
#define CCER_CORE_PEOPLE_STAFF_ADD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* Role name ("initial_reviewer") to bit; 0 unknown. And back. */
unsigned staff_role_bit(const char *name);
const char *staff_role_name(unsigned bit);
/* Is every role one of the organisation's, and is there at least one? */
bool staff_roles_fit(const char *organisation, unsigned roles);
/* "finance editor" */
const char *staff_roles_text(struct arena *a, unsigned roles);
/* Gives them to who has none. */
enum err staff_insert_roles(struct ctx *c, int64_t id, unsigned roles);
/* The organisation a role belongs to: "exchange", "registry" or "security". */
const char *staff_role_organisation(unsigned bit);
/* Makes a member of staff (ccerctl). ERR_INVALID: roles of another organisation, or security with anything else. */
enum err staff_add(struct ctx *c, const char *username, const char *name, const char *organisation, unsigned roles,
		   const char *mobile, const char *password, int64_t *id);

#endif
