/*
 * Memory that runs out, at each place where the library asks for it: the call says so, or
 * has the answer that it would have had.
 */
#include "quoted.h"

static long left = -1; /* allocations that succeed; -1: all do */

static bool
refuses(void)
{
	if (left > 0)
		left--;
	return left == 0;
}

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);

void *
__wrap_malloc(size_t size)
{
	return refuses() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return refuses() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *old, size_t size)
{
	return refuses() ? NULL : __real_realloc(old, size);
}

#define TEN(a)                                                                        \
	"'" a "0','" a "1','" a "2','" a "3','" a "4','" a "5','" a "6','" a "7','" a \
	"8','" a "9'"

static const struct {
	const char *schema, *value;
	enum jschema_verdict verdict;
} rows[] = {
    {"{'format':'regex'}", "'^(?<n>a)$'", JSCHEMA_VALID},
    {"{'format':'regex'}", "'('", JSCHEMA_INVALID},
    {"{'not':{'format':'regex'}}", "'^a$'", JSCHEMA_INVALID},
    {"{'format':'idn-hostname'}",
	"'b\xc3\xbc"
	"cher.example'",
	JSCHEMA_VALID},
    {"{'pattern':'(a|b)+c'}", "'ababc'", JSCHEMA_VALID},
    {"{'oneOf':[{'properties':{'a':{'const':1}}},{'properties':{'a':{'const':2}}}],"
     "'required':['b','c']}",
	"{'a':3}", JSCHEMA_INVALID},
    {"{'allOf':[{'properties':{'a':true}}],'unevaluatedProperties':false}",
	"{'a':1,'b':{'c':'\\u0064'}}", JSCHEMA_INVALID},
    {"{'dependentRequired':{'a':['b']},'required':[" TEN("a") "," TEN("b") "," TEN(
	 "c") "," TEN("d") "," TEN("e") "," TEN("f") "," TEN("g") "]}",
	"{'a':3}", JSCHEMA_INVALID},
    {"{'uniqueItems':true}", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,[18],18,1e1]",
	JSCHEMA_INVALID},
};

/* runs out at one place further on with each round, until it does not */
START_TEST(tells_of_no_memory)
{
	struct compiled c = compile(rows[_i].schema, true), d = read_text(rows[_i].value);
	struct jschema_value value = jschema_root(d.document);
	bool told = true;
	for (long round = 1; told; round++) {
		struct jschema_error error = {0};
		left = round;
		enum jschema_verdict verdict = jschema_check(c.schema, value, &error);
		told = left == 0;
		left = -1;
		ck_assert_int_eq(
		    verdict == JSCHEMA_UNDECIDED, error.code == JSCHEMA_NO_MEMORY);
		ck_assert_msg(verdict == JSCHEMA_UNDECIDED || verdict == rows[_i].verdict,
		    "%s on %s: %d in round %ld", rows[_i].schema, rows[_i].value, verdict,
		    round);
		ck_assert(told || verdict == rows[_i].verdict);
	}
	drop(d);
	drop(c);
}
END_TEST

START_TEST(explains_without_memory)
{
	struct compiled c = compile(rows[_i].schema, true), d = read_text(rows[_i].value);
	struct jschema_value value = jschema_root(d.document);
	bool told = true;
	for (long round = 1; told; round++) {
		struct jschema_error error = {0};
		left = round;
		struct jschema_result *r = jschema_explain(c.schema, value, 0, &error);
		told = left == 0;
		left = -1;
		ck_assert_msg(r ? jschema_result_verdict(r) == rows[_i].verdict
				: error.code == JSCHEMA_NO_MEMORY,
		    "%s on %s: round %ld", rows[_i].schema, rows[_i].value, round);
		jschema_result_free(r);
	}
	drop(d);
	drop(c);
}
END_TEST

START_TEST(compiles_without_memory)
{
	struct compiled c = read_text(rows[_i].schema);
	bool told = true;
	for (long round = 1; told; round++) {
		struct jschema_error error = {0};
		left = round;
		struct jschema_schema *s = jschema_compile(c.document, NULL, &error);
		told = left == 0;
		left = -1;
		ck_assert_msg(s || error.code == JSCHEMA_NO_MEMORY, "%s: round %ld: %s",
		    rows[_i].schema, round, error.text);
		ck_assert(s || told);
		jschema_schema_free(s);
	}
	drop(c);
}
END_TEST

START_TEST(lists_without_memory)
{
	struct compiled c = compile(rows[_i].schema, true);
	bool told = true;
	for (long round = 1; told; round++) {
		left = round;
		struct jschema_listing *l =
		    jschema_listing_new(jschema_schema_root(c.schema));
		told = left == 0;
		left = -1;
		ck_assert(!l == told);
		jschema_listing_free(l);
	}
	drop(c);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("memory");
	TCase *all = tcase_create("all");
	tcase_set_timeout(all, 60);
	tcase_add_loop_test(all, tells_of_no_memory, 0, (int)countof(rows));
	tcase_add_loop_test(all, lists_without_memory, 0, (int)countof(rows));
	tcase_add_loop_test(all, explains_without_memory, 0, (int)countof(rows));
	tcase_add_loop_test(all, compiles_without_memory, 0, (int)countof(rows));
	suite_add_tcase(suite, all);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
