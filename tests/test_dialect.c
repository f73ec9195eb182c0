/*
 * lib/dialect.c, lib/metaschema.c and the loader: which language a schema is in, where
 * its other documents come from, and where it is said that one of them is bad.
 */
#include "quoted.h"
#include "suite.h"

enum { MOST_DOCUMENTS = 12 };

struct given {
	const char *uri;
	const char *text;
};

/* what the loader knows, and how often it was asked */
struct shelf {
	const struct given *given;
	struct compiled read[MOST_DOCUMENTS];
	unsigned asked[MOST_DOCUMENTS];
};

static const struct jschema_document *
load(const char *uri, void *context)
{
	struct shelf *shelf = context;
	for (unsigned i = 0; i < MOST_DOCUMENTS && shelf->given[i].uri; i++) {
		if (strcmp(shelf->given[i].uri, uri) != 0)
			continue;
		shelf->asked[i]++;
		if (!shelf->read[i].document)
			shelf->read[i] = read_text(shelf->given[i].text);
		return shelf->read[i].document;
	}
	return NULL;
}

static void
clear(struct shelf *shelf)
{
	for (unsigned i = 0; i < MOST_DOCUMENTS; i++)
		drop(shelf->read[i]);
}

#define META(vocabularies, more) \
	"{'$schema':'" DEFAULT "','$vocabulary':{" vocabularies "}" more "}"
#define DEFAULT "https://json-schema.org/draft/2020-12/schema"
#define VOCAB(name) "'https://json-schema.org/draft/2020-12/vocab/" name "'"
#define OPENAPI(version, schemas) \
	"{'openapi':'" version "','components':{'schemas':{" schemas "}}}"
#define A "/components/schemas/A"

/* ---- what is accepted means what it should ---- */

static const struct {
	const char *schema;
	const char *entry;
	const char *base;
	struct given given[MOST_DOCUMENTS];
	const char *valid; /* or NULL: none is */
	const char *invalid;
} accepted[] = {
    /* "$schema" */
    {"{'$schema':'" DEFAULT "','type':'null'}", NULL, NULL, {{0}}, "null", "1"},
    {"{'$schema':'" DEFAULT "#','type':'null'}", NULL, NULL, {{0}}, "null", "1"},
    {"{'$schema':'https://spec.openapis.org/oas/3.1/dialect/base','type':'null'}", NULL,
	NULL, {{0}}, "null", "1"},
    {"{'$id':'http://a/b','$schema':'http://a/b','$vocabulary':{" VOCAB(
	 "core") ":true},"
		 "'$ref':'#/$defs/x','$defs':{'x':{'type':'null'}}}",
	NULL, NULL, {{0}}, "1", NULL},
    {"{'not':{'const':{'$schema':'http://no'}}}", NULL, NULL, {{0}}, "1", NULL},
    {"{'not':{'$schema':'" DEFAULT "#'}}", NULL, NULL, {{0}}, NULL, "1"},
    {"{'unknown':{'$schema':'http://no'}}", NULL, NULL, {{0}}, "1", NULL},
    /* vocabularies: what is not in one means nothing */
    {"{'$schema':'http://m','minimum':9,'minContains':0,'contains':false}", NULL, NULL,
	{{"http://m", META(VOCAB("core") ":true," VOCAB("applicator") ":true", "")}}, "1",
	"[1]"},
    {"{'$schema':'http://m#','minimum':9}", NULL, NULL,
	{{"http://m", META(VOCAB("core") ":true," VOCAB("validation") ":true", "")}}, "9",
	"1"},
    {"{'$schema':'http://m','minimum':9}", NULL, NULL,
	{{"http://m", META(VOCAB("validation") ":false,'http://other':false", "")}}, "9",
	"1"},
    {"{'$schema':'http://m','minimum':9}", NULL, NULL, {{"http://m", META("", "")}}, "1",
	NULL},
    {"{'$schema':'http://m','$ref':'#/$defs/a','$defs':{'a':false}}", NULL, NULL,
	{{"http://m", META("", "")}}, NULL, "1"},
    {"{'$schema':'http://m','minimum':9}", NULL, NULL,
	{{"http://m", "{'$schema':'" DEFAULT "'}"}}, "9", "1"},
    {"{'$schema':'http://m','format':'ipv4'}", NULL, NULL,
	{{"http://m",
	    META(VOCAB("core") ":true," VOCAB("format-assertion") ":true", "")}},
	"'1.2.3.4'", "'x'"},
    {"{'$schema':'http://m','format':'ipv4'}", NULL, NULL,
	{{"http://m",
	    META(VOCAB("core") ":true," VOCAB("format-assertion") ":false", "")}},
	"'1.2.3.4'", "'x'"},
    {"{'$schema':'http://m','format':'ipv4'}", NULL, NULL,
	{{"http://m",
	    META(VOCAB("core") ":true," VOCAB("format-annotation") ":true", "")}},
	"'x'", NULL},
    /* each resource has its own, and what has none has that around it */
    {"{'$id':'http://a','minimum':9,'properties':{'b':{'$id':'b','$schema':'http://m',"
     "'minimum':9,'properties':{'c':{'minimum':9},'d':{'$id':'d','minimum':9}}}}}",
	NULL, NULL,
	{{"http://m", META(VOCAB("core") ":true," VOCAB("applicator") ":true", "")}},
	"{'b':{'c':1,'d':1}}", "1"},
    {"{'$schema':'http://m','minimum':9,'properties':{'b':{'$id':'http://b','$schema':'" DEFAULT
     "','minimum':9}}}",
	NULL, NULL,
	{{"http://m", META(VOCAB("core") ":true," VOCAB("applicator") ":true", "")}}, "1",
	"{'b':1}"},
    /* each is checked against its own metaschema, in which "title" may be anything */
    {"{'allOf':[{'$id':'b','$schema':'http://m','title':5}],'minimum':9}", NULL, NULL,
	{{"http://m", META(VOCAB("core") ":true", "")}}, "9", "1"},
    {"{'not':{'$id':'b','$schema':'http://m','title':5,'not':{'$id':'c','$schema':'" DEFAULT
     "','minimum':9}}}",
	NULL, NULL,
	{{"http://m", META(VOCAB("core") ":true," VOCAB("applicator") ":true", "")}}, "9",
	"1"},
    {"{'openapi':'3.1.0','x':{'$id':'b','$schema':'http://m','title':5}}", "/x", NULL,
	{{"http://m", META(VOCAB("core") ":true", "")}}, "1", NULL},
    {"{'$schema':'http://m','not':{'$id':'b','$schema':'" DEFAULT "','minimum':9}}", NULL,
	NULL,
	{{"http://m",
	    META(VOCAB("core") ":true," VOCAB("applicator") ":true",
		",'$dynamicAnchor':'meta','type':'object','properties':{'not':{"
		"'$dynamicRef':'#meta'}}")}},
	"1", "9"},
    /* a metaschema in another dialect, and so on */
    {"{'$schema':'http://m1','minimum':9}", NULL, NULL,
	{{"http://m1", "{'$schema':'http://m2','$vocabulary':{" VOCAB("core") ":true}}"},
	    {"http://m2", META(VOCAB("core") ":true", "")}},
	"1", NULL},
    {"{'$schema':'http://m1','minimum':9}", NULL, NULL,
	{{"http://m1", "{'$schema':'http://m2','$id':'http://m1'}"},
	    {"http://m2", "{'$schema':'http://m1','$id':'http://m2'}"}},
	"9", "1"},
    /* documents: relative, of a URN, by its "$id", by where it came from */
    {"{'$ref':'c'}", NULL, "http://a/b", {{"http://a/c", "{'type':'null'}"}}, "null",
	"1"},
    {"{'$id':'x/y','$ref':'z'}", NULL, "http://a/b",
	{{"http://a/x/z", "{'type':'null'}"}}, "null", "1"},
    {"{'$ref':'urn:x:y#/$defs/n'}", NULL, NULL,
	{{"urn:x:y", "{'$defs':{'n':{'type':'null'}}}"}}, "null", "1"},
    {"{'$ref':'c#n'}", NULL, "http://a/b",
	{{"http://a/c", "{'$defs':{'n':{'$anchor':'n','type':'null'}}}"}}, "null", "1"},
    {"{'$ref':'c','items':{'$ref':'http://other/d'}}", NULL, "http://a/b",
	{{"http://a/c", "{'$id':'http://other/d','$ref':'e'}"},
	    {"http://other/e", "{'type':['null','array']}"}},
	"[null]", "[1]"},
    {"{'$ref':'http://other/d'}", NULL, NULL,
	{{"http://other/d", "{'$defs':{'x':{'$id':'e','type':'null'}},'$ref':'e'}"}},
	"null", "1"},
    {"{'$ref':'c#/not/a/schema/0'}", NULL, "http://a/b",
	{{"http://a/c", "{'not':{'a':{'schema':[{'type':'null'}]}}}"}}, "null", "1"},
    {"{'$ref':'c','$defs':{'b':{'$id':'b','type':'null'}}}", NULL, "http://a/x",
	{{"http://a/c", "{'$ref':'b'}"}}, "null", "1"},
    /* the words of OpenAPI 3.0 */
    {OPENAPI("3.0.3", "'A':{'type':'string','nullable':true}"), A, NULL, {{0}}, "null",
	"1"},
    {OPENAPI("3.0.3", "'A':{'type':'string','nullable':false}"), A, NULL, {{0}}, "'a'",
	"null"},
    {OPENAPI("3.0.3", "'A':{'type':'string','nullable':true,'enum':['a']}"), A, NULL,
	{{0}}, "'a'", "null"},
    {OPENAPI("3.0.3", "'A':{'maximum':3,'exclusiveMaximum':true}"), A, NULL, {{0}}, "2",
	"3"},
    {OPENAPI("3.0.3", "'A':{'maximum':3,'exclusiveMaximum':false}"), A, NULL, {{0}}, "3",
	"4"},
    {OPENAPI("3.0.3", "'A':{'exclusiveMinimum':true,'minimum':3}"), A, NULL, {{0}}, "4",
	"3"},
    {OPENAPI("3.0.3",
	 "'A':{'allOf':[{'$ref':'#/components/schemas/B','nullable':true,'minLength':9}],"
	 "'maxLength':3},'B':{'type':'string'}"),
	A, NULL, {{0}}, "'abc'", "null"},
    {OPENAPI("3.0.3",
	 "'A':{'items':{'$ref':'#/components/schemas/B','enum':[1]}},"
	 "'B':{'items':{'minimum':3,'exclusiveMinimum':true}}"),
	A, NULL, {{0}}, "[[4],2]", "[[3]]"},
    {OPENAPI("3.0.3", "'A':{'properties':{'$ref':{'type':'null'},'x':{'type':'null'}}}"),
	A, NULL, {{0}}, "{'$ref':null}", "{'$ref':null,'x':1}"},
    /* which are none of 3.1 */
    {OPENAPI("3.1.0", "'A':{'type':'string','nullable':true}"), A, NULL, {{0}}, "'a'",
	"null"},
    {OPENAPI("3.1.0",
	 "'A':{'$ref':'#/components/schemas/B','maxLength':2},'B':{'type':'string'}"),
	A, NULL, {{0}}, "'a'", "'abc'"},
    {OPENAPI("3.0", "'A':{'type':'string','nullable':true}"), A, NULL, {{0}}, "'a'",
	"null"},
    {"{'openapi':'3.1.0','jsonSchemaDialect':'http://m','x':{'minimum':9}}", "/x", NULL,
	{{"http://m", META(VOCAB("core") ":true", "")}}, "1", NULL},
    {"{'openapi':'3.1.0','jsonSchemaDialect':'https://spec.openapis.org/oas/3.1/dialect/"
     "base','x':{'minimum':9}}",
	"/x", NULL, {{0}}, "9", "1"},
    {"{'jsonSchemaDialect':'http://no','minimum':9}", NULL, NULL, {{0}}, "9", "1"},
    /* components in files of their own */
    {"{'$id':'#/components/schemas/X','type':'array','items':{'$ref':'#/components/"
     "schemas/Y'},'contains':{'$ref':'#/components/schemas/Y'}}",
	NULL, NULL,
	{{"#/components/schemas/Y",
	     "{'$id':'#/components/schemas/Y','items':{'$ref':'#/components/schemas/Z'}}"},
	    {"#/components/schemas/Z",
		"{'$ref':'#/$defs/n','$defs':{'n':{'type':'null'}}}"}},
	"[[null]]", "[[1]]"},
};

static void
expect(const struct jschema_schema *s, const char *value, bool valid, const char *about)
{
	if (!value)
		return;
	struct compiled d = read_text(value);
	int verdict = jschema_check(s, jschema_root(d.document), NULL);
	ck_assert_msg(verdict == valid, "%s on %s: %d", about, value, verdict);
	drop(d);
}

START_TEST(accepts)
{
	struct jschema_error error;
	struct shelf shelf = {.given = accepted[_i].given};
	struct jschema_compile_options options = {.entry = accepted[_i].entry,
	    .base = accepted[_i].base,
	    .load = load,
	    .context = &shelf};
	struct compiled c = read_text(accepted[_i].schema);
	c.schema = jschema_compile(c.document, &options, &error);
	ck_assert_msg(c.schema != NULL, "%s: %s: %s", c.text, error.pointer, error.text);
	expect(c.schema, accepted[_i].valid, true, c.text);
	expect(c.schema, accepted[_i].invalid, false, c.text);
	drop(c);
	clear(&shelf);
}
END_TEST

/* ---- what is refused, and of which document it is said ---- */

#define MISPLACED "'$schema' counts only beside '$id'; here "
#define UNKNOWN                                                                           \
	"'$schema' must be https://json-schema.org/draft/2020-12/schema or the URI of a " \
	"metaschema that is given, got the string"

static const struct {
	const char *schema;
	const char *entry;
	struct given given[MOST_DOCUMENTS];
	int document; /* that is bad: one that was given, or -1: the schema's own */
	enum jschema_code code;
	const char *pointer;
	const char *text; /* or how it begins */
} refused[] = {
    {"{'$schema':'http://no'}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/$schema", UNKNOWN},
    {"{'$schema':'https://json-schema.org/draft-07/schema'}", NULL, {{0}}, -1,
	JSCHEMA_BAD_SCHEMA, "/$schema", "the schema is of draft-07, and only 2020-12"},
    {"{'$schema':''}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/$schema",
	"'$schema' must be a URI, which begins with a scheme, got the string ''"},
    {"{'not':{'$schema':'#'}}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/not/$schema",
	"'$schema' must be a URI, which begins with a scheme, got the string '#'"},
    {"{'$schema':5}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/$schema",
	"'$schema' must be a URI, a string"},
    {"{'not':{'$id':'http://a','$schema':'http://no'}}", NULL, {{0}}, -1,
	JSCHEMA_BAD_SCHEMA, "/not/$schema", UNKNOWN},
    {"{'not':{'$schema':'http://no'}}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA,
	"/not/$schema", MISPLACED DEFAULT " holds"},
    {"{'not':{'$schema':5}}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/not/$schema",
	"'$schema' must be a URI, a string"},
    {OPENAPI("3.1.0", "'A':{'$schema':'http://json-schema.org/draft-07/schema#'}"), A,
	{{0}}, -1, JSCHEMA_BAD_SCHEMA, A "/$schema", MISPLACED DEFAULT " holds"},
    {OPENAPI("3.0.3", "'A':{'$schema':'" DEFAULT "'}"), A, {{0}}, -1, JSCHEMA_BAD_SCHEMA,
	A "/$schema", MISPLACED "OpenAPI 3.0 holds"},
    {"{'openapi':'3.1.0','jsonSchemaDialect':'http://no','x':{}}", "/x", {{0}}, -1,
	JSCHEMA_BAD_SCHEMA, "/jsonSchemaDialect", UNKNOWN},
    {"{'$schema':'http://m'}", NULL,
	{{"http://m", META(VOCAB("core") ":true,'http://other':true", "")}}, -1,
	JSCHEMA_BAD_SCHEMA, "/$schema",
	"the metaschema needs the vocabulary 'http://other', which is not known here"},
    {"{'$schema':'http://m','$id':'http://m','$vocabulary':{'http://other':true}}", NULL,
	{{0}}, -1, JSCHEMA_BAD_SCHEMA, "/$schema",
	"the metaschema needs the vocabulary 'http://other', which is not known here"},
    /* a schema is checked against its own metaschema */
    {"{'$schema':'http://m','x':{'title':'t'},'n':5}", NULL,
	{{"http://m",
	    META(VOCAB("core") ":true", ",'properties':{'n':{'type':'null'}}")}},
	-1, JSCHEMA_BAD_SCHEMA, "/n", "expected null, got the number 5"},
    {"{'$ref':'http://a','title':'t'}", NULL,
	{{"http://a", "{'$schema':'http://m','n':5}"},
	    {"http://m",
		META(VOCAB("core") ":true", ",'properties':{'n':{'type':'null'}}")}},
	0, JSCHEMA_BAD_SCHEMA, "/n", "expected null, got the number 5"},
    {"{'$schema':'http://m','$ref':'http://a','n':null}", NULL,
	{{"http://a", "{'$schema':'" DEFAULT "','n':5,'title':5}"},
	    {"http://m",
		META(VOCAB("core") ":true", ",'properties':{'n':{'type':'null'}}")}},
	0, JSCHEMA_BAD_SCHEMA, "/title", "expected a string, got the number 5"},
    /* and so is each that is embedded, while what is around it is checked as before */
    {"{'$schema':'http://m','not':{'$id':'b','$schema':'" DEFAULT "','title':5}}", NULL,
	{{"http://m", META(VOCAB("core") ":true," VOCAB("applicator") ":true", "")}}, -1,
	JSCHEMA_BAD_SCHEMA, "/not/title", "expected a string, got the number 5"},
    {"{'$schema':'http://m','not':{'$id':'b','$schema':'" DEFAULT
     "','not':{'$id':'c','title':5}}}",
	NULL,
	{{"http://m", META(VOCAB("core") ":true," VOCAB("applicator") ":true", "")}}, -1,
	JSCHEMA_BAD_SCHEMA, "/not/not/title", "expected a string, got the number 5"},
    {"{'not':{'$id':'b','$schema':'http://m','n':5}}", NULL,
	{{"http://m",
	    META(VOCAB("core") ":true", ",'properties':{'n':{'type':'null'}}")}},
	-1, JSCHEMA_BAD_SCHEMA, "/not/n", "expected null, got the number 5"},
    {"{'$ref':'http://a'}", NULL,
	{{"http://a", "{'not':{'$id':'b','$schema':'http://m','n':5}}"},
	    {"http://m",
		META(VOCAB("core") ":true", ",'properties':{'n':{'type':'null'}}")}},
	0, JSCHEMA_BAD_SCHEMA, "/not/n", "expected null, got the number 5"},
    {"{'allOf':[{'$id':'b','$schema':'http://m','title':5},{'title':6}]}", NULL,
	{{"http://m", META(VOCAB("core") ":true", "")}}, -1, JSCHEMA_BAD_SCHEMA,
	"/allOf/1/title", "expected a string, got the number 6"},
    {"{'openapi':'3.1.0','x':{'$id':'b','$schema':'http://m','n':5}}", "/x",
	{{"http://m",
	    META(VOCAB("core") ":true", ",'properties':{'n':{'type':'null'}}")}},
	-1, JSCHEMA_BAD_SCHEMA, "/x/n", "expected null, got the number 5"},
    /* a metaschema that is a part of the document */
    {"{'not':{'$id':'http://b','$schema':'http://m','n':5},'$defs':{'m':{'$id':'http://m',"
     "'properties':{'n':{'type':'null'}}}}}",
	NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/not/n", "expected null, got the number 5"},
    {"{'minimum':'a'}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/minimum",
	"'minimum' must"},
    {"{'title':5}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/title",
	"expected a string, got the number 5"},
    {OPENAPI("3.1.0", "'A':{'title':5}"), A, {{0}}, -1, JSCHEMA_BAD_SCHEMA, A "/title",
	"expected a string, got the number 5"},
    {"{'x':{'title':5},'$ref':'#/x'}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/x/title",
	"expected a string, got the number 5"},
    {"{'type':'null','type':'null'}", NULL, {{0}}, -1, JSCHEMA_BAD_SCHEMA, "/type",
	"the same name stands twice in this object"},
    /* the faults of others are told of them */
    {"{'$ref':'http://a'}", NULL, {{"http://a", "{'not':{'title':5}}"}}, 0,
	JSCHEMA_BAD_SCHEMA, "/not/title", "expected a string, got the number 5"},
    {"{'$ref':'http://a'}", NULL, {{"http://a", "{'not':{'minimum':'x'}}"}}, 0,
	JSCHEMA_BAD_SCHEMA, "/not/minimum", "'minimum' must be"},
    {"{'$ref':'http://a'}", NULL, {{"http://a", "{'not':{'$anchor':'7'}}"}}, 0,
	JSCHEMA_BAD_SCHEMA, "/not/$anchor", "an anchor is a letter"},
    {"{'$ref':'http://a'}", NULL, {{"http://a", "{'$id':'#b'}"}}, 0, JSCHEMA_BAD_SCHEMA,
	"/$id", "an identifier has no fragment"},
    {"{'$ref':'http://a'}", NULL, {{"http://a", "{'$schema':'http://no'}"}}, 0,
	JSCHEMA_BAD_SCHEMA, "/$schema", UNKNOWN},
    {"{'$ref':'http://a'}", NULL, {{"http://a", "{'not':true,'not':true}"}}, 0,
	JSCHEMA_BAD_SCHEMA, "/not", "the same name stands twice"},
    {"{'$ref':'http://a'}", NULL, {{"http://a", "5"}}, 0, JSCHEMA_BAD_SCHEMA, "",
	"a schema must be an object or a boolean"},
    {"{'$ref':'http://a'}", NULL,
	{{"http://a", "{'$ref':'http://b'}"}, {"http://b", "{'$ref':'http://c'}"}}, 1,
	JSCHEMA_UNRESOLVED, "/$ref", "no schema is known as 'http://c'"},
    {"{'$schema':'http://m'}", NULL, {{"http://m", "{'$id':'http://m#x'}"}}, 0,
	JSCHEMA_BAD_SCHEMA, "/$id", "an identifier has no fragment"},
    {"{'$schema':'http://m'}", NULL, {{"http://m", "{'$schema':'http://no'}"}}, 0,
	JSCHEMA_BAD_SCHEMA, "/$schema", UNKNOWN},
    {"{'$schema':'http://m1'}", NULL,
	{{"http://m1", "{'$schema':'http://m2'}"},
	    {"http://m2", "{'$schema':'http://m3'}"},
	    {"http://m3", "{'$schema':'http://m4'}"},
	    {"http://m4", "{'$schema':'http://m5'}"},
	    {"http://m5", "{'$schema':'http://m6'}"},
	    {"http://m6", "{'$schema':'http://m7'}"},
	    {"http://m7", "{'$schema':'http://m8'}"},
	    {"http://m8", "{'$schema':'http://m9'}"}, {"http://m9", "{}"}},
	7, JSCHEMA_BAD_SCHEMA, "/$schema", "metaschemas lead to each other"},
    /* what leads nowhere */
    {"{'$ref':'http://a/b'}", NULL, {{0}}, -1, JSCHEMA_UNRESOLVED, "/$ref",
	"no schema is known as 'http://a/b'"},
    {"{'$ref':'http://a/b#/x'}", NULL, {{"http://a/b", "{}"}}, -1, JSCHEMA_UNRESOLVED,
	"/$ref", "the reference 'http://a/b#/x' leads nowhere"},
    {"{'$ref':'#x'}", NULL, {{"#x", "{}"}}, -1, JSCHEMA_UNRESOLVED, "/$ref",
	"the reference '#x' leads nowhere"},
    {"{'$ref':'#/components/schemas/X'}", NULL, {{0}}, -1, JSCHEMA_UNRESOLVED, "/$ref",
	"the reference '#/components/schemas/X' leads nowhere"},
    {"{}", "/nothing", {{0}}, -2, JSCHEMA_UNRESOLVED, "",
	"the schema's document has nothing at '/nothing'"},
};

START_TEST(refuses)
{
	struct jschema_error error;
	struct shelf shelf = {.given = refused[_i].given};
	struct jschema_compile_options options = {
	    .entry = refused[_i].entry, .load = load, .context = &shelf};
	struct compiled c = read_text(refused[_i].schema);
	int bad = refused[_i].document;
	ck_assert_ptr_null(jschema_compile(c.document, &options, &error));
	for (char *at = error.text; (at = strchr(at, '"'));)
		*at = '\'';
	ck_assert_msg(
	    strncmp(error.text, refused[_i].text, strlen(refused[_i].text)) == 0,
	    "%s: %s", c.text, error.text);
	ck_assert_int_eq(error.code, refused[_i].code);
	ck_assert_str_eq(error.pointer, refused[_i].pointer);
	ck_assert_msg(error.document ==
		(bad == -2          ? NULL
			: bad == -1 ? c.document
				    : shelf.read[bad].document),
	    "%s: another document is meant", c.text);
	ck_assert_uint_eq(error.line, bad != -2);
	/* and nobody has to want to know */
	ck_assert_ptr_null(jschema_compile(c.document, &options, NULL));
	drop(c);
	clear(&shelf);
}
END_TEST

/* ---- the loader ---- */

/* one document under two names, or the schema's own under another one */
START_TEST(takes_a_document_twice)
{
	static const char *const texts[] = {
	    "{'$anchor':'a','items':{'$ref':'#/$defs/n'},'$defs':{'n':{'$anchor':'n','type':"
	    "'null'}},'x':[{'$ref':'#n'}]}",
	    "{'$id':'http://z/q','$anchor':'a','items':{'$ref':'#n'},'$defs':{'n':{'$anchor':"
	    "'n','type':'null'},'r':{'$id':'r','type':'null'}},'x':[{'$ref':'r'}]}"};
	struct compiled other = read_text(texts[_i]);
	static const struct given given[MOST_DOCUMENTS] = {
	    {"http://a", ""}, {"http://b", ""}, {NULL, NULL}};
	struct shelf shelf = {.given = given, .read = {other, other}};
	struct jschema_compile_options options = {.load = load, .context = &shelf};
	struct compiled c = read_text(
	    "{'allOf':[{'$ref':'http://a'},{'$ref':'http://b'}],'properties':{'a':{'$ref':"
	    "'http://a#n'},'b':{'$ref':'http://b#n'},'c':{'$ref':'http://b#/$defs/n'},'d':{'$ref':'http://b#/x/0'}}}");
	c.schema = jschema_compile(c.document, &options, NULL);
	ck_assert_ptr_nonnull(c.schema);
	ck_assert_uint_eq(shelf.asked[0], 1);
	ck_assert_uint_eq(shelf.asked[1], 1);
	expect(c.schema, "[null]", true, "twice");
	expect(c.schema, "[1]", false, "twice");
	expect(c.schema, "{'a':null,'b':null,'c':null}", true, "twice");
	expect(c.schema, "{'a':1}", false, "twice");
	expect(c.schema, "{'b':1}", false, "twice");
	expect(c.schema, "{'c':1}", false, "twice");
	expect(c.schema, "{'d':1}", false, "twice");
	drop(c);
	drop(other);
}
END_TEST

START_TEST(takes_its_own_document)
{
	struct compiled c =
	    read_text("{'properties':{'a':{'$ref':'http://a#/$defs/n'},'b':{"
		      "'$ref':'http://a#n'}},'$defs':{'n':{'$anchor':'n',"
		      "'type':'null'}}}");
	static const struct given given[MOST_DOCUMENTS] = {
	    {"http://a", ""}, {NULL, NULL}};
	struct shelf shelf = {.given = given, .read = {c}};
	struct jschema_compile_options options = {.load = load, .context = &shelf};
	c.schema = jschema_compile(c.document, &options, NULL);
	ck_assert_ptr_nonnull(c.schema);
	expect(c.schema, "{'a':null,'b':null}", true, "own");
	expect(c.schema, "{'a':1}", false, "own");
	expect(c.schema, "{'b':1}", false, "own");
	drop(c);
}
END_TEST

START_TEST(takes_no_empty_document)
{
	struct jschema_error error;
	struct compiled empty = {NULL, jschema_document_new(), NULL};
	static const struct given given[MOST_DOCUMENTS] = {
	    {"http://a", ""}, {NULL, NULL}};
	struct shelf shelf = {.given = given, .read = {empty}};
	struct jschema_compile_options options = {.load = load, .context = &shelf};
	struct compiled c = read_text("{'$ref':'http://a'}");
	ck_assert_ptr_null(jschema_compile(c.document, &options, &error));
	ck_assert_int_eq(error.code, JSCHEMA_UNRESOLVED);
	ck_assert_ptr_null(jschema_compile(empty.document, &options, &error));
	ck_assert_int_eq(error.code, JSCHEMA_EMPTY);
	drop(c);
	drop(empty);
}
END_TEST

/* ---- warnings ---- */

#define PATTERN "this pattern is none of ECMA-262 with the u flag, but is understood\n"

static const struct {
	const char *schema;
	bool assert_format;
	const char *expected; /* a place and a text for each */
} warned[] = {
    {"{'$id':'#/components/schemas/X','not':{'$id':'#/components/schemas/Y'}}", false,
	"/$id '$id' has a fragment, which 2020-12 forbids; it is passed over\n"
	"/not/$id '$id' has a fragment, which 2020-12 forbids; it is passed over\n"},
    {"{'format':'client-id','items':{'format':'date'}}", true,
	"/format the format 'client-id' is not known and not asserted\n"},
    {"{'format':'client-id'}", false, ""},
    {"{'pattern':'^\\\\-$','patternProperties':{'\\\\_':true}}", false,
	"/pattern " PATTERN "/patternProperties/\\_ " PATTERN},
    /* once, however many keywords look at it, and in the order of the text */
    {"{'additionalProperties':{'pattern':'\\\\-'},'patternProperties':{'\\\\_':{'pattern':"
     "'\\\\-'},'\\\\-':{}},'properties':{'a':{'pattern':'\\\\_'}}}",
	false,
	"/additionalProperties/pattern " PATTERN "/patternProperties/\\_ " PATTERN
	"/patternProperties/\\_/pattern " PATTERN "/patternProperties/\\- " PATTERN
	"/properties/a/pattern " PATTERN},
    {"{'$schema':'" DEFAULT "','not':{'$schema':'" DEFAULT "#','format':'x'}}", true,
	"/not/$schema '$schema' has no place in a schema without '$id'; what it says holds "
	"here anyway\n"
	"/not/format the format 'x' is not known and not asserted\n"},
    {"{'$id':'http://a#','pattern':'^a$','format':'date'}", true, ""},
    {"{'type':['string','array'],'nullable':true,'not':{'type':['string','null'],'nullable':true},"
     "'items':{'type':'string','nullable':false},'contains':{'nullable':true,'not':true}}",
	false,
	"/nullable 'nullable' is of an older dialect and says nothing here; 2020-12 has "
	"'null' among the types of 'type'\n"},
};

START_TEST(warns)
{
	struct compiled c = compile(warned[_i].schema, warned[_i].assert_format);
	const struct jschema_error *w;
	char text[1024] = "";
	for (size_t i = 0; (w = jschema_warning(c.schema, i)); i++) {
		size_t n = strlen(text);
		snprintf(text + n, sizeof text - n, "%s %s\n", w->pointer, w->text);
		ck_assert_ptr_eq(w->document, c.document);
		ck_assert_uint_eq(w->line, 1);
		ck_assert_uint_gt(w->column, 1);
	}
	for (char *at = text; (at = strchr(at, '"'));)
		*at = '\'';
	ck_assert_str_eq(text, warned[_i].expected);
	drop(c);
}
END_TEST

/* those of one document behind those of the one that leads to it */
START_TEST(warns_of_others)
{
	static const struct given given[MOST_DOCUMENTS] = {
	    {"http://a", "{'pattern':'\\\\_','items':{'pattern':'\\\\_'}}"},
	    {"http://b", "{'pattern':'\\\\-','$ref':'http://a'}"}, {NULL, NULL}};
	struct shelf shelf = {.given = given};
	struct jschema_compile_options options = {.load = load, .context = &shelf};
	struct compiled c =
	    read_text("{'$ref':'http://b','pattern':'\\\\-','not':{'pattern':'\\\\_'}}");
	c.schema = jschema_compile(c.document, &options, NULL);
	ck_assert_ptr_nonnull(c.schema);
	const struct jschema_document *a = shelf.read[0].document,
				      *b = shelf.read[1].document;
	const struct jschema_document *expected[] = {c.document, c.document, b, a, a};
	for (size_t i = 0; i < countof(expected); i++) {
		const struct jschema_error *w = jschema_warning(c.schema, i);
		ck_assert_ptr_nonnull(w);
		ck_assert_ptr_eq(w->document, expected[i]);
	}
	ck_assert_str_eq(jschema_warning(c.schema, 1)->pointer, "/not/pattern");
	ck_assert_str_eq(jschema_warning(c.schema, 4)->pointer, "/items/pattern");
	ck_assert_ptr_null(jschema_warning(c.schema, countof(expected)));
	drop(c);
	clear(&shelf);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("dialect");
	TCase *all = tcase_create("all");
	tcase_set_timeout(all, 30);
	tcase_add_loop_test(all, accepts, 0, (int)countof(accepted));
	tcase_add_loop_test(all, refuses, 0, (int)countof(refused));
	tcase_add_loop_test(all, takes_a_document_twice, 0, 2);
	tcase_add_test(all, takes_its_own_document);
	tcase_add_test(all, takes_no_empty_document);
	tcase_add_loop_test(all, warns, 0, (int)countof(warned));
	tcase_add_test(all, warns_of_others);
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
