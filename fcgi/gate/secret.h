/* secret: reads what a *_file setting names. */
#ifndef CCER_GATE_SECRET_H
#define CCER_GATE_SECRET_H

struct arena;

/* The first line of a file, 1 to 255 bytes. NULL after logging why not. */
const char *secret_read(struct arena *a, const char *path);

#endif
