/* lib/forms.c: what is said where subschemas match or do not, and which. */
#include "explained.h"
#include "suite.h"

#define CHOICE(branches) "{'anyOf':[" branches "]}"

static const struct {
	const char *schema, *value, *expected;
} rows[] = {
    /* a choice: what each branch asks for of this very value, as far as that is short */
    {CHOICE("{'required':['a','x']},{'required':['b','y','z','w']}"), "{'c':1}",
	": expected the members 'a' and 'x' or the members 'b', 'y', 'z' and 1 more, got "
	"an object of 1 member [anyOf]"},
    {CHOICE(
	 "{'required':['a']},{'required':['b']},{'required':['c']},{'required':['d']}"),
	"{}",
	": expected the member 'a', the member 'b', the member 'c' or another form, got "
	"an empty object [anyOf]"},
    {CHOICE("{'$ref':'#/$defs/a','minProperties':1},{'allOf':[true,{'minProperties':3}]}"
	    ",{'anyOf':[{'not':{'required':['c']}},{'minProperties':4}]}],'$defs':{'a':"
	    "{'type':'object','minProperties':2}},'allOf':[true"),
	"{'c':1}",
	": expected at least 2 members, at least 3 members, at least 4 members or another "
	"form, got an object of 1 member [anyOf]"},
    {CHOICE("{'required':['email']},{'required':['phone']}"), "{'phon':1,'emial':2}",
	": expected the member 'email' or the member 'phone', got an object of 2 members; did "
	"you mean 'email' by 'emial'? [anyOf]"},
    {CHOICE("{'minProperties':3},{'properties':{'b':{'type':'string'}}},{'properties':"
	    "{'b':{'type':'null'}}}"),
	"{'b':1}",
	": expected at least 3 members or one of 2 other forms, got an object of 1 member "
	"[anyOf]"},
    {CHOICE("{'required':['a']},{'unevaluatedProperties':false,'required':['b']}],"
	    "'allOf':[true"),
	"{}", ": expected the member 'a' or another form, got an empty object [anyOf]"},
    {CHOICE("{'contains':{'const':1}},{'minItems':2}"), "[0]",
	": expected at least 1 element that is 1 or at least 2 elements, got an array of 1 "
	"element [anyOf]"},
    {CHOICE("{'type':'integer'},{'minimum':5}"), "1.5",
	": expected an integer or at least 5, got the number 1.5 [anyOf]"},
    {CHOICE("{'minLength':3,'pattern':'x','format':'date','enum':['z']},{'maxLength':1,"
	    "'pattern':'y','const':'z','format':'date'}"),
	"'ab'",
	": expected one of 2 forms, none of which fits, got the string 'ab' [anyOf]"},
    {CHOICE("{'type':'string','minLength':1},{'type':'array','minItems':1}"), "null",
	": expected a string or an array, got null [anyOf]"},
    {CHOICE("{'minimum':9},{'oneOf':[true,true]}"), "5",
	": expected at least 9 or another form, got the number 5 [anyOf]"},
    {CHOICE("{'allOf':[{'minimum':9},{'maximum':1}]},{'minimum':8,'maximum':2}"), "5",
	": expected at least 8 and at most 2 or another form, got the number 5 [anyOf]"},
    {CHOICE("{'dependentRequired':{'a':['b']}},{'minProperties':2}"), "{'a':1}",
	": expected at least 2 members or another form, got an object of 1 member [anyOf]"},
    {CHOICE("{'enum':[1,2,3,4,5,6,7]},{'enum':[8,9]}"), "0",
	": expected 1, 2, 3, 4, 5, 6, 7, 8 or one more, got the number 0 [anyOf]"},
    {CHOICE("{'uniqueItems':true},{'minItems':5}"), "[1,1]",
	": expected elements that all differ or at least 5 elements, got an array of 2 "
	"elements [anyOf]"},
    {CHOICE("{'enum':[1,2],'multipleOf':2},{'enum':[4],'multipleOf':4}"), "3",
	": expected 4 and a multiple of 4 or another form, got the number 3 [anyOf]"},
    {CHOICE("false"), "1",
	": expected the only form, which does not fit, got the number 1 [anyOf]"},
    {CHOICE(
	 "{'allOf':[{'allOf':[{'allOf':[{'allOf':[{'minimum':9}]}]}]}]},{'allOf':[{'allOf'"
	 ":[{'allOf':[{'allOf':[{'allOf':[{'minimum':8}]}]}]}]}]}"),
	"5", ": expected at least 9 or another form, got the number 5 [anyOf]"},
    /* ... of which nothing is told that something beside it excludes */
    {CHOICE(
	 "{'$ref':'#/$defs/a','type':'number'}],'$defs':{'a':{'type':'string'}},'allOf':["
	 "true"),
	"1", ": expected the only form, which does not fit, got the number 1 [anyOf]"},
    {CHOICE("{'enum':[1,'a'],'allOf':[{'type':'string'}]}"), "1",
	": expected 'a', got the number 1 [anyOf]"},
    {CHOICE("{'anyOf':[{},{'type':['integer','string']}],'allOf':[{'type':'string'}]}"),
	"1", ": expected a string, got the number 1 [anyOf]"},
    {"{'oneOf':[{'required':['a']},{'required':['b']},{'type':'null'}]}", "{'a':1,'b':1}",
	": expected exactly one of 3 forms to match, and 2 do: 1 and 2, got an object of 2 "
	"members [oneOf]"},
    {"{'oneOf':[{'$ref':'#/$defs/cat'},{'title':'Dog'},{'$ref':'#/$defs/'},true,"
     "{'minimum':9}],'$defs':{'cat':{},'':{}}}",
	"1",
	": expected exactly one of 5 forms to match, and 4 do: 'cat', 'Dog', 3 and 1 more, "
	"got the number 1 [oneOf]"},
    {"{'$id':'http://h/a','oneOf':[{'$ref':'b'},{'$ref':'#/$defs/b_1'},{'$ref':'#/$defs/1-b'"
     "},false],'$defs':{'b':{'$id':'b'},'b_1':{},'1-b':{}}}",
	"1",
	": expected exactly one of 4 forms to match, and 3 do: 'b', 'b_1' and 3, got the "
	"number 1 [oneOf]"},
    {"{'oneOf':[{'$ref':'#b'},{'$ref':'#/$defs/A1234567890123456789012345678901'},false],"
     "'$defs':{'b':{'$anchor':'b'},'A1234567890123456789012345678901':{}}}",
	"1",
	": expected exactly one of 3 forms to match, and 2 do: 'b' and 2, got the number 1 "
	"[oneOf]"},
    {"{'oneOf':[true,true]}", "1",
	": expected exactly one of 2 forms to match, and both do, got the number 1 [oneOf]"},
    {"{'oneOf':[true,true,true]}", "1",
	": expected exactly one of 3 forms to match, and all do, got the number 1 [oneOf]"},
    {"{'oneOf':[{'title':'cat'},{'title':'Cat'},{'$ref':'#/$defs/cat'},false],"
     "'$defs':{'cat':{}}}",
	"1",
	": expected exactly one of 4 forms to match, and 3 do: 'cat' (1), 'Cat' and 'cat' (3), "
	"got the number 1 [oneOf]"},
    /* contains */
    {"{'contains':{'type':'object','required':['id','b']}}", "[1]",
	": expected at least 1 element that has the members 'id' and 'b', got 0 [contains]"},
    {"{'contains':{'type':'string','minLength':1,'then':{}},'minContains':2}", "[{}]",
	": expected at least 2 elements that each have at least 1 character, got 0 "
	"[minContains]"},
    {"{'contains':{'type':'number','minimum':5},'maxContains':1}", "[6,7]",
	": expected at most 1 element that is at least 5, got 2 [maxContains]"},
    {"{'contains':{'type':'string','pattern':'^a'}}", "[]",
	": expected at least 1 element that is a string that matches '^a', got 0 "
	"[contains]"},
    {"{'contains':{'$ref':'#/$defs/a'},'$defs':{'a':{'const':1}}}", "[]",
	": expected at least 1 element that is 1, got 0 [contains]"},
    {"{'contains':{'type':'integer'}}", "[]",
	": expected at least 1 element that is an integer, got 0 [contains]"},
    {"{'contains':{'type':'string','minLength':0}}", "[1]",
	": expected at least 1 element that is a string, got 0 [contains]"},
    /* ... but not where that is long, or true of other kinds of values as well */
    {"{'contains':{'pattern':'^a'}}", "['b']",
	": expected at least 1 element that 'contains' fits, got 0 [contains]"},
    {"{'contains':{'type':'string','pattern':'^a','minLength':1}}", "['b']",
	": expected at least 1 element that 'contains' fits, got 0 [contains]"},
    {"{'contains':{'type':'integer','minimum':5}}", "[5.5]",
	": expected at least 1 element that 'contains' fits, got 0 [contains]"},
    {"{'contains':{'type':'array','contains':{'const':1}}}", "[]",
	": expected at least 1 element that 'contains' fits, got 0 [contains]"},
    {"{'contains':false}", "[1]",
	": expected at least 1 element that 'contains' fits, got 0 [contains]"},
    /* not */
    {"{'not':{'type':'string'}}", "''",
	": expected anything but a string, got the string '' [not]"},
    {"{'not':{'enum':[1,2]}}", "1",
	": expected anything but 1 or 2, got the number 1 [not]"},
    {"{'not':{'required':['a','b']}}", "{'a':1,'b':2}",
	": expected not all of the members 'a' and 'b', got an object of 2 members [not]"},
    {"{'not':{'anyOf':[{'required':['a']},{'required':['b']},{'required':['c']}]}}",
	"{'a':1,'b':2}",
	": expected no member 'a' and no member 'b', got an object of 2 members [not]"},
    {"{'not':{'minimum':5,'exclusiveMaximum':9}}", "7",
	": expected less than 5 or at least 9, got the number 7 [not]"},
    {"{'not':{'maximum':5}}", "5", ": expected more than 5, got the number 5 [not]"},
    {"{'not':{'exclusiveMinimum':5}}", "7",
	": expected at most 5, got the number 7 [not]"},
    {"{'not':{'type':'string','maxLength':1}}", "''",
	": expected more than 1 character, got the string '' [not]"},
    {"{'not':{'minItems':2}}", "[1,2]",
	": expected less than 2 elements, got an array of 2 elements [not]"},
    {"{'not':{'pattern':'a'}}", "'a'",
	": expected anything but a string that matches 'a', got the string 'a' [not]"},
    {"{'not':{'uniqueItems':true}}", "[1]",
	": expected what the schema does not exclude, got an array of 1 element [not]"},
    {"{'not':{'$ref':'#/$defs/a'},'$defs':{'a':{'$ref':'#/$defs/b','type':'array'},'b':"
     "{'contains':{'const':1}}}}",
	"[1]", ": expected no element that is 1, got an array of 1 element [not]"},
    {"{'not':{'type':'integer','minimum':5}}", "7",
	": expected less than 5 or anything but an integer, got the number 7 [not]"},
    {"{'not':{'anyOf':[{'minimum':1,'maximum':10},{'multipleOf':2}]}}", "4",
	": expected what the schema does not exclude, got the number 4 [not]"},
    {"{'not':{'anyOf':[{'minimum':1},{'multipleOf':2}]}}", "4",
	": expected what the schema does not exclude, got the number 4 [not]"},
    {"{'not':{'minLength':0}}", "'a'",
	": expected nothing here, got the string 'a' [not]"},
    {"{'not':{'minProperties':0,'required':['a']}}", "{'a':1}",
	": expected no member 'a', got an object of 1 member [not]"},
    {"{'not':{'type':'string','title':'x'}}", "''",
	": expected anything but a string, got the string '' [not]"},
    {"{'not':{'oneOf':[{'required':['a']},{'required':['b'],'type':'array'}]}}",
	"{'a':1}", ": expected no member 'a', got an object of 1 member [not]"},
    {"{'not':{'oneOf':[{'required':['a']},{'required':['b']}]}}", "{'a':1}",
	": expected what the schema does not exclude, got an object of 1 member [not]"},
    {"{'not':{'pattern':'^a','format':'email'}}", "'a@b.c'",
	": expected what the schema does not exclude, got the string 'a@b.c' [not]"},
    {"{'not':{'anyOf':[true,{'minimum':3}]}}", "1",
	": expected what the schema does not exclude, got the number 1 [not]"},
    {"{'not':{'type':'string','enum':['a',1]}}", "'a'",
	": expected anything but 'a', got the string 'a' [not]"},
    {"{'anyOf':[{'not':{'type':'string'}},{'const':'b'}]}", "'a'",
	": expected 'b' or another form, got the string 'a' [anyOf]"},
    {"{'contains':{'type':'object','required':['x']}}", "[{'y':1},{'y':1}]",
	": expected at least 1 element that has the member 'x', got 0 [contains]"},
    {"{'contains':{'type':'string','enum':['a',1]}}", "[1]",
	": expected at least 1 element that is 'a', got 0 [contains]"},
    {"{'dependentRequired':{'password':['password2']}}", "{'password':1}",
	": expected the member 'password2', which is missing beside 'password' "
	"[dependentRequired]"},
    {"{'allOf':[{'required':['user_id']},{'required':['userId']}]}", "{'userId':1}",
	": expected the member 'user_id', which is missing [required]"},
    {"{'properties':{'a':{'not':{}}}}", "{'a':1}",
	"/a: expected no member 'a', got the number 1 [not]"},
    {"{'not':true}", "1", ": expected nothing here, got the number 1 [not]"},
    /* ... but what is not short, or is not what it is about */
    {"{'not':{'minimum':5}}", "''",
	": expected what the schema does not exclude, got the string '' [not]"},
    {"{'not':{'minimum':5,'properties':{'a':{'const':1}}}}", "{'a':1}",
	": expected what the schema does not exclude, got an object of 1 member [not]"},
    {"{'not':{'anyOf':[{'required':['a']},{'required':['b']},{'required':['c']},"
     "{'required':['d']}]}}",
	"{'a':1,'b':1,'c':1,'d':1}",
	": expected what the schema does not exclude, got an object of 4 members [not]"},
    {"{'not':{'anyOf':[{'anyOf':[{'anyOf':[{'anyOf':[{'anyOf':[{'minimum':1}]}]}]}]}]}}",
	"1", ": expected what the schema does not exclude, got the number 1 [not]"},
    {"{'not':{'anyOf':[{'anyOf':[{'anyOf':[{'anyOf':[{'minimum':1}]}]}]}]}}", "1",
	": expected less than 1, got the number 1 [not]"},
    {"{'not':{'anyOf':[{'not':{'type':'null'}}]}}", "1",
	": expected what the schema does not exclude, got the number 1 [not]"},
    {"{'not':{'type':'object','required':['a']}}", "{'a':1}",
	": expected no member 'a', got an object of 1 member [not]"},
    {"{'not':{'$ref':'#/$defs/a'},'$defs':{'a':{'type':'integer'}}}", "1",
	": expected anything but an integer, got the number 1 [not]"},
    {"{'not':{}}", "1", ": expected nothing here, got the number 1 [not]"},
};

START_TEST(says)
{
	explain(rows[_i].schema, rows[_i].value, false, rows[_i].expected);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("forms");
	TCase *all = tcase_create("all");
	tcase_add_loop_test(all, says, 0, (int)countof(rows));
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
