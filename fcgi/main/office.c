/* office: the process that answers the pages of fcgi/page/site/office_site.c. */
#include "main/worker.h"
#include "web/web.h"

extern const struct site office_site;

int main(int argc, char **argv)
{
	return worker_main(argc, argv, &office_site);
}
