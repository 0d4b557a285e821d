/* serve: a press worker: takes questions from a listening Unix socket, one a connection, and answers them. The form of
 * question and answer stands in gate/press.h. */
#ifndef CCER_PRESS_SERVE_H
#define CCER_PRESS_SERVE_H

enum { SERVE_QUESTION_S = 18, SERVE_PAYLOAD_MAX = 64 * 1024 * 1024, SERVE_HEAD_MAX = 16 * 1024 };

/* Until SIGTERM, SIGINT or SIGUSR1; a question that has begun is answered first. Answers the exit status. */
int serve_questions(int listener);

#endif
