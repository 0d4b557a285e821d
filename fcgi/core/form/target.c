/* target.c: the only place that knows how a target is written. */
#include "core/form/target.h"

#include <string.h>

static const char *const kinds[] = {
	[TARGET_FIELD] = "field",
	[TARGET_MATERIAL] = "material",
	[TARGET_CONTACT] = "confirm",
	[TARGET_CORRECTION] = "correction",
};

struct target target_field(const char *name)
{
	return (struct target){TARGET_FIELD, name, ""};
}

struct target target_material(const char *code)
{
	return (struct target){TARGET_MATERIAL, code, ""};
}

struct target target_slot(const char *code, const char *slot)
{
	return (struct target){TARGET_MATERIAL, code, slot};
}

struct target target_contact(const char *field)
{
	return (struct target){TARGET_CONTACT, field, ""};
}

struct target target_correction(const char *number)
{
	return (struct target){TARGET_CORRECTION, number, ""};
}

static size_t word(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

static enum target_kind kind_of(const char *text, size_t n)
{
	for (enum target_kind k = TARGET_FIELD; k <= TARGET_CORRECTION; k++)
		if (strlen(kinds[k]) == n && strncmp(kinds[k], text, n) == 0)
			return k;
	return TARGET_NONE;
}

struct target target_parse(struct arena *a, const char *text)
{
	const struct target none = {TARGET_NONE, "", ""};
	size_t n = word(text);
	struct target t = {kind_of(text, n), "", ""};

	if (t.kind == TARGET_NONE || text[n] != ':')
		return none;
	const char *name = text + n + 1, *behind = name + word(name);
	t.name = arena_strndup(a, name, (size_t)(behind - name));
	if (t.kind == TARGET_MATERIAL && *behind == ':' && behind[1] != '\0') {
		t.slot = arena_strndup(a, behind + 1, word(behind + 1));
		behind += 1 + strlen(t.slot);
	}
	return *t.name == '\0' || *behind != '\0' ? none : t;
}

const char *target_text(struct arena *a, struct target t)
{
	if (t.kind == TARGET_NONE)
		return "";
	return arena_printf(a, "%s:%s%s%s", kinds[t.kind], t.name, *t.slot ? ":" : "", t.slot);
}

bool target_equal(struct target t, struct target u)
{
	return t.kind == u.kind && strcmp(t.name, u.name) == 0 && strcmp(t.slot, u.slot) == 0;
}
