/* self_check.c: the rules over answers and files. The words are templates/label/check.hdf, what blocks is
 * submission_missing.c's. */
#include "core/submission/self_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/form/check.h"
#include "core/form/document_hash.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/material/material.h"
#include "core/submission/self_check_mail.h"

enum { FINDINGS_MAX = 320, ADDRESS_MIN = 8, ADDRESS_LETTERS_MIN = 5, PROVINCE_BYTES = 6 };

/* Each is the beginning of its fields' names. */
static const struct person {
	const char *name;
	bool represents; /* stands for the organisation towards the exchange or the registry */
} people[] = {
	{"signatory", false}, {"initiator", true}, {"confirmer", true}, {"contact", true}, {"trader", true}, {"proxy", false},
};
enum { PEOPLE = sizeof people / sizeof *people };

struct check {
	struct ctx *c;
	const struct values *v;
	struct findings *out;
};

/* ---- the list ---- */

struct findings self_check_list(struct arena *a)
{
	return (struct findings){ARENA_ARRAY(a, struct finding, FINDINGS_MAX), 0, 0};
}

static void add(struct findings *out, struct finding f)
{
	if (out->count == FINDINGS_MAX)
		return;
	f.other = f.other ? f.other : "";
	f.value = f.value ? f.value : "";
	if (f.must) {
		memmove(&out->v[out->musts + 1], &out->v[out->musts], (out->count - out->musts) * sizeof f);
		out->v[out->musts++] = f;
	} else {
		out->v[out->count] = f;
	}
	out->count++;
}

static void advise(const struct check *k, const char *rule, const char *field, const char *other, const char *value)
{
	add(k->out, (struct finding){false, rule, target_field(field), other, value});
}

/* ---- answers ---- */

/* "" for what is not asked under these answers. */
static const char *get(const struct check *k, const char *name)
{
	const struct field *f = form_field(name);

	return f && values_section_applies(k->v, f->section) && values_meet(k->v, f->when) ? values_get(k->v, name) : "";
}

static const char *field_of(const struct check *k, const struct person *p, const char *what)
{
	return arena_printf(k->c->arena, "%s_%s", p->name, what);
}

static const char *of(const struct check *k, const struct person *p, const char *what)
{
	return get(k, field_of(k, p, what));
}

static bool equal(const struct check *k, const struct person *p, const struct person *q, const char *what)
{
	const char *x = of(k, p, what), *y = of(k, q, what);

	return *x && *y && !strcmp(text_match_key(k->c->arena, x), text_match_key(k->c->arena, y));
}

static bool differ(const struct check *k, const struct person *p, const struct person *q, const char *what)
{
	return *of(k, p, what) && *of(k, q, what) && !equal(k, p, q, what);
}

static void section_rules(const struct check *k)
{
	struct problems p;

	for (size_t i = 0; i < form_section_count; i++) {
		form_check_section(k->c->arena, k->c->now, k->v, form_sections[i], &p);
		for (size_t n = 0; n < p.count; n++)
			add(k->out, (struct finding){true, p.v[n].message, p.v[n].target, NULL, NULL});
	}
}

static void soon(const struct check *k, const char *field, const char *rule)
{
	struct date until, today = clock_beijing_date(k->c->now);
	int64_t left;

	if (!date_parse(get(k, field), &until))
		return;
	left = date_days(until) - date_days(today);
	if (left >= 0 && left <= SELF_CHECK_SOON_DAYS)
		advise(k, rule, field, NULL, get(k, field));
}

/* Was all that can be said of this person said where they stand first? */
static bool repeats(const struct check *k, size_t later)
{
	for (size_t i = 0; i < later; i++)
		if (equal(k, &people[i], &people[later], "name") && equal(k, &people[i], &people[later], "number") &&
		    equal(k, &people[i], &people[later], "mobile"))
			return true;
	return false;
}

/* A number means one person: with one name, and their own mobile. Told once, at the later of the two. */
static void against(const struct check *k, size_t later, const char *same, const char *differs, const char *told,
		    const char *rule)
{
	for (size_t i = 0; i < later; i++) {
		if (!equal(k, &people[i], &people[later], same) || !differ(k, &people[i], &people[later], differs))
			continue;
		advise(k, rule, field_of(k, &people[later], told), field_of(k, &people[i], told), NULL);
		return;
	}
}

/* Numbers with a date of birth: six digits of a place, then the date. */
static void age(const struct check *k, const struct person *p)
{
	const char *kind = of(k, p, "document"), *number = of(k, p, "number"), *iso;
	struct date born, today = clock_beijing_date(k->c->now);

	if ((strcmp(kind, "resident_id") && strcmp(kind, "residence_permit")) || strlen(number) != 18)
		return;
	iso = arena_printf(k->c->arena, "%.4s-%.2s-%.2s", number + 6, number + 10, number + 12);
	if (!date_parse(iso, &born))
		return;
	born.year += SELF_CHECK_OLD_YEARS;
	if (date_compare(born, today) < 0)
		advise(k, "age_high", field_of(k, p, "number"), NULL, NULL);
}

static void mail(const struct check *k, const struct person *p)
{
	const char *meant = self_check_mail(of(k, p, "email"));

	if (meant)
		advise(k, "mail_domain", field_of(k, p, "email"), NULL, meant);
}

static void telephone(const struct check *k, const char *field)
{
	const char *value = get(k, field);
	size_t digits = strspn(value, "0123456789");
	bool is_local = (digits == 7 || digits == 8) && value[0] >= '2' && value[0] <= '8';

	if (!*value)
		return;
	if (!check_mobile(value))
		advise(k, "telephone_mobile", field, NULL, NULL);
	else if (is_local)
		advise(k, "telephone_area", field, NULL, NULL);
}

/* How many different letters, as far as it matters. */
static size_t letters(struct arena *a, const char *s)
{
	char *seen = arena_alloc(a, strlen(s) + 1);
	size_t count = 0;

	for (seen[0] = '\0'; *s;) {
		size_t n = 1;
		char *letter;

		while ((s[n] & 0xC0) == 0x80)
			n++;
		letter = arena_strndup(a, s, n);
		if (!strstr(seen, letter)) {
			strcat(seen, letter);
			count++;
		}
		s += n;
	}
	return count;
}

/* Too short, or too much of the same, for papers to arrive. */
static void address(const struct check *k, const char *field)
{
	const char *value = get(k, field);

	if (*value && (text_length(value) < ADDRESS_MIN || letters(k->c->arena, value) < ADDRESS_LETTERS_MIN))
		advise(k, "address_thin", field, NULL, NULL);
}

static void organisation(const struct check *k)
{
	const char *uscc = get(k, "uscc"), *message = *uscc ? check_uscc(uscc) : NULL;

	if (message && !strcmp(message, "uscc_confirm"))
		advise(k, "uscc_doubtful", "uscc", NULL, NULL);
	address(k, "correspondence_address");
	telephone(k, "telephone");
	soon(k, "licence_valid_until", "licence_soon");
}

static void project(const struct check *k)
{
	const char *owner = get(k, "project_owner_name");

	if (*owner && !strcmp(text_match_key(k->c->arena, owner), text_match_key(k->c->arena, get(k, "org_name"))))
		advise(k, "owner_is_applicant", "project_owner_name", "org_name", NULL);
}

void self_check_values(struct ctx *c, const struct values *v, struct findings *out)
{
	const struct check k = {c, v, out};

	section_rules(&k);
	organisation(&k);
	for (size_t i = 0; i < PEOPLE; i++) {
		soon(&k, field_of(&k, &people[i], "valid_until"), "document_soon");
		if (!repeats(&k, i)) {
			against(&k, i, "number", "name", "name", "name_differs");
			against(&k, i, "name", "number", "number", "number_differs");
			against(&k, i, "mobile", "number", "mobile", "same_mobile");
		}
		if (people[i].represents)
			age(&k, &people[i]);
		mail(&k, &people[i]);
	}
	telephone(&k, "trader_landline");
	address(&k, "trader_address");
	project(&k);
}

/* Names of provinces differ within their first two letters, however long they are written. */
void self_check_postcode(const struct values *v, const char *const *provinces, size_t count, struct findings *out)
{
	const char *province = values_get(v, "province");

	if (!*province || !*values_get(v, "postcode"))
		return;
	for (size_t i = 0; i < count; i++)
		if (!strncmp(province, provinces[i], PROVINCE_BYTES))
			return;
	add(out, (struct finding){false, count ? "postcode_province" : "postcode_nowhere", target_field("postcode"), "province",
				  count ? provinces[0] : NULL});
}

/* ---- files ---- */

static bool outdated(const struct material_slot *slot, const char *hash)
{
	for (size_t i = 0; i < slot->file_count; i++)
		if (slot->file[i].form_hash[0] && strcmp(slot->file[i].form_hash, hash) != 0)
			return true;
	return false;
}

void self_check_files(struct arena *a, const struct values *v, const struct materials *m, struct findings *out)
{
	for (size_t i = 0; i < m->count; i++) {
		const char *code = m->v[i].code, *hash = document_hash(a, v, code);

		if (m->v[i].clause[0])
			add(out, (struct finding){false, "clause", target_material(code), NULL, m->v[i].clause});
		for (size_t k = 0; k < m->v[i].slot_count; k++) {
			const struct material_slot *slot = &m->v[i].slot[k];

			if (!slot->file_count)
				add(out, (struct finding){true, "material_missing", target_slot(code, slot->slot), NULL, NULL});
			else if (hash && outdated(slot, hash))
				add(out, (struct finding){false, "form_outdated", target_material(code), NULL, NULL});
		}
	}
}

/* ---- an application ---- */

static enum err postcode(struct ctx *c, const struct values *v, struct findings *out)
{
	struct db_rows r;
	const char **provinces;

	TRY(db_do(c->db, c->arena, SQL_POSTCODE_PROVINCES, &r, db_text(values_get(v, "postcode"))));
	provinces = ARENA_ARRAY(c->arena, const char *, r.count + 1);
	for (size_t i = 0; i < r.count; i++)
		provinces[i] = db_str(&r, i, "province");
	self_check_postcode(v, provinces, r.count, out);
	return OK;
}

enum err self_check(struct ctx *c, const struct application *app, int version, struct findings *out)
{
	struct values v;
	struct materials m;

	*out = self_check_list(c->arena);
	TRY(application_values(c, app, version, &v));
	TRY(material_list(c, app, version, &m));
	self_check_values(c, &v, out);
	TRY(postcode(c, &v, out));
	self_check_files(c->arena, &v, &m, out);
	return OK;
}
