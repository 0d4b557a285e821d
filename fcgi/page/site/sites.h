/* sites: the two sites that people use; the routes of each stand in the file of its name. */
#ifndef CCER_PAGE_SITE_SITES_H
#define CCER_PAGE_SITE_SITES_H

#include "web/web.h"

extern const struct site portal_site, office_site;

#endif
