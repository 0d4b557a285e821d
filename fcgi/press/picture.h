/* picture: pixels in memory, and what is done with them. A decoder's answer is binary PPM, whichever decoder it was. */
#ifndef CCER_PRESS_PICTURE_H
#define CCER_PRESS_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* rgb: 3 bytes a pixel, rows without gaps. */
struct picture {
	int width, height;
	uint8_t *rgb;
};
/* The most a picture that is handed out holds; taller ones are made narrower. A JPEG cannot be higher than 65,500. */
enum { PICTURE_PIXELS_MAX = 24 * 1000 * 1000, PICTURE_SIDE_MAX = 65000 };

/* How large something of this width and height (any unit, > 0) is to be shown: at most width pixels wide. upscale false: nor
 * wider than it is. */
void picture_fit(double have_width, double have_height, int width, bool upscale, int *to_width, int *to_height);
/* The picture in n bytes of PPM (P6, 255); it stays where it is. False: not one. */
bool picture_of_ppm(uint8_t *p, size_t n, struct picture *out);
/* Each new pixel is the mean of those it covers. Only smaller; in place. */
void picture_shrink(struct picture *p, int width, int height);
/* As EXIF orientation 1 … 8 says; others leave it as it is. Allocates when rows and columns change places. */
void picture_turn(struct arena *a, struct picture *p, int orientation);
/* Practically one colour: white paper with a scanner's noise is, paper with one short line of writing or a stamp is not. */
bool picture_blank(struct arena *a, const struct picture *p);
/* text several times across it, slanted, legible on white and on dark, what is beneath as well. "" does nothing. (picture_watermark.c) */
void picture_watermark(struct picture *p, const char *text);
/* As JPEG of quality 82, in the arena (picture_jpeg.c). */
void picture_jpeg(struct arena *a, const struct picture *p, const uint8_t **jpeg, size_t *size);

#endif
