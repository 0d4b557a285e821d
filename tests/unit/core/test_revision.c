/* revision: two texts line by line, and what two catalogues ask of the same applicant. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "core/form/values.h"
#include "core/notice/catalogue.h"
#include "core/notice/revision_diff.h"

static struct arena *a;

static int set_up(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

/* One letter a line: = same, - old, + new, . left out; each followed by the line's own first letter. */
static const char *drawn(const char *from, const char *to)
{
	static const char signs[] = {[LINE_SAME] = '=', [LINE_OLD] = '-', [LINE_NEW] = '+', [LINE_GAP] = '.'};
	struct revision_diff diff = {0};
	char *out;

	revision_lines(a, from, to, &diff);
	out = arena_alloc(a, 2 * diff.line_count + 1);
	for (size_t i = 0; i < diff.line_count; i++) {
		out[2 * i] = signs[diff.line[i].kind];
		out[2 * i + 1] = diff.line[i].text[0] ? diff.line[i].text[0] : '_';
	}
	return out;
}

static void test_lines(void **state)
{
	static const struct row { const char *from, *to, *drawn; } rows[] = {
		{"a\nb\nc", "a\nb\nc", ""},
		{"", "", ""},
		{"a\nb\nc", "a\nx\nc", "=a-b+x=c"},
		{"a\nb", "a\nb\nc", "._=b+c"},
		{"a\nb\nc", "c", "-a-b=c"},
		{"", "a\nb", "+a+b"},
		{"a\nb", "", "-a-b"},
		{"a\nb\nc\nd\ne\nf", "a\nb\nX\nd\ne\nF", "._=b-c+X=d=e-f+F"},
		{"a\nb\nc\nd\ne\nf\ng", "A\nb\nc\nd\ne\nf\nG", "-a+A=b._=f-g+G"},
		{"a\n\nb", "a\nb", "=a-_=b"},
		{"a\n", "a", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(drawn(rows[i].from, rows[i].to), rows[i].drawn);
}

/* Too long to compare line by line: all old, then all new, in a moment. */
static void test_endless_texts(void **state)
{
	enum { LINES = 3000 };
	char *from = arena_alloc(a, 2 * LINES + 1), *to = arena_alloc(a, 2 * LINES + 1);
	struct revision_diff diff = {0};

	(void)state;
	for (size_t i = 0; i < LINES; i++) {
		memcpy(from + 2 * i, "a\n", 2);
		memcpy(to + 2 * i, "b\n", 2);
	}
	revision_lines(a, from, to, &diff);
	assert_int_equal(diff.line_count, 2 * LINES);
	assert_int_equal(diff.line[0].kind, LINE_OLD);
	assert_int_equal(diff.line[LINES].kind, LINE_NEW);
}

/* ---- catalogues out of tables ---- */

static const char *const material_names[] = {"code", "number", "name", "accounts", "applies_when", "paper_copies",
					     "registry_copies", "needs_seal", "needs_signature", "needs_copy", "source", "requirement",
					     "clause", "clause_when"};
static const char *const slot_names[] = {"code", "slot", "position", "name", "applies_when"};
enum { MATERIAL_COLUMNS = 14, SLOT_COLUMNS = 5 };

static struct db_rows rows_of(const char *const *names, size_t columns, const char *const *cells, size_t count)
{
	struct db_cell *cell = ARENA_ARRAY(a, struct db_cell, count * columns);

	for (size_t i = 0; i < count * columns; i++)
		cell[i] = (struct db_cell){cells[i], strlen(cells[i])};
	return (struct db_rows){.count = count, .columns = columns, .name = names, .cell = cell};
}

#define MATERIAL(code, number, when, copies, words) code, number, code, "RT", when, copies, "0", "1", "0", "0", "own", words, "", ""
#define SLOT(code, slot, position, name) code, slot, position, name, "always"

static const char *const seven[] = {MATERIAL("licence", "1", "always", "2", "copy"),
				    MATERIAL("form", "2", "legal_person", "2", "sign"),
				    MATERIAL("proof", "3", "project_owner", "0", "file")};
static const char *const seven_slots[] = {SLOT("form", "document", "1", "file"), SLOT("licence", "document", "1", "file")};
static const char *const eight[] = {MATERIAL("licence", "1", "always", "2", "copy"),
				    MATERIAL("pledge", "2", "always", "1", "sign"),
				    MATERIAL("form", "3", "always", "2", "sign twice")};
static const char *const eight_slots[] = {SLOT("form", "document", "1", "file"), SLOT("licence", "document", "1", "scan")};

static struct catalogue catalogue(const char *const *materials, const char *const *slots)
{
	return (struct catalogue){.material = rows_of(material_names, MATERIAL_COLUMNS, materials, 3),
				  .slot = rows_of(slot_names, SLOT_COLUMNS, slots, 2)};
}

static const char *compared(const struct catalogue *x, const struct catalogue *y, const char *subject, const char *kind)
{
	struct values v = values_new(a);
	const char *out = "";

	values_set(&v, "subject", subject);
	values_set(&v, "kind", kind);
	struct catalogue_changes ch = catalogue_compare(a, x, y, &v);
	for (size_t i = 0; i < ch.count; i++)
		out = arena_printf(a, "%s%s %d %s;", out, ch.v[i].kind, ch.v[i].number, ch.v[i].name);
	return out;
}

static void test_what_an_applicant_is_asked(void **state)
{
	struct catalogue x = catalogue(seven, seven_slots), y = catalogue(eight, eight_slots);
	struct catalogue same = catalogue(seven, seven_slots);

	(void)state;
	assert_string_equal(compared(&x, &same, "legal_person", "project_owner"), "");
	assert_string_equal(compared(&x, &y, "legal_person", "other"), "changed 1 licence;added 2 pledge;changed 3 form;");
	assert_string_equal(compared(&x, &y, "other_organisation", "project_owner"),
			    "changed 1 licence;added 2 pledge;added 3 form;removed 3 proof;");
	assert_string_equal(compared(&y, &x, "other_organisation", "other"),
			    "changed 1 licence;removed 2 pledge;removed 3 form;");
	assert_int_equal(catalogue_find(&x, "pledge"), CATALOGUE_NONE);
}

/* Every condition that may be chosen is one that can be asked. */
static void test_conditions_are_known(void **state)
{
	struct values v = values_new(a);

	(void)state;
	for (const char *const *c = catalogue_material_conditions; *c; c++)
		(void)values_meet(&v, *c);
	for (const char *const *c = catalogue_slot_conditions; *c; c++)
		(void)values_meet(&v, *c);
	assert_true(catalogue_condition(catalogue_slot_conditions, "two_sided:proxy"));
	assert_false(catalogue_condition(catalogue_material_conditions, "two_sided:proxy"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_endless_texts),
		cmocka_unit_test(test_what_an_applicant_is_asked),
		cmocka_unit_test(test_conditions_are_known),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
