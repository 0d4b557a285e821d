/* public.c: home and guide. The notice is data; its text is shown as headings, paragraphs and lists, never as HTML. */
#include "page/public.h"

#include <string.h>

#include "base/clock.h"
#include "core/guide.h"

enum err public_home(struct req *r)
{
	struct db_rows notice;
	struct date published;
	TRY(guide_notice(page_ctx(r), &notice));
	view_set(r, "notice.title", db_str(&notice, 0, "title"));
	if (date_parse(db_str(&notice, 0, "published_on"), &published))
		view_set(r, "notice.published", date_chinese(r->arena, published));
	return OK;
}

/* "## " is a heading, "- " and "1. " an item of a list, anything else a paragraph. */
static const char *block_kind(const char **line)
{
	size_t digits = strspn(*line, "0123456789");
	if (strncmp(*line, "## ", 3) == 0) {
		*line += 3;
		return "heading";
	}
	if (strncmp(*line, "- ", 2) == 0) {
		*line += 2;
		return "item";
	}
	return digits > 0 && strncmp(*line + digits, ". ", 2) == 0 ? "numbered" : "text";
}

static void show_body(struct req *r, const char *body)
{
	char *save = NULL, *copy = arena_strdup(r->arena, body);
	size_t n = 0;
	for (char *s = strtok_r(copy, "\n", &save); s; s = strtok_r(NULL, "\n", &save)) {
		const char *line = s, *kind = block_kind(&line);
		view_set(r, arena_printf(r->arena, "block.%zu.kind", n), kind);
		view_set(r, arena_printf(r->arena, "block.%zu.text", n++), line);
	}
}

enum err public_guide(struct req *r)
{
	struct db_rows notice, materials;
	TRY(public_home(r));
	TRY(guide_notice(page_ctx(r), &notice));
	TRY(guide_materials(page_ctx(r), db_num(&notice, 0, "id"), &materials));
	show_body(r, db_str(&notice, 0, "body"));
	view_row(r, "mail", &notice, 0);
	view_rows(r, "materials", &materials);
	return OK;
}
