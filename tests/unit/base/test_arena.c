/* arena: memory is zeroed, aligned, wiped and given back; clean-ups run once, newest first. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

static char order[16];

static void note(void *arg)
{
	strcat(order, arg);
}

static void test_zeroed_and_aligned(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t size = 0; size < 300000; size = size * 2 + 1) {
		unsigned char *p = arena_alloc(a, size);

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xff, size);
	}
	arena_free(a);
}

static void test_zeroed_again_after_reset(void **state)
{
	struct arena *a = arena_new();
	unsigned char *before = arena_alloc(a, 1000), *after;

	(void)state;
	memset(before, 0xff, 1000);
	arena_reset(a);
	after = arena_alloc(a, 1000);
	assert_ptr_equal(before, after);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(after[i], 0);
	arena_free(a);
}

static void test_values_do_not_overlap(void **state)
{
	struct arena *a = arena_new();
	char *s[2000];

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 2000; i++)
			s[i] = arena_printf(a, "%d %*s", i, i % 700 + (i % 97 == 0 ? 70000 : 0), "x");
		for (int i = 0; i < 2000; i++)
			assert_int_equal(atoi(s[i]), i);
		arena_reset(a);
	}
	arena_free(a);
}

static void test_clean_ups_newest_first(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	order[0] = '\0';
	arena_defer(a, note, "1");
	arena_defer(a, note, "2");
	arena_reset(a);
	assert_string_equal(order, "21");
	arena_defer(a, note, "3");
	arena_free(a);
	assert_string_equal(order, "213");
}

static void test_copies(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_null(arena_strdup(a, NULL));
	assert_string_equal(arena_strdup(a, "𠮷"), "𠮷");
	assert_string_equal(arena_strndup(a, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(a, "ab", 3), "ab");
	assert_memory_equal(arena_memdup(a, "a\0b", 3), "a\0b", 3);
	assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
	arena_free(a);
}

static void overflow(void *a)
{
	arena_alloc_array(a, SIZE_MAX / 2, 3);
}

static void too_much(void *a)
{
	arena_alloc(a, SIZE_MAX - 1);
}

static void test_impossible_sizes_die(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_int_equal(exit_status(overflow, a), 70);
	assert_int_equal(exit_status(too_much, a), 70);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zeroed_and_aligned),
		cmocka_unit_test(test_zeroed_again_after_reset),
		cmocka_unit_test(test_values_do_not_overlap),
		cmocka_unit_test(test_clean_ups_newest_first),
		cmocka_unit_test(test_copies),
		cmocka_unit_test(test_impossible_sizes_die),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
