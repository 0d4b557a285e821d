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
/* From this charset; NULL: it is not text in it, or nobody knows the charset. What is not UTF-8 is taken for GBK. */
char *text_recoded(struct arena *a, const char *charset, const char *p, size_t n);
char *text_utf8_or_gbk(struct arena *a, const char *p, size_t n);
/* Code points. */
size_t text_length(const char *s);
/* Trims Unicode white space at both ends, CRLF → LF. */
char *text_trim(struct arena *a, const char *s);
/* A mark that nobody sees and other programs paste along (rules.md § 11): U+00AD 061C 200B–200F 202A–202E 2060–2064 2066–2069
 * FE00–FE0F FEFF. White space of any kind. The half-width form of a full-width character, others as they are. */
bool text_is_mark(int32_t c);
bool text_is_space(int32_t c);
int32_t text_half(int32_t c);
/* Han by their blocks, rare and recent ones included. */
bool text_is_han(int32_t c);
bool text_has_mark(const char *s);
/* Such marks out, then trimmed. */
char *text_seen(struct arena *a, const char *s);
/* Such marks, spaces and dashes (also U+2010–2015, U+2212) out, full-width ASCII → half-width, lower → upper: for codes and numbers. */
char *text_code(struct arena *a, const char *s);
/* Such marks out, trimmed, full-width ASCII → half-width, dashes → '-', all else kept: for names of sign-in and e-mail addresses. */
char *text_half_width(struct arena *a, const char *s);
/* A name kept as typed, but such marks and white space off both ends: inside they could make another name of it. */
char *text_name(struct arena *a, const char *s);
/* text_name of a person: half-width, dots of any kind (also . and 。 behind Han) → ·, no blank beside them, others → one blank. */
char *text_person_name(struct arena *a, const char *s);
/* +86, 0086, 86, brackets, dots and dashes off: 13812345678. What is no mobile number stays something check_mobile refuses. */
char *text_mobile(struct arena *a, const char *s);
/* A mobile as text_mobile; else as check_telephone takes it, "010-88888888-801", out of brackets, country code, 转 801, ext. 801.
 * Already right: only marks and blanks are taken out. */
char *text_telephone(struct arena *a, const char *s);
/* "2019-06-18" out of the spellings people use: 2019/6/18, 20190618, 2019年6月18号, 二〇一九年六月十八日, a time behind. What is none
 * stays something check_date refuses. */
char *text_date(struct arena *a, const char *s);
/* A sum or a count as typed, to its bare figures: half-width, without blanks, commas of thousands, a currency sign before and unit
 * (元, 万元, 份) behind. A minus stays. */
char *text_figures(struct arena *a, const char *s, const char *unit);
/* NFKC, case-folded, brackets unified, spaces out: for comparing names, never for keeping them. */
char *text_match_key(struct arena *a, const char *s);
/* 138****5678; 5108**********0033; z***@example.com. For lists and logs. */
char *text_mask_mobile(struct arena *a, const char *mobile);
char *text_mask_identity(struct arena *a, const char *number);
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
