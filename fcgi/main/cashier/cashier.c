/* cashier.c: the cashier's loop: one step after the other, and a pause when there is nothing to do. */
#include "main/cashier/cashier.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/finance/bill.h"
#include "core/ground/ctx.h"
#include "core/house/health.h"

enum { IDLE_MS = 250, MINUTE_MS = 60 * 1000 };

static const struct pay_provider *provider;

/* One that is not set up says so, and by which setting it would be, so that nobody looks for it. */
static enum err minute(struct ctx *c, void *arg)
{
	bool on = provider_is_on(&provider->is);

	(void)arg;
	TRY(health_say(c, arena_printf(c->arena, "cashier_%s", provider->is.name), on ? "good" : "off",
		       on ? "" : conf_name(provider->is.access)));
	return on ? bill_want(c, provider->is.name) : OK;
}

static enum err once(struct db *db, struct arena *a, bool *did)
{
	bool refund = false, bill = false;

	TRY(cashier_order(db, a, provider, did));
	TRY(cashier_refund(db, a, provider, &refund));
	if (!*did && !refund)
		TRY(cashier_bill(db, a, provider, &bill));
	*did = *did || refund || bill;
	return OK;
}

static enum err loop(struct db *db, struct arena *a)
{
	int64_t minute_ms = 0;

	while (!unattended_leaving()) {
		bool did = false;
		enum err e = OK;

		if (clock_monotonic_ms() >= minute_ms) {
			e = unattended_transaction(db, a, minute, NULL);
			minute_ms = clock_monotonic_ms() + MINUTE_MS;
		}
		if (e != ERR_LOST && provider_is_on(&provider->is))
			e = once(db, a, &did);
		arena_reset(a);
		if (e == ERR_LOST)
			return e;
		if (e != OK || !did)
			unattended_pause_ms(IDLE_MS);
	}
	return OK;
}

static int usage(const char *name, FILE *to, int status)
{
	(void)fprintf(to,
		      "Usage: %s -c FILE -p PROVIDER\n"
		      "Asks a payment provider until SIGTERM.\n"
		      "  -c FILE      settings, see ccerctl conf\n"
		      "  -p PROVIDER  one of these; one that is not set up is left alone:",
		      name);
	for (const struct pay_provider *const *p = pay_providers; *p; p++)
		(void)fprintf(to, " %s", (*p)->is.name);
	(void)fprintf(to, "\n  --help       this text\n");
	return status;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(argv[0], stdout, 0);
	if (argc != 5 || strcmp(argv[1], "-c") != 0 || strcmp(argv[3], "-p") != 0)
		return usage(argv[0], stderr, UNATTENDED_USAGE);
	provider = pay_provider(argv[4]);
	if (provider == NULL)
		return usage(argv[0], stderr, UNATTENDED_USAGE);
	return unattended_run("cashier", argv[2], loop);
}
