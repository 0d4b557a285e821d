/* notice_text.c: the notice is data; its text is shown as headings, paragraphs and lists, never as HTML. */
#include "page/notice_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"

void notice_text_title(struct req *r, const struct db_rows *notice)
{
	struct date published;

	view_set(r, "notice.title", db_str(notice, 0, "title"));
	if (date_parse(db_str(notice, 0, "published_on"), &published))
		view_set(r, "notice.published", date_chinese(r->arena, published));
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

void notice_text_show(struct req *r, const struct db_rows *notice, const struct db_rows *materials)
{
	static const char *const mail[] = {"mail_address", "mail_recipient", "mail_postcode", "mail_phone", "mail_note",
					   NULL};

	notice_text_title(r, notice);
	show_body(r, db_str(notice, 0, "body"));
	for (const char *const *name = mail; *name; name++)
		view_set(r, arena_printf(r->arena, "mail.%s", *name), db_str(notice, 0, *name));
	view_rows(r, "materials", materials);
}
