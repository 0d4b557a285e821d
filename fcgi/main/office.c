/* office: the process that answers the pages of fcgi/page/site/office_site.c. */
#include "main/worker.h"
#include "page/site/sites.h"

int main(int argc, char **argv)
{
	return worker_main(argc, argv, &office_site);
}
