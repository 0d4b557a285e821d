/* check: is what somebody typed right? (rules.md § 11). Pure functions over normalised text.
 * Each answers NULL when right, else the name of a message in templates/label/error.hdf, e.g. "uscc_alphabet".
 * check_*: value must already be normalised by text_trim or text_code as said. Empty values are the form's business. */
#ifndef CCER_BASE_CHECK_H
#define CCER_BASE_CHECK_H

#include <stdint.h>

/* Unified social credit code, text_code'd. "uscc_confirm" means only the 18th character fails: real ones exist,
 * ask to confirm and flag. Others: uscc_length uscc_alphabet uscc_digits uscc_check. */
const char *check_uscc(const char *s);
/* Identity documents by kind: resident_id hk_macao_permit taiwan_permit residence_permit passport foreigner_id.
 * now: epoch seconds, for birth dates (>= 18 years, Beijing date). Messages: id_length id_province id_date id_future
 * id_minor id_check permit_format passport_format foreigner_format document_kind. */
const char *check_identity(const char *kind, const char *number, int64_t now);
/* The number alone as resident identity number, without the age rule. */
const char *check_resident_id(const char *s, int64_t now);
const char *check_mobile(const char *s);    /* text_code'd, +86/0086 dropped by check_mobile_strip: mobile_format */
const char *check_mobile_strip(const char *s); /* s without a leading +86, 86 (13 digits) or 0086 */
const char *check_landline(const char *s);  /* landline_format; dashes kept, so only trimmed and half-width */
const char *check_postcode(const char *s);  /* postcode_format */
const char *check_email(const char *s);     /* email_format; ASCII, no controls, <= 254 */
const char *check_person_name(const char *s);  /* name_person: 2–30 CJK with ·, or Latin letters 2–60 */
const char *check_username(const char *s);  /* username_format: rules.md § 9 */
const char *check_password(const char *s);  /* password_short password_long password_common */
const char *check_date(const char *s);      /* YYYY-MM-DD, real: date_format */

#endif
