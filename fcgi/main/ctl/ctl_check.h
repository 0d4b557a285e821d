/* ctl_check: what the files of ccerctl check share: a line for each thing looked at, and what each file looks at. Nothing is
 * changed anywhere but what check_tallies_mend says, and nothing is sent to anybody. */
#ifndef CCER_MAIN_CTL_CTL_CHECK_H
#define CCER_MAIN_CTL_CTL_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* "✓ what: words". */
void check_good(const char *what, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "✗ what: words; how to mend it". The exit code becomes 1. */
void check_bad(const char *what, const char *mend, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* "– what: not set up": no fault. */
void check_absent(const char *what, const char *setting);
/* How many lines said ✗. */
int check_faults(void);

/* ctl_check_here.c: this machine */
void check_database(struct arena *a);
void check_files(struct arena *a);
void check_templates(struct arena *a);
void check_press(struct arena *a);
void check_scan(struct arena *a);
/* ctl_check_tallies.c: the kept tallies of the queues against a count of all cases under way */
void check_tallies(struct arena *a);
/* From now on check_tallies also puts right what differs. */
void check_tallies_mend(void);
/* ctl_check_gate.c: providers */
void check_sms(struct arena *a);
void check_mail(struct arena *a);
void check_pay(struct arena *a);

#endif
