/* demo_account.c: what follows when a case is opened: two accounts bound to each other, who holds them, fees and how they were paid. */
#include <string.h>

#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/ground/seal_place.h"
#include "core/money/fee.h"
#include "core/money/pay_way.h"
#include "core/people/holder.h"
#include "main/demo/demo.h"

enum { OPENING_FEN = 200000, ANNUAL_FEN = 100000, TOTAL_FEN = OPENING_FEN + ANNUAL_FEN };
enum { DAY_S = 86400, SOONEST_END_DAYS = 70, ENDS_DAYS = 290 };

static struct db_value when(struct demo_case *k, int64_t t)
{
	return db_time(k->arena, t);
}

static const char *get(struct demo_case *k, const char *name)
{
	return values_get(&k->values, name);
}

static struct db_value sealed(struct demo_case *k, const char *place, const char *text)
{
	size_t n;
	const uint8_t *bytes = crypt_seal(k->arena, place, text, strlen(text), &n);

	return db_bytes(bytes, n);
}

static const char *account_number(struct demo_case *k, const char *letter)
{
	const char *digits = arena_printf(k->arena, "%010lld", (long long)(DEMO_FIRST_ACCOUNT + k->id));

	return arena_printf(k->arena, "%s%s%c", letter, digits, text_luhn(digits));
}

/* A day to come, far enough off that nobody is reminded of it yet. */
static const char *paid_until(struct demo_case *k)
{
	return date_iso(k->arena, date_add_days(clock_beijing_date(k->plan->now), SOONEST_END_DAYS + (int)(k->id % ENDS_DAYS)));
}

static bool write_accounts(struct demo_case *k, const char *registry, const char *trading, bool owes, bool paid)
{
	return demo_row(k->bulk, DEMO_REGISTRY_ACCOUNT, db_int(k->id), db_text(registry), db_int(k->id), db_text(get(k, "uscc")),
			db_text(get(k, "org_name")), db_text(get(k, "kind")), db_text("active"), when(k, k->since)) &&
	       demo_row(k->bulk, DEMO_TRADING_ACCOUNT, db_int(k->id), db_text(trading), db_int(k->id), db_text(get(k, "uscc")),
			db_text(get(k, "org_name")), db_text(get(k, "kind")), db_text(owes && !paid ? "awaiting_fee" : "active"),
			when(k, k->since), db_text(paid ? paid_until(k) : NULL)) &&
	       demo_row(k->bulk, DEMO_BINDING, db_int(k->id), db_int(k->id), when(k, k->since));
}

static bool write_holder(struct demo_case *k, const char *kind, const char *role, const char *login, const char *who)
{
	const struct holder h = {.account_id = k->id, .account_kind = kind, .role = role, .login = login};
	const char *mobile = get(k, arena_printf(k->arena, "%s_mobile", who));
	uint8_t code[CRYPT_HASH_BYTES];

	crypt_random(code, sizeof code);
	return demo_row(k->bulk, DEMO_HOLDER, db_text(login), db_text(kind), db_int(k->id), db_text(role),
			sealed(k, holder_place(k->arena, &h, "name"), get(k, arena_printf(k->arena, "%s_name", who))),
			sealed(k, holder_place(k->arena, &h, "mobile"), mobile), db_text(text_mask_mobile(k->arena, mobile)),
			db_bytes(code, sizeof code), when(k, k->since + 7 * DAY_S), when(k, k->since + 3600),
			db_text(k->plan->password_hash));
}

static bool write_holders(struct demo_case *k, const char *registry, const char *trading)
{
	return write_holder(k, "trading", "trading_representative", trading, "trader") &&
	       (!k->whole || (write_holder(k, "registry", "initiator", arena_printf(k->arena, "%s-1", registry), "initiator") &&
			      write_holder(k, "registry", "confirmer", arena_printf(k->arena, "%s-2", registry), "confirmer")));
}

/* ---- fees ---- */

static bool write_order(struct demo_case *k, bool paid, int64_t paid_at)
{
	return demo_row(k->bulk, DEMO_ORDER, db_int(k->id), db_text(crypt_random_text(k->arena, 22)), db_int(k->id), db_int(TOTAL_FEN),
			db_text(paid ? "paid" : "open"), when(k, k->since), when(k, paid ? paid_at : -1),
			db_text(paid ? date_iso(k->arena, clock_beijing_date(paid_at)) : NULL), db_text(paid ? paid_until(k) : NULL)) &&
	       demo_row(k->bulk, DEMO_ORDER_LINE, db_int(k->id), db_int(k->id), db_text("opening"), db_int(1), db_int(k->id),
			db_int(OPENING_FEN)) &&
	       demo_row(k->bulk, DEMO_ORDER_LINE, db_int(k->id), db_int(k->id), db_text("annual"), db_int(1), db_int(k->id),
			db_int(ANNUAL_FEN));
}

static bool write_payment(struct demo_case *k, int64_t paid_at)
{
	const char *way = pay_ways[k->id % PAY_WAYS].name, *reference = crypt_random_text(k->arena, 32);

	return demo_row(k->bulk, DEMO_ATTEMPT, db_int(k->id), db_text(reference), db_int(k->id), db_text(way), db_int(TOTAL_FEN),
			db_text("settled"), when(k, paid_at - 120), when(k, paid_at - 118), when(k, paid_at + 7200),
			when(k, paid_at + 1)) &&
	       demo_row(k->bulk, DEMO_PAYMENT, db_text(way), db_text(arena_printf(k->arena, "DEMO%020lld", (long long)k->id)),
			db_int(k->id), db_int(k->id), db_int(k->id), db_int(TOTAL_FEN), when(k, paid_at),
			db_text(date_iso(k->arena, clock_beijing_date(paid_at))), db_text("callback"), db_text("applied"),
			when(k, paid_at + 1)) &&
	       demo_row(k->bulk, DEMO_CALLBACK, db_text(way), when(k, paid_at + 1), db_text("127.0.0.1"), db_text(""), db_text("demo"),
			db_text("applied"), db_text(reference)) &&
	       demo_case_message(k, "sms", "fee_paid", get(k, "trader_mobile"), paid_at + 2);
}

bool demo_account_write(struct demo_case *k)
{
	const char *registry = account_number(k, "R"), *trading = account_number(k, "T");
	bool owes = fee_applies(get(k, "kind")), paid = owes && k->id % 20 != 0;
	int64_t paid_at = k->since + DAY_S + demo_name_roll(&k->dice, 10 * DAY_S);

	if (k->state != STATE_OPENED)
		return true;
	if (paid_at > k->plan->now)
		paid_at = k->plan->now - 10;
	return write_accounts(k, registry, trading, owes, paid) && write_holders(k, registry, trading) &&
	       (!owes || write_order(k, paid, paid_at)) && (!paid || write_payment(k, paid_at));
}
