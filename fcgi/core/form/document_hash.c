/* document_hash.c: keyed hashes over what a form prints. */
#include "core/form/document_hash.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/form/document_field.h"
#include "core/form/document_kind.h"
#include "core/form/field.h"
#include "core/form/values.h"

enum { SHORT_BYTES = 4 };

static char *upper(char *s)
{
	for (char *p = s; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return s;
}

const char *document_hash_short(struct arena *a, const uint8_t *hash, const char *between)
{
	const char *hex = upper(text_hex(a, hash, SHORT_BYTES));

	return arena_printf(a, "%.4s%s%s", hex, between, hex + 4);
}

/* "document\nname\n", then "field=value" of each printed field that is asked for, in the order of the form, each ended by
 * NUL. */
const char *document_hash(struct arena *a, const struct values *v, const char *form)
{
	const struct document *d = document_find(form);
	uint8_t hash[CRYPT_HASH_BYTES];
	char *text, *p;
	size_t room;

	if (!d || d->kind != DOCUMENT_FORM)
		return NULL;
	room = sizeof "document\n\n" + strlen(form);
	for (size_t i = 0; i < form_field_count; i++)
		room += strlen(form_fields[i].name) + strlen(v->v[i]) + 2;
	p = text = arena_alloc(a, room);
	p = stpcpy(stpcpy(stpcpy(p, "document\n"), form), "\n") + 1;
	for (size_t i = 0; i < form_field_count; i++) {
		const struct field *f = &form_fields[i];

		if (v->v[i][0] && document_prints(d->name, f->name) && values_meet(v, f->when))
			p = stpcpy(stpcpy(stpcpy(p, f->name), "="), v->v[i]) + 1;
	}
	crypt_keyed_hash(hash, KEY_INDEX, text, (size_t)(p - text));
	return document_hash_short(a, hash, "-");
}
