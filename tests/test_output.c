/*
 * lib/output.c and lib/collect.c: the four output formats of Core 12.4, as texts with one
 * unit on a line:
 *
 *     dots for the depth, + or - (valid or not), keywordLocation, @ instanceLocation,
 *     absoluteKeywordLocation, line:column, then =annotation or !error
 *
 * and each checked by the library itself against what Core 12.4 asks of it.
 */
#include "output_schema.h"
#include "suite.h"

/* the URI of a schema that has no other, left out of the texts below */
#define BASE "urn:x"

/* ---- an output as a text ---- */

struct text {
	char text[16384];
	size_t length;
};

static void
say(struct text *t, const char *words)
{
	size_t length = strlen(words);
	ck_assert_uint_lt(t->length + length, sizeof t->text);
	memcpy(t->text + t->length, words, length + 1);
	t->length += length;
}

static const char *
string(const json_t *unit, const char *name)
{
	const char *found = json_string_value(json_object_get(unit, name));
	return found ? found : "";
}

static void
write_unit(struct text *t, const json_t *unit, unsigned depth)
{
	static const char *const below[] = {"errors", "annotations"};
	const json_t *position = json_object_get(unit, "instancePosition");
	const json_t *annotation = json_object_get(unit, "annotation");
	const char *location = string(unit, "absoluteKeywordLocation");
	if (strncmp(location, BASE, sizeof BASE - 1) == 0)
		location += sizeof BASE - 1;
	char place[64];
	for (unsigned i = 0; i < depth; i++)
		say(t, ".");
	say(t, json_is_true(json_object_get(unit, "valid")) ? "+" : "-");
	say(t, string(unit, "keywordLocation"));
	say(t, " @");
	say(t, string(unit, "instanceLocation"));
	say(t, *location ? " " : "");
	say(t, location);
	snprintf(place, sizeof place, " %d:%d",
	    (int)json_integer_value(json_array_get(position, 0)),
	    (int)json_integer_value(json_array_get(position, 1)));
	say(t, place);
	if (annotation) {
		char *value = json_dumps(annotation, JSON_ENCODE_ANY | JSON_COMPACT);
		say(t, " =");
		say(t, value);
		free(value);
	}
	if (json_object_get(unit, "error")) {
		say(t, " !");
		say(t, string(unit, "error"));
	}
	say(t, "\n");
	for (size_t i = 0; i < countof(below); i++) {
		const json_t *list = json_object_get(unit, below[i]), *child;
		size_t j;
		json_array_foreach(list, j, child) write_unit(t, child, depth + 1);
	}
}

static void
give(const char *schema, const char *value, enum jschema_format format,
    const struct jschema_placer *placer, struct text *t)
{
	struct jschema_error error = {0};
	struct jschema_compile_options options = {.assert_format = true, .base = BASE};
	struct compiled c = read_text(schema), d = read_text(value);
	c.schema = jschema_compile(c.document, &options, &error);
	ck_assert_msg(c.schema != NULL, "%s: %s", schema, error.text);
	json_t *output =
	    jschema_output(c.schema, jschema_root(d.document), format, placer, &error);
	ck_assert_msg(output != NULL, "%s: %s", schema, error.text);
	t->length = 0;
	write_unit(t, output, 0);
	for (char *at = t->text; (at = strchr(at, '"'));)
		*at = '\'';
	meets_the_specification(output, format, schema, t->text);
	int verdict = jschema_check(c.schema, jschema_root(d.document), NULL);
	ck_assert_msg(json_is_true(json_object_get(output, "valid")) == verdict,
	    "%s on %s: another verdict", schema, value);
	json_decref(output);
	drop(d);
	drop(c);
}

/* ---- rows, without the root where that has nothing to say ---- */

enum { BASIC = JSCHEMA_BASIC, DETAILED = JSCHEMA_DETAILED, VERBOSE = JSCHEMA_VERBOSE };

/* clang-format off */
static const struct {
	int format;
	const char *schema, *value, *expected;
} outputs[] = {
	/* the root and one fault */
	{BASIC, "true", "1", ""},
	{BASIC, "false", "1",
	 "- @ # 1:1 !expected nothing here, got the number 1\n"
	 ".- @ # 1:1 !expected nothing here, got the number 1\n"},
	{VERBOSE, "false", "1", "- @ # 1:1 !expected nothing here, got the number 1\n"},
	{BASIC, "{'type':'string','minimum':3}", "1",
	 ".-/minimum @ #/minimum 1:1 !expected at least 3, got the number 1\n"
	 ".-/type @ #/type 1:1 !expected a string, got the number 1\n"},
	{VERBOSE, "{'type':'string','minimum':1}", "1", ".-/type @ #/type 1:1 !expected a string, got the number 1\n" ".+/minimum @ #/minimum 1:1\n"},
	{VERBOSE, "{'type':'string'}", "'a'", ".+/type @ #/type 1:1\n"},
	{VERBOSE, "{'type':'integer'}", "1.5", ".-/type @ #/type 1:1 !expected an integer, got the number 1.5\n"},
	{VERBOSE, "{'minLength':3,'type':'number'}", "1", ".+/type @ #/type 1:1\n"},
	/* detailed leaves out what has nothing to say */
	{DETAILED, "{'properties':{'a':{'items':{'type':'null'}}}}", "{'a':[1]}",
	 ".-/properties/a/items/type @/a/0 #/properties/a/items/type 1:7 !expected null, got the number 1\n"},
	{DETAILED, "{'properties':{'a':{'items':{'type':'null'}}}}", "{'a':[1,null,2]}",
	 ".-/properties/a/items @/a #/properties/a/items 1:6\n"
	 "..-/properties/a/items/type @/a/0 #/properties/a/items/type 1:7 !expected null, got the number 1\n"
	 "..-/properties/a/items/type @/a/2 #/properties/a/items/type 1:14 !expected null, got the number 2\n"},
	{DETAILED, "{'allOf':[{'type':'string'},{'type':'null'},true]}", "1",
	 ".-/allOf @ #/allOf 1:1\n"
	 "..-/allOf/0/type @ #/allOf/0/type 1:1 !expected a string, got the number 1\n"
	 "..-/allOf/1/type @ #/allOf/1/type 1:1 !expected null, got the number 1\n"},
	{DETAILED, "{'allOf':[{'type':'string'},true]}", "1", ".-/allOf/0/type @ #/allOf/0/type 1:1 !expected a string, got the number 1\n"},
	{DETAILED, "{'title':'t','properties':{'a':{'title':'u'}}}", "{'a':1}",
	 ".+/title @ #/title 1:1 ='t'\n" ".+/properties @ #/properties 1:1 =['a']\n"
	 "..+/properties/a/title @/a #/properties/a/title 1:6 ='u'\n"},
	{DETAILED, "{'allOf':[{'allOf':[{'title':'t'},{'title':'u'}]}]}", "1",
	 ".+/allOf/0/allOf @ #/allOf/0/allOf 1:1\n"
	 "..+/allOf/0/allOf/0/title @ #/allOf/0/allOf/0/title 1:1 ='t'\n"
	 "..+/allOf/0/allOf/1/title @ #/allOf/0/allOf/1/title 1:1 ='u'\n"},
	/* locations (Core 12.3) */
	{BASIC, "{'$id':'http://a/b','$ref':'#/$defs/x','$defs':{'x':{'items':{'$ref':'c'}},'c':{'$id':'c','maximum':1}}}", "[1,2]",
	 "- @ http://a/b# 1:1\n"
	 ".-/$ref/items/$ref/maximum @/1 http://a/c#/maximum 1:4 !expected at most 1, got the number 2\n"},
	{VERBOSE, "{'$id':'http://a/b','$ref':'#/$defs/x','$defs':{'x':{'type':'null'}}}", "1",
	 "- @ http://a/b# 1:1\n" ".-/$ref @ http://a/b#/$ref 1:1\n" "..-/$ref @ http://a/b#/$defs/x 1:1\n"
	 "...-/$ref/type @ http://a/b#/$defs/x/type 1:1 !expected null, got the number 1\n"},
	{BASIC, "{'$id':'http://a/b','$ref':'c','$defs':{'t':{'$dynamicAnchor':'t','type':'string'},'c':{'$id':'c','items':{'$dynamicRef':'#t'},'$defs':{'t':{'$dynamicAnchor':'t'}}}}}", "[1]",
	 "- @ http://a/b# 1:1\n"
	 ".-/$ref/items/$dynamicRef/type @/0 http://a/b#/$defs/t/type 1:2 !expected a string, got the number 1\n"},
	{BASIC, "{'$id':'http://a/b','if':{'minimum':1},'then':{'maximum':2},'else':{'multipleOf':2}}", "3",
	 "- @ http://a/b# 1:1\n"
	 ".-/then/maximum @ http://a/b#/then/maximum 1:1 !expected at most 2, got the number 3\n"},
	{BASIC, "{'$id':'http://a/b','if':{'minimum':1},'then':{'maximum':2},'else':{'multipleOf':2}}", "-3",
	 "- @ http://a/b# 1:1\n"
	 ".-/else/multipleOf @ http://a/b#/else/multipleOf 1:1 !expected a multiple of 2, got the number -3\n"},
	{DETAILED, "{'if':{'minimum':1},'then':{'maximum':2},'else':{'multipleOf':2}}", "-3",
	 ".-/else/multipleOf @ #/else/multipleOf 1:1 !expected a multiple of 2, got the number -3\n"},
	{VERBOSE, "{'if':{'minimum':1},'then':{'maximum':2},'else':{'multipleOf':2}}", "-3",
	 ".-/if @ #/if 1:1\n" "..-/if @ #/if 1:1\n"
	 "...-/if/minimum @ #/if/minimum 1:1 !expected at least 1, got the number -3\n" "..-/else @ #/else 1:1\n"
	 "...-/else/multipleOf @ #/else/multipleOf 1:1 !expected a multiple of 2, got the number -3\n"},
	{VERBOSE, "{'if':{'minimum':1},'then':{'maximum':2}}", "-3",
	 ".+/if @ #/if 1:1\n" "..-/if @ #/if 1:1\n"
	 "...-/if/minimum @ #/if/minimum 1:1 !expected at least 1, got the number -3\n"},
	{BASIC, "{'properties':{'a/b~c \\u0025\\u00e9':{'type':'null'}}}", "{'a/b~c \\u0025\\u00e9':1}",
	 ".-/properties/a~1b~0c %é/type @/a~1b~0c %é #/properties/a~1b~0c%20%25%C3%A9/type 1:23 !expected null, got the number 1\n"},
	{BASIC, "{'dependentSchemas':{'a':{'maxProperties':0}},'propertyNames':{'maxLength':1},'patternProperties':{'^b':false}}", "{'a':1,'bb':2}",
	 ".-/propertyNames/maxLength @/bb #/propertyNames/maxLength 1:8 !expected at most 1 character, got 2\n"
	 ".-/patternProperties/^b @/bb #/patternProperties/%5Eb 1:13 !expected no member 'bb', got the number 2\n"
	 ".-/dependentSchemas/a/maxProperties @ #/dependentSchemas/a/maxProperties 1:1 !expected at most 0 members, got 2\n"},
	{BASIC, "{'prefixItems':[true,{'const':1}],'items':{'const':2}}", "[0,0,\n0]",
	 ".-/prefixItems/1/const @/1 #/prefixItems/1/const 1:4 !expected 1, got the number 0\n"
	 ".-/items/const @/2 #/items/const 2:1 !expected 2, got the number 0\n"},
	/* annotations (Core 7.7) */
	{BASIC, "{'properties':{'a':true,'b':true,'c':true}}", "{'c':1,'a':2,'x':3}", ".+/properties @ #/properties 1:1 =['c','a']\n"},
	{BASIC, "{'properties':{'a':true}}", "{}", ".+/properties @ #/properties 1:1 =[]\n"},
	{BASIC, "{'properties':{'a':true}}", "[]", ""},
	{BASIC, "{'patternProperties':{'^a':true,'b$':true}}", "{'ab':1,'c':1,'b':1,'a':1}",
	 ".+/patternProperties @ #/patternProperties 1:1 =['ab','b','a']\n"},
	{BASIC, "{'properties':{'a':true},'additionalProperties':true}", "{'a':1,'x':2,'y':3}",
	 ".+/properties @ #/properties 1:1 =['a']\n"
	 ".+/additionalProperties @ #/additionalProperties 1:1 =['x','y']\n"},
	{BASIC, "{'properties':{'a':true},'unevaluatedProperties':true}", "{'a':1,'x':2,'y':3}",
	 ".+/properties @ #/properties 1:1 =['a']\n"
	 ".+/unevaluatedProperties @ #/unevaluatedProperties 1:1 =['x','y']\n"},
	{BASIC, "{'properties':{'\\u0022\\u0000':true}}", "{'\\u0022\\u0000':1}", ".+/properties @ #/properties 1:1 =['\\'\\u0000']\n"},
	{BASIC, "{'prefixItems':[true,true]}", "[1]", ".+/prefixItems @ #/prefixItems 1:1 =true\n"},
	{BASIC, "{'prefixItems':[true,true]}", "[1,2]", ".+/prefixItems @ #/prefixItems 1:1 =true\n"},
	{BASIC, "{'prefixItems':[true,true]}", "[1,2,3]", ".+/prefixItems @ #/prefixItems 1:1 =1\n"},
	{BASIC, "{'prefixItems':[true,true]}", "[]", ""},
	{BASIC, "{'prefixItems':[true],'items':true}", "[1]", ".+/prefixItems @ #/prefixItems 1:1 =true\n"},
	{BASIC, "{'prefixItems':[true],'items':true}", "[1,2]", ".+/prefixItems @ #/prefixItems 1:1 =0\n" ".+/items @ #/items 1:1 =true\n"},
	{BASIC, "{'items':true}", "[]", ""},
	{BASIC, "{'contains':{'type':'string'}}", "[1,'a',2,'b']", ".+/contains @ #/contains 1:1 =[1,3]\n"},
	{BASIC, "{'contains':{'type':'string'}}", "['a','b']", ".+/contains @ #/contains 1:1 =true\n"},
	{BASIC, "{'contains':{'type':'string'},'minContains':0}", "[1]", ".+/contains @ #/contains 1:1 =[]\n"},
	{BASIC, "{'contains':{'type':'string'},'minContains':0}", "[]", ".+/contains @ #/contains 1:1 =[]\n"},
	{BASIC, "{'contains':{'title':'found','type':'string'}}", "[1,'a']",
	 ".+/contains @ #/contains 1:1 =[1]\n" ".+/contains/title @/1 #/contains/title 1:4 ='found'\n"},
	{BASIC, "{'contains':{'const':1},'unevaluatedItems':true}", "[1,2]",
	 ".+/contains @ #/contains 1:1 =[0]\n" ".+/unevaluatedItems @ #/unevaluatedItems 1:1 =true\n"},
	{BASIC, "{'contains':{'const':1},'unevaluatedItems':true}", "[1]", ".+/contains @ #/contains 1:1 =true\n"},
	{BASIC, "{'title':'t','description':'d','default':{'a':[1]},'deprecated':true,'readOnly':false,'writeOnly':true,'examples':[null]}", "1",
	 ".+/title @ #/title 1:1 ='t'\n" ".+/description @ #/description 1:1 ='d'\n"
	 ".+/default @ #/default 1:1 ={'a':[1]}\n" ".+/deprecated @ #/deprecated 1:1 =true\n"
	 ".+/readOnly @ #/readOnly 1:1 =false\n" ".+/writeOnly @ #/writeOnly 1:1 =true\n"
	 ".+/examples @ #/examples 1:1 =[null]\n"},
	{BASIC, "{'format':'ipv4','contentEncoding':'base64','contentMediaType':'a/b','contentSchema':{'title':'x'}}", "'1.2.3.4'",
	 ".+/contentEncoding @ #/contentEncoding 1:1 ='base64'\n"
	 ".+/contentMediaType @ #/contentMediaType 1:1 ='a/b'\n"
	 ".+/contentSchema @ #/contentSchema 1:1 ={'title':'x'}\n" ".+/format @ #/format 1:1 ='ipv4'\n"},
	{BASIC, "{'format':'ipv4','contentEncoding':'base64','contentMediaType':'a/b','contentSchema':true}", "1", ""},
	{BASIC, "{'contentSchema':true}", "'a'", ""},
	{BASIC, "{'x-unknown':{'type':'null'},'\\u00e9':[1,'a'],'then':{'title':'no'}}", "1",
	 ".+/x-unknown @ #/x-unknown 1:1 ={'type':'null'}\n" ".+/é @ #/%C3%A9 1:1 =[1,'a']\n"},
	{BASIC, "{'$comment':'no','$defs':{'a':{'title':'no'}},'$anchor':'a','type':'number','minimum':0}", "1", ""},
	{BASIC, "{'propertyNames':{'title':'no','format':'date'}}", "{'2026-10-01':1}", ""},
	/* a number that no json_t holds is told as its digits */
	{BASIC, "{'default':1e400,'examples':[-12345678901234567890,{'a':1.50e999}],'title':'t'}", "1",
	 ".+/default @ #/default 1:1 ='1e400'\n" ".+/examples @ #/examples 1:1 =['-12345678901234567890',{'a':'1.50e999'}]\n"
	 ".+/title @ #/title 1:1 ='t'\n"},
	/* of what failed there are none, of branches only those that passed (Core 7.7.1.2) */
	{BASIC, "{'title':'no','type':'string'}", "1", ".-/type @ #/type 1:1 !expected a string, got the number 1\n"},
	{VERBOSE, "{'title':'no','type':'string'}", "1", ".-/type @ #/type 1:1 !expected a string, got the number 1\n" ".+/title @ #/title 1:1 ='no'\n"},
	{BASIC, "{'anyOf':[{'title':'no','type':'string'},{'title':'yes'},{'properties':{'a':{'title':'yes'}}}]}", "{'a':1}",
	 ".+/anyOf/1/title @ #/anyOf/1/title 1:1 ='yes'\n"
	 ".+/anyOf/2/properties @ #/anyOf/2/properties 1:1 =['a']\n"
	 ".+/anyOf/2/properties/a/title @/a #/anyOf/2/properties/a/title 1:6 ='yes'\n"},
	{BASIC, "{'oneOf':[{'title':'no','type':'string'},{'title':'yes'}]}", "1", ".+/oneOf/1/title @ #/oneOf/1/title 1:1 ='yes'\n"},
	{BASIC, "{'not':{'title':'no','type':'string'}}", "1", ""},
	{BASIC, "{'not':{'not':{'title':'no'}}}", "1", ""},
	{BASIC, "{'if':{'title':'yes'},'then':{'title':'also'},'else':{'title':'no'}}", "1",
	 ".+/if/title @ #/if/title 1:1 ='yes'\n" ".+/then/title @ #/then/title 1:1 ='also'\n"},
	{BASIC, "{'if':{'title':'no','type':'null'},'then':{'title':'no'},'else':{'title':'yes'}}", "1", ".+/else/title @ #/else/title 1:1 ='yes'\n"},
	{BASIC, "{'allOf':[{'properties':{'a':{'title':'no'}}}],'required':['b']}", "{'a':1}",
	 ".-/required @ #/required 1:1 !expected the member 'b', which is missing\n"},
	{BASIC, "{'$ref':'#/$defs/a','title':'t','$defs':{'a':{'title':'u'}}}", "1",
	 ".+/title @ #/title 1:1 ='t'\n" ".+/$ref/title @ #/$defs/a/title 1:1 ='u'\n"},
	/* who is to blame */
	{BASIC, "{'not':{'type':'number'}}", "1", ".-/not @ #/not 1:1 !expected anything but a number, got the number 1\n"},
	{VERBOSE, "{'not':{'type':'number'}}", "1",
	 ".-/not @ #/not 1:1 !expected anything but a number, got the number 1\n" "..+/not @ #/not 1:1\n"
	 "...+/not/type @ #/not/type 1:1\n"},
	{BASIC, "{'contains':{'type':'string'}}", "[1,2]", ".-/contains @ #/contains 1:1 !expected at least 1 element that is a string, got 0\n"},
	{BASIC, "{'contains':{'type':'string'},'maxContains':1}", "['a','b',1]",
	 ".-/maxContains @ #/maxContains 1:1 !expected at most 1 element that is a string, got 2\n"},
	{DETAILED, "{'contains':{'type':'string'},'minContains':2}", "['a',1]",
	 ".-/minContains @ #/minContains 1:1 !expected at least 2 elements that are each a string, got 1\n"},
	{DETAILED, "{'contains':{'type':'string'},'minContains':2}", "[1]",
	 ".-/contains @ #/contains 1:1 !expected at least 1 element that is a string, got 0\n"
	 ".-/minContains @ #/minContains 1:1 !expected at least 2 elements that are each a string, got 0\n"},
	{VERBOSE, "{'contains':{'type':'string'},'minContains':0,'maxContains':2}", "[1]",
	 ".+/contains @ #/contains 1:1 =[]\n" "..-/contains @/0 #/contains 1:2\n"
	 "...-/contains/type @/0 #/contains/type 1:2 !expected a string, got the number 1\n" ".+/maxContains @ #/maxContains 1:1\n"},
	{VERBOSE, "{'contains':{'type':'string'},'maxContains':1}", "['a','b',1]",
	 ".-/maxContains @ #/maxContains 1:1 !expected at most 1 element that is a string, got 2\n"
	 ".+/contains @ #/contains 1:1 =[0,1]\n" "..-/contains @/2 #/contains 1:10\n"
	 "...-/contains/type @/2 #/contains/type 1:10 !expected a string, got the number 1\n"
	 "..+/contains @/0 #/contains 1:2\n" "...+/contains/type @/0 #/contains/type 1:2\n"
	 "..+/contains @/1 #/contains 1:6\n" "...+/contains/type @/1 #/contains/type 1:6\n"},
	{BASIC, "{'oneOf':[{'type':'number'},{'minimum':1},{'minimum':9}]}", "5",
	 ".-/oneOf @ #/oneOf 1:1 !expected exactly one of 3 forms to match, and 2 do: 1 and 2, got the number 5\n"},
	{VERBOSE, "{'oneOf':[{'type':'number'},{'minimum':1},{'minimum':9}]}", "5",
	 ".-/oneOf @ #/oneOf 1:1 !expected exactly one of 3 forms to match, and 2 do: 1 and 2, got the number 5\n"
	 "..-/oneOf/2 @ #/oneOf/2 1:1\n"
	 "...-/oneOf/2/minimum @ #/oneOf/2/minimum 1:1 !expected at least 9, got the number 5\n"
	 "..+/oneOf/0 @ #/oneOf/0 1:1\n" "...+/oneOf/0/type @ #/oneOf/0/type 1:1\n"
	 "..+/oneOf/1 @ #/oneOf/1 1:1\n" "...+/oneOf/1/minimum @ #/oneOf/1/minimum 1:1\n"},
	{BASIC, "{'oneOf':[{'type':'string'},{'minimum':9}]}", "5",
	 ".-/oneOf/0/type @ #/oneOf/0/type 1:1 !expected a string, got the number 5\n"
	 ".-/oneOf/1/minimum @ #/oneOf/1/minimum 1:1 !expected at least 9, got the number 5 (also allowed: a string)\n"},
	{DETAILED, "{'anyOf':[{'type':'string'},{'allOf':[{'minimum':9},{'maximum':1}]}]}", "5",
	 ".-/anyOf @ #/anyOf 1:1\n"
	 "..-/anyOf/0/type @ #/anyOf/0/type 1:1 !expected a string, got the number 5\n"
	 "..-/anyOf/1/allOf @ #/anyOf/1/allOf 1:1\n"
	 "...-/anyOf/1/allOf/0/minimum @ #/anyOf/1/allOf/0/minimum 1:1 !expected at least 9, got the number 5 (also allowed: a string)\n"
	 "...-/anyOf/1/allOf/1/maximum @ #/anyOf/1/allOf/1/maximum 1:1 !expected at most 1, got the number 5 (also allowed: a string)\n"},
	{BASIC, "{'additionalProperties':false,'properties':{'name':true}}", "{'nmae':1}",
	 ".-/additionalProperties @/nmae #/additionalProperties 1:9 !expected no member 'nmae', got the number 1; did you mean 'name'?\n"},
	{BASIC, "{'unevaluatedItems':false}", "[1]", ".-/unevaluatedItems @/0 #/unevaluatedItems 1:2 !expected nothing here, got the number 1\n"},
};
/* clang-format on */

START_TEST(tells)
{
	static const char root[] = " @ # 1:1\n";
	const char *expected = outputs[_i].expected;
	struct text t;
	give(outputs[_i].schema, outputs[_i].value,
	    (enum jschema_format)outputs[_i].format, NULL, &t);
	const char *found = t.text;
	if (strncmp(found + 1, root, sizeof root - 1) == 0)
		found += sizeof root;
	ck_assert_msg(strcmp(found, expected) == 0, "%s on %s:\n%snot\n%s",
	    outputs[_i].schema, outputs[_i].value, found, expected);
}
END_TEST

/* the same values for all formats: they have to meet what Core 12.4 asks */
START_TEST(agrees_in_all_formats)
{
	for (int format = JSCHEMA_BASIC; format <= JSCHEMA_VERBOSE; format++) {
		struct text t;
		give(outputs[_i].schema, outputs[_i].value, (enum jschema_format)format,
		    NULL, &t);
		ck_assert_uint_gt(t.length, 0);
	}
}
END_TEST

/* they are trusted above, which is faster */
START_TEST(asks_with_good_schemas)
{
	drop(compile(output_schemas[_i], true));
}
END_TEST

/* ---- flag ---- */

START_TEST(gives_a_flag)
{
	static const char *const values[] = {"'a'", "1"};
	struct compiled c = compile("{'type':'number','title':'t'}", false);
	struct compiled d = read_text(values[_i]);
	json_t *output =
	    jschema_output(c.schema, jschema_root(d.document), JSCHEMA_FLAG, NULL, NULL);
	ck_assert_uint_eq(json_object_size(output), 1);
	ck_assert_int_eq(json_is_true(json_object_get(output, "valid")), _i == 1);
	meets_the_specification(output, JSCHEMA_FLAG, "flag", "");
	json_decref(output);
	drop(d);
	drop(c);
}
END_TEST

/* ---- where the text of a document stands in a file ---- */

static struct jschema_place
place_by_tens(size_t offset, void *context)
{
	size_t *asked = context;
	++*asked;
	return (struct jschema_place){offset, 10 + offset, 100 + offset};
}

START_TEST(asks_for_places)
{
	char positions[256] = "", *at;
	struct text t;
	size_t asked = 0;
	const struct jschema_placer placer = {place_by_tens, &asked};
	give("{'items':{'minimum':9}}", "[1,\n 2,3]", JSCHEMA_BASIC, &placer, &t);
	for (char *line = strtok(t.text, "\n"); line; line = strtok(NULL, "\n")) {
		if ((at = strstr(line, " !")))
			*at = '\0';
		strcat(positions, strrchr(line, ' '));
	}
	ck_assert_str_eq(positions, " 10:100 11:101 15:105 17:107");
	ck_assert_uint_eq(asked, 4);
}
END_TEST

/* columns are code points, and units come in the order of the walk, not of the text */
START_TEST(moves_back_and_forth)
{
	struct text t;
	give("{'propertyNames':{'maxLength':0},'properties':{'\xc3\xa9':{'const':0},'b':{"
	     "'const':0}}}",
	    "{'\xc3\xa9':'\xf0\x9f\x92\xa9','b':1}", JSCHEMA_BASIC, NULL, &t);
	ck_assert_ptr_nonnull(
	    strstr(t.text, "@/\xc3\xa9 #/propertyNames/maxLength 1:2 "));
	ck_assert_ptr_nonnull(strstr(t.text, "@/b #/propertyNames/maxLength 1:10 "));
	ck_assert_ptr_nonnull(strstr(t.text, " #/properties/%C3%A9/const 1:6 "));
	ck_assert_ptr_nonnull(strstr(t.text, " #/properties/b/const 1:14 "));
}
END_TEST

/* ---- what is hostile ---- */

/* no location ends at a NUL */
START_TEST(survives_nul)
{
	static const char place[] = "/a\0b", keyword[] = "/properties/a\0b/type";
	struct compiled c =
	    compile("{'properties':{'a\\u0000b':{'type':'null'}}}", false);
	struct compiled d = read_text("{'a\\u0000b':1}");
	json_t *output = jschema_output(c.schema, jschema_root(d.document),
	    (enum jschema_format)(JSCHEMA_BASIC + _i), NULL, NULL);
	json_t *unit = output, *below;
	while ((below = json_array_get(json_object_get(unit, "errors"), 0)))
		unit = below;
	const json_t *found = json_object_get(unit, "instanceLocation");
	ck_assert_uint_eq(json_string_length(found), sizeof place - 1);
	ck_assert_mem_eq(json_string_value(found), place, sizeof place);
	found = json_object_get(unit, "keywordLocation");
	ck_assert_uint_eq(json_string_length(found), sizeof keyword - 1);
	ck_assert_mem_eq(json_string_value(found), keyword, sizeof keyword);
	json_decref(output);
	drop(d);
	drop(c);
}
END_TEST

/* Core 9.1.1, 12.3.2: a location is absolute, if need be by a base of the library's */
START_TEST(gives_absolute_locations)
{
	struct compiled d = read_text("1");
	struct compiled c =
	    compile("{'$ref':'#/$defs/a','$defs':{'a':{'title':'t','$ref':"
		    "'urn:b'},'b':{'$id':'urn:b','title':'u'}}}",
		false);
	json_t *output =
	    jschema_output(c.schema, jschema_root(d.document), JSCHEMA_BASIC, NULL, NULL);
	struct text t = {.length = 0};
	write_unit(&t, output, 0);
	ck_assert_str_eq(t.text,
	    "+ @ https://schema.invalid/# 1:1\n"
	    ".+/$ref/title @ https://schema.invalid/#/$defs/a/title 1:1 =\"t\"\n"
	    ".+/$ref/$ref/title @ urn:b#/title 1:1 =\"u\"\n");
	json_decref(output);
	drop(d);
	drop(c);
}
END_TEST

static char *
build_object(size_t members)
{
	char *text = malloc(members * 16 + 3);
	size_t n = 1;
	ck_assert_ptr_nonnull(text);
	text[0] = '{';
	for (size_t i = 0; i < members; i++)
		n += (size_t)sprintf(text + n, "'%06zu':0,", i);
	strcpy(text + n - 1, "}");
	return text;
}

/* the names of many members are no quadratic work */
START_TEST(lists_many_members)
{
	enum { MANY = 60000 };
	char *object = build_object(MANY);
	struct compiled c = compile("{'additionalProperties':true}", false);
	struct compiled d = read_text(object);
	json_t *output =
	    jschema_output(c.schema, jschema_root(d.document), JSCHEMA_BASIC, NULL, NULL);
	json_t *unit = json_array_get(json_object_get(output, "annotations"), 0);
	json_t *names = json_object_get(unit, "annotation");
	ck_assert_uint_eq(json_array_size(names), MANY);
	ck_assert_str_eq(json_string_value(json_array_get(names, MANY - 1)), "059999");
	json_decref(output);
	drop(d);
	drop(c);
	free(object);
}
END_TEST

/* units take memory, and have a limit that is told */
START_TEST(has_a_limit)
{
	char schema[4096] = "{'$ref':'#/$defs/d0','$defs':{";
	size_t n = strlen(schema);
	struct jschema_error error = {0};
	for (int i = 0; i < 40; i++)
		n += (size_t)snprintf(schema + n, sizeof schema - n,
		    "'d%d':{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]},", i,
		    i + 1, i + 1);
	snprintf(schema + n, sizeof schema - n, "'d40':{'type':'null'}}}");
	struct compiled c = compile(schema, false), d = read_text("null");
	struct jschema_value v = jschema_root(d.document);
	ck_assert_int_eq(jschema_check(c.schema, v, NULL), JSCHEMA_VALID);
	ck_assert_ptr_null(jschema_output(c.schema, v, JSCHEMA_VERBOSE, NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	drop(d);
	drop(c);
}
END_TEST

/* a large value may have more, and not any number */
START_TEST(has_a_limit_of_steps)
{
	enum { MANY = 1000, EACH = 300 };
	char value[2 * MANY + 2], schema[EACH * 24 + 32], *at = schema;
	struct jschema_error error = {0};
	for (int i = 0; i < MANY; i++)
		memcpy(value + 2 * i, i ? ",1" : "[1", 2);
	memcpy(value + 2 * MANY, "]", 2);
	at += sprintf(at, "{'items':{'allOf':[");
	for (int i = 0; i < EACH; i++)
		at += sprintf(at, "%s{'minimum':%d}", i ? "," : "", -i);
	strcpy(at, "]}}");
	struct compiled c = compile(schema, false), d = read_text(value);
	struct jschema_value v = jschema_root(d.document);
	ck_assert_ptr_null(jschema_output(c.schema, v, JSCHEMA_DETAILED, NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	ck_assert_ptr_nonnull(strstr(error.text, "too many steps"));
	drop(d);
	drop(c);
}
END_TEST

/* each location is as long as the way to it */
START_TEST(has_a_limit_of_memory)
{
	enum { DEPTH = 1000 };
	char *value = malloc(DEPTH * 22), *at = value;
	struct jschema_error error = {0};
	ck_assert_ptr_nonnull(value);
	for (int i = 0; i < DEPTH; i++)
		at += sprintf(at, "[1,1,1,1,1,1,1,1,1,");
	memset(at, ']', DEPTH);
	strcpy(at + DEPTH, "");
	at[-1] = ' ';
	struct compiled c = compile("{'items':{'$ref':'#'}}", false);
	struct compiled d = read_text(value);
	struct jschema_value v = jschema_root(d.document);
	ck_assert_int_eq(jschema_check(c.schema, v, NULL), JSCHEMA_VALID);
	ck_assert_ptr_null(jschema_output(c.schema, v, JSCHEMA_BASIC, NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	ck_assert_str_eq(error.text, "limit reached: the output is too large");
	drop(d);
	drop(c);
	free(value);
}
END_TEST

START_TEST(refuses_no_value)
{
	struct jschema_error error = {0};
	struct jschema_value none = {NULL, 0};
	struct compiled c = compile("true", false);
	for (int format = JSCHEMA_FLAG; format <= JSCHEMA_VERBOSE; format++) {
		ck_assert_ptr_null(jschema_output(
		    c.schema, none, (enum jschema_format)format, NULL, &error));
		ck_assert_int_eq(error.code, JSCHEMA_EMPTY);
	}
	drop(c);
}
END_TEST

/* locations count from the value that is checked, positions from the text */
START_TEST(tells_of_a_part)
{
	struct compiled c = compile("{'items':{'const':1}}", false);
	struct compiled d = read_text("{'a':\n[2]}");
	json_t *output = jschema_output(c.schema,
	    jschema_at(jschema_root(d.document), "/a", 2), JSCHEMA_DETAILED, NULL, NULL);
	struct text t = {.length = 0};
	write_unit(&t, output, 0);
	ck_assert_str_eq(t.text,
	    "- @ https://schema.invalid/# 2:1\n"
	    ".-/items/const @/0 https://schema.invalid/#/items/const 2:2 "
	    "!expected 1, got the number 2\n");
	json_decref(output);
	drop(d);
	drop(c);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("output");
	TCase *all = tcase_create("all");
	tcase_set_timeout(all, 60);
	tcase_add_loop_test(all, tells, 0, (int)countof(outputs));
	tcase_add_loop_test(all, agrees_in_all_formats, 0, (int)countof(outputs));
	tcase_add_loop_test(
	    all, asks_with_good_schemas, JSCHEMA_FLAG, JSCHEMA_VERBOSE + 1);
	tcase_add_loop_test(all, gives_a_flag, 0, 2);
	tcase_add_test(all, asks_for_places);
	tcase_add_test(all, moves_back_and_forth);
	tcase_add_loop_test(all, survives_nul, 0, 3);
	tcase_add_test(all, gives_absolute_locations);
	tcase_add_test(all, lists_many_members);
	tcase_add_test(all, has_a_limit);
	tcase_add_test(all, has_a_limit_of_steps);
	tcase_add_test(all, has_a_limit_of_memory);
	tcase_add_test(all, refuses_no_value);
	tcase_add_test(all, tells_of_a_part);
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
