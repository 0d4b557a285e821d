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
	const char *path = arena_printf(a, "%s/message/%s/%s.txt", conf_str(CONF_TEMPLATES), channel, name);
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

const char *const *template_places(struct arena *a, const char *text)
{
	size_t count = 0, n = 0;

	for (const char *p = text; (p = strstr(p, "${")) != NULL; p += 2)
		count++;
	const char **out = ARENA_ARRAY(a, const char *, count + 1);
	for (const char *p = text, *end; (p = strstr(p, "${")) != NULL && (end = strchr(p, '}')) != NULL; p = end) {
		const char *name = arena_strndup(a, p + 2, (size_t)(end - p - 2));
		bool known = false;
		for (size_t i = 0; i < n; i++)
			known = known || strcmp(out[i], name) == 0;
		if (!known)
			out[n++] = name;
	}
	return out;
}

/* "name = code": the code when the line is about this name, else NULL. */
static const char *code_on(struct arena *a, const char *line, const char *name)
{
	size_t n = strlen(name);

	line += strspn(line, " \t");
	if (strncmp(line, name, n) != 0)
		return NULL;
	line += n + strspn(line + n, " \t");
	if (*line != '=')
		return NULL;
	line += 1 + strspn(line + 1, " \t");
	n = strcspn(line, " \t\r\n#");
	return n > 0 ? arena_strndup(a, line, n) : NULL;
}

const char *template_code(struct arena *a, const char *path, const char *name)
{
	const char *code = NULL;
	char line[256];

	if (*path == '\0')
		return name;
	FILE *f = fopen(path, "re");
	if (f == NULL) {
		log_error("template: %s: %s", path, strerror(errno));
		return NULL;
	}
	while (code == NULL && fgets(line, sizeof line, f) != NULL)
		code = code_on(a, line, name);
	(void)fclose(f);
	return code ? code : name;
}
