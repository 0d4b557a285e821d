/* log: one line of JSON per event on stderr; control characters escaped, 2 kB a line at most.
 * What is logged is logged once, where first detected. Secrets and personal data never come here. */
#ifndef CCER_BASE_LOG_H
#define CCER_BASE_LOG_H

/* Names the program in every line; call first in main. */
void log_init(const char *program);
/* The request id of lines from now on; NULL for none. The string must outlive its use. */
void log_request(const char *request_id);
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* A bug or exhausted memory: logs and aborts the process (exit status 70). */
void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
