/* picture.c: sizes, turning and looking at pixels. Decoding is decode.c's, in a process of its own. */
#include "press/picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Blank: after taking off the edge, where scanners leave shadows, the page is cut into cells. A cell differs when its mean is
 * far from the mean of the cells around it: noise is averaged away, slow changes of light do not count, strokes do. */
enum { EDGE_PERCENT = 3, CELLS_ACROSS = 160, AROUND = 4, DIFFERS = 10, DIFFERING_MIN = 8 };

void picture_fit(double have_width, double have_height, int width, bool upscale, int *to_width, int *to_height)
{
	double w = upscale || have_width > width ? width : have_width;
	double aspect = have_height / have_width;
	w = fmin(w, sqrt(PICTURE_PIXELS_MAX / aspect));
	w = fmin(w, PICTURE_SIDE_MAX / aspect);
	*to_width = w < 1 ? 1 : (int)w;
	double h = round(*to_width * aspect);
	*to_height = h < 1 ? 1 : h > PICTURE_SIDE_MAX ? PICTURE_SIDE_MAX : (int)h;
}

static bool number(uint8_t **p, const uint8_t *end, int *out)
{
	*out = 0;
	uint8_t *begin = *p;
	while (*p < end && **p >= '0' && **p <= '9' && *out <= PICTURE_SIDE_MAX)
		*out = *out * 10 + *(*p)++ - '0';
	return *p > begin && *p < end && (**p == ' ' || **p == '\n') && (*p)++;
}

bool picture_of_ppm(uint8_t *p, size_t n, struct picture *out)
{
	const uint8_t *end = p + n;
	int depth;

	if (n < 3 || memcmp(p, "P6\n", 3) != 0)
		return false;
	p += 3;
	if (!number(&p, end, &out->width) || !number(&p, end, &out->height) || !number(&p, end, &depth))
		return false;
	out->rgb = p;
	return out->width > 0 && out->height > 0 && depth == 255 &&
	       (size_t)(end - p) == (size_t)out->width * (size_t)out->height * 3;
}

static void mean(const struct picture *p, int x0, int y0, int x1, int y1, unsigned out[3])
{
	uint64_t sum[3] = {0};
	uint64_t n = (uint64_t)(x1 - x0) * (uint64_t)(y1 - y0);

	for (int y = y0; y < y1; y++) {
		const uint8_t *q = p->rgb + ((size_t)y * (size_t)p->width + (size_t)x0) * 3;

		for (int x = x0; x < x1; x++, q += 3) {
			sum[0] += q[0];
			sum[1] += q[1];
			sum[2] += q[2];
		}
	}
	for (int k = 0; k < 3; k++)
		out[k] = (unsigned)((sum[k] + n / 2) / n);
}

/* In place: a new pixel never lies behind the ones it is made of. */
void picture_shrink(struct picture *p, int width, int height)
{
	if (width >= p->width && height >= p->height)
		return;
	width = width < p->width ? width : p->width;
	height = height < p->height ? height : p->height;
	uint8_t *to = p->rgb;
	for (int64_t y = 0; y < height; y++)
		for (int64_t x = 0; x < width; x++) {
			unsigned m[3];

			mean(p, (int)(x * p->width / width), (int)(y * p->height / height),
			     (int)((x + 1) * p->width / width), (int)((y + 1) * p->height / height), m);
			for (int k = 0; k < 3; k++)
				*to++ = (uint8_t)m[k];
		}
	p->width = width;
	p->height = height;
}

void picture_turn(struct arena *a, struct picture *p, int orientation)
{
	if (orientation < 2 || orientation > 8)
		return;
	bool across = orientation >= 5;
	bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
	bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
	struct picture to = {across ? p->height : p->width, across ? p->width : p->height, NULL};
	to.rgb = arena_alloc_array(a, (size_t)to.width * (size_t)to.height, 3);
	for (int y = 0; y < to.height; y++)
		for (int x = 0; x < to.width; x++) {
			int sx = across ? y : x, sy = across ? x : y;

			sx = from_right ? p->width - 1 - sx : sx;
			sy = from_below ? p->height - 1 - sy : sy;
			memcpy(to.rgb + ((size_t)y * (size_t)to.width + (size_t)x) * 3,
			       p->rgb + ((size_t)sy * (size_t)p->width + (size_t)sx) * 3, 3);
		}
	*p = to;
}

/* ---- blank ---- */

static int clamp(int n, int max)
{
	return n < 0 ? 0 : n > max ? max : n;
}

static bool cell_differs(const struct picture *cells, int x, int y)
{
	unsigned around[3];
	const uint8_t *cell = cells->rgb + ((size_t)y * (size_t)cells->width + (size_t)x) * 3;

	mean(cells, clamp(x - AROUND, cells->width - 1), clamp(y - AROUND, cells->height - 1),
	     clamp(x + AROUND, cells->width - 1) + 1, clamp(y + AROUND, cells->height - 1) + 1, around);
	for (int k = 0; k < 3; k++)
		if (abs((int)cell[k] - (int)around[k]) > DIFFERS)
			return true;
	return false;
}

bool picture_blank(struct arena *a, const struct picture *p)
{
	int left = p->width * EDGE_PERCENT / 100, top = p->height * EDGE_PERCENT / 100, differing = 0;
	struct picture cells = {p->width - 2 * left, p->height - 2 * top, NULL};

	cells.rgb = arena_alloc_array(a, (size_t)cells.width * (size_t)cells.height, 3);
	for (int y = 0; y < cells.height; y++)
		memcpy(cells.rgb + (size_t)y * (size_t)cells.width * 3,
		       p->rgb + ((size_t)(y + top) * (size_t)p->width + (size_t)left) * 3, (size_t)cells.width * 3);
	int rows = (int)((int64_t)cells.height * CELLS_ACROSS / cells.width);
	picture_shrink(&cells, CELLS_ACROSS, rows > 0 ? rows : 1);
	for (int y = 0; y < cells.height; y++)
		for (int x = 0; x < cells.width; x++)
			differing += cell_differs(&cells, x, y);
	return differing < DIFFERING_MIN;
}
