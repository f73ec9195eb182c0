/* lib/equal.c: which values are the same to a schema (Core 4.2.2). */
#include "document_of.h"
#include "equal.h"

#include "arena.h"
#include "characters.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *a, *b;
	bool equal;
} pairs[] = {
    {"null", "null", true},
    {"true", "true", true},
    {"true", "false", false},
    {"false", "null", false},
    {"false", "0", false},
    {"true", "1", false},
    {"null", "0", false},
    {"\"\"", "null", false},
    {"[]", "{}", false},
    {"[]", "null", false},
    {"1", "\"1\"", false},
    {"\"true\"", "true", false},
    {"1", "1.0", true},
    {"1", "10e-1", true},
    {"0", "-0.0", true},
    {"1", "-1", false},
    {"1e400", "10e399", true},
    {"1e400", "1e401", false},
    {"9007199254740992", "9007199254740993", false},
    {"100", "1e2", true},
    {"[1e2,{\"a\":-0}]", "[100,{\"a\":0}]", true},
    {"-0", "0e7", true},
    {"\"a\"", "\"\\u0061\"", true},
    {"\"\\u00e4\"", "\"\xc3\xa4\"", true},
    {"\"\xc3\xa4\"", "\"a\xcc\x88\"", false},
    {"\"\\ud83d\\ude39\"", "\"\xf0\x9f\x98\xb9\"", true},
    {"\"\\/\"", "\"/\"", true},
    {"\"a\"", "\"A\"", false},
    {"\"a\"", "\"a \"", false},
    {"\"\"", "\"\\u0000\"", false},
    {"\"a\\u0000b\"", "\"a\\u0000c\"", false},
    {"\"a\\u0000b\"", "\"\\u0061\\u0000\\u0062\"", true},
    {"\"a\"", "\"\\u0061\\u0000\"", false},
    {"[]", "[]", true},
    {"[1,2]", "[1.0,2e0]", true},
    {"[1,2]", "[2,1]", false},
    {"[1,2]", "[1]", false},
    {"[1]", "[1,1]", false},
    {"[[1],[]]", "[[],[1]]", false},
    {"[[],[]]", "[[[]]]", false},
    {"[{\"a\":[1,{}]},2]", "[ { \"\\u0061\" : [ 1.0 , { } ] } , 2 ]", true},
    {"[[[[1]]],2]", "[[[[1]]],3]", false},
    {"{}", "{}", true},
    {"{\"a\":1}", "{\"a\":1.0}", true},
    {"{\"a\":1}", "{\"a\":2}", false},
    {"{\"a\":1}", "{\"b\":1}", false},
    {"{\"a\":1}", "{\"a\":1,\"b\":1}", false},
    {"{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true},
    {"{\"a\":1,\"b\":2}", "{\"b\":1,\"a\":2}", false},
    {"{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":3,\"a\":1,\"b\":2}", true},
    {"{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":3,\"a\":1,\"d\":2}", false},
    {"{\"a\":{\"b\":[]},\"c\":[]}", "{\"c\":[],\"a\":{\"b\":[]}}", true},
    {"{\"a\":{\"b\":[]},\"c\":[]}", "{\"c\":[],\"a\":{\"b\":{}}}", false},
    {"{\"a\":false}", "{\"a\":0}", false},
    {"{\"a\":null}", "{}", false},
    {"{\"\":1,\"\\u0000\":2}", "{\"\\u0000\":2,\"\":1}", true},
    {"{\"01234567x89abcdef\":1}", "{\"01234567y89abcdef\":1}", false},
    {"{\"01234567x89abcdef\":1,\"01234567y89abcdef\":2}",
	"{\"01234567y89abcdef\":2,\"01234567x89abcde\\u0066\":1}", true},
    /* names that stand twice */
    {"{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2.0}", true},
    {"{\"a\":1,\"a\":2}", "{\"a\":2,\"a\":1}", false},
    {"{\"a\":1,\"a\":1}", "{\"a\":1}", false},
    {"{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":1}", false},
    {"{\"a\":1,\"a\":1,\"b\":1}", "{\"b\":1,\"a\":1,\"b\":1}", false},
    {"{\"a\":1,\"b\":3,\"a\":2}", "{\"b\":3,\"a\":1,\"a\":2}", true},
    {"{\"a\":1,\"b\":3,\"a\":2}", "{\"b\":3,\"a\":2,\"a\":1}", false},
    {"{\"a\":{\"b\":1,\"b\":2},\"c\":0}", "{\"c\":0,\"a\":{\"b\":2,\"b\":1}}", false},
};

static bool
equal(const struct jschema_document *d, uint32_t a, const struct jschema_document *e,
    uint32_t b)
{
	uint64_t steps = 0;
	enum answer answer = equal_values(d, a, e, b, &steps, UINT64_MAX);
	ck_assert(answer == ANSWER_YES || answer == ANSWER_NO);
	return answer == ANSWER_YES;
}

static void
compare(const char *a, const char *b, bool expected)
{
	struct jschema_document *d = document_of(a), *e = document_of(b);
	ck_assert_msg(equal(d, 0, e, 0) == expected, "%.200s and %.200s", a, b);
	ck_assert_msg(equal(e, 0, d, 0) == expected, "%.200s and %.200s", b, a);
	ck_assert_msg(equal(d, 0, d, 0), "%.200s and itself", a);
	ck_assert_msg(equal(e, 0, e, 0), "%.200s and itself", b);
	jschema_document_free(d);
	jschema_document_free(e);
}

/* whether the elements of [a,b] are unique, with so many more behind them */
static void
compare_elements(const char *a, const char *b, bool expected, int others)
{
	size_t size = strlen(a) + strlen(b) + (size_t)others * 16 + 8;
	char *text = malloc(size);
	ck_assert_ptr_nonnull(text);
	size_t n = (size_t)snprintf(text, size, "[%s,%s", a, b);
	for (int i = 0; i < others; i++)
		n += (size_t)snprintf(text + n, size - n, ",\"other %d\"", i);
	snprintf(text + n, size - n, "]");
	struct jschema_document *d = document_of(text);
	uint64_t steps = 0;
	uint32_t pair[2] = {7, 7};
	enum answer answer = equal_unique(d, 0, &steps, UINT64_MAX, pair);
	ck_assert_msg(answer == (expected ? ANSWER_NO : ANSWER_YES), "%.200s", text);
	ck_assert(!expected || (pair[0] == 0 && pair[1] == 1));
	jschema_document_free(d);
	free(text);
}

/* equal values have equal hashes, so that few and many elements have one answer */
START_TEST(compares)
{
	const char *a = pairs[_i].a, *b = pairs[_i].b;
	compare(a, b, pairs[_i].equal);
	compare_elements(a, b, pairs[_i].equal, 0);
	compare_elements(a, b, pairs[_i].equal, 20);
	compare_elements(a, a, true, 20);
}
END_TEST

/* ---- objects of many members ---- */

enum { MANY = 101, BIG_SIZE = 8192 };

/*
 * An object of many members, each `stride` behind the one before it, with 1 for values
 * but the last, and a name that stands twice. It wraps around, for MANY is a prime.
 */
static void
write_big(char text[BIG_SIZE], int stride, const char *last, const char *again)
{
	size_t n = (size_t)snprintf(text, BIG_SIZE, "{\"twice\":1");
	for (int i = 0; i < MANY; i++) {
		int member = i * stride % MANY;
		if (i == MANY / 2)
			n += (size_t)snprintf(text + n, BIG_SIZE - n, "%s", again);
		n += (size_t)snprintf(text + n, BIG_SIZE - n, ",\"name %d\":%s", member,
		    member == MANY - 1 ? last : "1");
	}
	snprintf(text + n, BIG_SIZE - n, "}");
}

static const struct {
	const char *last, *again;       /* of the one */
	const char *other_last, *other; /* of the other */
	bool equal;
} big[] = {
    {"1", "", "1", "", true},
    {"1", "", "10e-1", "", true},
    {"1", "", "2", "", false},
    {"1", "", "\"1\"", "", false},
    {"1", ",\"a\":1", "1", ",\"b\":1", false},
    {"1", ",\"a\":1", "1", ",\"\\u0061\":1", true},
    {"1", ",\"a\":1", "1", "", false},
    {"1", ",\"twice\":2", "1", ",\"twice\":2", true},
    {"1", ",\"twice\":2", "1", ",\"twice\":1", false},
    {"1", ",\"a\":1,\"a\":2", "1", ",\"a\":1,\"a\":2", true},
    {"1", ",\"a\":1,\"a\":2", "1", ",\"a\":2,\"a\":1", false},
    {"1", ",\"a\":1,\"a\":1", "1", ",\"a\":1,\"b\":1", false},
    {"1", ",\"a\":1,\"a\":1", "1", ",\"a\":1,\"name 1\":1", false},
    {"[{\"a\":1,\"b\":2}]", "", "[{\"b\":2,\"a\":1}]", "", true},
    {"[{\"a\":1,\"b\":2}]", "", "[{\"b\":1,\"a\":2}]", "", false},
};

START_TEST(compares_many_members)
{
	static const int strides[] = {1, 2, 7, MANY - 1};
	char a[BIG_SIZE], b[BIG_SIZE];
	for (size_t i = 0; i < countof(strides); i++) {
		write_big(a, 1, big[_i].last, big[_i].again);
		write_big(b, strides[i], big[_i].other_last, big[_i].other);
		compare(a, b, big[_i].equal);
		compare_elements(a, b, big[_i].equal, 0);
		compare_elements(a, b, big[_i].equal, 20);
	}
}
END_TEST

/* what is compared counts, and ends in a limit, which is not a "no" */
START_TEST(counts_steps)
{
	char a[BIG_SIZE], b[BIG_SIZE];
	write_big(a, 1, "1", "");
	write_big(b, 7, "1", "");
	struct jschema_document *d = document_of(a), *e = document_of(b);
	uint64_t steps = 0;
	ck_assert_int_eq(equal_values(d, 0, e, 0, &steps, 1000), ANSWER_YES);
	ck_assert_uint_ge(steps, 2 * MANY); /* a key to sort is one */
	ck_assert_uint_le(steps, 4 * MANY);
	steps = 900;
	ck_assert_int_eq(equal_values(d, 0, e, 0, &steps, 1000), ANSWER_LIMIT);
	steps = 100;
	ck_assert_int_eq(equal_values(d, 0, d, 0, &steps, 100), ANSWER_LIMIT);
	steps = 101;
	ck_assert_int_eq(equal_values(d, 0, d, 0, &steps, 100), ANSWER_LIMIT);
	jschema_document_free(d);
	jschema_document_free(e);
}
END_TEST

/* and long strings count as more, by what they are longer */
START_TEST(counts_long_strings)
{
	char text[10010] = "[\"";
	memset(text + 2, 'x', 10000);
	strcpy(text + 10002, "\"]");
	struct jschema_document *d = document_of(text);
	uint64_t steps = 0;
	ck_assert_int_eq(equal_values(d, 0, d, 0, &steps, 20), ANSWER_YES);
	ck_assert_uint_ge(steps, 5);
	ck_assert_int_eq(equal_values(d, 0, d, 0, &steps, 12), ANSWER_LIMIT);
	jschema_document_free(d);
}
END_TEST

/* as they are made of what an enum has: the elements of an array, but not the array, nor
 * what stands behind it */
START_TEST(looks_in_sets)
{
	static const char *const texts[] = {
	    "[[[1],2],3]", "[[[1],[2],{}],[3]]", "[[{},0,[],[[]],null],{\"a\":3}]"};
	struct arena arena = {0};
	for (size_t i = 0; i < countof(texts); i++) {
		struct jschema_document *d = document_of(texts[i]);
		const struct equal_set *set = equal_set_make(&arena, d, 1);
		uint64_t steps = 0;
		ck_assert_ptr_nonnull(set);
		uint32_t behind = d->nodes[1].next;
		for (uint32_t node = 2; node < behind; node = d->nodes[node].next)
			ck_assert_int_eq(
			    equal_to_one(set, d, node, &steps, 1000), ANSWER_YES);
		ck_assert_int_eq(equal_to_one(set, d, 0, &steps, 1000), ANSWER_NO);
		ck_assert_int_eq(equal_to_one(set, d, 1, &steps, 1000), ANSWER_NO);
		ck_assert_int_eq(equal_to_one(set, d, behind, &steps, 1000), ANSWER_NO);
		jschema_document_free(d);
	}
	arena_free(&arena);
}
END_TEST

/* ---- hashes that somebody chose ---- */

enum { TRIED = 1 << 18, NAME = 16 };

struct tried {
	uint32_t hash;
	char name[NAME];
};

static int
compare_tried(const void *left, const void *right)
{
	const struct tried *a = left, *b = right;
	return (a->hash > b->hash) - (a->hash < b->hash);
}

/* two names of one hash: among so many there are some, as there are birthdays */
static void
find_collision(char a[NAME], char b[NAME])
{
	struct tried *all = malloc(TRIED * sizeof *all);
	ck_assert_ptr_nonnull(all);
	for (int i = 0; i < TRIED; i++) {
		int length = snprintf(all[i].name, NAME, "name %06x", i);
		all[i].hash = characters_hash_plain(all[i].name, (size_t)length);
	}
	qsort(all, TRIED, sizeof *all, compare_tried);
	int at = 1;
	while (at < TRIED && all[at].hash != all[at - 1].hash)
		at++;
	ck_assert_int_lt(at, TRIED);
	memcpy(a, all[at - 1].name, NAME);
	memcpy(b, all[at].name, NAME);
	free(all);
}

START_TEST(compares_colliding_names)
{
	char x[NAME], y[NAME], a[BIG_SIZE], b[BIG_SIZE], one[64], other[64];
	find_collision(x, y);
	snprintf(one, sizeof one, "{\"%s\":1}", x);
	snprintf(other, sizeof other, "{\"%s\":1}", y);
	compare(one, other, false);
	compare_elements(one, other, false, 0);
	compare_elements(one, other, false, 20);
	snprintf(one, sizeof one, ",\"%s\":1,\"%s\":2", x, y);
	snprintf(other, sizeof other, ",\"%s\":2,\"%s\":1", y, x);
	write_big(a, 1, "1", one);
	write_big(b, 7, "1", other);
	compare(a, b, true);
	snprintf(other, sizeof other, ",\"%s\":1,\"%s\":2", y, x);
	write_big(b, 7, "1", other);
	compare(a, b, false);
	snprintf(other, sizeof other, ",\"%s\":1,\"%s\":2", x, x);
	write_big(b, 7, "1", other);
	compare(a, b, false);
}
END_TEST

/* 2 to the power of 12 arrays that all differ and have one hash: no verdict for "not" to
 * turn round */
START_TEST(ends_collisions)
{
	enum { BITS = 12 };
	char names[2][NAME];
	find_collision(names[0], names[1]);
	size_t size = (size_t)(NAME * BITS + 8) << BITS, n = 0;
	char *text = malloc(size);
	ck_assert_ptr_nonnull(text);
	for (int i = 0; i < 1 << BITS; i++) {
		for (int j = 0; j < BITS; j++)
			n += (size_t)snprintf(text + n, size - n, "%s\"%s\"",
			    j       ? ","
				: i ? "],["
				    : "[[",
			    names[i >> j & 1]);
	}
	snprintf(text + n, size - n, "]]");
	struct jschema_document *d = document_of(text);
	struct jschema_document *s = document_of("{\"not\":{\"uniqueItems\":true}}");
	struct jschema_schema *schema = jschema_compile(s, NULL, NULL);
	struct jschema_error error;
	ck_assert_ptr_nonnull(schema);
	ck_assert_int_eq(
	    jschema_check(schema, jschema_root(d), &error), JSCHEMA_UNDECIDED);
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	ck_assert_str_eq(
	    error.text, "limit reached: values take too many steps to compare");
	jschema_schema_free(schema);
	jschema_document_free(s);
	jschema_document_free(d);
	free(text);
}
END_TEST

/* Values may stand anywhere, also in one document. */
START_TEST(compares_inside)
{
	struct jschema_document *d =
	    document_of("[{\"a\":[1,2]},[1.0,2.0],[1,2,3],{\"a\":[1,20e-1]},[]]");
	const uint32_t first = 1, pair = 6, triple = 9, last = 13;
	ck_assert(equal(d, first, d, last));
	ck_assert(equal(d, first + 2, d, pair));
	ck_assert(!equal(d, pair, d, triple));
	ck_assert(!equal(d, first, d, pair));
	jschema_document_free(d);
}
END_TEST

START_TEST(compares_the_deepest)
{
	char text[2 * JSCHEMA_MAX_DEPTH + 2] = {0};
	memset(text, '[', JSCHEMA_MAX_DEPTH);
	text[JSCHEMA_MAX_DEPTH] = '1';
	memset(text + JSCHEMA_MAX_DEPTH + 1, ']', JSCHEMA_MAX_DEPTH);
	struct jschema_document *d = document_of(text);
	char other[sizeof text];
	memcpy(other, text, sizeof text);
	other[JSCHEMA_MAX_DEPTH] = '2';
	struct jschema_document *e = document_of(other);
	ck_assert(equal(d, 0, d, 0));
	ck_assert(!equal(d, 0, e, 0));
	jschema_document_free(d);
	jschema_document_free(e);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("equal");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, compares, 0, (int)countof(pairs));
	tcase_add_loop_test(rows, compares_many_members, 0, (int)countof(big));
	tcase_add_test(rows, counts_steps);
	tcase_add_test(rows, counts_long_strings);
	tcase_add_test(rows, looks_in_sets);
	tcase_add_test(rows, compares_colliding_names);
	tcase_add_test(rows, ends_collisions);
	tcase_add_test(rows, compares_inside);
	tcase_add_test(rows, compares_the_deepest);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
