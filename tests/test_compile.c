/* lib/compile.c: what is no schema is refused, with the place where it is none. */
#include "quoted.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* a schema in which a ^ stands where it is none; that is left out */
static struct compiled
read_marked(const char *quoted, size_t *mark)
{
	char *text = malloc(strlen(quoted) + 1);
	ck_assert_ptr_nonnull(text);
	strcpy(text, quoted);
	*mark = strcspn(text, "^");
	if (text[*mark])
		memmove(text + *mark, text + *mark + 1, strlen(text + *mark));
	struct compiled s = read_text(text);
	free(text);
	return s;
}

#define TYPES                                                                      \
	"'type' must be one of null, boolean, number, integer, string, array and " \
	"object, or an array of them, each once"
#define COUNT(keyword) "'" keyword "' must be a non-negative integer"
#define NUMBER(keyword) "'" keyword "' must be a number"
#define SCHEMA "a schema must be an object or a boolean"
#define REQUIRED(k) "'" k "' must be an object of arrays of distinct strings"
#define SCHEMAS(keyword) "'" keyword "' must be an object of schemas"
#define BRANCHES(keyword) "'" keyword "' must be a non-empty array of schemas"
#define NAMES "'required' must be an array of distinct strings"
#define STRING "expected a string, got the number 5"
#define FLAG(keyword) "'" keyword "' must be a boolean"
#define ITEMS "'items' must be a schema"
#define OLD(dialect)                                                                 \
	"the schema is of " dialect ", and only 2020-12 is known here: convert it, " \
	"with the '$schema' " META "schema"
#define DIALECT                                                                      \
	"'$schema' must be https://json-schema.org/draft/2020-12/schema or the URI " \
	"of a metaschema that is given, got the string"
#define META "https://json-schema.org/draft/2020-12/"
#define NO_PART "the reference leads to a part of a metaschema that is no schema"
#define TWICE "the same name stands twice in this object"
#define ANCHOR "an anchor is a letter or '_', then letters, digits, '-', '_' and '.'"
#define BAD JSCHEMA_BAD_SCHEMA

static const struct {
	const char *schema; /* ^ before what is wrong */
	enum jschema_code code;
	const char *pointer;
	const char *text; /* as it begins */
} refused[] = {
    {"^null", BAD, "", SCHEMA},
    {"^[]", BAD, "", SCHEMA},
    {"  ^'x'", BAD, "", SCHEMA},
    {"{'type':^'strin'}", BAD, "/type", TYPES},
    {"{'nullable':true,'type':^[]}", BAD, "/type", TYPES},
    {"{'type':^'String'}", BAD, "/type", TYPES},
    {"{'type':^'string\\u0000'}", BAD, "/type", TYPES},
    {"{'type':^null}", BAD, "/type", TYPES},
    {"{'type':^{}}", BAD, "/type", TYPES},
    {"{'type':^[]}", BAD, "/type", TYPES},
    {"{'type':['string',^null]}", BAD, "/type/1", TYPES},
    {"{'type':['string',^['null']]}", BAD, "/type/1", TYPES},
    {"{'type':['string',^'string']}", BAD, "/type/1", TYPES},
    {"{'type':['integer','null',^'integer']}", BAD, "/type/2", TYPES},
    {"{'enum':^{}}", BAD, "/enum", "'enum' must be an array of values"},
    {"{'enum':^1}", BAD, "/enum", "'enum' must be an array of values"},
    {"{'minimum':^'1'}", BAD, "/minimum", NUMBER("minimum")},
    {"{'maximum':^null}", BAD, "/maximum", NUMBER("maximum")},
    {"{'exclusiveMinimum':^true}", BAD, "/exclusiveMinimum", NUMBER("exclusiveMinimum")},
    {"{'exclusiveMaximum':^[1]}", BAD, "/exclusiveMaximum", NUMBER("exclusiveMaximum")},
    {"{'minLength':^-1}", BAD, "/minLength", COUNT("minLength")},
    {"{'minLength':^1.5}", BAD, "/minLength", COUNT("minLength")},
    {"{'maxLength':^'1'}", BAD, "/maxLength", COUNT("maxLength")},
    {"{'maxLength':^-1e400}", BAD, "/maxLength", COUNT("maxLength")},
    {"{'maxLength':^1e-400}", BAD, "/maxLength", COUNT("maxLength")},
    {"{'minItems':^null}", BAD, "/minItems", COUNT("minItems")},
    {"{'maxItems':^[]}", BAD, "/maxItems", COUNT("maxItems")},
    {"{'minProperties':^true}", BAD, "/minProperties", COUNT("minProperties")},
    {"{'maxProperties':^{}}", BAD, "/maxProperties", COUNT("maxProperties")},
    {"{'pattern':^5}", BAD, "/pattern",
	"'pattern' must be a regular expression, a string"},
    {"{'pattern':^'('}", BAD, "/pattern", NULL},
    {"{'pattern':^'[b-a]'}", BAD, "/pattern", NULL},
    {"{'format':^5}", BAD, "/format", "'format' must be the name of a format, a string"},
    {"{'required':^'a'}", BAD, "/required", NAMES},
    {"{'required':^{}}", BAD, "/required", NAMES},
    {"{'required':['a',^1]}", BAD, "/required/1", NAMES},
    {"{'required':['a',^'\\u0061']}", BAD, "/required/1", NAMES},
    {"{'properties':^[]}", BAD, "/properties", SCHEMAS("properties")},
    {"{'properties':{'a':^1}}", BAD, "/properties/a", SCHEMA},
    {"{'properties':{'a/b~c':{'items':^[]}}}", BAD, "/properties/a~1b~0c/items", ITEMS},
    {"{'additionalProperties':^null}", BAD, "/additionalProperties", SCHEMA},
    {"{'items':^[{}]}", BAD, "/items", ITEMS},
    {"{'items':^5}", BAD, "/items", SCHEMA},
    {"{'allOf':^[]}", BAD, "/allOf", BRANCHES("allOf")},
    {"{'allOf':^{}}", BAD, "/allOf", BRANCHES("allOf")},
    {"{'anyOf':^[]}", BAD, "/anyOf", BRANCHES("anyOf")},
    {"{'oneOf':^true}", BAD, "/oneOf", BRANCHES("oneOf")},
    {"{'oneOf':[{},^5]}", BAD, "/oneOf/1", SCHEMA},
    {"{'not':^'x'}", BAD, "/not", SCHEMA},
    {"{'$defs':^[]}", BAD, "/$defs", SCHEMAS("$defs")},
    {"{'$defs':{'a':^null}}", BAD, "/$defs/a", SCHEMA},
    {"{'$defs':{'unused':{'type':^'x'}}}", BAD, "/$defs/unused/type", TYPES},
    {"{'$ref':^5}", BAD, "/$ref", "'$ref' must be a URI reference, a string"},
    {"{'$ref':^'#/a'}", JSCHEMA_UNRESOLVED, "/$ref", "the reference '#/a' leads nowhere"},
    /* a place in the text that was given, whatever is at fault elsewhere */
    {"{'$ref':^'" META "schema#/$comment'}", JSCHEMA_UNRESOLVED, "/$ref", NO_PART},
    {"{'not':{'$dynamicRef':^'" META "meta/validation#/properties'}}", JSCHEMA_UNRESOLVED,
	"/not/$dynamicRef", NO_PART},
    {"{'$ref':^'#/type','type':'object'}", BAD, "/$ref",
	"the reference '#/type' leads to no schema: expected an object or a boolean, got "
	"the string 'object'"},
    {"{'$comment':^5}", BAD, "/$comment", "'$comment' must be a string"},
    {"{'$schema':^5}", BAD, "/$schema", "'$schema' must be a URI, a string"},
    {"{'$schema':^'http://json-schema.org/draft-03/schema#'}", BAD, "/$schema",
	OLD("draft-03")},
    {"{'$schema':^'http://json-schema.org/draft-07/schema#'}", BAD, "/$schema",
	OLD("draft-07")},
    {"{'$schema':^'https://json-schema.org/draft/2019-09/schema'}", BAD, "/$schema",
	OLD("2019-09")},
    {"{'$schema':^'schema'}", BAD, "/$schema", DIALECT},
    {"{'$schema':^'https://json-schema.org/draft/2020-12/schema2'}", BAD, "/$schema",
	DIALECT},
    {"{'$schema':^'https://json-schema.org/draft/2020-12/schema#a'}", BAD, "/$schema",
	DIALECT},
    {"{'$id':^5}", BAD, "/$id", "expected a URI reference, a string"},
    {"{'$anchor':^5}", BAD, "/$anchor", "expected a name, a string"},
    {"{'$anchor':^''}", BAD, "/$anchor", ANCHOR},
    {"{'$anchor':^'1a'}", BAD, "/$anchor", ANCHOR},
    {"{'$anchor':^'-a'}", BAD, "/$anchor", ANCHOR},
    {"{'$anchor':^'a b'}", BAD, "/$anchor", ANCHOR},
    {"{'$anchor':^'#a'}", BAD, "/$anchor", ANCHOR},
    {"{'$anchor':^'a\\u0000'}", BAD, "/$anchor", ANCHOR},
    {"{'title':^5}", BAD, "/title", STRING},
    {"{'description':^[]}", BAD, "/description", "expected a string, got an empty array"},
    {"{'deprecated':^'true'}", BAD, "/deprecated",
	"expected a boolean, got the string 'true'"},
    {"{'readOnly':^1}", BAD, "/readOnly", "expected a boolean, got the number 1"},
    {"{'writeOnly':^null}", BAD, "/writeOnly", "expected a boolean, got null"},
    {"{'examples':^{}}", BAD, "/examples", "expected an array, got an empty object"},
    {"{'contentEncoding':^5}", BAD, "/contentEncoding", STRING},
    {"{'contentMediaType':^5}", BAD, "/contentMediaType", STRING},
    {"{'contentSchema':^5}", BAD, "/contentSchema", SCHEMA},
    {"{'if':^1}", BAD, "/if", SCHEMA},
    {"{'then':^1}", BAD, "/then", SCHEMA},
    {"{'else':^1}", BAD, "/else", SCHEMA},
    {"{'dependentSchemas':^[]}", BAD, "/dependentSchemas",
	"'dependentSchemas' must be an object"},
    {"{'dependentRequired':^5}", BAD, "/dependentRequired",
	"'dependentRequired' must be an object"},
    {"{'dependentRequired':{'a':['b',^'b']}}", BAD, "/dependentRequired/a/1",
	REQUIRED("dependentRequired")},
    {"{'dependentRequired':{'a':[],'b':^{}}}", BAD, "/dependentRequired/b",
	REQUIRED("dependentRequired")},
    {"{'dependentRequired':{'a':^true}}", BAD, "/dependentRequired/a",
	REQUIRED("dependentRequired")},
    {"{'dependentSchemas':{'a':^[]}}", BAD, "/dependentSchemas/a", SCHEMA},
    {"{'dependencies':{'a':{},'b':['c',^5]}}", BAD, "/dependencies/b/1",
	REQUIRED("dependencies")},
    {"{'dependencies':{'a':[],'b':^5}}", BAD, "/dependencies/b", SCHEMA},
    {"{'prefixItems':^[]}", BAD, "/prefixItems", BRANCHES("prefixItems")},
    {"{'contains':^5}", BAD, "/contains", SCHEMA},
    {"{'contains':{},'minContains':^-1}", BAD, "/minContains", COUNT("minContains")},
    {"{'maxContains':^1.5}", BAD, "/maxContains", COUNT("maxContains")},
    {"{'patternProperties':^[]}", BAD, "/patternProperties",
	SCHEMAS("patternProperties")},
    {"{'patternProperties':{^'(':{}}}", BAD, "/patternProperties/(", NULL},
    {"{'propertyNames':^[]}", BAD, "/propertyNames", SCHEMA},
    {"{'multipleOf':^0}", BAD, "/multipleOf", "'multipleOf' must be a number above 0"},
    {"{'uniqueItems':^1}", BAD, "/uniqueItems", FLAG("uniqueItems")},
    {"{'unevaluatedItems':^1}", BAD, "/unevaluatedItems", SCHEMA},
    {"{'unevaluatedProperties':^1}", BAD, "/unevaluatedProperties", SCHEMA},
    {"{'$dynamicRef':^'#a'}", JSCHEMA_UNRESOLVED, "/$dynamicRef", NULL},
    {"{'$dynamicAnchor':^'1'}", BAD, "/$dynamicAnchor", ANCHOR},
    {"{'$vocabulary':^[]}", BAD, "/$vocabulary",
	"expected an object, got an empty array"},
    {"{'items':{'\\u0069f':^1}}", BAD, "/items/if", SCHEMA},
    /* one name twice: the place is the second */
    {"{'type':'null',^'type':'null'}", BAD, "/type", TWICE},
    {"{'type':'null',^'typ\\u0065':'null'}", BAD, "/type", TWICE},
    {"{'default':{'a':1,\n^'a':2}}", BAD, "/default/a", TWICE},
    /* circles of nothing but references */
    {"{'$ref':^'#'}", BAD, "/$ref",
	"this leads back to the schema it stands in, for the same value"},
    {"{'$ref':'#/$defs/a','$defs':{'a':{'$ref':^'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}",
	BAD, NULL, "this leads back to the schema it stands in, for the same value"},
    {"{'properties':{'x':{'$ref':^'#/properties/x','title':'t'}}}", BAD,
	"/properties/x/$ref",
	"this leads back to the schema it stands in, for the same value"},
    {"{'anyOf':[{'$dynamicRef':'#/$defs/a'}],'$defs':{'a':{'$dynamicRef':^'#'}}}", BAD,
	"/$defs/a/$dynamicRef",
	"this leads back to the schema it stands in, for the same value"},
    {"{'$dynamicAnchor':'n','properties':{'x':{'$id':'x','$dynamicAnchor':'n',"
     "'$dynamicRef':'#n'},'y':{'$dynamicRef':^'#/properties/y'}}}",
	BAD, "/properties/y/$dynamicRef",
	"this leads back to the schema it stands in, for the same value"},
    /* lines, and columns in code points */
    {"{\n 'title': '\xc3\xa9\xf0\x9f\x92\xa9', 'type': ^7\n}", BAD, "/type", TYPES},
    {"{\r\n\t'properties': {\n\n'\xc3\xa9': ^[]}}", BAD, "/properties/\xc3\xa9", SCHEMA},
};

START_TEST(refuses)
{
	struct jschema_error error;
	size_t mark;
	struct compiled s = read_marked(refused[_i].schema, &mark);
	const char *pointer = refused[_i].pointer;
	char text[256] = "";
	size_t line = 1, column = 1;
	for (size_t i = 0; i < mark; i++) {
		column = s.text[i] == '\n' ? 1 : column + ((s.text[i] & 0xC0) != 0x80);
		line += s.text[i] == '\n';
	}
	if (refused[_i].text)
		strcpy(text, refused[_i].text);
	for (char *at = text; (at = strchr(at, '\''));)
		*at = '"';
	ck_assert_msg(!jschema_compile(s.document, NULL, &error), "%s", s.text);
	ck_assert_msg(error.code == refused[_i].code, "%s: %d", s.text, error.code);
	/* behind it stands what was found, for which there are rows of their own */
	ck_assert_msg(
	    strncmp(error.text, text, strlen(text)) == 0, "%s: %s", s.text, error.text);
	if (pointer) {
		ck_assert(error.document == s.document);
		ck_assert_msg(
		    strcmp(error.pointer, pointer) == 0, "%s: %s", s.text, error.pointer);
		ck_assert_msg(
		    error.offset == mark && error.line == line && error.column == column,
		    "%s: %zu, %zu:%zu", s.text, error.offset, error.line, error.column);
	}
	ck_assert_ptr_null(jschema_compile(s.document, NULL, NULL));
	drop(s);
}
END_TEST

/* what might be taken for a fault and is none */
static const char *const accepted[] = {
    "true",
    "false",
    "{}",
    "{'enum':[]}",
    "{'enum':[1,1.0]}",
    "{'required':[]}",
    "{'minLength':2.0,'maxLength':1e2,'minItems':-0,'maxItems':0.0}",
    "{'maxLength':1e400}",
    "{'$schema':'https://json-schema.org/draft/2020-12/schema'}",
    "{'$schema':'https://json-schema.org/draft/2020-12/schema#'}",
    "{'format':'no-such-format'}",
    "{'definitions':{'a':{}},'x-more':[null],'If':1,'$Ref':5,'':{},'refs':{'$ref':5}}",
    "{'dependencies':{'a':['b']}}",
    "{'default':{'type':5,'$ref':5,'$id':5,'$anchor':5}}",
    "{'examples':[{'type':5,'$ref':'#/nowhere'}]}",
    "{'const':{'type':5,'if':true,'$ref':'#/nowhere'}}",
    "{'enum':[{'$id':'#/x','$anchor':'1'},{'$anchor':'1'}]}",
    "{'properties':{'$ref':{},'if':true,'$id':{},'$anchor':{},'$schema':true}}",
    "{'$anchor':'_a-B.9'}",
    "{'$comment':'','title':'','description':'','deprecated':false}",
};

START_TEST(accepts)
{
	struct jschema_error error;
	struct compiled s = read_text(accepted[_i]);
	struct jschema_schema *schema = jschema_compile(s.document, NULL, &error);
	ck_assert_msg(schema != NULL, "%s: %s: %s", s.text, error.pointer, error.text);
	ck_assert_int_eq(error.code, JSCHEMA_OK);
	jschema_schema_free(schema);
	drop(s);
}
END_TEST

/* ---- entries ---- */

static const char openapi[] =
    "{'openapi':'3.1.0','info':{'title':5,'type':[]},'paths':{'/a':{'get':{'responses':"
    "{'200':{'content':{'application/json':{'schema':"
    "{'$ref':'#/components/schemas/User'}}}}}}}},"
    "'components':{'parameters':{'p':{'required':true,'schema':{'type':'integer'}}},"
    "'schemas':{"
    "'User':{'type':'object','required':['id'],'properties':{"
    "'id':{'$ref':'#/components/schemas/Id'},"
    "'friends':{'type':'array','items':{'$ref':'#/components/schemas/User'}},"
    "'home':{'$ref':'#/components/schemas/Local'}},'additionalProperties':false},"
    "'Id':{'type':'string','minLength':2},"
    "'Local':{'$id':'local','$anchor':'here','$defs':{'n':{'type':'null'}},"
    "'anyOf':[{'$ref':'#/$defs/n'},{'$ref':'#more'},{'type':'array','items':{'$ref':'#here'}}],"
    "'$comment':'','not':{'$anchor':'more','const':7}},"
    "'Broken':{'type':'strin'},'a/b':{'type':'null'},'Loop':{'$ref':'#/info'}}}}";

static const struct {
	const char *entry;
	const char *value; /* NULL: refused */
	bool valid;
	enum jschema_code code;
	const char *pointer;
} entries[] = {
    {"/components/schemas/User", "{'id':'ab'}", true, 0, ""},
    {"/components/schemas/User", "{'id':'a'}", false, 0, ""},
    {"/components/schemas/User", "{'id':'ab','friends':[{'id':'cd'}]}", true, 0, ""},
    {"/components/schemas/User", "{'id':'ab','friends':[{'id':5}]}", false, 0, ""},
    {"/components/schemas/User", "{'id':'ab','home':null}", true, 0, ""},
    {"/components/schemas/User", "{'id':'ab','home':6}", false, 0, ""},
    {"/components/schemas/Id", "'ab'", true, 0, ""},
    {"/components/schemas/a~1b", "null", true, 0, ""},
    {"/components/schemas/a~1b", "1", false, 0, ""},
    {"/components/parameters/p/schema", "1.0", true, 0, ""},
    {"/components/parameters/p/schema", "'1'", false, 0, ""},
    {"/paths/~1a/get/responses/200/content/application~1json/schema", "{'id':'ab'}", true,
	0, ""},
    {"/components/schemas/Broken", NULL, false, BAD, "/components/schemas/Broken/type"},
    {"/components/schemas/Loop", NULL, false, BAD, "/info/type"},
    {"/openapi", NULL, false, BAD, "/openapi"},
    {"/components/schemas/Nobody", NULL, false, JSCHEMA_UNRESOLVED, ""},
    {"components", NULL, false, JSCHEMA_UNRESOLVED, ""},
    {"#/components", NULL, false, JSCHEMA_UNRESOLVED, ""},
};

START_TEST(enters)
{
	struct jschema_error error;
	struct compiled s = read_text(openapi);
	struct jschema_compile_options options = {.entry = entries[_i].entry};
	struct jschema_schema *schema = jschema_compile(s.document, &options, &error);
	const char *value = entries[_i].value;
	ck_assert_msg(
	    error.code == entries[_i].code, "%s: %s", options.entry, error.text);
	ck_assert_msg(strcmp(error.pointer, entries[_i].pointer) == 0, "%s: %s",
	    options.entry, error.pointer);
	ck_assert_msg(!schema == !value, "%s", options.entry);
	if (schema) {
		struct compiled d = read_text(value);
		int verdict = jschema_check(schema, jschema_root(d.document), &error);
		ck_assert_msg(verdict == entries[_i].valid, "%s on %s: %d", options.entry,
		    value, verdict);
		drop(d);
	}
	jschema_schema_free(schema);
	drop(s);
}
END_TEST

/* ---- what no row can hold ---- */

/* a dynamic reference sees what is around an entry no more than what is not on the way */
START_TEST(enters_a_scope)
{
	struct compiled s =
	    read_text("{'$id':'http://a/a','$dynamicAnchor':'n','type':'object','$defs':{"
		      "'e':{'$id':'e','items':{'$dynamicRef':'#n'},'$defs':{"
		      "'n':{'$dynamicAnchor':'n','type':'number'}}}}}");
	struct jschema_compile_options options = {.entry = "/$defs/e"};
	struct jschema_schema *schema = jschema_compile(s.document, &options, NULL);
	struct compiled number = read_text("[1]"), object = read_text("[{}]");
	ck_assert_ptr_nonnull(schema);
	ck_assert_int_eq(
	    jschema_check(schema, jschema_root(number.document), NULL), JSCHEMA_VALID);
	ck_assert_int_eq(
	    jschema_check(schema, jschema_root(object.document), NULL), JSCHEMA_INVALID);
	jschema_schema_free(schema);
	drop(object);
	drop(number);
	drop(s);
}
END_TEST

/* as many digits as are decided, in front of the point or behind it */
START_TEST(refuses_long_divisors)
{
	enum { DIGITS = 1000 };
	static const char *const starts[] = {"", "0.", "0.000"};
	for (size_t digits = DIGITS; digits <= DIGITS + 1; digits++) {
		struct jschema_error error;
		char text[DIGITS + 64];
		int n = snprintf(text, sizeof text, "{'multipleOf':%s", starts[_i]);
		memset(text + n, '3', digits);
		strcpy(text + n + digits, "}");
		struct compiled s = read_text(text);
		struct jschema_schema *schema = jschema_compile(s.document, NULL, &error);
		ck_assert_int_eq(
		    error.code, digits > DIGITS ? JSCHEMA_LIMIT : JSCHEMA_OK);
		jschema_schema_free(schema);
		drop(s);
	}
}
END_TEST

static const struct jschema_document *
lend(const char *uri, void *document)
{
	return strcmp(uri, "http://m") == 0 ? document : NULL;
}

/* what a metaschema says is cut between two characters */
START_TEST(cuts_between_characters)
{
	struct jschema_error error;
	char text[1024] = "{'$id':'http://m','properties':{'title':{'enum':['",
	     *at = text;
	for (int i = 0; i < 4; i++) {
		at += strlen(at);
		at += sprintf(at, "%s", &"aaaa"[i]);
		for (int k = 0; k < 29; k++)
			at += sprintf(at, "\xf0\x9f\x98\x80");
		strcpy(at, i < 3 ? "','" : "']}}}");
	}
	struct compiled m = read_text(text);
	struct compiled s = read_text("{'$schema':'http://m','title':'x'}");
	struct jschema_compile_options options = {.load = lend, .context = m.document};
	ck_assert_ptr_null(jschema_compile(s.document, &options, &error));
	ck_assert_uint_gt(strlen(error.text), 250);
	json_t *json = json_string(error.text);
	ck_assert_msg(json != NULL, "%s", error.text);
	json_decref(json);
	drop(s);
	drop(m);
}
END_TEST

/* a resource inside of another one of the same dialect is a part of it, too */
START_TEST(checks_what_is_embedded)
{
	struct jschema_error error;
	struct compiled m = read_text("{'$id':'http://m','properties':{'$defs':{"
				      "'additionalProperties':{'required':['title']}}}}");
	struct compiled s =
	    read_text("{'$schema':'http://m','$defs':{'a':{'$id':'http://a'}}}");
	struct jschema_compile_options options = {.load = lend, .context = m.document};
	ck_assert_ptr_null(jschema_compile(s.document, &options, &error));
	ck_assert_str_eq(error.pointer, "/$defs/a");
	drop(s);
	drop(m);
}
END_TEST

/* where the check against it began, if it came to no end */
START_TEST(places_what_is_undecided)
{
	struct jschema_error error;
	struct compiled m =
	    read_text("{'$id':'http://m','properties':{'title':{'pattern':'(a+)+b'}}}");
	struct compiled s = read_text(
	    "\n {'$schema':'http://m','title':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}");
	struct jschema_compile_options options = {.load = lend, .context = m.document};
	ck_assert_ptr_null(jschema_compile(s.document, &options, &error));
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	ck_assert(error.document == s.document);
	ck_assert_uint_eq(error.line, 2);
	ck_assert_uint_eq(error.column, 2);
	drop(s);
	drop(m);
}
END_TEST

START_TEST(refuses_nothing)
{
	struct jschema_error error;
	struct jschema_document *d = jschema_document_new();
	ck_assert_ptr_null(jschema_compile(d, NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_EMPTY);
	jschema_document_free(d);
	jschema_schema_free(NULL);
	jschema_result_free(NULL);
}
END_TEST

static bool
is_printable(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			return false;
	}
	return true;
}

/* what a stranger's schema says reaches a terminal only escaped */
START_TEST(says_safely)
{
	static const struct {
		const char *schema, *entry, *text;
	} unsafe[] = {
	    {"{'$ref':'#\\u001b[31m\\u0000x'}", NULL,
		"the reference '#\\u001b[31m\\u0000x' leads nowhere"},
	    {"{'$ref':'http://a/\\u009b\\u202eb'}", NULL,
		"no schema is known as 'http://a/\\u009b\\u202eb'"},
	    {"{}", "/\x1b[31m\xff",
		"the schema's document has nothing at "
		"'/\\u001b[31m\\xff'"},
	    {"{'pattern':'\\u001b(\\u202e'}", NULL, NULL},
	};
	struct jschema_error error;
	struct compiled s = read_text(unsafe[_i].schema);
	struct jschema_compile_options options = {.entry = unsafe[_i].entry};
	char text[256];
	strcpy(text, unsafe[_i].text ? unsafe[_i].text : "");
	ck_assert_ptr_null(jschema_compile(s.document, &options, &error));
	ck_assert_msg(is_printable(error.text), "%s", error.text);
	for (char *at = error.text; (at = strchr(at, '"'));)
		*at = '\'';
	if (unsafe[_i].text)
		ck_assert_str_eq(error.text, text);
	drop(s);
}
END_TEST

/* a long pointer loses its middle, and no half of a character stays */
START_TEST(shortens_pointers)
{
	enum { DEPTH = 120 };
	char schema[DEPTH * 40], tail[40];
	/* so that the cut falls on each byte of a character */
	snprintf(schema, sizeof schema, "{'properties':{'%.*s':", _i, "aaaaaaaaaaaaaaaa");
	for (int i = 0; i < DEPTH; i++)
		strcat(schema, _i ? "{'properties':{'\xe2\x82\xac':" : "{'not':");
	strcat(schema, "5");
	for (int i = 0; i < DEPTH; i++)
		strcat(schema, _i ? "}}" : "}");
	strcat(schema, "}}");
	struct jschema_error error;
	struct compiled s = read_text(schema);
	ck_assert_ptr_null(jschema_compile(s.document, NULL, &error));
	size_t length = strlen(error.pointer);
	ck_assert_uint_lt(length, sizeof error.pointer);
	ck_assert_uint_gt(length, sizeof error.pointer - 12);
	ck_assert_ptr_nonnull(strstr(error.pointer, "..."));
	strcpy(tail, _i ? "/properties/\xe2\x82\xac" : "/not/not");
	ck_assert_str_eq(error.pointer + length - strlen(tail), tail);
	char escaped[1024];
	jschema_escape(error.pointer, length, escaped, sizeof escaped);
	ck_assert_str_eq(escaped, error.pointer);
	drop(s);
}
END_TEST

/* neither nesting nor a chain of references is a recursion of the compiler */
START_TEST(goes_deep)
{
	enum { CHAIN = 2000 };
	char *text = malloc(CHAIN * 60);
	struct jschema_error error;
	size_t n = 0;
	ck_assert_ptr_nonnull(text);
	n += (size_t)sprintf(text, "{'$ref':'#/$defs/0','$defs':{");
	for (int i = 0; i < CHAIN; i++)
		n += (size_t)sprintf(text + n, "'%d':{'$ref':'#/$defs/%d'},", i, i + 1);
	sprintf(text + n, "'%d':{'type':'null'}}}", CHAIN);
	struct compiled s = read_text(text);
	struct jschema_schema *schema = jschema_compile(s.document, NULL, &error);
	ck_assert_msg(schema != NULL, "%s", error.text);
	ck_assert_int_eq(
	    jschema_check(schema, jschema_root(s.document), &error), JSCHEMA_INVALID);
	jschema_schema_free(schema);
	drop(s);
	n = 0;
	for (int i = 0; i < JSCHEMA_MAX_DEPTH - 1; i++)
		n += (size_t)sprintf(text + n, "{'items':");
	n += (size_t)sprintf(text + n, "{'type':'null'}");
	for (int i = 0; i < JSCHEMA_MAX_DEPTH - 1; i++)
		n += (size_t)sprintf(text + n, "}");
	s = read_text(text);
	schema = jschema_compile(s.document, NULL, &error);
	ck_assert_msg(schema != NULL, "%s", error.text);
	jschema_schema_free(schema);
	drop(s);
	free(text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("compile");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, refuses, 0, (int)countof(refused));
	tcase_add_loop_test(rows, accepts, 0, (int)countof(accepted));
	tcase_add_loop_test(rows, enters, 0, (int)countof(entries));
	suite_add_tcase(suite, rows);
	TCase *others = tcase_create("others");
	tcase_add_test(others, enters_a_scope);
	tcase_add_test(others, refuses_nothing);
	tcase_add_loop_test(others, refuses_long_divisors, 0, 3);
	tcase_add_test(others, cuts_between_characters);
	tcase_add_test(others, checks_what_is_embedded);
	tcase_add_test(others, places_what_is_undecided);
	tcase_add_loop_test(others, says_safely, 0, 4);
	tcase_add_loop_test(others, shortens_pointers, 0, 17);
	tcase_add_test(others, goes_deep);
	suite_add_tcase(suite, others);
	return run_suite(suite);
}
