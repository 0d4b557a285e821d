/* layout_font: the faces documents are set in. */
#ifndef CCER_PRESS_LAYOUT_LAYOUT_FONT_H
#define CCER_PRESS_LAYOUT_LAYOUT_FONT_H

#include <pango/pango.h>

/* A font map with Noto Sans CJK SC, regular and bold, and nothing else, so a document looks the same wherever it is made. Dies
 * when the font is not installed. For the life of the process. */
PangoFontMap *layout_font_map(void);

#endif
