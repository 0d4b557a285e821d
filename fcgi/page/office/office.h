/* office: what the pages of the back office share. Handlers only; the business is core's. */
#ifndef CCER_PAGE_OFFICE_OFFICE_H
#define CCER_PAGE_OFFICE_OFFICE_H

#include <stddef.h>
#include <stdint.h>

#include "core/ground/ctx.h"
#include "web/web.h"

/* Who takes part in handing papers over, or watches it. */
enum {
	OFFICE_SIDES = ROLE_SECOND_REVIEWER | ROLE_EXCHANGE_SUPERVISOR | ROLE_RECEIVER | ROLE_REGISTRY_REVIEWER |
		       ROLE_REGISTRY_SUPERVISOR | ROLE_AUDITOR,
	/* Who sees how the system runs. */
	OFFICE_OPERATORS = ROLE_SECURITY_ADMIN | ROLE_AUDITOR | ROLE_EXCHANGE_SUPERVISOR | ROLE_REGISTRY_SUPERVISOR,
	/* Who may send an account's holder a new activation code. */
	OFFICE_REISSUERS = ROLE_SECOND_REVIEWER | ROLE_REGISTRY_REVIEWER | ROLE_EXCHANGE_SUPERVISOR | ROLE_REGISTRY_SUPERVISOR,
	/* Who sees cases at all; who may send a message of one again; who may look for messages. */
	OFFICE_RESENDERS = ROLE_INITIAL_REVIEWER | ROLE_SECOND_REVIEWER | ROLE_REGISTRY_REVIEWER | ROLE_EXCHANGE_SUPERVISOR |
			   ROLE_REGISTRY_SUPERVISOR,
	OFFICE_LOOKERS = OFFICE_RESENDERS | ROLE_RECEIVER | ROLE_AUDITOR,
	OFFICE_SEEKERS = ROLE_SECOND_REVIEWER | ROLE_EXCHANGE_SUPERVISOR | ROLE_REGISTRY_SUPERVISOR | ROLE_SECURITY_ADMIN |
			 ROLE_AUDITOR,
};
/* The name of a value in a list of the view: "prefix.N.key". */
const char *office_at(struct req *r, const char *prefix, size_t n, const char *key);
/* view_set of a time as 2026-12-22 09:14; nothing for -1. */
void office_time(struct req *r, const char *name, int64_t t);

#endif
