/* store_family.c: one row per beginning of a file; containers (zip, the ISO film format, RIFF, XML) are looked into a little
 * further, and what is left is text if nothing in it contradicts. */
#include "core/store/store_family.h"

#include <ctype.h>
#include <string.h>

struct head {
	size_t at, n;
	const char *bytes, *name;
};
#define HEAD(at, bytes, name) {(at), sizeof(bytes) - 1, (bytes), (name)}

static const struct head heads[] = {
/*           at bytes                              what it is */
	HEAD(0, "GIF87a",                          "file_is_gif"),
	HEAD(0, "GIF89a",                          "file_is_gif"),
	HEAD(0, "II*\0",                           "file_is_tiff"),
	HEAD(0, "MM\0*",                           "file_is_tiff"),
	HEAD(0, "II+\0",                           "file_is_tiff"), /* BigTIFF */
	HEAD(0, "MM\0+",                           "file_is_tiff"),
	HEAD(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_is_office"), /* OLE: Office to 2003, WPS */
	HEAD(0, "Rar!\x1a\x07",                    "file_is_archive"),
	HEAD(0, "7z\xbc\xaf\x27\x1c",              "file_is_archive"),
	HEAD(0, "\x1f\x8b\x08",                    "file_is_archive"),
	HEAD(0, "BZh",                             "file_is_archive"),
	HEAD(0, "\xfd" "7zXZ\0",                   "file_is_archive"),
	HEAD(0, "\x28\xb5\x2f\xfd",                "file_is_archive"),
	HEAD(0, "MSCF",                            "file_is_archive"),
	HEAD(257, "ustar",                         "file_is_archive"),
	HEAD(0, "\x7f" "ELF",                      "file_is_program"),
	HEAD(0, "\xca\xfe\xba\xbe",                "file_is_program"),
	HEAD(0, "\xcf\xfa\xed\xfe",                "file_is_program"),
	HEAD(0, "MZ",                              "file_is_program"),
	HEAD(0, "#!",                              "file_is_program"),
	HEAD(0, "L\0\0\0\x01\x14\x02\0",           "file_is_program"), /* a Windows shortcut */
	HEAD(0, "{\\rtf",                          "file_is_rtf"),
	HEAD(0, "\x1a\x45\xdf\xa3",                "file_is_film"), /* Matroska */
	HEAD(0, "FLV\x01",                         "file_is_film"),
	HEAD(0, "\0\0\x01\xba",                    "file_is_film"),
	HEAD(0, "ID3",                             "file_is_film"),
	HEAD(0, "OggS",                            "file_is_film"),
	HEAD(0, "#!AMR",                           "file_is_film"),
};

static const char *by_head(const uint8_t *p, size_t n)
{
	const char *name = NULL;

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (n >= heads[i].at + heads[i].n && !memcmp(p + heads[i].at, heads[i].bytes, heads[i].n))
			name = heads[i].name;
	return name; /* the last that fits is the most exact */
}

/* Is the word somewhere in it? Words in lower case find both. */
static bool holds(const uint8_t *p, size_t n, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= n; i++) {
		size_t k = 0;

		while (k < length && tolower(p[i + k]) == word[k])
			k++;
		if (k == length)
			return true;
	}
	return false;
}

static bool holds_any(const uint8_t *p, size_t n, const char *const *words)
{
	for (; *words; words++)
		if (holds(p, n, *words))
			return true;
	return false;
}

static bool begins(const uint8_t *p, size_t n, const char *word)
{
	return n >= strlen(word) && holds(p, strlen(word), word);
}

/* ---- containers ---- */

/* Names of members stand in the clear; the first ones tell. */
static const char *zip(const uint8_t *p, size_t n)
{
	static const char *const office[] = {"[content_types].xml", "_rels/", "docprops/", "word/", "xl/", "ppt/",
					     "mimetypeapplication/vnd.oasis.", NULL};
	static const char *const ofd[] = {"ofd.xml", "doc_0/", NULL};

	if (n < 4 || (memcmp(p, "PK\3\4", 4) && memcmp(p, "PK\5\6", 4) && memcmp(p, "PK\7\x08", 4)))
		return NULL;
	if (holds_any(p, n, ofd))
		return "file_is_ofd";
	return holds_any(p, n, office) ? "file_is_office" : "file_is_archive";
}

static const char *iso(const uint8_t *p, size_t n)
{
	static const char *const heic[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", NULL};
	size_t brands = n < 64 ? n : 64; /* of the first box: the chief one and those it is compatible with */

	if (n < 12 || memcmp(p + 4, "ftyp", 4))
		return NULL;
	if (holds(p, brands, "avif") || holds(p, brands, "avis"))
		return "file_is_webp";
	if (holds_any(p, brands, heic) || !memcmp(p + 8, "mif1", 4) || !memcmp(p + 8, "msf1", 4))
		return "file_is_heic";
	return "file_is_film";
}

static const char *riff(const uint8_t *p, size_t n)
{
	if (n < 12 || memcmp(p, "RIFF", 4))
		return NULL;
	return memcmp(p + 8, "WEBP", 4) ? "file_is_film" : "file_is_webp";
}

/* Two letters are not enough: bytes 6 to 9 of the head of a BMP are zero. */
static const char *bmp(const uint8_t *p, size_t n)
{
	return n >= 14 && !memcmp(p, "BM", 2) && !memcmp(p + 6, "\0\0\0\0", 4) ? "file_is_bmp" : NULL;
}

/* ---- words ---- */

static const char *markup(const uint8_t *p, size_t n)
{
	static const char *const web[] = {"<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<iframe",
					  "<table", "<div", "<!--", NULL};

	while (n && (isspace(*p) || *p == 0xef || *p == 0xbb || *p == 0xbf)) {
		p++; /* and the mark of UTF-8 */
		n--;
	}
	if (begins(p, n, "mime-version:") || begins(p, n, "from: <saved by"))
		return "file_is_web";
	if (!n || *p != '<')
		return NULL;
	if (holds(p, n, "<svg"))
		return "file_is_svg";
	return holds_any(p, n, web) ? "file_is_web" : NULL;
}

/* UTF-8 and the GB encodings alike: no control characters, and a byte above 127 is never alone. */
static bool is_text(const uint8_t *p, size_t n)
{
	if (n >= 2 && (!memcmp(p, "\xff\xfe", 2) || !memcmp(p, "\xfe\xff", 2)))
		return n > 2 && (n % 2 == 0 || n > 64) && !memchr(p, '\xd8', n); /* UTF-16 */
	for (size_t i = 0; i < n; i++) {
		if (p[i] == 0x7f || (p[i] < ' ' && !strchr("\t\n\f\r", p[i])) || p[i] == 0)
			return false;
		if (p[i] >= 0x80 && (i + 1 < n) && p[++i] < 0x30)
			return false;
	}
	return n > 0;
}

static bool is_beginning(const uint8_t *p, size_t n)
{
	static const char *const wanted[] = {"%PDF-", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n"};

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (!memcmp(p, wanted[i], n < strlen(wanted[i]) ? n : strlen(wanted[i])))
			return true;
	return false;
}

const char *store_family(const uint8_t *p, size_t n)
{
	static const char *(*const look[])(const uint8_t *, size_t) = {by_head, zip, iso, riff, bmp, markup};
	const char *name = NULL;

	if (n < 8 && is_beginning(p, n))
		return "file_truncated";
	for (size_t i = 0; !name && i < sizeof look / sizeof *look; i++)
		name = look[i](p, n);
	if (name)
		return name;
	if (holds(p, n, "%pdf-"))
		return "file_broken";
	return is_text(p, n) ? "file_is_text" : "file_type";
}

bool store_family_hides(const uint8_t *p, size_t n)
{
	static const char *const hidden[] = {"file_is_archive", "file_is_office", "file_is_ofd", "file_is_program", "file_is_web",
					     "file_is_svg", "file_broken"};
	const char *name;

	while (n && isspace(*p)) {
		p++;
		n--;
	}
	if (n < 8)
		return false;
	name = begins(p, n, "%pdf-") ? "file_broken" : store_family(p, n);
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (!strcmp(name, hidden[i]))
			return true;
	return false;
}
