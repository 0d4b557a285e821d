/* self_check_mail: mail domains as fingers slip on them. For self_check.c and its test. */
#ifndef CCER_CORE_SUBMISSION_SELF_CHECK_MAIL_H
#define CCER_CORE_SUBMISSION_SELF_CHECK_MAIL_H

/* What was probably meant by the domain of this address ("gmail.com"), NULL when nothing looks wrong. */
const char *self_check_mail(const char *address);

#endif
