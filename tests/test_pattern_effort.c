/*
 * lib/pattern_effort.c, and the counting in lib/pattern.c: however much work a pattern is
 * on a text, it ends, and what is no work is not taken for it.
 */
#include "pattern_translate.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(array) ((int)(sizeof(array) / sizeof *(array)))

static struct pattern *
compile(const char *text)
{
	struct jschema_error error = {0};
	struct pattern *p = pattern_compile(text, strlen(text), &error);
	ck_assert_msg(p, "%s: %s", text, error.text);
	return p;
}

static char *
repeat(const char *text, size_t times)
{
	size_t length = strlen(text);
	char *all = malloc(length * times + 1);
	ck_assert_ptr_nonnull(all);
	for (size_t i = 0; i < times; i++)
		memcpy(all + i * length, text, length);
	all[length * times] = '\0';
	return all;
}

static enum pattern_result
match_once(const struct pattern *p, const char *text, size_t length)
{
	struct matcher m = {0};
	enum pattern_result result = pattern_match(p, &m, text, length);
	matcher_free(&m);
	return result;
}

START_TEST(bombs)
{
	static const char *const patterns[] = {
	    "^(a+)+$", "^(a|a)*$", "^(?:a|aa)+$", "(?:a*)*b$", "^(?!(a+)+$)"};
	struct pattern *p = compile(patterns[_i]);
	char *text = repeat("a", 50);
	text[49] = '!';
	ck_assert_msg(match_once(p, text, 50) == PATTERN_LIMIT, "%s", patterns[_i]);
	free(text);
	pattern_free(p);
}
END_TEST

START_TEST(long_texts)
{
	static const char *const patterns[] = {
	    "^(a|b)*$", "^(?:a|b)+$", "^(?:ab)*$", "^(ab|ba)+$", "^[ab]*$", "^.*b$"};
	struct pattern *p = compile(patterns[_i]);
	static const size_t halves[] = {5000, 100000};
	for (size_t i = 0; i < 2; i++) {
		char *text = repeat("ab", halves[i]);
		ck_assert_msg(match_once(p, text, halves[i] * 2) == PATTERN_MATCH,
		    "%s on %zu characters", patterns[_i], halves[i] * 2);
		free(text);
	}
	pattern_free(p);
}
END_TEST

/* what is tried at every place, and goes on for as long as the text lets it */
static const char *const squares[] = {"\\s+$", "[ x]+\\d", "( |x)+c", "^(?:[ x]+\\d| )*$",
    "^[ x]*[ x]*\\d", "^(?: |(?=.*y))*$", "( +)\\1\\d", "^ *(?=.*y)"};

START_TEST(ends_squares)
{
	enum { LENGTH = 12000 };
	struct pattern *p = compile(squares[_i]);
	struct matcher m = {0};
	char *text = repeat(" ", LENGTH);
	text[LENGTH - 1] = 'x';
	ck_assert_msg(
	    pattern_match(p, &m, text, LENGTH) == PATTERN_LIMIT, "%s", squares[_i]);
	/* which is told to whoever counts the steps of a whole document */
	ck_assert_uint_gt(m.unusual, 1000000);
	m.unusual = 0;
	/* the same length is no matter by itself */
	for (size_t i = 0; i < LENGTH; i += 8)
		text[i] = '-';
	ck_assert_msg(
	    pattern_match(p, &m, text, LENGTH) == PATTERN_NO_MATCH, "%s", squares[_i]);
	ck_assert_uint_eq(m.unusual, 0);
	matcher_free(&m);
	free(text);
	pattern_free(p);
}
END_TEST

/* what a pattern repeated so often is bounded to, of which nothing has to be counted */
START_TEST(tells_bounds)
{
	enum { NOWHERE, AT_ONE_PLACE, ANYWHERE };
	static const struct {
		const char *pattern;
		size_t times;
		int bounded;
	} rows[] = {{"a", 9, ANYWHERE}, {"(a|b)", 10, ANYWHERE}, {"(a|b)", 11, NOWHERE},
	    {"a?", 10, ANYWHERE}, {"a?", 11, NOWHERE}, {"a|", 1023, ANYWHERE},
	    {"a|", 1024, NOWHERE}, {"a{2,11}", 3, ANYWHERE}, {"a{2,11}", 4, NOWHERE},
	    {"a{70}", 20, ANYWHERE}, {"a{1,65}", 1, ANYWHERE},
	    {"a{1,66}", 1, AT_ONE_PLACE}, {"a{1,66}", 2, NOWHERE},
	    {"a*", 1, AT_ONE_PLACE}, {"a*", 2, NOWHERE}, {"(?:a)*", 1, AT_ONE_PLACE},
	    {"(?:a){2}", 1, AT_ONE_PLACE}, {"(?:a){1}", 9, ANYWHERE},
	    {"(?:a?){2}", 1, AT_ONE_PLACE}, {"(?:a*)*", 1, NOWHERE},
	    {"(?:a*)?", 1, AT_ONE_PLACE}, {"(?=a*)", 9, AT_ONE_PLACE},
	    {"(?=a*b*)", 1, NOWHERE}, {"(?=a*)(?!b*)c*", 1, AT_ONE_PLACE},
	    {"a*(?=b)", 1, AT_ONE_PLACE}, {"a*(?=b*)", 1, NOWHERE},
	    {"(?=(?=a*)b*)", 1, NOWHERE}};
	for (int i = 0; i < countof(rows); i++) {
		struct translation t;
		char *text = repeat(rows[i].pattern, rows[i].times);
		ck_assert_int_eq(translate(&t, text, strlen(text), true), TRANSLATED);
		int bounded = effort_is_bounded(&t.effort, true) +
		    effort_is_bounded(&t.effort, false);
		ck_assert_msg(bounded == rows[i].bounded, "%s, %zu times: %d",
		    rows[i].pattern, rows[i].times, bounded);
		translation_free(&t);
		free(text);
	}
}
END_TEST

static char *
nest(size_t depth)
{
	char *open = repeat("(?:", depth), *close = repeat(")", depth);
	char *all = malloc(depth * 4 + 2);
	ck_assert_ptr_nonnull(all);
	snprintf(all, depth * 4 + 2, "%sa%s", open, close);
	free(open);
	free(close);
	return all;
}

START_TEST(depth)
{
	static const struct {
		size_t depth;
		bool compiles;
	} rows[] = {{1, true}, {200, true}, {201, false}, {100000, false}};
	struct jschema_error error = {0};
	char *text = nest(rows[_i].depth);
	ck_assert(pattern_valid(text, strlen(text)));
	struct pattern *p = pattern_compile(text, strlen(text), &error);
	ck_assert_msg(!p == !rows[_i].compiles, "%zu", rows[_i].depth);
	ck_assert_int_eq(error.code, p ? JSCHEMA_OK : JSCHEMA_LIMIT);
	pattern_free(p);
	free(text);
}
END_TEST

START_TEST(open_groups)
{
	struct jschema_error error = {0};
	char *text = repeat("(", 500);
	ck_assert(!pattern_valid(text, 500));
	ck_assert_ptr_null(pattern_compile(text, 500, &error));
	ck_assert_int_eq(error.code, JSCHEMA_BAD_SCHEMA);
	free(text);
}
END_TEST

START_TEST(nothing)
{
	struct matcher m = {0};
	pattern_free(NULL);
	matcher_free(&m);
	struct pattern *simple = compile("a"), *other = compile("a|b");
	ck_assert_int_eq(pattern_match(simple, &m, NULL, 0), PATTERN_NO_MATCH);
	ck_assert_int_eq(pattern_match(other, &m, NULL, 0), PATTERN_NO_MATCH);
	pattern_free(simple);
	pattern_free(other);
	simple = pattern_compile(NULL, 0, NULL);
	ck_assert_ptr_nonnull(simple);
	ck_assert_int_eq(pattern_match(simple, &m, NULL, 0), PATTERN_MATCH);
	pattern_free(simple);
	matcher_free(&m);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pattern_effort");
	TCase *limits = tcase_create("limits");
	tcase_set_timeout(limits, 60);
	tcase_add_loop_test(limits, bombs, 0, 5);
	tcase_add_loop_test(limits, long_texts, 0, 6);
	tcase_add_loop_test(limits, ends_squares, 0, countof(squares));
	tcase_add_test(limits, tells_bounds);
	tcase_add_loop_test(limits, depth, 0, 4);
	tcase_add_test(limits, open_groups);
	tcase_add_test(limits, nothing);
	suite_add_tcase(suite, limits);
	return run_suite(suite);
}
