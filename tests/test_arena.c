/* lib/arena.c and words.c: memory that is handed out once, zeroed, aligned and whole. */
#include "arena.h"
#include "suite.h"
#include "words.h"

#include <check.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

/* Sizes in a row, around those of the blocks. */
static const struct {
	size_t first, step, count;
} series[] = {
    {0, 0, 100},
    {1, 0, 3000},
    {0, 1, 300},
    {15, 1, 4},
    {1023, 1, 3},
    {1024, 0, 10},
    {2048, 1, 10},
    {100000, 7, 20},
    {1 << 20, 0, 3},
    {(1 << 20) + 1, 5000000, 2},
};

/* Each piece gets a byte of its own, and at the end has nothing but that byte. */
START_TEST(hands_out_memory)
{
	struct arena arena = {0};
	unsigned char **pieces = calloc(series[_i].count, sizeof *pieces);
	ck_assert_ptr_nonnull(pieces);
	size_t size = series[_i].first;
	for (size_t i = 0; i < series[_i].count; i++, size += series[_i].step) {
		pieces[i] = arena_alloc(&arena, size, 1);
		ck_assert_ptr_nonnull(pieces[i]);
		ck_assert_uint_eq((uintptr_t)pieces[i] % alignof(max_align_t), 0);
		for (size_t k = 0; k < size; k++)
			if (pieces[i][k])
				ck_abort_msg("byte %zu of %zu is not zero", k, size);
		memset(pieces[i], (int)(i % 255 + 1), size);
	}
	size = series[_i].first;
	for (size_t i = 0; i < series[_i].count; i++, size += series[_i].step) {
		for (size_t k = 0; k < size; k++)
			if (pieces[i][k] != i % 255 + 1)
				ck_abort_msg("byte %zu of %zu is another's", k, size);
	}
	arena_free(&arena);
	ck_assert(!arena.blocks && !arena.at && !arena.end);
	/* an arena that was freed is an empty one */
	ck_assert_ptr_nonnull(arena_alloc(&arena, 1, 1));
	arena_free(&arena);
	arena_free(&arena);
	free(pieces);
}
END_TEST

static const struct {
	size_t count, size;
} absurd[] = {
    {SIZE_MAX, 1},
    {1, SIZE_MAX},
    {SIZE_MAX - 15, 1},
    {SIZE_MAX - 16, 1},
    {SIZE_MAX / 2 + 1, 2},
    {2, SIZE_MAX / 2 + 1},
    {SIZE_MAX / 16 + 2, 16},
    {SIZE_MAX / 2, SIZE_MAX / 2},
};

START_TEST(refuses_what_overflows)
{
	struct arena arena = {0};
	ck_assert_ptr_null(arena_alloc(&arena, absurd[_i].count, absurd[_i].size));
	ck_assert_ptr_nonnull(arena_alloc(&arena, 3, 8));
	ck_assert_ptr_null(arena_alloc(&arena, absurd[_i].count, absurd[_i].size));
	ck_assert_ptr_null(arena_copy(&arena, "", SIZE_MAX));
	char *after = arena_copy(&arena, "after", 5);
	ck_assert_str_eq(after, "after");
	arena_free(&arena);
}
END_TEST

START_TEST(copies)
{
	struct arena arena = {0};
	char *empty = arena_copy(&arena, NULL, 0), *nul = arena_copy(&arena, "a\0bc", 3);
	ck_assert_str_eq(empty, "");
	ck_assert_mem_eq(nul, "a\0b", 4);
	ck_assert_ptr_nonnull(arena_alloc(&arena, 0, 8));
	ck_assert_ptr_nonnull(arena_alloc(&arena, 8, 0));
	arena_free(&arena);
}
END_TEST

/* what was there stays, what came later is gone, also with blocks of its own */
START_TEST(goes_back)
{
	struct arena arena = {0}, then = arena;
	ck_assert_ptr_nonnull(arena_alloc(&arena, 1, 5000));
	arena_back(&arena, then);
	ck_assert(!arena.blocks && !arena.at && !arena.end);
	char *kept = arena_copy(&arena, "kept", 4);
	then = arena;
	for (size_t size = 1; size < 100000; size *= 3) {
		char *later = arena_alloc(&arena, 1, size);
		ck_assert_ptr_nonnull(later);
		ck_assert_int_eq(later[size - 1], 0);
		memset(later, 'x', size);
		if (size % 2)
			arena_back(&arena, then);
	}
	arena_back(&arena, then);
	ck_assert_mem_eq(&arena, &then, sizeof arena);
	ck_assert_str_eq(kept, "kept");
	arena_free(&arena);
}
END_TEST

/* ---- words ---- */

/* as a C string, of which no NUL cuts off the rest */
START_TEST(has_no_nul)
{
	struct arena arena = {0};
	struct words empty = {.arena = &arena}, w = {.arena = &arena};
	ck_assert_str_eq(words_text(&empty), "");
	words_add(&w, "\0a\0\0b\0", 6);
	ck_assert_str_eq(words_text(&w), "\\u0000a\\u0000\\u0000b\\u0000");
	ck_assert_uint_eq(w.length, 6);
	w.failed = true;
	words_add(&w, "c", 1);
	words_format(&w, "%d", 1);
	ck_assert_uint_eq(w.length, 6);
	ck_assert_ptr_null(words_text(&w));
	arena_free(&arena);
}
END_TEST

START_TEST(puts_words_together)
{
	struct arena arena = {0};
	struct words w = {.arena = &arena};
	char expected[4000];
	size_t length = 0;
	for (int i = 0; i < 300; i++) {
		length += (size_t)snprintf(
		    expected + length, sizeof expected - length, "/%dxy", i);
		words_say(&w, "/");
		words_format(&w, "%d", i);
		words_add(&w, "xyz", 2);
		words_add(&w, NULL, 0);
		words_say(&w, "");
		ck_assert_uint_eq(w.length, length);
		ck_assert(w.length < w.capacity);
	}
	ck_assert_str_eq(w.text, expected);
	words_format(&w, "%s%s", expected, "!");
	ck_assert_uint_eq(w.length, 2 * length + 1);
	ck_assert_str_eq(w.text + 2 * length, "!");
	ck_assert(!w.failed);
	arena_free(&arena);
}
END_TEST

/* Every length of text before and of what comes fits with its NUL. */
START_TEST(grows_words)
{
	for (size_t before = 0; before < 70; before++) {
		for (size_t more = 0; more < 70; more++) {
			struct arena arena = {0};
			struct words w = {.arena = &arena};
			char text[80];
			memset(text, 'x', sizeof text);
			words_add(&w, text, before);
			text[more] = '\0';
			words_format(&w, "%s", text);
			if (w.length != before + more || strlen(w.text) != w.length ||
			    w.length >= w.capacity)
				ck_abort_msg("%zu and %zu", before, more);
			arena_free(&arena);
		}
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("arena");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, hands_out_memory, 0, (int)countof(series));
	tcase_add_loop_test(rows, refuses_what_overflows, 0, (int)countof(absurd));
	tcase_add_test(rows, copies);
	tcase_add_test(rows, goes_back);
	tcase_add_test(rows, has_no_nul);
	tcase_add_test(rows, puts_words_together);
	tcase_add_test(rows, grows_words);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
