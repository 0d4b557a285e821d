/* application_gram.c: takes names apart and keeps the parts. Looking for them is queue_search.c's. */
#include "core/application/application_gram.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* Behind the character that begins at p. */
static const char *behind(const char *p)
{
	for (p++; ((unsigned char)*p & 0xC0) == 0x80; p++)
		;
	return p;
}

static bool is_among(const char *const *gram, size_t count, const char *what)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(gram[i], what))
			return true;
	return false;
}

const char **application_grams(struct arena *a, const char *text, size_t *count)
{
	const char **gram = ARENA_ARRAY(a, const char *, text_length(text) + 1);
	const char *p = text, *end;

	*count = 0;
	if (!*p)
		return gram;
	do {
		end = behind(p);
		end = *end ? behind(end) : end;
		const char *pair = arena_strndup(a, p, (size_t)(end - p));
		if (!is_among(gram, *count, pair))
			gram[(*count)++] = pair;
		p = behind(p);
	} while (*end);
	return gram;
}

/* What a name is kept by: its pairs and its first character. */
static const char **kept(struct arena *a, const char *name, size_t *count)
{
	const char **gram = application_grams(a, name, count);

	if (text_length(name) > 1)
		gram[(*count)++] = arena_strndup(a, name, (size_t)(behind(name) - name));
	return gram;
}

static enum err write_all(struct ctx *c, enum sql_id statement, int64_t application_id, const char *name)
{
	size_t count;
	const char **gram = kept(c->arena, name, &count);

	for (size_t i = 0; i < count; i++)
		TRY(db_do(c->db, c->arena, statement, NULL, db_text(gram[i]), db_int(application_id)));
	return OK;
}

enum err application_gram_write(struct ctx *c, int64_t application_id, const char *old, const char *new)
{
	if (!strcmp(old, new))
		return OK;
	TRY(write_all(c, SQL_APPLICATION_GRAM_REMOVE, application_id, old));
	return write_all(c, SQL_APPLICATION_GRAM_ADD, application_id, new);
}
