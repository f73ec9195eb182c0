/* lib/convert.c: the doors to jansson, there and back. */
#include "document.h"
#include "document_of.h"
#include "suite.h"

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

static char *
dump(json_t *json)
{
	char *text = json_dumps(json, JSON_ENCODE_ANY | JSON_COMPACT);
	ck_assert_ptr_nonnull(text);
	return text;
}

static const struct {
	const char *text;
	const char *json; /* as jansson writes it; NULL: the same */
} trips[] = {
    {"null", NULL},
    {"true", NULL},
    {"false", NULL},
    {"0", NULL},
    {"-0", "0"},
    {"\"\"", NULL},
    {"[]", NULL},
    {"{}", NULL},
    {"[[],{},[[]],[{}]]", NULL},
    {"{\"a\":{},\"b\":[],\"c\":{\"d\":[1]},\"e\":2}", NULL},
    {"[9223372036854775807,-9223372036854775808]", NULL},
    {"[1.5,-0.0,1e2,1E-400,1.0]", "[1.5,-0.0,100.0,0.0,1.0]"},
    {"[1.7976931348623157e308]", "[1.7976931348623157e308]"},
    {"[0.5e1,5e-324]", "[5.0,4.9406564584124654e-324]"},
    {"0.00000000000000000000000000000000000000000000000000000000000000000000001",
	"9.9999999999999992e-72"},
    {"[\"\\u0000\",\"a\\u0000b\",\"\\\"\\\\\\b\\f\\n\\r\\t\"]", NULL},
    {"[\"\\/\\u00e4\\ud83d\\ude39\\u007f\"]", "[\"/\xc3\xa4\xf0\x9f\x98\xb9\x7f\"]"},
    {"{\"z\":1,\"a\":2,\"\":3}", NULL},
    {"{\"a\\u0000\":1,\"a\":2,\"a\\u0000b\":3}", NULL},
    {"{\"\\u0061\":1}", "{\"a\":1}"},
    {"{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}"},
    {"{\"a\":[[]],\"a\":1}", "{\"a\":1}"},
    {"{\"a\":{\"b\":[1]},\"a\":{\"c\":[2]}}", "{\"a\":{\"c\":[2]}}"},
    {"{\"a\":[],\"a\":{},\"a\":[{\"a\":[],\"a\":[1]}],\"b\":0}",
	"{\"a\":[{\"a\":[1]}],\"b\":0}"},
};

START_TEST(goes_both_ways)
{
	const char *text = trips[_i].text;
	const char *wanted = trips[_i].json ? trips[_i].json : text;
	struct jschema_error error;
	struct jschema_document *d = document_of(text);
	json_t *json = jschema_document_to_json(jschema_root(d), &error);
	ck_assert_msg(json != NULL, "%s: %s", text, error.text);
	ck_assert_int_eq(error.code, JSCHEMA_OK);
	char *there = dump(json);
	ck_assert_str_eq(there, wanted);
	struct jschema_document *back = jschema_document_from_json(json, &error);
	ck_assert_msg(back != NULL, "%s: %s", text, error.text);
	json_decref(json);
	json = jschema_document_to_json(jschema_root(back), NULL);
	char *again = dump(json);
	ck_assert_str_eq(again, wanted);
	json_decref(json);
	free(there);
	free(again);
	jschema_document_free(d);
	jschema_document_free(back);
}
END_TEST

static const struct {
	const char *text;
	size_t offset; /* of the number that has no json_t */
} beyond[] = {
    {"9223372036854775808", 0},
    {"-9223372036854775809", 0},
    {"[1,12345678901234567890]", 3},
    {"{\"a\":[[],{\"b\":123456789012345678901234567890}]}", 14},
    {"1e400", 0},
    {"[0,-1e400,1e400]", 3},
    {"1e999999999999999999", 0},
    {"{\"a\":1.7976931348623159e308}", 5},
};

START_TEST(refuses_numbers)
{
	struct jschema_error error;
	struct jschema_document *d = document_of(beyond[_i].text);
	ck_assert_ptr_null(jschema_document_to_json(jschema_root(d), &error));
	ck_assert_msg(
	    error.code == JSCHEMA_NO_MATCH, "%s: %s", beyond[_i].text, error.text);
	ck_assert_msg(error.offset == beyond[_i].offset, "%s: at %zu", beyond[_i].text,
	    error.offset);
	ck_assert_ptr_null(jschema_document_to_json(jschema_root(d), NULL));
	jschema_document_free(d);
}
END_TEST

/* A number may be longer than any buffer. */
START_TEST(takes_long_numbers)
{
	enum { LENGTH = 20000 };
	char *text = malloc(LENGTH + 1);
	ck_assert_ptr_nonnull(text);
	memset(text, '3', LENGTH);
	text[LENGTH] = '\0';
	text[1] = '.';
	struct jschema_document *d = document_of(text);
	json_t *json = jschema_document_to_json(jschema_root(d), NULL);
	ck_assert_double_eq(json_real_value(json), 10. / 3);
	json_decref(json);
	jschema_document_free(d);
	free(text);
}
END_TEST

/* Any value can go out, a key as a string. */
START_TEST(takes_parts)
{
	struct jschema_document *d = document_of("{\"a\\n\":[1,{\"b\":[2]},3],\"c\":4}");
	static const struct {
		uint32_t node;
		const char *json;
	} parts[] = {{1, "\"a\\n\""}, {2, "[1,{\"b\":[2]},3]"}, {3, "1"},
	    {4, "{\"b\":[2]}"}, {5, "\"b\""}, {6, "[2]"}, {9, "\"c\""}, {10, "4"}};
	for (size_t i = 0; i < countof(parts); i++) {
		struct jschema_value v = {d, parts[i].node};
		json_t *json = jschema_document_to_json(v, NULL);
		char *text = dump(json);
		ck_assert_str_eq(text, parts[i].json);
		free(text);
		json_decref(json);
	}
	jschema_document_free(d);
}
END_TEST

static json_t *
nest(size_t depth, bool objects)
{
	json_t *json = json_integer(1);
	for (size_t i = 0; i < depth; i++)
		json = objects ? json_pack("{s:o}", "a", json) : json_pack("[o]", json);
	ck_assert_ptr_nonnull(json);
	return json;
}

START_TEST(limits_depth)
{
	static const size_t depths[] = {0, 1, 1023, 1024, 1025, 1026, 2000};
	for (size_t i = 0; i < countof(depths) * 2; i++) {
		struct jschema_error error;
		size_t depth = depths[i / 2];
		json_t *json = nest(depth, i % 2);
		struct jschema_document *d = jschema_document_from_json(json, &error);
		bool fits = depth <= JSCHEMA_MAX_DEPTH;
		ck_assert_msg((d != NULL) == fits, "%zu levels: %s", depth, error.text);
		ck_assert_int_eq(error.code, fits ? JSCHEMA_OK : JSCHEMA_DEPTH);
		/* before jansson goes down, so at no place of a text */
		ck_assert_uint_eq(error.offset, 0);
		json_t *back = d ? jschema_document_to_json(jschema_root(d), NULL) : NULL;
		ck_assert(!fits || json_equal(json, back));
		json_decref(back);
		json_decref(json);
		jschema_document_free(d);
	}
}
END_TEST

START_TEST(refuses_what_is_no_tree)
{
	struct jschema_error error;
	ck_assert_ptr_null(jschema_document_from_json(NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_NO_MATCH);
	ck_assert_ptr_null(jschema_document_from_json(NULL, NULL));
	ck_assert_ptr_null(
	    jschema_document_to_json((struct jschema_value){NULL, 0}, &error));
	ck_assert_int_eq(error.code, JSCHEMA_NO_MATCH);
	/* not UTF-8 */
	json_t *json = json_pack("[o]", json_string_nocheck("\xff"));
	ck_assert_ptr_null(jschema_document_from_json(json, &error));
	ck_assert_int_eq(error.code, JSCHEMA_SYNTAX);
	json_decref(json);
	json = json_object();
	json_object_set_new_nocheck(json, "\xc3", json_null());
	ck_assert_ptr_null(jschema_document_from_json(json, &error));
	ck_assert_int_eq(error.code, JSCHEMA_SYNTAX);
	json_decref(json);
	/* a ring */
	json = json_array();
	json_t *inner = json_array();
	json_array_append_new(json, inner);
	json_array_append(inner, json);
	ck_assert_ptr_null(jschema_document_from_json(json, &error));
	ck_assert_int_eq(error.code, JSCHEMA_DEPTH);
	json_array_clear(inner);
	json_decref(json);
}
END_TEST

START_TEST(keeps_no_hold_of_the_tree)
{
	json_t *json = json_pack("{s:[s]}", "a", "b");
	struct jschema_document *d = jschema_document_from_json(json, NULL);
	json_decref(json);
	ck_assert(jschema_string_is(jschema_at(jschema_root(d), "/a/0", 4), "b", 1));
	/* and the document can be read into, as any other */
	ck_assert(jschema_document_read(d, "[true]", 6, NULL, NULL, NULL));
	ck_assert(jschema_boolean(jschema_at(jschema_root(d), "/0", 2)));
	jschema_document_free(d);
}
END_TEST

/* Where the locale writes 1,5, JSON does not. Not every machine has such a locale. */
START_TEST(heeds_no_locale)
{
	static const char *const names[] = {"de_DE.UTF-8", "de_DE", "fr_FR.UTF-8",
	    "fr_FR", "es_ES.UTF-8", "ru_RU.UTF-8", "pt_BR.UTF-8"};
	for (size_t i = 0; i < countof(names); i++) {
		if (setlocale(LC_NUMERIC, names[i]))
			break;
	}
	struct jschema_document *d = document_of("[1.5,-2.25e1]");
	json_t *json = jschema_document_to_json(jschema_root(d), NULL);
	ck_assert_double_eq(json_real_value(json_array_get(json, 0)), 1.5);
	ck_assert_double_eq(json_real_value(json_array_get(json, 1)), -22.5);
	struct jschema_document *back = jschema_document_from_json(json, NULL);
	ck_assert_str_eq(back->own_text ? "text" : "", "text");
	ck_assert(memcmp(back->text, "[1.5,-22.5]", 11) == 0);
	json_decref(json);
	jschema_document_free(d);
	jschema_document_free(back);
	setlocale(LC_NUMERIC, "C");
}
END_TEST

/* ---- when jansson gets no memory ---- */

static size_t allocations_left;

static void *
scarce_malloc(size_t size)
{
	return allocations_left && allocations_left-- ? malloc(size) : NULL;
}

/* The n-th allocation and all behind it fail, until there are enough of them. */
START_TEST(says_when_memory_runs_out)
{
	struct jschema_document *d = document_of(
	    "{\"a\":[1,2.5,\"b\",[],{},true],\"c\":{\"d\":{\"e\":null}},\"f\":[[1,[2]]],"
	    "\"g\":1,\"h\":2,\"i\":3,\"j\":4,\"k\":5,\"l\":6,\"m\":[1,2,3,4,5,6,7,8,9]}");
	json_set_alloc_funcs(scarce_malloc, free);
	json_t *json = NULL;
	size_t n = 0;
	for (; !json && n < 1000; n++) {
		struct jschema_error error;
		allocations_left = n;
		json = jschema_document_to_json(jschema_root(d), &error);
		ck_assert_int_eq(error.code, json ? JSCHEMA_OK : JSCHEMA_NO_MEMORY);
	}
	ck_assert(json && n > 50);
	struct jschema_document *back = NULL;
	for (n = 0; !back && n < 1000; n++) {
		struct jschema_error error;
		allocations_left = n;
		back = jschema_document_from_json(json, &error);
		ck_assert_int_eq(error.code, back ? JSCHEMA_OK : JSCHEMA_NO_MEMORY);
	}
	ck_assert_ptr_nonnull(back);
	json_decref(json);
	json_set_alloc_funcs(malloc, free);
	jschema_document_free(back);
	jschema_document_free(d);
}
END_TEST

/* a real that jansson holds is equal to the digits it was read from */
START_TEST(keeps_reals)
{
	static const char *const reals[] = {"0.1", "4.35", "1e23", "0.3", "1.5",
	    "-2.5e-7", "123456.789", "1.7976931348623157e308", "5e-324"};
	for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
		char text[64];
		snprintf(text, sizeof text, "{\"const\":%s}", reals[i]);
		struct jschema_document *d = document_of(text);
		struct jschema_schema *schema = jschema_compile(d, NULL, NULL);
		json_t *json = json_loads(reals[i], JSON_DECODE_ANY, NULL);
		ck_assert(schema && json);
		ck_assert_msg(
		    jschema_check_json(schema, json, NULL) == JSCHEMA_VALID, "%s", text);
		json_decref(json);
		json = json_real(7);
		ck_assert_int_eq(jschema_check_json(schema, json, NULL), JSCHEMA_INVALID);
		json_decref(json);
		jschema_schema_free(schema);
		jschema_document_free(d);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("convert");
	TCase *rows = tcase_create("rows");
	tcase_add_test(rows, keeps_reals);
	tcase_add_loop_test(rows, goes_both_ways, 0, (int)countof(trips));
	tcase_add_loop_test(rows, refuses_numbers, 0, (int)countof(beyond));
	tcase_add_test(rows, takes_long_numbers);
	tcase_add_test(rows, takes_parts);
	tcase_add_test(rows, limits_depth);
	tcase_add_test(rows, refuses_what_is_no_tree);
	tcase_add_test(rows, keeps_no_hold_of_the_tree);
	tcase_add_test(rows, heeds_no_locale);
	tcase_add_test(rows, says_when_memory_runs_out);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
