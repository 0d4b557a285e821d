/* pay_text.c: amounts, times, words and JSON of the payment adapters. */
#include "gate/pay/pay_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "gate/pay/pay.h"

enum { BEIJING_S = 8 * 3600, SUBJECT_MAX = 127, REASON_MAX = 80, DIGITS_MAX = 13 };

#define AMOUNT_MAX INT64_C(10000000000)

const char *pay_yuan(struct arena *a, int64_t fen)
{
	return arena_printf(a, "%" PRId64 ".%02d", fen / 100, (int)(fen % 100));
}

bool pay_fen(const char *yuan, int64_t *fen)
{
	bool negative = *yuan == '-';

	yuan += negative;
	size_t whole = strspn(yuan, "0123456789"), part = 0;
	int64_t n = 0;
	if (whole == 0 || whole > DIGITS_MAX)
		return false;
	for (size_t i = 0; i < whole; i++)
		n = n * 10 + (yuan[i] - '0');
	if (yuan[whole] == '.') {
		part = strspn(yuan + whole + 1, "0123456789");
		if (part == 0 || part > 2)
			return false;
	}
	for (size_t i = 0; i < 2; i++)
		n = n * 10 + (i < part ? yuan[whole + 1 + i] - '0' : 0);
	*fen = negative ? -n : n;
	return yuan[whole + (part ? part + 1 : 0)] == '\0';
}

int64_t pay_fen_or(const char *yuan)
{
	int64_t fen;

	return pay_fen(yuan, &fen) && fen >= 0 ? fen : -1;
}

const char *pay_beijing(struct arena *a, int64_t t)
{
	return clock_sql(a, t + BEIJING_S);
}

int64_t pay_beijing_parse(const char *s)
{
	int64_t t = strlen(s) == 19 ? clock_from_sql(s) : -1;

	return t < 0 ? -1 : t - BEIJING_S;
}

const char *pay_rfc3339(struct arena *a, int64_t t)
{
	char *s = arena_printf(a, "%s+08:00", pay_beijing(a, t));

	s[10] = 'T';
	return s;
}

/* Seconds east of UTC of "Z" or "+08:00". */
static bool offset(const char *s, int *out)
{
	if (strcmp(s, "Z") == 0)
		return *out = 0, true;
	if (strlen(s) != 6 || strspn(s + 1, "0123456789") != 2 || s[3] != ':' ||
	    strspn(s + 4, "0123456789") != 2)
		return false;
	*out = atoi(s + 1) * 3600 + atoi(s + 4) * 60;
	if (*s == '-')
		*out = -*out;
	return *s == '+' || *s == '-';
}

int64_t pay_rfc3339_parse(const char *s)
{
	char text[20];
	int east;

	if (strlen(s) < 20 || (s[10] != 'T' && s[10] != 't'))
		return -1;
	memcpy(text, s, 19);
	text[10] = ' ';
	text[19] = '\0';
	s += 19;
	if (*s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	int64_t t = clock_from_sql(text);
	return t < 0 || !offset(s, &east) ? -1 : t - east;
}

const char *pay_word(struct arena *a, const char *s, size_t n)
{
	char *out = arena_strndup(a, s, strnlen(s, n));

	for (char *p = out; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			*p = '?';
	return out;
}

const char *pay_json_text(struct arena *a, const json_t *object, const char *name)
{
	const char *s = json_string_value(json_object_get(object, name));

	return s ? arena_strdup(a, s) : "";
}

int64_t pay_json_int(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return json_is_integer(value) ? json_integer_value(value) : -1;
}

static void free_text(void *p)
{
	free(p);
}

const char *pay_json_dump(struct arena *a, json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);

	json_decref(object);
	if (text == NULL)
		die("pay: a question that is no JSON");
	arena_defer(a, free_text, text);
	return text;
}

static void free_json(void *p)
{
	json_decref(p);
}

const json_t *pay_json_load(struct arena *a, const char *p, size_t n)
{
	json_t *object = json_loadb(p, n, JSON_REJECT_DUPLICATES, NULL);

	if (object)
		arena_defer(a, free_json, object);
	return json_is_object(object) ? object : NULL;
}

bool pay_reference_holds(const char *s, size_t min)
{
	size_t n = strlen(s);

	return n >= min && n <= PAY_REFERENCE_MAX &&
	       strspn(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == n;
}

static bool words_hold(const char *s, size_t max)
{
	size_t n = strlen(s);

	return n > 0 && n <= max && text_utf8_valid(s, n) && text_clean(s, false);
}

bool pay_order_holds(const struct pay_order *order, int64_t now)
{
	return pay_reference_holds(order->out_trade_no, 6) && order->amount_fen >= 1 &&
	       order->amount_fen <= AMOUNT_MAX && words_hold(order->subject, SUBJECT_MAX) &&
	       strpbrk(order->subject, "/=&") == NULL && order->expires_at > now &&
	       strchr(order->notify_url, '?') == NULL;
}

bool pay_refund_holds(const struct pay_refund *refund)
{
	return pay_reference_holds(refund->out_trade_no, 6) &&
	       pay_reference_holds(refund->out_refund_no, 1) && refund->amount_fen >= 1 &&
	       refund->amount_fen <= refund->total_fen && refund->total_fen <= AMOUNT_MAX &&
	       words_hold(refund->reason, REASON_MAX);
}

bool pay_names(const char *said, enum conf_id setting, bool must)
{
	if (*said == '\0')
		return !must;
	return *conf_str(setting) != '\0' && strcmp(said, conf_str(setting)) == 0;
}
