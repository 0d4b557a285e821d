/* office_code: step-up codes of staff. */
#ifndef CCER_PAGE_OFFICE_OFFICE_CODE_H
#define CCER_PAGE_OFFICE_OFFICE_CODE_H

#include <stdbool.h>

#include "base/err.h"
#include "web/web.h"

/* Sends the acting person a step-up code; says on the page (field "code") when that is too often. */
enum err office_code_send(struct req *r);
/* Is the posted "code" right? If not, says so on the page, and that try is committed. */
enum err office_code_right(struct req *r, bool *right);

#endif
