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
 * id_minor id_check permit_format passport_format foreigner_format identity_kind. */
const char *check_identity(const char *kind, const char *number, int64_t now);
/* The number alone as resident identity number, without the age rule. */
const char *check_resident_id(const char *s, int64_t now);
const char *check_mobile(const char *s);    /* text_mobile'd: mobile_format */
/* text_telephone'd: a landline with or without area code and extension, a mobile, a 400 or 800 number, a service number of 95, 96
 * or 12: telephone_format */
const char *check_telephone(const char *s);
const char *check_postcode(const char *s);  /* postcode_format */
const char *check_email(const char *s);     /* email_format; ASCII, no controls, <= 254 */
/* text_person_name'd: 2–30 CJK with · or one blank between them, or Latin letters 2–60: name_person */
const char *check_person_name(const char *s);
const char *check_entity_name(const char *s);  /* text_name'd; name_entity: under 2 characters; name_emoji */
const char *check_username(const char *s);  /* username_format: rules.md § 9 */
const char *check_password(const char *s);  /* password_short password_long password_common */
const char *check_date(const char *s);      /* YYYY-MM-DD, real: date_format */

#endif
