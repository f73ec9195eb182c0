/* lib/equal.c: which values are the same to a schema (Core 4.2.2). */
#include "equal.h"

#include <check.h>
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
};

static struct jschema_document *
read_text(const char *text)
{
	struct jschema_document *d = jschema_document_new();
	ck_assert_ptr_nonnull(d);
	ck_assert_msg(
	    jschema_document_read(d, text, strlen(text), NULL, NULL, NULL), "%s", text);
	return d;
}

START_TEST(compares)
{
	const char *a = pairs[_i].a, *b = pairs[_i].b;
	struct jschema_document *d = read_text(a), *e = read_text(b);
	ck_assert_msg(equal_values(d, 0, e, 0) == pairs[_i].equal, "%s and %s", a, b);
	ck_assert_msg(equal_values(e, 0, d, 0) == pairs[_i].equal, "%s and %s", b, a);
	ck_assert_msg(equal_values(d, 0, d, 0), "%s and itself", a);
	ck_assert_msg(equal_values(e, 0, e, 0), "%s and itself", b);
	jschema_document_free(d);
	jschema_document_free(e);
}
END_TEST

/* Values may stand anywhere, also in one document. */
START_TEST(compares_inside)
{
	struct jschema_document *d =
	    read_text("[{\"a\":[1,2]},[1.0,2.0],[1,2,3],{\"a\":[1,20e-1]},[]]");
	const uint32_t first = 1, pair = 6, triple = 9, last = 13;
	ck_assert(equal_values(d, first, d, last));
	ck_assert(equal_values(d, first + 2, d, pair));
	ck_assert(!equal_values(d, pair, d, triple));
	ck_assert(!equal_values(d, first, d, pair));
	jschema_document_free(d);
}
END_TEST

START_TEST(compares_the_deepest)
{
	char text[2 * JSCHEMA_MAX_DEPTH + 2] = {0};
	memset(text, '[', JSCHEMA_MAX_DEPTH);
	text[JSCHEMA_MAX_DEPTH] = '1';
	memset(text + JSCHEMA_MAX_DEPTH + 1, ']', JSCHEMA_MAX_DEPTH);
	struct jschema_document *d = read_text(text);
	char other[sizeof text];
	memcpy(other, text, sizeof text);
	other[JSCHEMA_MAX_DEPTH] = '2';
	struct jschema_document *e = read_text(other);
	ck_assert(equal_values(d, 0, d, 0));
	ck_assert(!equal_values(d, 0, e, 0));
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
	tcase_add_test(rows, compares_inside);
	tcase_add_test(rows, compares_the_deepest);
	suite_add_tcase(suite, rows);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failures = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failures != 0;
}
