/* layout: document markup in, PDF out (pango and cairo). Knows no wording and no business: both are in the markup, which is
 * made by ClearSilver from templates/document/. Nothing is read from outside but fonts; the same markup gives the same bytes.
 *
 * Markup is XML in UTF-8, unknown elements and attributes are refused:
 *   <document title="…" created="2026-11-22T01:02:03Z" orientation="portrait|landscape">   the whole; created: PDF's date
 *     <footer left="受理号 KH…　第 3 版" centre="第 {page} 页 共 {pages} 页" right="校验码 7F3A-…"/>  on every page
 *     <header left="…" centre="…" right="…"/>                          on every page, optional
 *     <h1> <h2> <h3>                                                   headings; never alone at a page's foot
 *     <p align="left|centre|right" indent="2" size="small|normal|large" gap="0…40">text <b>bold</b> <u>underlined</u>
 *        <code>KH2026…</code> (one piece, never broken or hyphenated while it fits on a line) <br/> new line</p>
 *                                         indent: of the first line, in letters; gap: points above, usually 6
 *     <list><item>…</item></list>                                      numbered 1. 2. …; kind="plain": without numbers
 *     <fields columns="1|2"><field label="…" span="1|2" height="20">value</field>…</fields>   ruled grid of labels and
 *                                         values; a last odd field fills its row; height: millimetres at least, for the hand
 *     <table widths="1 4 2"><head><cell>…</cell></head><row height="12"><cell align="left|centre|right" span="2">…</cell></row>…
 *     </table>                            <cell kind="label"> is grey like a field's label; at most 12 columns; the head repeats
 *                                         on every page; rows stay whole, unless taller than a page: then cut between lines
 *     <band>…</band>                      in fields and table: a grey line across, with what follows
 *     <marks><mark kind="seal|sign|date" label="…" hint="…"/>…</marks>   side by side: dashed squares to seal, lines to sign
 *                                         and date (its hint stands on the line); beside a seal these stand below each other
 *     <copy label="请用黑色签字笔抄写下列文字">the words to copy</copy>     the words in a frame, ruled empty lines below for the hand
 *     <qr value="…" size="15…60" caption="…"/>   millimetres, usually 28, quiet zone included; at the right, what follows stands
 *                                         beside it while there is room, but for h1, table, marks, copy: these begin below
 *     <callout>…</callout>                                               a tinted box of h3, p, list, space
 *     <space height="6"/>  millimetres, none at the top of a later page      <break/>  new page
 *     <keep>…</keep>  together on one page while it fits
 * White space is one space; where it holds a line's end and stands by a Chinese letter, none. Inline elements nest; at most
 * 32 kB in a run of text, 200,000 elements, 500 pages.
 */
#ifndef CCER_PRESS_LAYOUT_LAYOUT_H
#define CCER_PRESS_LAYOUT_LAYOUT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum { LAYOUT_MARKUP_MAX = 4 * 1024 * 1024 };

/* Loads fonts and warms pango up: once, before the first document. */
void layout_open(void);
/* The PDF lives in the arena. ERR_INVALID with *problem (English, for the log, without the document's text) when the markup is
 * not understood. */
enum err layout_pdf(struct arena *a, const char *markup, size_t n, const void **pdf, size_t *size, const char **problem);

#endif
