/* worker: the skeleton of a page process: portal.c and office.c hand it their site. */
#ifndef CCER_MAIN_WORKER_H
#define CCER_MAIN_WORKER_H

#include "web/web.h"

struct site;

/* Options -c FILE (settings), --help. Exit status: 0 told to leave, 64 usage, 70 bug, 75 the database went away,
 * 78 settings, keys or templates are wrong. */
int worker_main(int argc, char **argv, const struct site *site);

#endif
