/* bare: the least a FastCGI program can do, for scripts/bench: answers a request for …/N with N bytes. Several of them take turns at the
 * socket on descriptor 0, as the workers do. */
#include <fcgiapp.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_MAX = 1 << 20 };

static size_t asked(FCGX_Request *f)
{
	const char *uri = FCGX_GetParam("REQUEST_URI", f->envp), *last = uri ? strrchr(uri, '/') : NULL;
	unsigned long n = last ? strtoul(last + 1, NULL, 10) : 0;

	return n < BYTES_MAX ? n : BYTES_MAX;
}

int main(void)
{
	static char body[BYTES_MAX];
	static FCGX_Request f;

	memset(body, 'x', sizeof body);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&f, 0, 0) != 0)
		return EXIT_FAILURE;
	while (FCGX_Accept_r(&f) == 0) {
		size_t n = asked(&f);

		FCGX_FPrintF(f.out, "Status: 200\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n", (int)n);
		FCGX_PutStr(body, (int)n, f.out);
		FCGX_Finish_r(&f);
	}
	return EXIT_SUCCESS;
}
