/* lib/subschema.c: what a schema knows of members and elements, wherever it says so. */
#include "quoted.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *schema;
	const char *names; /* all, in order, with spaces between */
} lists[] = {
    {"true", ""},
    {"false", ""},
    {"{}", ""},
    {"{'type':'object'}", ""},
    {"{'properties':{}}", ""},
    {"{'additionalProperties':{'type':'null'}}", ""},
    {"{'properties':{'b':true,'a':false,'c':{}}}", "b a c"},
    {"{'properties':{'\\u0062':true,'\xc3\xa9':true}}", "b \xc3\xa9"},
    {"{'type':'string','properties':{'a':true}}", "a"},
    {"{'$ref':'#/$defs/x','$defs':{'x':{'$ref':'#/$defs/y'},"
     "'y':{'properties':{'a':true,'b':true}}}}",
	"a b"},
    {"{'$ref':'#/$defs/x','title':'t','maxProperties':9,'$defs':{'x':{'properties':"
     "{'a':true}}}}",
	"a"},
    {"{'oneOf':[{'type':'null'},{'properties':{'a':true}}]}", "a"},
    {"{'anyOf':[{'type':'null'},{'$ref':'#/$defs/x'}],'$defs':{'x':{'properties':"
     "{'a':true}}}}",
	"a"},
    {"{'allOf':[{'properties':{'a':true}},{'properties':{'b':true,'c':true}}]}", "a b c"},
    {"{'allOf':[{'properties':{'b':true}}],'properties':{'a':true}}", "a b"},
    {"{'not':{'properties':{'a':true}}}", ""},
    {"{'items':{'properties':{'a':true}}}", ""},
    {"{'allOf':[{'allOf':[{'allOf':[{'properties':{'a':true}}]}]}]}", "a"},
};

START_TEST(lists_names)
{
	struct compiled s = compile(lists[_i].schema, false);
	struct jschema_subschema root = jschema_schema_root(s.schema);
	size_t count = jschema_property_count(root), n = 0, length;
	char names[256] = "", key[64];
	struct jschema_listing *listing = jschema_listing_new(root);
	for (size_t i = 0; i < count; i++) {
		size_t position = 99;
		const char *name = jschema_property_name(root, i, &length);
		ck_assert_msg(name != NULL, "%s: %zu", s.text, i);
		n += (size_t)snprintf(names + n, sizeof names - n, "%s%.*s", i ? " " : "",
		    (int)length, name);
		/* and back again */
		snprintf(key, sizeof key, "{'%.*s':1}", (int)length, name);
		struct compiled d = read_text(key);
		struct jschema_item item;
		ck_assert(jschema_first(jschema_root(d.document), &item));
		struct jschema_subschema sub =
		    jschema_property(root, item.key, &position);
		ck_assert_msg(sub.schema == s.schema && position == i, "%s: %s: %zu",
		    s.text, key, position);
		ck_assert(jschema_property(root, item.key, NULL).index == sub.index);
		ck_assert(jschema_property_at(root, i).index == sub.index);
		for (size_t expected = 0; expected <= count + 1; expected++)
			ck_assert(jschema_listing_find(listing, item.key, expected) == i);
		drop(d);
	}
	ck_assert_msg(strcmp(names, lists[_i].names) == 0, "%s: %s", s.text, names);
	jschema_listing_free(listing);
	ck_assert_ptr_null(jschema_property_at(root, count).schema);
	ck_assert_ptr_null(jschema_property_name(root, count, &length));
	ck_assert_ptr_null(jschema_property_name(root, SIZE_MAX, &length));
	drop(s);
}
END_TEST

/* a name that is listed again, one that is spelt with an escape, and what is no key */
START_TEST(finds_listed)
{
	struct compiled s = compile(
	    "{'allOf':[{'properties':{'a':{},'b':{}}},{'properties':{'a':{},'c':{}}}]}",
	    false);
	struct compiled d = read_text("{'c':0,'\\u0061':'b','x':0}");
	struct jschema_listing *listing =
	    jschema_listing_new(jschema_schema_root(s.schema));
	static const size_t positions[] = {3, 0, SIZE_MAX};
	struct jschema_item item;
	ck_assert(jschema_first(jschema_root(d.document), &item));
	for (size_t i = 0; i < countof(positions); i++, jschema_next(&item)) {
		for (size_t expected = 0; expected < 6; expected++)
			ck_assert_uint_eq(
			    jschema_listing_find(listing, item.key, expected),
			    positions[i]);
		ck_assert_uint_eq(jschema_listing_find(listing, item.value, 1), SIZE_MAX);
	}
	jschema_listing_free(listing);
	drop(d);
	drop(s);
}
END_TEST

/* the same of all members: the first of each name, and what is no object has none */
START_TEST(sorts_members)
{
	struct compiled s = compile(
	    "{'allOf':[{'properties':{'a':{},'b':{}}},{'properties':{'a':{},'c':{}}}]}",
	    false);
	struct compiled d = read_text("{'c':0,'x':1,'\\u0061':2,'c':3,'y':[4],'a':5}");
	struct jschema_listing *listing =
	    jschema_listing_new(jschema_schema_root(s.schema));
	static const char *const found[] = {"2", NULL, NULL, "0"};
	struct jschema_value values[countof(found)], root = jschema_root(d.document);
	size_t length;
	ck_assert_uint_eq(jschema_listing_members(listing, root, values), 2);
	for (size_t i = 0; i < countof(found); i++) {
		const char *text = jschema_text(values[i], &length);
		ck_assert(found[i] ? text && length == 1 && *text == *found[i] : !text);
	}
	ck_assert_uint_eq(jschema_listing_members(listing, values[0], values), 0);
	ck_assert_ptr_null(values[3].document);
	jschema_listing_free(listing);
	drop(d);
	drop(s);
}
END_TEST

/* the way down a document: at each step the names that are known there */
static const struct {
	const char *schema;
	const char *value; /* with one member or element at each level */
	const char *counts;
} ways[] = {
    {"{'properties':{'a':{'properties':{'b':{},'c':{}}}}}", "{'a':{'c':1}}", "1 2 0"},
    {"{'properties':{'a':{'properties':{'b':{},'c':{}}}}}", "{'x':{'c':1}}", "1 - -"},
    {"{'properties':{'a':{'properties':{'b':{}}}}}", "{'\\u0061':{'b':1}}", "1 1 0"},
    {"{'properties':{'a':{'items':{'properties':{'b':{},'c':{}}}}}}", "{'a':[{'b':1}]}",
	"1 0 2 0"},
    {"{'items':{'$ref':'#/$defs/x'},'$defs':{'x':{'oneOf':[{'type':'null'},"
     "{'properties':{'a':{},'b':{'$ref':'#'}}}]}}}",
	"[{'b':[{'a':1}]}]", "0 2 0 2 0"},
    {"{'oneOf':[{'type':'null'},{'items':{'properties':{'a':{}}}}]}", "[{'a':1}]",
	"0 1 0"},
    {"{'allOf':[{'$ref':'#/$defs/x'}],'$defs':{'x':{'items':{'properties':{'a':{}}}}}}",
	"[{'a':1}]", "0 1 0"},
    {"{'allOf':[{'properties':{'a':{}}},{'properties':{'b':{'properties':{'c':{}}}}}]}",
	"{'b':{'c':1}}", "2 1 0"},
    {"{}", "[{'a':1}]", "0 - -"},
    {"{'items':true}", "[{'a':1}]", "0 0 -"},
    {"{'type':'array','properties':{'a':{}}}", "[1]", "1 -"},
};

START_TEST(leads_down)
{
	struct compiled s = compile(ways[_i].schema, false),
			d = read_text(ways[_i].value);
	struct jschema_subschema sub = jschema_schema_root(s.schema);
	struct jschema_item item = {.value = jschema_root(d.document)};
	char counts[64] = "";
	for (bool more = true; more;) {
		char count[16] = "-";
		if (sub.schema)
			snprintf(count, sizeof count, "%zu", jschema_property_count(sub));
		else
			ck_assert_uint_eq(jschema_property_count(sub), 0);
		strcat(strcat(counts, *counts ? " " : ""), count);
		bool object = jschema_kind(item.value) == JSCHEMA_OBJECT;
		more = jschema_first(item.value, &item);
		if (more)
			sub = object ? jschema_property(sub, item.key, NULL)
				     : jschema_elements(sub);
	}
	ck_assert_msg(
	    strcmp(counts, ways[_i].counts) == 0, "%s on %s: %s", s.text, d.text, counts);
	drop(d);
	drop(s);
}
END_TEST

static const struct {
	const char *schema;
	const char *format;
	bool has;
} formats[] = {
    {"{'format':'date-time'}", "date-time", true},
    {"{'format':'date\\u002dtime'}", "date-time", true},
    {"{'format':'date-time'}", "date", false},
    {"{'format':'date'}", "date-time", false},
    {"{'type':'object','format':'date-time'}", "date-time", true},
    {"{'format':'moon-phase'}", "moon-phase", false},
    {"{'const':'date-time'}", "date-time", false},
    {"{'oneOf':[{'format':'date'},{'format':'date-time'},{'type':'null'}]}", "date-time",
	true},
    {"{'anyOf':[true,{'allOf':[{'$ref':'#/$defs/d'}]}],'$defs':{'d':{'format':'time'}}}",
	"time", true},
    {"{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/d'},'d':{'format':'time'}}}",
	"time", true},
    {"{'not':{'format':'date-time'}}", "date-time", false},
    {"{'items':{'format':'date-time'}}", "date-time", false},
    {"{'properties':{'a':{'format':'date-time'}}}", "date-time", false},
    {"true", "date-time", false},
};

START_TEST(has_format)
{
	struct compiled s = read_text(formats[_i].schema);
	for (int assert = 0; assert < 2; assert++) {
		struct jschema_compile_options options = {.assert_format = assert};
		s.schema = jschema_compile(s.document, &options, NULL);
		ck_assert(s.schema != NULL);
		ck_assert_msg(jschema_has_format(jschema_schema_root(s.schema),
				  formats[_i].format) == formats[_i].has,
		    "%s: %s", s.text, formats[_i].format);
		jschema_schema_free(s.schema);
	}
	s.schema = NULL;
	drop(s);
}
END_TEST

START_TEST(knows_nothing)
{
	struct jschema_subschema nothing = {NULL, 0};
	struct jschema_value none = {NULL, 0};
	size_t length;
	ck_assert_ptr_null(jschema_property(nothing, none, NULL).schema);
	ck_assert_ptr_null(jschema_elements(nothing).schema);
	ck_assert(!jschema_has_format(nothing, "date-time"));
	ck_assert_uint_eq(jschema_property_count(nothing), 0);
	ck_assert_ptr_null(jschema_property_name(nothing, 0, &length));
	ck_assert_ptr_null(jschema_property_at(nothing, 0).schema);
	struct jschema_listing *listing = jschema_listing_new(nothing);
	ck_assert_uint_eq(jschema_listing_find(listing, none, 0), SIZE_MAX);
	ck_assert_uint_eq(jschema_listing_members(listing, none, NULL), 0);
	jschema_listing_free(listing);
	jschema_listing_free(NULL);
	struct compiled s = compile("{'properties':{'a':true}}", false);
	ck_assert_ptr_null(
	    jschema_property(jschema_schema_root(s.schema), none, NULL).schema);
	drop(s);
}
END_TEST

/* branches multiply at every step; looking has to end all the same */
START_TEST(ends)
{
	char schema[4096] = "{'$ref':'#/$defs/d0','$defs':{";
	size_t n = strlen(schema);
	for (int i = 0; i < 14; i++)
		n += (size_t)snprintf(schema + n, sizeof schema - n,
		    "'d%d':{'anyOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'},"
		    "{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]},",
		    i, i + 1, i + 1, i + 1, i + 1);
	snprintf(schema + n, sizeof schema - n, "'d14':{}}}");
	struct compiled s = compile(schema, false);
	struct jschema_subschema root = jschema_schema_root(s.schema);
	ck_assert_uint_eq(jschema_property_count(root), 0);
	ck_assert_ptr_null(jschema_elements(root).schema);
	drop(s);
}
END_TEST

/* branches inside each other are looked through to a depth, and no further */
START_TEST(looks_so_deep)
{
	char schema[1024] = "", *at = schema;
	for (int i = 0; i < _i; i++)
		at += snprintf(at, 32, "{'title':'t','allOf':[");
	at += snprintf(at, 32, "{'properties':{'a':true}}");
	for (int i = 0; i < _i; i++)
		at += snprintf(at, 32, "]}");
	struct compiled s = compile(schema, false);
	ck_assert_uint_eq(jschema_property_count(jschema_schema_root(s.schema)), _i < 16);
	drop(s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("subschema");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, lists_names, 0, (int)countof(lists));
	tcase_add_loop_test(rows, leads_down, 0, (int)countof(ways));
	tcase_add_loop_test(rows, has_format, 0, (int)countof(formats));
	tcase_add_test(rows, finds_listed);
	tcase_add_test(rows, sorts_members);
	tcase_add_test(rows, knows_nothing);
	tcase_add_test(rows, ends);
	tcase_add_loop_test(rows, looks_so_deep, 14, 18);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
