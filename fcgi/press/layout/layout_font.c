/* layout_font.c: takes the two faces out of the installed collections and gives them to pango without their subroutines.
 *
 * The outlines of a CJK font call some ten thousand subroutines. When a document is written, cairo 1.16 either copies all of them,
 * 900 kB a document, or, where it follows them, now and then leaves one out, and a letter comes out blank. HarfBuzz writes
 * each outline out in full instead: then a document holds exactly its letters (50 kB), and none is lost. It costs half a
 * second and 18 MB a face when a worker starts. The copies stand in memory, under a name fontconfig can open. */
#include "press/layout/layout_font.h"

#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"

#define FAMILY "Noto Sans CJK SC"

/* Where the face is installed, as HarfBuzz wants it. */
static hb_face_t *installed(int weight)
{
	FcPattern *wanted = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, FAMILY, FC_WEIGHT, FcTypeInteger, weight, (char *)NULL);
	FcResult result;

	FcChar8 *file, *family;
	FcPattern *found;
	int index;

	FcConfigSubstitute(NULL, wanted, FcMatchPattern);
	FcDefaultSubstitute(wanted);
	found = FcFontMatch(NULL, wanted, &result);
	if (!found || FcPatternGetString(found, FC_FAMILY, 0, &family) != FcResultMatch || strcmp((char *)family, FAMILY) != 0 ||
	    FcPatternGetString(found, FC_FILE, 0, &file) != FcResultMatch ||
	    FcPatternGetInteger(found, FC_INDEX, 0, &index) != FcResultMatch)
		die("press: " FAMILY " is not installed");
	hb_blob_t *blob = hb_blob_create_from_file((char *)file);
	hb_face_t *face = hb_face_create(blob, (unsigned)index & 0xffff);
	hb_blob_destroy(blob);
	FcPatternDestroy(found);
	FcPatternDestroy(wanted);
	return face;
}

/* All its letters, each outline written out in full. */
static hb_blob_t *without_subroutines(hb_face_t *face)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_face_t *plain;
	hb_blob_t *blob;

	if (!input)
		die("out of memory");
	hb_face_collect_unicodes(face, hb_subset_input_unicode_set(input));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	plain = hb_subset_or_fail(face, input);
	if (!plain)
		die("press: " FAMILY " cannot be read");
	blob = hb_face_reference_blob(plain);
	hb_face_destroy(plain);
	hb_subset_input_destroy(input);
	return blob;
}

/* A file in memory that lives as long as the process. */
static void add(FcConfig *config, int weight)
{
	hb_face_t *face = installed(weight);
	hb_blob_t *blob = without_subroutines(face);
	unsigned size;
	const char *p = hb_blob_get_data(blob, &size);
	int fd = memfd_create("press-font", MFD_CLOEXEC);
	char path[64];

	for (size_t at = 0; fd >= 0 && at < size;) {
		ssize_t n = write(fd, p + at, size - at);

		if (n <= 0)
			die("press: no memory for fonts");
		at += (size_t)n;
	}
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (fd < 0 || !FcConfigAppFontAddFile(config, (const FcChar8 *)path))
		die("press: fonts cannot be opened");
	hb_blob_destroy(blob);
	hb_face_destroy(face);
}

/* Every installed font may lend a letter these two do not have, but the installed faces themselves must not be chosen. */
static FcConfig *all_but_these(void)
{
	static const char reject[] = "<fontconfig><selectfont><rejectfont><pattern><patelt name=\"family\"><string>" FAMILY
				     "</string></patelt></pattern></rejectfont></selectfont></fontconfig>";
	FcConfig *config = FcInitLoadConfig();

	if (!config || !FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)reject, FcTrue) || !FcConfigBuildFonts(config))
		die("press: fontconfig cannot be read");
	return config;
}

PangoFontMap *layout_font_map(void)
{
	PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	FcConfig *config = all_but_these();

	if (!map)
		die("out of memory");
	add(config, FC_WEIGHT_REGULAR);
	add(config, FC_WEIGHT_BOLD);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
	FcConfigDestroy(config); /* the map has its own reference */
	return map;
}
