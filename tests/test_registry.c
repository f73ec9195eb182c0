/* lib/registry.c: where references lead, and which identifiers are none. */
#include "quoted.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * The reference is the value of "$ref" beside the $defs of each row. Where it leads, a
 * "const" stands; the row says which.
 */
static const struct {
	const char *base;
	const char *schema; /* members beside the "$ref" */
	const char *reference;
	const char *leads_to; /* the "const"; NULL: refused */
} leads[] = {
    /* pointers */
    {NULL, "'$defs':{'a':{'const':1}}", "#/$defs/a", "1"},
    {NULL, "'$defs':{'a':{'const':1}}", "#/%24defs/%61", "1"},
    {NULL, "'$defs':{'a/b':{'const':1},'a':{'b':{'const':2}}}", "#/$defs/a~1b", "1"},
    {NULL, "'$defs':{'a~b':{'const':1}}", "#/$defs/a~0b", "1"},
    {NULL, "'$defs':{'~1':{'const':1},'/':{'const':2}}", "#/$defs/~01", "1"},
    {NULL, "'$defs':{'~1':{'const':1},'/':{'const':2}}", "#/$defs/%7E1", "2"},
    {NULL, "'$defs':{'a%b':{'const':1}}", "#/$defs/a%25b", "1"},
    {NULL, "'$defs':{'a%25b':{'const':1}}", "#/$defs/a%25b", NULL},
    {NULL, "'$defs':{'a\\u0022b':{'const':1}}", "#/$defs/a%22b", "1"},
    {NULL, "'$defs':{'\xc3\xa9':{'const':1}}", "#/$defs/%C3%A9", "1"},
    {NULL, "'$defs':{'\xc3\xa9':{'const':1}}", "#/$defs/%c3%a9", "1"},
    {NULL, "'$defs':{'\xc3\xa9':{'const':1}}", "#/$defs/\\u00e9", "1"},
    {NULL, "'$defs':{'':{'const':1,'$defs':{'':{'const':2}}}}", "#/$defs/", "1"},
    {NULL, "'$defs':{'':{'const':1,'$defs':{'':{'const':2}}}}", "#/$defs//$defs/", "2"},
    {NULL, "'$defs':{'a\\u0000b':{'const':1}}", "#/$defs/a%00b", "1"},
    {NULL, "'$defs':{'a\\u0000b':{'const':1}}", "#/$defs/a\\u0000b", "1"},
    {NULL, "'$defs':{'a\\u0000b':{'const':1}}", "#/$defs/a", NULL},
    {NULL, "'$defs':{'a':{'allOf':[{},{'const':1}]}}", "#/$defs/a/allOf/1", "1"},
    {NULL, "'$defs':{'a':{'allOf':[{},{'const':1}]}}", "#/$defs/a/allOf/01", NULL},
    {NULL, "'$defs':{'a':{'allOf':[{},{'const':1}]}}", "#/$defs/a/allOf/2", NULL},
    {NULL, "'$defs':{'a':{'allOf':[{},{'const':1}]}}", "#/$defs/a/allOf/-", NULL},
    {NULL, "'$defs':{'a':{'const':1}}", "#/$defs/A", NULL},
    {NULL, "'$defs':{'a':{'const':1}}", "#/$defs/a/", NULL},
    {NULL, "'$defs':{'a':{'const':1}}", "#$defs/a", NULL},
    /* places that only a reference makes a schema */
    {NULL, "'x-more':{'deep':[{'const':1}]}", "#/x-more/deep/0", "1"},
    {NULL, "'not':{'enum':[{'const':2},1]}", "#/not/enum/0", "2"},
    {NULL, "'default':{'$ref':'#/$defs/a'},'$defs':{'a':{'const':1}}", "#/default", "1"},
    {NULL, "'x':{'$id':'http://x/y','z':{'$ref':'#/w'},'w':{'const':1}}", "#/x/z", NULL},
    {NULL, "'x':{'$id':'http://x/y','$ref':'#/w','w':{'const':1}}", "#/x", "1"},
    /* anchors */
    {NULL, "'$defs':{'a':{'$anchor':'here','const':1}}", "#here", "1"},
    {NULL, "'$defs':{'a':{'$anchor':'here','const':1}}", "#%68ere", "1"},
    {NULL, "'$defs':{'a':{'$anchor':'h\\u0065re','const':1}}", "#here", "1"},
    {NULL, "'$defs':{'a':{'$anchor':'here','const':1}}", "#Here", NULL},
    {NULL, "'$defs':{'a':{'not':{'$anchor':'here','const':1}}}", "#here", "1"},
    {NULL, "'not':{'not':{'anyOf':[{},{'$anchor':'here','const':1}]}}", "#here", "1"},
    {NULL, "'not':{'not':{'dependencies':{'a':{'$anchor':'here','const':1}}}}", "#here",
	"1"},
    {NULL, "'$defs':{'a':{'properties':{'$anchor':{'const':1}}}}", "#here", NULL},
    {NULL, "'$defs':{'a':{'const':{'$anchor':'here','const':1}}}", "#here", NULL},
    {NULL, "'$defs':{'a':{'enum':[{'$anchor':'here','const':1}]}}", "#here", NULL},
    {NULL, "'x':{'$anchor':'here','const':1}", "#here", NULL},
    {"http://a/b", "'$defs':{'a':{'$anchor':'here','const':1}}", "b#here", "1"},
    {"http://a/b", "'$defs':{'a':{'$anchor':'here','const':1}}", "http://a/c#here", NULL},
    /* an anchor belongs to its resource */
    {NULL, "'$defs':{'a':{'$id':'x','not':{'$anchor':'here','const':1}}}", "#here", NULL},
    {NULL, "'$defs':{'a':{'$id':'x','not':{'$anchor':'here','const':1}}}", "x#here", "1"},
    {NULL,
	"'$defs':{'a':{'$id':'x','not':{'$anchor':'h','const':1}},"
	"'b':{'$anchor':'h','const':2}}",
	"#h", "2"},
    {NULL,
	"'$defs':{'a':{'$id':'x','not':{'$anchor':'h','const':1}},"
	"'b':{'$anchor':'h','const':2}}",
	"x#h", "1"},
    /* bases */
    {NULL, "'$id':'http://a/b/c','$defs':{'a':{'$id':'d','const':1}}", "d", "1"},
    {NULL, "'$id':'http://a/b/c','$defs':{'a':{'$id':'d','const':1}}", "/b/d", "1"},
    {NULL, "'$id':'http://a/b/c','$defs':{'a':{'$id':'d','const':1}}", "//a/b/d", "1"},
    {NULL, "'$id':'http://a/b/c','$defs':{'a':{'$id':'d','const':1}}", "HTTP://A/b/./d#",
	"1"},
    {NULL, "'$id':'http://a/b/c','$defs':{'a':{'$id':'d','const':1}}", "/d", NULL},
    {NULL, "'$id':'http://a/b/c#','$defs':{'a':{'const':1}}", "c#/$defs/a", "1"},
    {NULL, "'$id':'http://a/b/c','$defs':{'a':{'$id':'../d','const':1}}", "http://a/d",
	"1"},
    {NULL, "'$id':'http://a/b/c','$defs':{'a':{'$id':'?q','const':1}}", "c?q", "1"},
    {NULL, "'$id':'file:///c:/x/y.json','$defs':{'a':{'$id':'z.json','const':1}}",
	"z.json", "1"},
    {NULL, "'$id':'file:///c:/x/y.json','$defs':{'a':{'$id':'z.json','const':1}}",
	"file:///c:/x/z.json", "1"},
    {NULL, "'$id':'urn:uuid:deadbeef','$defs':{'a':{'const':1}}", "#/$defs/a", "1"},
    {NULL, "'$id':'urn:uuid:deadbeef','$defs':{'a':{'const':1}}",
	"urn:uuid:deadbeef#/$defs/a", "1"},
    {NULL, "'$id':'urn:x:a?+r?=q','$defs':{'a':{'$anchor':'n','const':1}}",
	"urn:x:a?+r?=q#n", "1"},
    {NULL, "'$defs':{'a':{'$id':'urn:x:a','const':1}}", "urn:x:a", "1"},
    {NULL, "'$defs':{'a':{'$id':'tag:e,2026:a','const':1}}", "tag:e,2026:a#", "1"},
    {NULL, "'$id':'rel/a','$defs':{'a':{'$id':'b','const':1}}", "b", "1"},
    {NULL, "'$id':'rel/a','$defs':{'a':{'$id':'b','const':1}}", "c", NULL},
    /* the URI a document came from (Core 9.1.2), in whatever form it is given */
    {"http://a/b", "'$defs':{'a':{'const':1}}", "b#/$defs/a", "1"},
    {"http://a/b#frag", "'$defs':{'a':{'const':1}}", "b#/$defs/a", "1"},
    {"HTTP://A/x/../b", "'$defs':{'a':{'const':1}}", "#/$defs/a", "1"},
    {"HTTP://A/x/../b", "'$defs':{'a':{'const':1}}", "http://a/b#/$defs/a", "1"},
    {"http://a/b", "'$id':'http://c/d','$defs':{'a':{'const':1}}", "http://a/b#/$defs/a",
	"1"},
    {"http://a/b", "'$id':'http://c/d','$defs':{'a':{'const':1}}", "d#/$defs/a", "1"},
    {"http://a/b", "'$id':'http://c/d','$defs':{'a':{'$anchor':'n','const':1}}", "d#n",
	"1"},
    {"http://a/b", "'$id':'http://c/d','$defs':{'a':{'$anchor':'n','const':1}}",
	"http://a/b#n", "1"},
    {"http://a/b/", "'$id':'c','$defs':{'a':{'$id':'d','const':1}}", "http://a/b/d", "1"},
    /* embedded resources: the base of a reference is that of where it stands */
    {NULL,
	"'$id':'http://a/','$defs':{'a':{'$id':'b/','$ref':'#/$defs/x','$defs':"
	"{'x':{'const':1}}},'x':{'const':2}}",
	"b/", "1"},
    {NULL,
	"'$id':'http://a/','$defs':{'a':{'$id':'b/','not':{'$ref':'c'}},"
	"'c':{'$id':'c','const':1},'d':{'$id':'b/c','const':2}}",
	"#/$defs/a/not", "2"},
    {NULL, "'$id':'http://a/','$defs':{'a':{'$id':'b/','$defs':{'x':{'const':1}}}}",
	"#/$defs/a/$defs/x", "1"},
    {NULL,
	"'$id':'http://a/','$defs':{'a':{'$id':'b/','$defs':{'x':{'$ref':'#/$defs/y'},"
	"'y':{'const':1}}},'y':{'const':2}}",
	"#/$defs/a/$defs/x", "1"},
    {NULL, "'$defs':{'a':{'const':{'$id':'http://x/'}},'b':{'const':1}}", "http://x/",
	NULL},
    {NULL, "'$defs':{'a':{'properties':{'$id':{'const':1}}}}", "#/$defs/a/properties/$id",
	"1"},
    {NULL, "'$id':'http://a/b'", "http://a/c", NULL},
    {NULL, "'$id':'http://a/b'", "c", NULL},
    {NULL, "'$defs':{}", "http://json-schema.org/draft-07/schema", NULL},
};

START_TEST(resolves)
{
	char schema[1024], value[64];
	struct jschema_error error;
	struct jschema_compile_options options = {.base = leads[_i].base};
	const char *to = leads[_i].leads_to;
	snprintf(schema, sizeof schema, "{%s,'properties':{'p':{'$ref':'%s'}}}",
	    leads[_i].schema, leads[_i].reference);
	struct compiled s = read_text(schema);
	struct jschema_schema *compiled = jschema_compile(s.document, &options, &error);
	ck_assert_msg(!compiled == !to, "%s: %s", schema, error.text);
	if (!to) {
		ck_assert_msg(error.code == JSCHEMA_UNRESOLVED, "%s: %d %s", schema,
		    error.code, error.text);
		ck_assert_msg(strstr(error.pointer, "/$ref") != NULL, "%s: %s", schema,
		    error.pointer);
	}
	for (int i = 1; to && i <= 3; i++) {
		snprintf(value, sizeof value, "[{'p':%d}]", i);
		struct compiled d = read_text(value);
		struct jschema_value v = jschema_at(jschema_root(d.document), "/0", 2);
		int verdict = jschema_check(compiled, v, &error);
		ck_assert_msg(verdict == (i == to[0] - '0'), "%s on %s: %d", schema,
		    value, verdict);
		drop(d);
	}
	jschema_schema_free(compiled);
	drop(s);
}
END_TEST

static const struct {
	const char *schema;
	const char *pointer;
	const char *text;
} refused[] = {
    {"{'$id':'http://a/b#c'}", "/$id",
	"an identifier has no fragment; '$anchor' gives a name to a part"},
    {"{'$defs':{'a':{'$id':'#a'}}}", "/$defs/a/$id",
	"an identifier has no fragment; '$anchor' gives a name to a part"},
    {"{'$defs':{'a':{'$id':'x'},'b':{'$id':'x'}}}", "/$defs/b/$id",
	"another schema has the identifier 'x' already"},
    {"{'$id':'http://a/b','not':{'$id':'HTTP://A/./b#'}}", "/not/$id",
	"another schema has the identifier 'HTTP://A/./b#' already"},
    {"{'$id':'http://a/b','not':{'$id':''}}", "/not/$id",
	"another schema has the identifier '' already"},
    {"{'$anchor':'a','not':{'$anchor':'a'}}", "/not/$anchor",
	"another schema has the anchor 'a' already"},
    {"{'$anchor':'a','$dynamicAnchor':'a'}", "/$dynamicAnchor",
	"this schema has the anchor 'a' already"},
    {"{'$dynamicAnchor':'a','$anchor':'a'}", "/$anchor",
	"this schema has the anchor 'a' already"},
    {"{'$defs':{'a':{'$anchor':'a'},'b':{'$anchor':'\\u0061'}}}", "/$defs/b/$anchor",
	"another schema has the anchor '\\u0061' already"},
    {"{'$defs':{'a':{'$anchor':'b','$dynamicAnchor':'a'},'b':{'$anchor':'a'}}}",
	"/$defs/b/$anchor", "another schema has the anchor 'a' already"},
    {"{'$defs':{'a':{'$id':5}}}", "/$defs/a/$id",
	"expected a URI reference, a string, got the number 5"},
    {"{'properties':{'a':{'items':{'$anchor':null}}}}", "/properties/a/items/$anchor",
	"expected a name, a string, got null"},
};

START_TEST(refuses)
{
	struct jschema_error error;
	struct compiled s = read_text(refused[_i].schema);
	ck_assert_ptr_null(jschema_compile(s.document, NULL, &error));
	ck_assert_msg(error.code == JSCHEMA_BAD_SCHEMA, "%s: %d", s.text, error.code);
	ck_assert_msg(
	    !refused[_i].pointer || strcmp(error.pointer, refused[_i].pointer) == 0,
	    "%s: %s", s.text, error.pointer);
	for (char *at = error.text; (at = strchr(at, '"'));)
		*at = '\'';
	ck_assert_str_eq(error.text, refused[_i].text);
	drop(s);
}
END_TEST

/* the same anchor and identifiers in other resources, and data that looks like them */
static const char *const accepted[] = {
    "{'$anchor':'a','not':{'$id':'x','$anchor':'a'}}",
    "{'$id':'http://a/b','not':{'$id':'c'}}",
    "{'$id':''}",
    "{'$id':'#'}",
    "{'$id':'http://a/b#'}",
    "{'$id':'x','enum':[{'$id':'x'},{'$id':'#/y'}],'const':{'$id':'x'}}",
    "{'$id':'x','default':{'$id':'x'},'examples':[{'$id':'x'}]}",
    "{'$id':'x','unknown':{'$id':'x'}}",
    "{'$id':'x','properties':{'$id':true,'$anchor':{'$anchor':'a'}},'$anchor':'b'}",
    "{'allOf':[{'$ref':'#/x/a'},{'$ref':'#/x/a'}],'x':{'a':{'$id':'x'}}}",
};

START_TEST(accepts)
{
	struct jschema_error error;
	struct compiled s = read_text(accepted[_i]);
	struct jschema_schema *schema = jschema_compile(s.document, NULL, &error);
	ck_assert_msg(schema != NULL, "%s: %s: %s", s.text, error.pointer, error.text);
	jschema_schema_free(schema);
	drop(s);
}
END_TEST

/* ways through an object so large that it gets a table */
START_TEST(walks_through_many)
{
	enum { MANY = 200 };
	static const struct {
		const char *reference;
		int leads_to; /* -1: nowhere */
	} ways[] = {{"#/$defs/~0a~150", 50}, {"#/$defs/~0a%7E1199", 199},
	    {"#/$defs/~0a~1200", -1}, {"#/$defs/behind", -1}, {"#/$defs/~0a/50", -1},
	    {"#/$defs/~1a~150", -1}, {"#/$defs/\\u007e0a~17", 7}};
	char text[8192] = "{'$defs':{", value[64];
	size_t n = strlen(text);
	for (int i = 0; i < MANY; i++)
		n += (size_t)snprintf(text + n, sizeof text - n,
		    "%s'~a\\/%d':{'const':%d}", i ? "," : "", i, i);
	snprintf(text + n, sizeof text - n, "},'behind':true,'$ref':'%s'}",
	    ways[_i].reference);
	struct compiled s = read_text(text);
	struct jschema_schema *schema = jschema_compile(s.document, NULL, NULL);
	ck_assert_msg(!schema == (ways[_i].leads_to < 0), "%s", ways[_i].reference);
	snprintf(value, sizeof value, "%d", ways[_i].leads_to);
	struct compiled d = read_text(value);
	if (schema)
		ck_assert_int_eq(
		    jschema_check(schema, jschema_root(d.document), NULL), JSCHEMA_VALID);
	drop(d);
	jschema_schema_free(schema);
	drop(s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("registry");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, resolves, 0, (int)countof(leads));
	tcase_add_loop_test(rows, refuses, 0, (int)countof(refused));
	tcase_add_loop_test(rows, accepts, 0, (int)countof(accepted));
	tcase_add_loop_test(rows, walks_through_many, 0, 7);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
