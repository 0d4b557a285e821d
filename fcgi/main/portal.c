/* portal: the process that answers the pages of fcgi/page/site/portal_site.c. */
#include "main/worker.h"
#include "web/web.h"

extern const struct site portal_site;

int main(int argc, char **argv)
{
	return worker_main(argc, argv, &portal_site);
}
