/* form: see form.h. Messages it gives: required, too_long, unclean; the rest are the rules'. */
#include "web/form.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "web/parse/params.h"

/* What may be typed beside a value: blanks, dashes, brackets, marks that nobody sees. */
enum { BESIDE_MAX = 256 };
enum { BODY_MIN = 64 * 1024, BODY_MAX = 1024 * 1024, CODE_POINT_ENCODED = 12 /* four bytes, each %xx */ };

size_t form_index(const struct form *f, const char *name)
{
	size_t i = 0;

	while (i < f->count && strcmp(f->row[i].name, name) != 0)
		i++;
	return i;
}

size_t form_body_max(const struct form *f)
{
	size_t sum = 4096;

	for (size_t i = 0; f != NULL && i < f->count; i++)
		sum += f->row[i].max * CODE_POINT_ENCODED;
	return sum < BODY_MIN ? BODY_MIN : sum > BODY_MAX ? BODY_MAX : sum;
}

static bool is_reserved(const char *name)
{
	return strcmp(name, "csrf") == 0 || strcmp(name, "op") == 0;
}

static bool is_repeated(const struct params *p, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(p->v[i].name, p->v[at].name) == 0)
			return true;
	return false;
}

/* Names only: may each be here, and as often as it is? */
static enum err check_names(const struct form *f, const struct params *given, bool post)
{
	for (size_t i = 0; i < given->count; i++) {
		const char *name = given->v[i].name;
		size_t row = f == NULL ? 0 : form_index(f, name);
		bool known = f != NULL && row < f->count;

		if (post && !known && !is_reserved(name))
			return ERR_BAD_REQUEST;
		if (is_repeated(given, i) && !(known && f->row[row].flags & FORM_MANY))
			return ERR_BAD_REQUEST;
	}
	return OK;
}

/* The message, NULL when right; *value becomes its normal form, "" when nobody sees anything in it. */
static const char *check_value(struct arena *a, int64_t now, const struct form_row *row, const char **value)
{
	const char *seen = text_seen(a, *value), *wrong = NULL;

	if (*seen == '\0' && !(row->flags & FORM_SECRET))
		*value = "";
	if (**value == '\0')
		return NULL;
	if (row->max > 0 && text_length(*value) > row->max + BESIDE_MAX)
		return "too_long";
	if (row->rule != NULL)
		wrong = row->rule(a, now, value);
	else if (!(row->flags & FORM_SECRET))
		*value = seen;
	if (!text_clean(*value, row->flags & FORM_MULTILINE))
		return "unclean";
	return wrong == NULL && row->max > 0 && text_length(*value) > row->max ? "too_long" : wrong;
}

static void read_row(struct arena *a, int64_t now, const struct form_row *row, const struct params *given,
		     struct form_value *out)
{
	const char *message = NULL;

	out->typed = "";
	for (size_t i = 0; i < given->count; i++) {
		if (strcmp(given->v[i].name, row->name) != 0)
			continue;
		const char *value = given->v[i].value, *wrong;
		if (out->typed[0] == '\0')
			out->typed = value;
		wrong = check_value(a, now, row, &value);
		if (message == NULL)
			message = wrong;
		if (wrong != NULL || (*value == '\0' && !(row->flags & FORM_ALIGNED)))
			continue;
		if (out->value == NULL)
			out->value = ARENA_ARRAY(a, const char *, PARAMS_MAX);
		out->value[out->count++] = value;
	}
	if (message == NULL && out->count == 0 && row->flags & FORM_REQUIRED)
		message = "required";
	out->problem = message;
}

enum err form_read(struct arena *a, int64_t now, const struct form *f, const struct params *given, bool post,
		   struct form_value **out)
{
	TRY(check_names(f, given, post));
	*out = f == NULL ? NULL : ARENA_ARRAY(a, struct form_value, f->count);
	for (size_t i = 0; f != NULL && i < f->count; i++)
		read_row(a, now, &f->row[i], given, &(*out)[i]);
	return OK;
}
