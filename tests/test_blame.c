/*
 * lib/blame.c and the sentences of lib/message.c: whom a choice blames (engine.md 4.1),
 * and what the keywords say. A row's faults stand on lines "place: message [keyword]".
 */
#include "quoted.h"
#include "suite.h"

static void
write_faults(const struct jschema_result *r, char *text, size_t size)
{
	size_t n = 0;
	*text = '\0';
	for (size_t i = 0; i < jschema_result_count(r) && n < size; i++) {
		const struct jschema_fault *f = jschema_result_fault(r, i);
		n += (size_t)snprintf(text + n, size - n, "%s: %s [%s]\n",
		    f->instance_location, f->message, f->keyword_location);
	}
	for (char *at = text; (at = strchr(at, '"'));)
		*at = '\'';
}

static void
explain(const char *schema, const char *value, size_t limit, const char *expected)
{
	char text[8192];
	struct jschema_error error = {0};
	struct compiled c = compile(schema, true), d = read_text(value);
	struct jschema_value v = jschema_root(d.document);
	struct jschema_result *r = jschema_explain(c.schema, v, limit, &error);
	ck_assert_msg(r != NULL, "%s: %s", schema, error.text);
	write_faults(r, text, sizeof text);
	ck_assert_msg(strcmp(text, expected) == 0, "%s on %s:\n%s\nnot\n%s", schema,
	    value, text, expected);
	ck_assert_int_eq(jschema_result_verdict(r), jschema_check(c.schema, v, NULL));
	ck_assert_int_eq(jschema_result_verdict(r), *expected == '\0');
	jschema_result_free(r);
	drop(d);
	drop(c);
}

#define CAT "{'properties':{'kind':{'const':'cat'},'lives':{'type':'integer'}}}"
#define DOG "{'properties':{'kind':{'enum':['dog','wolf']},'bark':{'type':'boolean'}}}"
#define PET "{'oneOf':[" CAT "," DOG "]}"

#define REFERS(from, to) "'" from "':{'$ref':'#/$defs/" to "','minLength':1}"
/* a string or null, the string behind as many schemas as the name says, and one */
#define CHAIN(name)                                                                 \
	"{'anyOf':[{'$ref':'#/$defs/" name                                          \
	"','minLength':1},{'type':'null'}],'$defs':{" REFERS("8", "7") "," REFERS(  \
	    "7", "6") "," REFERS("6", "5") "," REFERS("5",                          \
	    "4") ",'4':{'anyOf':[{'$ref':'#/$defs/3'}],'minLength':1}," REFERS("3", \
	    "2") "," REFERS("2", "1") "," REFERS("1", "0") ",'0':{'enum':['a']}}}"

#define K(value) "{'properties':{'k':{'const':" value "}}}"
#define K8(a)                                                                   \
	K(a "0")                                                                \
	"," K(a "1") "," K(a "2") "," K(a "3") "," K(a "4") "," K(a "5") "," K( \
	    a "6") "," K(a "7")
#define MANY40 "{'oneOf':[" K8("1") "," K8("2") "," K8("3") "," K8("4") "," K8("5") "]}"

/* clang-format off */
static const struct {
	const char *schema, *value, *expected;
} rows[] = {
	/* rule 0: several matched */
	{"{'oneOf':[{'type':'number'},{'minimum':1},{'minimum':9}]}", "5",
	 ": expected exactly one of 3 forms to match, and 2 do: 1 and 2, got the number 5 [/oneOf]\n"},
	{"{'oneOf':[{'type':'string'},true,{'minimum':9},{}]}", "5",
	 ": expected exactly one of 4 forms to match, and 2 do: 2 and 4, got the number 5 [/oneOf]\n"},
	/* rule 1: no branch takes this kind of value */
	{"{'oneOf':[{'type':'string','format':'date-time'},{'type':'object'},{'type':'null'}]}", "5",
	 ": expected a date-time string, an object or null, got the number 5 [/oneOf]\n"},
	{"{'oneOf':[{'type':'string','minLength':1},{'type':'number','minimum':1}]}", "null",
	 ": expected a string or a number, got null [/oneOf]\n"},
	{"{'anyOf':[{'enum':['a','b']},{'$ref':'#/$defs/n'}],'$defs':{'n':{'oneOf':[{'type':'integer'},{'type':'null'}]}}}", "true",
	 ": expected 'a', 'b', an integer or null, got the boolean true [/anyOf]\n"},
	{"{'anyOf':[{'type':'string'},{'items':{'type':'null'},'type':'array'}]}", "{}",
	 ": expected a string or an array, got an empty object [/anyOf]\n"},
	/* behind no more than eight others */
	{CHAIN("7"), "true",
	 ": expected 'a' or null, got the boolean true [/anyOf]\n"},
	{CHAIN("8"), "true",
	 ": expected a string or null, got the boolean true [/anyOf]\n"},
	/* rule 2: one does, and is blamed */
	{"{'oneOf':[{'type':'string','format':'date-time'},{'type':'object'},{'type':'null'}]}", "'yesterday'",
	 ": expected a date-time such as 2026-10-01T12:00:00Z, got the string 'yesterday' (also allowed: an object or null) [/oneOf/0/format]\n"},
	{"{'oneOf':[{'type':'string'},{'type':'object','properties':{'a':{'type':'null'}},'required':['b']}]}", "{'a':1}",
	 ": expected the member 'b', which is missing (also allowed: a string) [/oneOf/1/required]\n"
	 "/a: expected null, got the number 1 [/oneOf/1/properties/a/type]\n"},
	{"{'anyOf':[{'type':'null'},{'type':'array','items':{'oneOf':[{'type':'string','minLength':2},{'type':'null'}]}}]}", "['a',null,'bc',1]",
	 "/0: expected at least 2 characters, got 1 (also allowed: null) [/anyOf/1/items/oneOf/0/minLength]\n"
	 "/3: expected a string or null, got the number 1 [/anyOf/1/items/oneOf]\n"},
	{"{'oneOf':[{'type':'object','properties':{'k':{'const':1},'v':{'type':'null'}}},{'type':'string','minLength':3},{'type':'string','maxLength':1}]}", "{'k':2,'v':1}",
	 "/k: expected 1, got the number 2 [/oneOf/0/properties/k/const]\n"
	 "/v: expected null, got the number 1 [/oneOf/0/properties/v/type]\n"},
	/* a kind that is taken by two is not told again */
	{"{'anyOf':[{'type':'string','minLength':9},{'type':'string','pattern':'^a','maxLength':1},{'type':'null'}]}", "'bbb'",
	 ": expected at least 9 characters, got 3 (also allowed: null) [/anyOf/0/minLength]\n"},
	{"{'anyOf':[{'enum':['aaa','c']},{'type':'string','minLength':9}]}", "'bbb'",
	 ": expected 'aaa' or 'c' or at least 9 characters, got the string 'bbb' [/anyOf]\n"},
	/* rule 3: members that decide */
	{PET, "{'kind':'cat','lives':'9'}",
	 "/lives: expected an integer, got the string '9' [/oneOf/0/properties/lives/type]\n"},
	{PET, "{'kind':'wolf','bark':'9','lives':1}",
	 "/bark: expected a boolean, got the string '9' [/oneOf/1/properties/bark/type]\n"},
	{PET, "{'kind':'cow'}",
	 "/kind: expected 'cat', 'dog' or 'wolf', got the string 'cow' [/oneOf/0/properties/kind/const]\n"},
	{PET, "{'kind':5,'lives':'x'}",
	 "/kind: expected 'cat', 'dog' or 'wolf', got the number 5 [/oneOf/0/properties/kind/const]\n"},
	{PET, "{'lives':'x','bark':'y'}",
	 ": expected one of 2 forms, none of which fits, got an object of 2 members [/oneOf]\n"},
	{"{'oneOf':[{'properties':{'kind':{'const':'cat'},'lives':{'type':'integer'}}},{'properties':{'sort':{'const':'dog'}}}]}", "{'kind':'cow','sort':'bat'}",
	 ": expected one of 2 forms, none of which fits, got an object of 2 members [/oneOf]\n"},
	{"{'oneOf':[{'properties':{'kind':{'const':'cat'},'lives':{'type':'integer'}}},{'properties':{'kind':{'const':'dog'},'size':{'const':1}}}]}", "{'kind':'cow','size':2}",
	 "/kind: expected 'cat' or 'dog', got the string 'cow' [/oneOf/0/properties/kind/const]\n"},
	{"{'oneOf':[{'properties':{'a':{'properties':{'k':{'const':1}}}}},{'properties':{'a':{'properties':{'k':{'const':2}}}}}]}", "{'a':{'k':3}}",
	 ": expected one of 2 forms, none of which fits, got an object of 1 member [/oneOf]\n"},
	{"{'oneOf':[{'prefixItems':[{'const':1}]},{'prefixItems':[{'const':2}]}]}", "[3]",
	 ": expected one of 2 forms, none of which fits, got an array of 1 element [/oneOf]\n"},
	{"{'oneOf':[{'const':1},{'const':2}]}", "3",
	 ": expected 1 or 2, got the number 3 [/oneOf]\n"},
	{"{'oneOf':[{'enum':['red','green']},{'enum':['blue']}]}", "'bleu'",
	 ": expected 'red', 'green' or 'blue', got the string 'bleu' [/oneOf]\n"},
	{"{'anyOf':[{'properties':{'k':{'enum':[1,2,3,4,5]}}},{'properties':{'k':{'enum':[5,6,7,8,9,10]}}}]}", "{'k':0}",
	 "/k: expected 1, 2, 3, 4, 5, 6, 7, 8 or one of 2 more, got the number 0 [/anyOf/0/properties/k/enum]\n"},
	{"{'oneOf':[{'minimum':9},{'const':2}]}", "5",
	 ": expected at least 9 or 2, got the number 5 [/oneOf]\n"},
	/* not names */
	{"{'oneOf':[{'propertyNames':{'const':'a'}},{'propertyNames':{'const':'b'}}]}", "{'c':1}",
	 ": expected one of 2 forms, none of which fits, got an object of 1 member [/oneOf]\n"},
	/* rule 4: the closest, by members that are there, then by faults; else nobody */
	{"{'anyOf':[{'required':['a','b']},{'required':['c']}],'type':'object'}", "{'a':1}",
	 ": expected the member 'b' or the member 'c', got an object of 1 member [/anyOf]\n"},
	{"{'anyOf':[{'required':['a'],'properties':{'x':{'type':'null'}}},{'properties':{'x':{'type':'null'},'y':{'type':'null'}}}]}", "{'x':1,'y':1}",
	 "/x: expected null, got the number 1 [/anyOf/1/properties/x/type]\n"
	 "/y: expected null, got the number 1 [/anyOf/1/properties/y/type]\n"},
	{"{'anyOf':[{'properties':{'x':{'type':'null'},'y':{'type':'null'}}},{'properties':{'x':{'type':'null'}}}]}", "{'x':1,'y':1}",
	 "/x: expected null, got the number 1 [/anyOf/1/properties/x/type]\n"},
	{"{'anyOf':[{'properties':{'x':{'type':'null'}}},{'properties':{'x':{'type':'null'},'y':{'type':'null'}}}]}", "{'x':1,'y':1}",
	 "/x: expected null, got the number 1 [/anyOf/0/properties/x/type]\n"},
	{"{'anyOf':[{'properties':{'x':{'type':'null'}}},{'properties':{'x':{'type':'string'}}}]}", "{'x':1}",
	 ": expected one of 2 forms, none of which fits, got an object of 1 member [/anyOf]\n"},
	{"{'oneOf':[{'minimum':9},{'maximum':1},{'minimum':7,'maximum':1}]}", "5",
	 ": expected at least 9, at most 1 or at least 7 and at most 1, got the number 5 [/oneOf]\n"},
	/* choices in choices */
	{"{'oneOf':[{'properties':{'k':{'const':'a'},'v':{'anyOf':[{'type':'string','minLength':2},{'type':'null'}]}}},{'properties':{'k':{'const':'b'}}}]}", "{'k':'a','v':'x'}",
	 "/v: expected at least 2 characters, got 1 (also allowed: null) [/oneOf/0/properties/v/anyOf/0/minLength]\n"},
	{"{'oneOf':[{'properties':{'k':{'const':'a'},'v':{'oneOf':[{'properties':{'w':{'const':1}}},{'properties':{'w':{'const':2}}}]}}},{'properties':{'k':{'const':'b'}}}]}", "{'k':'a','v':{'w':3}}",
	 "/v/w: expected 1 or 2, got the number 3 [/oneOf/0/properties/v/oneOf/0/properties/w/const]\n"},
	{"{'anyOf':[{'anyOf':[{'type':'string'},{'type':'null'}]},{'type':'boolean'}]}", "5",
	 ": expected a string, null or a boolean, got the number 5 [/anyOf]\n"},
	{"{'anyOf':[{'anyOf':[{'type':'number','minimum':9},{'type':'null'}]},{'type':'boolean'}]}", "5",
	 ": expected at least 9, got the number 5 (also allowed: null) [/anyOf/0/anyOf/0/minimum]\n"},
	/* any number of branches is tried */
	{MANY40, "{'k':99}",
	 "/k: expected 10, 11, 12, 13, 14, 15, 16, 17 or one of 32 more, got the number 99 [/oneOf/0/properties/k/const]\n"},
	/* the member decides that a choice inside a choice is about */
	{"{'oneOf':[" PET "," K("1") "],'type':'object'}", "{'kind':'cow','k':2}",
	 ": expected one of 2 forms, none of which fits, got an object of 2 members [/oneOf]\n"},
	{"{'oneOf':[" PET ",{'properties':{'kind':{'const':'cod'}}}]}", "{'kind':'cow'}",
	 ": expected one of 2 forms, none of which fits, got an object of 1 member [/oneOf]\n"},
	{"{'oneOf':[" PET ",{'properties':{'kind':{'const':'cod'}}}]}", "{'kind':'cat','lives':'9'}",
	 "/lives: expected an integer, got the string '9' [/oneOf/0/oneOf/0/properties/lives/type]\n"},
	/* the same fault once */
	{"{'allOf':[{'$ref':'#/$defs/a'},{'$ref':'#/$defs/a'}],'$defs':{'a':{'minimum':9}}}", "5",
	 ": expected at least 9, got the number 5 [/allOf/0/$ref/minimum]\n"},
	{"{'allOf':[{'$ref':'#/$defs/a'},{'$ref':'#/$defs/a'}],'$defs':{'a':{'type':'null'}}}", "5",
	 ": expected null, got the number 5 [/allOf/0/$ref/type]\n"},
	{"{'allOf':[{'$ref':'#/$defs/a'},{'$ref':'#/$defs/a'}],'$defs':{'a':false}}", "5",
	 ": expected nothing here, got the number 5 [/allOf/0/$ref]\n"},
	{"{'allOf':[{'$ref':'#/$defs/a'},{'$ref':'#/$defs/a'}],'$defs':{'a':{'minimum':9}},'items':{'$ref':'#/$defs/a'}}", "[5,5]",
	 "/0: expected at least 9, got the number 5 [/items/$ref/minimum]\n"
	 "/1: expected at least 9, got the number 5 [/items/$ref/minimum]\n"},
	{"{'allOf':[{'$ref':'#/$defs/c'},{'$ref':'#/$defs/c'}],'$defs':{'c':{'oneOf':[{'properties':{'k':{'const':'a'}}},{'properties':{'k':{'const':'b'}}}]}}}", "{'k':'c'}",
	 "/k: expected 'a' or 'b', got the string 'c' [/allOf/0/$ref/oneOf/0/properties/k/const]\n"},
	{"{'allOf':[{'$ref':'#/$defs/a'},{'anyOf':[{'$ref':'#/$defs/a'},{'minimum':7}]}],'$defs':{'a':{'minimum':9}}}", "5",
	 ": expected at least 9, got the number 5 [/allOf/0/$ref/minimum]\n"
	 ": expected at least 9 or at least 7, got the number 5 [/allOf/1/anyOf]\n"},
	{"{'minimum':9,'allOf':[{'minimum':9}]}", "5",
	 ": expected at least 9, got the number 5 [/minimum]\n"},
	{"{'allOf':[{'type':'null'},{'type':'null'},{'required':['a']},{'required':['a'],'title':'t'}]}", "{}",
	 ": expected null, got an empty object [/allOf/0/type]\n"
	 ": expected the member 'a', which is missing [/allOf/2/required]\n"},
	{"{'allOf':[{'additionalProperties':false},{'additionalProperties':false}]}", "{'a':1}",
	 "/a: expected no member 'a', got the number 1 [/allOf/0/additionalProperties]\n"},
	/* but not another that looks like it, of another keyword or in other words */
	{"{'allOf':[{'enum':[1]},{'const':1}]}", "5",
	 ": expected 1, got the number 5 [/allOf/0/enum]\n"
	 ": expected 1, got the number 5 [/allOf/1/const]\n"},
	{"{'allOf':[{'minimum':9},{'minimum':9.0}]}", "5",
	 ": expected at least 9, got the number 5 [/allOf/0/minimum]\n"
	 ": expected at least 9.0, got the number 5 [/allOf/1/minimum]\n"},
	{"{'minimum':9,'allOf':[true,false]}", "5",
	 ": expected at least 9, got the number 5 [/minimum]\n"
	 ": expected nothing here, got the number 5 [/allOf/1]\n"},
	/* what keywords say */
	{"{'multipleOf':0.01}", "1.005",
	 ": expected a multiple of 0.01, got the number 1.005 [/multipleOf]\n"},
	{"{'uniqueItems':true}", "[1,{'a':1,'b':2},2,{'b':2.0,'a':1e0}]",
	 ": expected elements that all differ, got equal ones at 1 and 3 [/uniqueItems]\n"},
	{"{'contains':{'type':'string'}}", "[1]",
	 ": expected at least 1 element that is a string, got 0 [/contains]\n"},
	{"{'contains':{'type':'string'}}", "[]",
	 ": expected at least 1 element that is a string, got 0 [/contains]\n"},
	{"{'contains':{'type':'string'},'minContains':3}", "['a','b',1]",
	 ": expected at least 3 elements that are each a string, got 2 [/minContains]\n"},
	{"{'contains':{'type':'string'},'minContains':3}", "[1]",
	 ": expected at least 3 elements that are each a string, got 0 [/minContains]\n"},
	{"{'contains':{'type':'string'},'minContains':1e400}", "['a']",
	 ": expected at least 1e400 elements that are each a string, got 1 [/minContains]\n"},
	{"{'contains':{'type':'string'},'minContains':3,'unevaluatedItems':false}", "[1]",
	 ": expected at least 3 elements that are each a string, got 0 [/minContains]\n"
	 "/0: expected nothing here, got the number 1 [/unevaluatedItems]\n"},
	{"{'contains':{'type':'string'},'minContains':0}", "[1]", ""},
	{"{'contains':{'type':'string'},'maxContains':0}", "['a']",
	 ": expected at most 0 elements that are each a string, got 1 [/maxContains]\n"},
	{"{'contains':{'type':'string'},'maxContains':0}", "[1]",
	 ": expected at least 1 element that is a string, got 0 [/contains]\n"},
	{"{'contains':{'type':'string'},'maxContains':1e400}", "['a']", ""},
	{"{'minContains':3,'maxContains':0}", "['a']", ""},
	{"{'contains':{'type':'string'},'maxContains':1}", "['a','b',1]",
	 ": expected at most 1 element that is a string, got 2 [/maxContains]\n"},
	{"{'contains':{'type':'string'},'maxContains':0,'minContains':0}", "['a']",
	 ": expected at most 0 elements that are each a string, got 1 [/maxContains]\n"},
	{"{'contains':{'type':'string'},'maxContains':2}", "['a','b','c']",
	 ": expected at most 2 elements that are each a string, got 3 [/maxContains]\n"},
	{"{'dependentRequired':{'a':['b','c'],'x':['a'],'q':['r']}}", "{'a':1,'c':2,'x':1}",
	 ": expected the member 'b', which is missing beside 'a' [/dependentRequired]\n"},
	{"{'dependentRequired':{'a':['b','c'],'x':['y']}}", "{'x':1,'y':2,'a':3}",
	 ": expected the members 'b', 'c', which are missing beside 'a' [/dependentRequired]\n"},
	{"{'dependentRequired':{'x':['y'],'a':['b','c']}}", "{'x':1,'y':2,'a':3}",
	 ": expected the members 'b', 'c', which are missing beside 'a' [/dependentRequired]\n"},
	{"{'dependencies':{'a':['b']}}", "{'a':1}",
	 ": expected the member 'b', which is missing beside 'a' [/dependencies]\n"},
	{"{'dependencies':{'a':{'required':['b']}}}", "{'a':1}",
	 ": expected the member 'b', which is missing [/dependencies/a/required]\n"},
	{"{'dependencies':{'a':{'required':['b']},'c':['d'],'e':false}}", "{'a':1,'c':2}",
	 ": expected the member 'd', which is missing beside 'c' [/dependencies]\n"
	 ": expected the member 'b', which is missing [/dependencies/a/required]\n"},
	{"{'dependentSchemas':{'a':{'properties':{'b':{'type':'null'}}},'c':false}}", "{'a':1,'b':2}",
	 "/b: expected null, got the number 2 [/dependentSchemas/a/properties/b/type]\n"},
	{"{'propertyNames':{'maxLength':2,'pattern':'^a'}}", "{'abc':1,'b':2}",
	 "/abc: expected at most 2 characters, got 3 [/propertyNames/maxLength]\n"
	 "/b: expected a string that matches '^a', got the string 'b' [/propertyNames/pattern]\n"},
	{"{'propertyNames':false}", "{'abc':1}",
	 "/abc: expected nothing here, got the string 'abc' [/propertyNames]\n"},
	{"{'propertyNames':{'enum':['name']}}", "{'nmae':1}",
	 "/nmae: expected 'name', got the string 'nmae'; did you mean 'name'? [/propertyNames/enum]\n"},
	{"{'properties':{'x':{'propertyNames':{'format':'date'}}}}", "{'x':{'y':1}}",
	 "/x/y: expected a date such as 2026-10-01, got the string 'y' [/properties/x/propertyNames/format]\n"},
	{"{'if':{'properties':{'a':{'const':1}}},'then':{'required':['b']},'else':{'required':['c']}}", "{'a':1}",
	 ": expected the member 'b', which is missing [/then/required]\n"},
	{"{'if':{'properties':{'a':{'const':1}}},'then':{'required':['b']},'else':{'required':['c']}}", "{'a':2}",
	 ": expected the member 'c', which is missing [/else/required]\n"},
	{"{'if':true,'then':false}", "1",
	 ": expected nothing here, got the number 1 [/then]\n"},
	{"{'$id':'http://h/o','$ref':'http://h/b','$defs':{'n':{'$dynamicAnchor':'n','type':'string'},'b':{'$id':'http://h/b','items':{'$dynamicRef':'#n'},'$defs':{'n':{'$dynamicAnchor':'n'}}}}}", "['a',1]",
	 "/1: expected a string, got the number 1 [/$ref/items/$dynamicRef/type]\n"},
	{"{'$id':'http://h/o','$ref':'http://h/b','$defs':{'n':{'$dynamicAnchor':'n','type':'string'},'b':{'$id':'http://h/b','contains':{'$dynamicRef':'#n'},'minContains':2,'$defs':{'n':{'$dynamicAnchor':'n'}}}}}", "['a',1]",
	 ": expected at least 2 elements that 'contains' fits, got 1 [/$ref/minContains]\n"},
	{"{'$id':'http://h/o','$ref':'http://h/b','$defs':{'n':{'$dynamicAnchor':'n','minimum':4},'b':{'$id':'http://h/b','oneOf':[{'$dynamicRef':'#n'},{'minimum':3},{'minimum':9}],'$defs':{'n':{'$dynamicAnchor':'n','minimum':8}}}}}", "5",
	 ": expected exactly one of 3 forms to match, and 2 do: 1 and 2, got the number 5 [/$ref/oneOf]\n"},
	{"{'unevaluatedProperties':false,'allOf':[{'properties':{'a':true}}]}", "{'a':1,'b':2}",
	 "/b: expected no member 'b', got the number 2 [/unevaluatedProperties]\n"},
	{"{'unevaluatedProperties':{'type':'null'},'anyOf':[{'properties':{'a':{'type':'null'}}},{'properties':{'b':true}}]}", "{'a':1,'b':2}",
	 "/a: expected null, got the number 1 [/unevaluatedProperties/type]\n"},
	{"{'unevaluatedItems':false,'prefixItems':[true],'contains':{'const':'x'}}", "[1,'x',2]",
	 "/2: expected nothing here, got the number 2 [/unevaluatedItems]\n"},
	{"{'properties':{'a':{'type':'null'}},'unevaluatedProperties':false}", "{'a':1}",
	 "/a: expected null, got the number 1 [/properties/a/type]\n"},
	{"{'anyOf':[{'properties':{'k':{'const':1},'v':true}},{'type':'null'}],'unevaluatedProperties':false}", "{'k':2,'v':3,'w':4}",
	 "/k: expected 1, got the number 2 [/anyOf/0/properties/k/const]\n"
	 "/w: expected no member 'w', got the number 4 [/unevaluatedProperties]\n"},
	{"{'not':{'required':['a']}}", "{'a':1}",
	 ": expected no member 'a', got an object of 1 member [/not]\n"},
};
/* clang-format on */

START_TEST(says)
{
	explain(rows[_i].schema, rows[_i].value, 0, rows[_i].expected);
}
END_TEST

/* ---- under a limit ---- */

/* those of a branch count too, and the first in the text are kept */
static const struct {
	size_t limit;
	const char *expected;
} limits[] = {
    {1, "/a: expected null, got the number 1 [/oneOf/0/properties/a/type]\n"},
    {2,
	"/a: expected null, got the number 1 [/oneOf/0/properties/a/type]\n"
	"/b/w: expected 1 or 2, got the number 3 "
	"[/oneOf/0/properties/b/oneOf/0/properties/w/const]\n"},
    {3,
	"/a: expected null, got the number 1 [/oneOf/0/properties/a/type]\n"
	"/b/w: expected 1 or 2, got the number 3 "
	"[/oneOf/0/properties/b/oneOf/0/properties/w/const]\n"
	"/c: expected null, got the number 1 [/oneOf/0/properties/c/type]\n"},
};

START_TEST(keeps_the_first)
{
	explain(
	    "{'oneOf':[{'type':'object','properties':{'c':{'type':'null'},'b':{'oneOf'"
	    ":[{'properties':{'w':{'const':1}}},{'properties':{'w':{'const':2}}}]},"
	    "'a':{'type':'null'}}},{'type':'null'}]}",
	    "{'a':1,'b':{'w':3},'c':1}", limits[_i].limit, limits[_i].expected);
}
END_TEST

/* what decides is seen, however few faults are wanted, and the place of it counts */
START_TEST(tries_without_the_limit)
{
	explain(
	    "{'oneOf':[{'properties':{'k':{'const':'a'},'x':{'type':'null'}}},{'properties'"
	    ":{'k':{'const':'b'},'y':{'type':'null'},'z':{'type':'null'}}}]}",
	    "{'x':1,'y':1,'z':1,'k':'b'}", 1,
	    "/y: expected null, got the number 1 [/oneOf/1/properties/y/type]\n");
	explain(
	    "{'allOf':[{'properties':{'b':{'type':'null'}}},{'oneOf':[{'properties':{'a':{"
	    "'const':1}}},{'properties':{'a':{'const':2}}}]}]}",
	    "{'a':3,'b':1}", 1,
	    "/a: expected 1 or 2, got the number 3 "
	    "[/allOf/1/oneOf/0/properties/a/const]\n");
}
END_TEST

/* a walk so long that it remembers: each element is told once, and no other */
START_TEST(goes_a_long_way)
{
	enum { MANY = 3000 };
	char *value = malloc(MANY * 16 + 2), *at = value;
	ck_assert_ptr_nonnull(value);
	for (int i = 0; i < MANY; i++)
		at += sprintf(at, "%c{'k':%d,'v':5}", i ? ',' : '[', 1 + i % 2);
	strcpy(at, "]");
	struct compiled c = compile(
	    "{'items':{'oneOf':[{'properties':{'k':{'const':1},'v':{'$ref':'#/$defs/v'}}},"
	    "{'properties':{'k':{'const':2},'v':{'$ref':'#/$defs/v'}}}]},"
	    "'$defs':{'v':{'allOf':[{'minimum':9},{'multipleOf':5}]}}}",
	    false);
	struct compiled d = read_text(value);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), MANY);
	/* at the end the branches may not be tried any more */
	ck_assert_str_eq(jschema_result_fault(r, 0)->instance_location, "/0/v");
	ck_assert_int_eq(
	    strncmp(jschema_result_fault(r, MANY - 1)->instance_location, "/2999", 5), 0);
	jschema_result_free(r);
	drop(d);
	drop(c);
	free(value);
}
END_TEST

/* the branches want another value of each of many members */
START_TEST(counts_many_members)
{
	enum { MANY = 20000 };
	char *value = malloc(MANY * 16 + 2), *at = value;
	ck_assert_ptr_nonnull(value);
	for (int i = 0; i < MANY; i++)
		at += sprintf(at, "%c'%d':3", i ? ',' : '{', i);
	strcpy(at, "}");
	explain("{'oneOf':[{'additionalProperties':{'const':1}},{'additionalProperties':{"
		"'const':2}}]}",
	    value, 0,
	    "/0: expected 1 or 2, got the number 3 "
	    "[/oneOf/0/additionalProperties/const]\n");
	free(value);
}
END_TEST

/* choices inside each other, of which only some are tried, end at once */
START_TEST(ends_nested_choices)
{
	char schema[8192], value[1024] = "5";
	strcpy(schema, "{'const':1}");
	for (int i = 0; i < 7; i++) {
		char more[8192];
		int length = snprintf(more, sizeof more,
		    "{'oneOf':[{'properties':{'a':%s,'x':{'const':1}}},"
		    "{'properties':{'a':%s,'x':{'const':2}}}]}",
		    schema, i < 4 ? schema : "{'const':2}");
		ck_assert_int_lt(length, (int)sizeof more);
		strcpy(schema, more);
		snprintf(more, sizeof more, "{'a':%.900s,'x':1}", value);
		snprintf(value, sizeof value, "%.1000s", more);
	}
	struct compiled c = compile(schema, false), d = read_text(value);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_gt(jschema_result_count(r), 0);
	ck_assert_int_eq(jschema_result_verdict(r), JSCHEMA_INVALID);
	jschema_result_free(r);
	drop(d);
	drop(c);
}
END_TEST

/* a branch takes so long that the next is not tried: nobody is blamed but the choice */
START_TEST(tries_no_more)
{
	enum { WANTED = 300, MANY = 3000 };
	char *schema = malloc(WANTED * 24 + 256), *at = schema;
	char *value = malloc(MANY * 2 + 2);
	ck_assert_ptr_nonnull(schema);
	ck_assert_ptr_nonnull(value);
	at += sprintf(at, "{'$defs':{'long':{'items':{'allOf':[");
	for (int i = 0; i < WANTED; i++)
		at += sprintf(at, "%s{'not':{'const':%d}}", i ? "," : "", i + 1);
	strcpy(at,
	    "]}}},'oneOf':[{'minItems':5000,'$ref':'#/$defs/long'},{'contains':"
	    "{'const':2},'items':{'type':'null'}}]}");
	for (int i = 0; i < MANY; i++)
		memcpy(value + 2 * i, i ? ",0" : "[0", 2);
	memcpy(value + 2 * MANY, "]", 2);
	struct compiled c = compile(schema, false), d = read_text(value);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), 1);
	ck_assert_str_eq(jschema_result_fault(r, 0)->keyword_location, "/oneOf");
	jschema_result_free(r);
	drop(d);
	drop(c);
	free(value);
	free(schema);
}
END_TEST

/* however often, and whatever the limit: nor are they counted among those left out */
START_TEST(tells_once)
{
	enum { MANY = 1000 };
	char *schema = malloc(MANY * 24 + 64), *at = schema;
	ck_assert_ptr_nonnull(schema);
	at += sprintf(at, "{'items':{'allOf':[");
	for (int i = 0; i < MANY; i++)
		at += sprintf(at, "%s{'type':'integer'}", i ? "," : "");
	strcpy(at, "]}}");
	struct compiled c = compile(schema, false), d = read_text("['a','b','c']");
	for (size_t limit = 0; limit < 5; limit++) {
		struct jschema_result *r =
		    jschema_explain(c.schema, jschema_root(d.document), limit, NULL);
		ck_assert_ptr_nonnull(r);
		size_t count = limit && limit < 3 ? limit : 3;
		ck_assert_uint_eq(jschema_result_count(r), count);
		ck_assert_uint_eq(jschema_result_dropped(r), 3 - count);
		for (size_t i = 0; i < count; i++) {
			const char place[] = {'/', (char)('0' + i), '\0'};
			ck_assert_str_eq(
			    jschema_result_fault(r, i)->instance_location, place);
		}
		jschema_result_free(r);
	}
	drop(d);
	drop(c);
	free(schema);
}
END_TEST

/* also where they are so many that their table has grown as far as it may */
START_TEST(tells_many_once)
{
	enum { MANY = 200000 };
	char *value = malloc(MANY * 2 + 2);
	ck_assert_ptr_nonnull(value);
	for (int i = 0; i < MANY; i++)
		memcpy(value + 2 * i, i ? ",1" : "[1", 2);
	memcpy(value + 2 * MANY, "]", 2);
	struct compiled
	    d = read_text(value),
	    c = compile(
		"{'allOf':[{'items':{'type':'null'}},{'items':{'type':'null'}}]}", false);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 1, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_dropped(r), MANY - 1);
	jschema_result_free(r);
	drop(d);
	drop(c);
	free(value);
}
END_TEST

/* two documents whose faults stand at the same node of each */
static const struct jschema_document *
load(const char *uri, void *context)
{
	ck_assert_str_eq(uri, "http://a/b");
	return context;
}

START_TEST(tells_documents_apart)
{
	char text[1024];
	struct jschema_error error;
	struct compiled other = read_text("{'multipleOf':7}");
	struct compiled c = read_text("{'maximum':1,'$ref':'http://a/b'}");
	struct compiled d = read_text("5");
	struct jschema_compile_options options = {.load = load};
	options.context = other.document;
	c.schema = jschema_compile(c.document, &options, &error);
	ck_assert_msg(c.schema != NULL, "%s", error.text);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	write_faults(r, text, sizeof text);
	ck_assert_str_eq(text,
	    ": expected at most 1, got the number 5 [/maximum]\n"
	    ": expected a multiple of 7, got the number 5 [/$ref/multipleOf]\n");
	jschema_result_free(r);
	drop(d);
	drop(c);
	drop(other);
}
END_TEST

/* ---- uniqueItems ---- */

/* elements that differ only deep inside, and the last that equals the first or not */
START_TEST(compares_many)
{
	enum { MANY = 10000 };
	char *value = malloc(MANY * 48), *at = value;
	char expected[128] = "";
	ck_assert_ptr_nonnull(value);
	at += sprintf(at, "[[{'b':[0,1.0],'a':{'\xc3\xa9':1e2}}]");
	for (int i = 1; i < MANY - 1; i++)
		at += sprintf(at, ",[{'a':{'\\u00e9':100},'b':[%d,1]}]", i);
	sprintf(at, ",[{'a':{'\\u00e9':1.0e2},'b':[%d,10e-1]}]]", _i ? 0 : MANY);
	if (_i)
		sprintf(expected,
		    ": expected elements that all differ, got equal ones at 0 and %d "
		    "[/uniqueItems]\n",
		    MANY - 1);
	explain("{'uniqueItems':true}", value, 0, expected);
	free(value);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("blame");
	TCase *all = tcase_create("all");
	tcase_set_timeout(all, 30);
	tcase_add_loop_test(all, says, 0, (int)countof(rows));
	tcase_add_loop_test(all, keeps_the_first, 0, (int)countof(limits));
	tcase_add_test(all, tries_without_the_limit);
	tcase_add_test(all, goes_a_long_way);
	tcase_add_test(all, counts_many_members);
	tcase_add_test(all, ends_nested_choices);
	tcase_add_test(all, tries_no_more);
	tcase_add_test(all, tells_once);
	tcase_add_test(all, tells_many_once);
	tcase_add_test(all, tells_documents_apart);
	tcase_add_loop_test(all, compares_many, 0, 2);
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
