/* view: the only user of ClearSilver. A worker parses each template once; a request has its own data (struct view),
 * swapped into the parsed template for rendering. What handlers call is in web.h. */
#ifndef CCER_WEB_VIEW_H
#define CCER_WEB_VIEW_H

#include "web/web.h"

/* Lists the templates and reads templates/label/<name>.hdf as Label.<name>. Called once; false after logging why. */
bool view_open(const char *directory);
/* Gives everything back (tests). */
void view_close(void);
/* Gives r new, empty data. */
void view_fresh(struct req *r);
/* Forgets a value and everything below it. */
void view_remove(struct req *r, const char *name);
/* Renders with what every page has (csrf, op, path …). ERR_IO, logged, when the template is absent or broken. */
enum err view_render(struct req *r, const char *template, const char **html, size_t *n);

#endif
