/* store_family: what a file is that is not wanted, by its first bytes, so that the refusal can say it by name and how to make
 * a wanted one of it. Pure. */
#ifndef CCER_CORE_STORE_STORE_FAMILY_H
#define CCER_CORE_STORE_STORE_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* p: the first n bytes of a file, as many as there are up to STORE_TAIL_BYTES. The message name: file_is_heic file_is_gif
 * file_is_webp (AVIF too) file_is_tiff file_is_bmp file_is_svg file_is_office file_is_ofd file_is_archive file_is_program
 * file_is_web file_is_rtf file_is_text file_is_film (sound too); file_truncated: the beginning of the first bytes of one
 * that is wanted; file_broken: something, and then a PDF; file_type: nobody knows. */
const char *store_family(const uint8_t *p, size_t n);
/* Do these bytes, which follow the end of a wanted file, begin another that people could be led to open? */
bool store_family_hides(const uint8_t *p, size_t n);

#endif
