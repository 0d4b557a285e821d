/* template.c: reading and filling the wording of messages. */
#include "gate/template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"

enum { TEXT_MAX = 16 * 1024 };

const char *template_load(struct arena *a, const char *channel, const char *name)
{
	char *text = arena_alloc(a, TEXT_MAX + 1);
	const char *path = arena_printf(a, "%s/notice/%s/%s.txt", conf_str(CONF_TEMPLATES), channel, name);
	FILE *f = fopen(path, "re");
	size_t n;
	if (f == NULL) {
		log_error("template: %s: %s", path, strerror(errno));
		return NULL;
	}
	n = fread(text, 1, TEXT_MAX, f);
	bool bad = ferror(f) || n == 0;
	(void)fclose(f);
	if (bad) {
		log_error("template: %s cannot be read", path);
		return NULL;
	}
	return text;
}

bool template_asks(struct arena *a, const char *text, const char *name)
{
	return strstr(text, arena_printf(a, "${%s}", name)) != NULL;
}

static const char *value_of(const struct template_value *values, const char *name, size_t n)
{
	for (; values->name; values++)
		if (strlen(values->name) == n && memcmp(values->name, name, n) == 0)
			return values->value;
	return NULL;
}

const char *template_fill(struct arena *a, const char *text, const struct template_value *values)
{
	const char *out = "", *place, *end;
	while ((place = strstr(text, "${")) != NULL && (end = strchr(place, '}')) != NULL) {
		const char *value = value_of(values, place + 2, (size_t)(end - place - 2));
		if (value == NULL)
			return NULL;
		out = arena_printf(a, "%s%.*s%s", out, (int)(place - text), text, value);
		text = end + 1;
	}
	return arena_printf(a, "%s%s", out, text);
}
