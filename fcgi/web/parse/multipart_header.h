/* multipart_header: the lines before a part and the type of the whole, for multipart.c. Takes what browsers, libraries and gateways
 * really send: parameters in any order and spelling, header lines it does not know, file names as RFC 8187 or in GBK. */
#ifndef CCER_WEB_PARSE_MULTIPART_HEADER_H
#define CCER_WEB_PARSE_MULTIPART_HEADER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { MULTIPART_BOUNDARY_MAX = 70 };

/* The boundary of a Content-Type, 1..MULTIPART_BOUNDARY_MAX characters. NULL: not multipart/form-data, or none that can be one. */
const char *multipart_boundary(struct arena *a, const char *content_type);
/* The n bytes of a part's header, with their last empty line, NUL-terminated; they are changed. name: the field's. file_name: NULL
 * when the part is no file, "" when none was chosen, "file" when nobody can read its name. False: no header of a part (bare CR or LF,
 * NUL, folded lines, no name or two, a transfer encoding that would have to be undone). */
bool multipart_read_headers(struct arena *a, char *header, size_t n, const char **name, const char **file_name);

#endif
