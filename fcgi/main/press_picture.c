/* press_picture: one JPEG or PNG on standard input, its pixels as PPM on standard output. Run by press as a child with limits:
 * here strangers' images are decoded, and nothing else is. Exit status: press/decode.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "press/decode.h"

enum { EXIT_USAGE = 64 };

static int usage(const char *name, FILE *to, int status)
{
	(void)fprintf(to,
		      "Usage: %s jpeg|png WIDTH [strict] <IMAGE >PPM\n"
		      "Decodes an image, upright, at most WIDTH pixels wide. Run by press.\n"
		      "  strict   a torn, too small or damaged image is an error\n"
		      "  --help   this text\n",
		      name);
	return status;
}

static int show(struct arena *a, const struct decode *d, bool png)
{
	struct picture p;
	int width, height;

	if (png)
		decode_png(a, d, &p);
	else
		decode_jpeg(a, d, &p);
	picture_fit(p.width, p.height, d->width, false, &width, &height);
	picture_shrink(&p, width, height);
	(void)printf("P6\n%d %d\n255\n", p.width, p.height);
	size_t n = (size_t)p.width * (size_t)p.height * 3;
	return fwrite(p.rgb, 1, n, stdout) == n && fflush(stdout) == 0 ? DECODE_GOOD : DECODE_BROKEN;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(argv[0], stdout, 0);
	long width = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	bool strict = argc == 4 && strcmp(argv[3], "strict") == 0;
	bool png = argc > 1 && strcmp(argv[1], "png") == 0;
	if ((argc != 3 && !strict) || width < 1 || width > PICTURE_SIDE_MAX || (!png && strcmp(argv[1], "jpeg") != 0))
		return usage(argv[0], stderr, EXIT_USAGE);
	struct decode d = {stdin, (int)width, strict};
	return show(arena_new(), &d, png);
}
