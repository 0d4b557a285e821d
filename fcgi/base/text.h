/* text: UTF-8 text as people type it. Normalising and measuring only; whether a value is right is check.h's. */
#ifndef CCER_BASE_TEXT_H
#define CCER_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Valid UTF-8 without NUL, surrogates or overlong forms. */
bool text_utf8_valid(const char *s, size_t n);
/* No C0/C1 controls (tab, LF allowed when multiline), no bidi controls, no zero-width, no U+FEFF, no noncharacters. */
bool text_clean(const char *s, bool multiline);
/* Code points. */
size_t text_length(const char *s);
/* Trims Unicode white space at both ends, CRLF → LF. */
char *text_trim(struct arena *a, const char *s);
/* Full-width ASCII → half-width, spaces and dashes (also U+2010–2015, U+2212) out, lower → upper: for codes and numbers. */
char *text_code(struct arena *a, const char *s);
/* Trimmed, full-width ASCII → half-width, dashes → '-', all else kept: for landlines and e-mail addresses. */
char *text_half_width(struct arena *a, const char *s);
/* NFKC, case-folded, brackets unified, spaces out: for comparing names, never for keeping them. */
char *text_match_key(struct arena *a, const char *s);
/* 138****5678; 5108**********0033; z***@example.com. For lists and logs. */
char *text_mask_mobile(struct arena *a, const char *mobile);
char *text_mask_document(struct arena *a, const char *number);
char *text_mask_email(struct arena *a, const char *email);
/* Amount in figures: 300000 → "3,000.00". Amount in Chinese capitals (rules.md § 11): 300000 → 人民币叁仟元整. fen >= 0. */
char *text_amount(struct arena *a, int64_t fen);
char *text_amount_capital(struct arena *a, int64_t fen);
/* Lower-case hexadecimal. */
char *text_hex(struct arena *a, const void *p, size_t n);
/* Percent encoding of RFC 3986: all but A–Z a–z 0–9 - _ . ~ as %XX. */
char *text_percent(struct arena *a, const char *s);
/* Luhn check digit '0'..'9' over a string of digits (rules.md § 2). */
char text_luhn(const char *digits);

#endif
