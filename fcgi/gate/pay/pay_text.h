/* pay_text: what the payment adapters read and write alike: amounts, times, words, JSON. */
#ifndef CCER_GATE_PAY_PAY_TEXT_H
#define CCER_GATE_PAY_PAY_TEXT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/conf.h"

struct arena;
struct pay_order;
struct pay_refund;

/* 300000 → "3000.00". fen >= 0. */
const char *pay_yuan(struct arena *a, int64_t fen);
/* "3000.00" "3000" "3000.5" "-12.30" → fen. False for all else, more than two decimals and more than 10^12
 * yuan. */
bool pay_fen(const char *yuan, int64_t *fen);
/* As pay_fen; -1 for what is not a sum >= 0. */
int64_t pay_fen_or(const char *yuan);

/* "2026-12-22 09:14:00" and "2026-12-22T09:14:00+08:00", Beijing; back: epoch seconds, -1 when it is none. */
const char *pay_beijing(struct arena *a, int64_t t);
int64_t pay_beijing_parse(const char *s);
const char *pay_rfc3339(struct arena *a, int64_t t);
int64_t pay_rfc3339_parse(const char *s); /* any offset, fractions of a second left out */

/* A word of the provider's as columns and logs take it: printable ASCII, at most n bytes, the rest '?'. */
const char *pay_word(struct arena *a, const char *s, size_t n);

/* "" and -1 for what is absent or of another kind. */
const char *pay_json_text(struct arena *a, const json_t *object, const char *name);
int64_t pay_json_int(const json_t *object, const char *name);
/* Compact text; takes the object over. */
const char *pay_json_dump(struct arena *a, json_t *object);
/* The object in these bytes, freed with the arena; NULL when it is none or says a name twice. */
const json_t *pay_json_load(struct arena *a, const char *p, size_t n);

/* 6 (min) – 32 of [0-9A-Za-z]. */
bool pay_reference_holds(const char *s, size_t min);
bool pay_order_holds(const struct pay_order *order, int64_t now);
bool pay_refund_holds(const struct pay_refund *refund);

/* For is_ours of pay.h: is what was said the value of this setting? must: "" is not. */
bool pay_names(const char *said, enum conf_id setting, bool must);

#endif
