/* revision_diff.c: what differs between two revisions: their data field by field, their materials one by one, their text
 * line by line. Reads only. */
#include "core/notice/revision_diff.h"

#include <string.h>

#include "base/arena.h"
#include "core/ground/ctx.h"
#include "core/notice/catalogue.h"
#include "core/notice/revision.h"

/* ---- the text ---- */

enum { TABLE_MAX = 4 * 1000 * 1000, CONTEXT = 1 };

struct text { const char **line; size_t count; };

static struct text split(struct arena *a, const char *s)
{
	struct text t = {0};
	size_t n = 1;

	for (const char *p = s; *p; p++)
		n += *p == '\n';
	t.line = ARENA_ARRAY(a, const char *, n);
	while (*s) {
		size_t end = strcspn(s, "\n");

		t.line[t.count++] = arena_strndup(a, s, end);
		s += end + (s[end] != '\0');
	}
	return t;
}

struct lines { struct revision_line *v; size_t count; };

static void put(struct lines *out, int kind, const char *text)
{
	out->v[out->count++] = (struct revision_line){kind, text};
}

/* Length of the longest common subsequence of the ends of both texts, (x.count + 1) * (y.count + 1). NULL: too long. */
static unsigned *common(struct arena *a, const struct text *x, const struct text *y)
{
	size_t width = y->count + 1;
	unsigned *t;

	if ((x->count + 1) > TABLE_MAX / width)
		return NULL;
	t = ARENA_ARRAY(a, unsigned, (x->count + 1) * width);
	for (size_t i = x->count; i-- > 0;)
		for (size_t k = y->count; k-- > 0;) {
			unsigned down = t[(i + 1) * width + k], right = t[i * width + k + 1];

			t[i * width + k] = !strcmp(x->line[i], y->line[k]) ? t[(i + 1) * width + k + 1] + 1
					   : down > right		     ? down
									     : right;
		}
	return t;
}

/* Old lines stand before the new ones that take their place. Texts too long to compare are all old, then all new. */
static struct lines merge(struct arena *a, const struct text *x, const struct text *y)
{
	const unsigned *t = common(a, x, y);
	struct lines out = {ARENA_ARRAY(a, struct revision_line, x->count + y->count + 1), 0};
	size_t i = 0, k = 0, width = y->count + 1;

	while (i < x->count || k < y->count) {
		if (t && i < x->count && k < y->count && !strcmp(x->line[i], y->line[k])) {
			put(&out, LINE_SAME, x->line[i++]);
			k++;
		} else if (i < x->count && (k == y->count || !t || t[(i + 1) * width + k] >= t[i * width + k + 1])) {
			put(&out, LINE_OLD, x->line[i++]);
		} else {
			put(&out, LINE_NEW, y->line[k++]);
		}
	}
	return out;
}

static bool near_change(const struct lines *all, size_t i)
{
	size_t from = i < CONTEXT ? 0 : i - CONTEXT;

	for (size_t k = from; k <= i + CONTEXT && k < all->count; k++)
		if (all->v[k].kind != LINE_SAME)
			return true;
	return false;
}

void revision_lines(struct arena *a, const char *from, const char *to, struct revision_diff *out)
{
	struct text x = split(a, from), y = split(a, to);
	struct lines all = merge(a, &x, &y), kept = {ARENA_ARRAY(a, struct revision_line, 2 * all.count + 1), 0};
	bool changed = false;

	for (size_t i = 0; i < all.count; i++) {
		changed = changed || all.v[i].kind != LINE_SAME;
		if (near_change(&all, i))
			kept.v[kept.count++] = all.v[i];
		else if (!kept.count || kept.v[kept.count - 1].kind != LINE_GAP)
			put(&kept, LINE_GAP, "");
	}
	out->line = kept.v;
	out->line_count = changed ? kept.count : 0;
}

/* ---- fields ---- */

enum { DIFFERENCES_MAX = 16 + 4 * REVISION_SLOTS_MAX };

static void differ(struct revision_part *p, const char *field, const char *old, const char *now)
{
	if (strcmp(old, now) != 0)
		p->difference[p->count++] = (struct revision_difference){field, old, now};
}

static void differ_rows(struct revision_part *p, const char *const *column, const struct db_rows *a, size_t i,
			const struct db_rows *b, size_t k)
{
	for (; *column; column++)
		differ(p, *column, db_str(a, i, *column), db_str(b, k, *column));
}

static struct revision_part *part(struct arena *a, struct revision_diff *out, const char *kind)
{
	struct revision_part *p = &out->part[out->part_count++];

	*p = (struct revision_part){.kind = kind, .code = "", .name = "",
				    .difference = ARENA_ARRAY(a, struct revision_difference, DIFFERENCES_MAX)};
	return p;
}

/* ---- materials ---- */

static size_t find_slot(const struct catalogue *cat, const char *code, const char *slot)
{
	size_t i = 0;

	while (i < cat->slot.count &&
	       (strcmp(db_str(&cat->slot, i, "code"), code) != 0 || strcmp(db_str(&cat->slot, i, "slot"), slot) != 0))
		i++;
	return i;
}

static const char *cell(const struct catalogue *cat, size_t row, const char *column)
{
	return row < cat->slot.count ? db_str(&cat->slot, row, column) : "";
}

/* Slots of `of`, compared with those of the same name in the other two; new ones only in the second walk. */
static void differ_slots(struct revision_part *p, const struct catalogue *a, const struct catalogue *b)
{
	for (size_t i = 0; i < a->slot.count; i++) {
		size_t k = find_slot(b, p->code, db_str(&a->slot, i, "slot"));

		if (strcmp(db_str(&a->slot, i, "code"), p->code) != 0)
			continue;
		differ(p, "slot_name", cell(a, i, "name"), cell(b, k, "name"));
		differ(p, "slot_when", cell(a, i, "applies_when"), cell(b, k, "applies_when"));
		if (k < b->slot.count)
			differ(p, "slot_position", cell(a, i, "position"), cell(b, k, "position"));
	}
	for (size_t k = 0; k < b->slot.count; k++) {
		if (strcmp(db_str(&b->slot, k, "code"), p->code) != 0 ||
		    find_slot(a, p->code, db_str(&b->slot, k, "slot")) < a->slot.count)
			continue;
		differ(p, "slot_name", "", cell(b, k, "name"));
		differ(p, "slot_when", "", cell(b, k, "applies_when"));
	}
}

static const char *const material_columns[] = {"number", "name", "accounts", "applies_when", "paper_copies",
					       "registry_copies", "needs_seal", "needs_signature", "needs_copy",
					       "source", "requirement", "clause", "clause_when", NULL};

static void name_part(struct revision_part *p, const struct db_rows *m, size_t i)
{
	p->code = db_str(m, i, "code");
	p->name = db_str(m, i, "name");
	p->number = (int)db_num(m, i, "number");
}

/* One that is only there or only here shows all it says against nothing. */
static void lone_part(struct arena *a, struct revision_diff *out, const struct catalogue *cat, size_t i, bool added)
{
	struct revision_part *p = part(a, out, added ? "added" : "removed");
	struct catalogue none = {0};

	name_part(p, &cat->material, i);
	for (const char *const *column = material_columns + 2; *column; column++)
		differ(p, *column, added ? "" : db_str(&cat->material, i, *column),
		       added ? db_str(&cat->material, i, *column) : "");
	differ_slots(p, added ? &none : cat, added ? cat : &none);
}

static void compare_materials(struct arena *a, const struct catalogue *from, const struct catalogue *to,
			      struct revision_diff *out)
{
	for (size_t k = 0; k < to->material.count; k++) {
		int row = catalogue_find(from, db_str(&to->material, k, "code"));

		if (row == CATALOGUE_NONE) {
			lone_part(a, out, to, k, true);
			continue;
		}
		struct revision_part *p = part(a, out, "changed");
		name_part(p, &to->material, k);
		differ_rows(p, material_columns, &from->material, (size_t)row, &to->material, k);
		differ_slots(p, from, to);
		if (p->count == 1 && !strcmp(p->difference[0].field, "number"))
			p->kind = "moved";
		out->part_count -= p->count == 0;
	}
	for (size_t i = 0; i < from->material.count; i++)
		if (catalogue_find(to, db_str(&from->material, i, "code")) == CATALOGUE_NONE)
			lone_part(a, out, from, i, false);
}

enum err revision_compare(struct ctx *c, const struct revision *from, const struct revision *to, struct revision_diff *out)
{
	static const char *const columns[] = {"title", "published_on", "mail_address", "mail_recipient", "mail_postcode",
					      "mail_phone", "mail_note", "document_set", NULL};
	struct catalogue a, b;
	struct revision_part *head;

	TRY(catalogue_load(c, from->id, &a));
	TRY(catalogue_load(c, to->id, &b));
	*out = (struct revision_diff){
		.part = ARENA_ARRAY(c->arena, struct revision_part, a.material.count + b.material.count + 2)};
	head = part(c->arena, out, "");
	differ_rows(head, columns, &from->row, 0, &to->row, 0);
	out->part_count -= head->count == 0;
	compare_materials(c->arena, &a, &b, out);
	revision_lines(c->arena, db_str(&from->row, 0, "body"), db_str(&to->row, 0, "body"), out);
	return OK;
}
