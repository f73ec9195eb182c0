/* lib/explain.c and lib/message.c: what is said, of which place, in which order. */
#include "explained.h"
#include "suite.h"

/* RefreshTokenDate of Auth0 */
#define DATE                                                                          \
	"{'oneOf':[{'type':'string','format':'date-time'},{'$ref':'#/$defs/object'}," \
	"{'type':'null'}],'$defs':{'object':{'type':'object'}}}"

#define CHOICE(branches) "{'anyOf':[" branches "]}"

static const struct {
	const char *schema, *value, *expected;
} messages[] = {
    {"true", "1", ""},
    {"false", "1", ": expected nothing here, got the number 1 [false]"},
    /* type, and how values are shown */
    {"{'type':'string'}", "null", ": expected a string, got null [type]"},
    {"{'type':'string'}", "true", ": expected a string, got the boolean true [type]"},
    {"{'type':'string'}", "-1.50e3",
	": expected a string, got the number -1.50e3 [type]"},
    {"{'type':'string'}", "[]", ": expected a string, got an empty array [type]"},
    {"{'type':'string'}", "[1]", ": expected a string, got an array of 1 element [type]"},
    {"{'type':'string'}", "{}", ": expected a string, got an empty object [type]"},
    {"{'type':'string'}", "{'a':1}",
	": expected a string, got an object of 1 member [type]"},
    {"{'type':'null'}", "''", ": expected null, got the string '' [type]"},
    {"{'type':'boolean'}", "'yes'", ": expected a boolean, got the string 'yes' [type]"},
    {"{'type':'integer'}", "1.5", ": expected an integer, got the number 1.5 [type]"},
    {"{'type':'integer'}", "'1'", ": expected an integer, got the string '1' [type]"},
    {"{'type':'number'}", "'1'", ": expected a number, got the string '1' [type]"},
    {"{'type':['null','object','integer']}", "'1'",
	": expected an integer, an object or null, got the string '1' [type]"},
    {"{'type':['integer','number','array']}", "'1'",
	": expected a number or an array, got the string '1' [type]"},
    {"{'type':'string','format':'date'}", "5",
	": expected a date string, got the number 5 [type]"},
    /* values */
    {"{'enum':[]}", "1", ": expected no value at all, got the number 1 [enum]"},
    {"{'enum':['a']}", "1", ": expected 'a', got the number 1 [enum]"},
    {"{'enum':['a',2,null,[],[1],{},{'b':1},'a']}", "1",
	": expected 'a', 2, null, [], [...], {} or {...}, got the number 1 [enum]"},
    {"{'enum':[0,1,2,3,4,5,6,7,8,9]}", "'1'",
	": expected 0, 1, 2, 3, 4, 5, 6, 7 or one of 2 more, got the string '1' [enum]"},
    {"{'const':true}", "1", ": expected true, got the number 1 [const]"},
    {"{'const':{'a':1}}", "{}", ": expected {...}, got an empty object [const]"},
    /* numbers */
    {"{'minimum':1.50}", "1", ": expected at least 1.50, got the number 1 [minimum]"},
    {"{'maximum':1}", "1e400", ": expected at most 1, got the number 1e400 [maximum]"},
    {"{'exclusiveMinimum':0}", "-0",
	": expected more than 0, got the number -0 [exclusiveMinimum]"},
    {"{'exclusiveMaximum':0}", "0",
	": expected less than 0, got the number 0 [exclusiveMaximum]"},
    /* sizes */
    {"{'minLength':1}", "''", ": expected at least 1 character, got 0 [minLength]"},
    {"{'minLength':2}", "'\\ud83d\\udca9'",
	": expected at least 2 characters, got 1 [minLength]"},
    {"{'maxLength':2.0}", "'abc'",
	": expected at most 2.0 characters, got 3 [maxLength]"},
    {"{'minLength':1e400}", "'a'",
	": expected at least 1e400 characters, got 1 [minLength]"},
    {"{'maxItems':1.0}", "[1,2]", ": expected at most 1.0 element, got 2 [maxItems]"},
    {"{'minItems':1e2}", "[]", ": expected at least 1e2 elements, got 0 [minItems]"},
    {"{'minProperties':18446744073709551617}", "{}",
	": expected at least 18446744073709551617 members, got 0 [minProperties]"},
    {"{'minItems':1}", "[]", ": expected at least 1 element, got 0 [minItems]"},
    {"{'maxItems':0}", "[[],[]]", ": expected at most 0 elements, got 2 [maxItems]"},
    {"{'minProperties':2}", "{'a':1}",
	": expected at least 2 members, got 1 [minProperties]"},
    {"{'maxProperties':1}", "{'a':1,'b':1}",
	": expected at most 1 member, got 2 [maxProperties]"},
    /* strings */
    {"{'pattern':'^a\\\\d$'}", "'b'",
	": expected a string that matches '^a\\\\d$', got the string 'b' [pattern]"},
    {"{'format':'date-time'}", "'yesterday'",
	": expected a date-time such as 2026-10-01T12:00:00Z, got the string "
	"'yesterday' [format]"},
    {"{'format':'date'}", "'x'",
	": expected a date such as 2026-10-01, got the string 'x' [format]"},
    {"{'format':'time'}", "'x'",
	": expected a time such as 12:00:00Z, got the string 'x' [format]"},
    {"{'format':'duration'}", "'x'",
	": expected a duration such as P30DT12H, got the string 'x' [format]"},
    /* members */
    {"{'required':['a','b','c']}", "{'b':1}",
	": expected the members 'a', 'c', which are missing [required]"},
    {"{'required':['a','b','c','d','e','f','g','h','i','j','k']}", "{'b':1}",
	": expected the members 'a', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', which "
	"are missing [required]"},
    {"{'required':['a','b','c','d','e','f','g','h','i','j','k','l']}", "{}",
	": expected the members 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j' and 2 "
	"more, which are missing [required]"},
    {"{'dependentRequired':{'x':['z'],'a':['x','y'],'b':['y','x','a']}}",
	"{'b':1,'x':1,'z':1,'y':1}",
	": expected the member 'a', which is missing beside 'b' [dependentRequired]"},
    {"{'required':['a\\u0000\\u202e']}", "{}",
	": expected the member 'a\\u0000\\u202e', which is missing [required]"},
    /* ... and those that others seem to be meant for, each once */
    {"{'properties':{'name':{}},'required':['name','email','id']}",
	"{'nmae':1,'id':2,'emial':3,'nane':4}",
	": expected the members 'name', 'email', which are missing; did you mean 'name' "
	"by 'nmae' and 'email' by 'emial'? [required]"},
    {"{'dependentRequired':{'a':['name']}}", "{'a':1,'nmae':1}",
	": expected the member 'name', which is missing beside 'a'; did you mean 'name' "
	"by 'nmae'? [dependentRequired]"},
    /* ... but not those that the schema knows */
    {"{'required':['name1','name2']}", "{'name1':1}",
	": expected the member 'name2', which is missing [required]"},
    {"{'allOf':[{'required':['name']},{'properties':{'nmae':{}}}]}", "{'nmae':1}",
	": expected the member 'name', which is missing [required]"},
    {"{'additionalProperties':false}", "{'a':[1]}",
	"/a: expected no member 'a', got an array of 1 element [additionalProperties]"},
    {"{'properties':{'a':false}}", "{'a':1}",
	"/a: expected no member 'a', got the number 1 [properties]"},
    {"{'additionalProperties':{'$ref':'#/$defs/no'},'$defs':{'no':false}}", "{'a':1}",
	"/a: expected no member 'a', got the number 1 [$ref]"},
    {"{'items':false}", "[1]", "/0: expected nothing here, got the number 1 [items]"},
    {"{'allOf':[false]}", "1", ": expected nothing here, got the number 1 [allOf]"},
    {"{'properties':{'a':{'items':false}}}", "{'a':[{'b':1}]}",
	"/a/0: expected nothing here, got an object of 1 member [items]"},
    /* a choice: no branch takes that kind, one does, or several do */
    {DATE, "5",
	": expected a date-time string, an object or null, got the number 5 [oneOf]"},
    {DATE, "'yesterday'",
	": expected a date-time such as 2026-10-01T12:00:00Z, got the string "
	"'yesterday' (also allowed: an object or null) [format]"},
    {DATE, "{}", ""},
    {"{'properties':{'at':" CHOICE(
	 "{'type':'object','required':['x']},{'type':'null'}") "}}",
	"{'at':{}}",
	"/at: expected the member 'x', which is missing (also allowed: null) "
	"[required]"},
    {"{'properties':{'at':" CHOICE("{'type':'object','properties':{'x':{'const':1}}},"
				   "{'type':'null'}") "}}",
	"{'at':{'x':2}}", "/at/x: expected 1, got the number 2 [const]"},
    {CHOICE("{'allOf':[{'type':'string'}]},{'type':'null'}"), "5",
	": expected a string or null, got the number 5 [anyOf]"},
    {CHOICE("{'$ref':'#/$defs/a'},{'const':null}],'$defs':{'a':{'$ref':'#/$defs/"
	    "b'},'b':{'enum':['x','y']}},'allOf':[true"),
	"5", ": expected 'x', 'y' or null, got the number 5 [anyOf]"},
    {CHOICE("{'type':'integer'},{'anyOf':[{'type':'null'},{'type':'integer'}]}"), "'x'",
	": expected an integer or null, got the string 'x' [anyOf]"},
    {CHOICE("{'minLength':3},{'maxLength':1}"), "'ab'",
	": expected at least 3 characters or at most 1 character, got the string 'ab' [anyOf]"},
    {"{'oneOf':[{'required':['a']},{'required':['b']}]}", "{}",
	": expected the member 'a' or the member 'b', got an empty object [oneOf]"},
    /* shortened to 48 characters, and never raw */
    {"{'type':'null'}", "'123456789012345678901234567890123456789012345678'",
	": expected null, got the string "
	"'123456789012345678901234567890123456789012345678' [type]"},
    {"{'type':'null'}", "'1234567890123456789012345678901234567890123456789'",
	": expected null, got the string "
	"'123456789012345678901234567890123456789012345678...' [type]"},
    {"{'type':'null'}", "12345678901234567890123456789012345678901234567890",
	": expected null, got the number "
	"123456789012345678901234567890123456789012345678... [type]"},
    {"{'type':'null'}",
	"'\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3"
	"\xa9"
	"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
	"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9'",
	": expected null, got the string "
	"'\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3"
	"\xa9"
	"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
	"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9' [type]"},
    {"{'type':'null'}", "'\\u001b[31m'",
	": expected null, got the string '\\u001b[31m' [type]"},
    {"{'type':'null'}", "'\xc2\x9b\xe2\x80\xae\x7f\xe2\x80\xa8\\n'",
	": expected null, got the string '\\u009b\\u202e\\u007f\\u2028\\n' [type]"},
    {"{'const':'\xc2\x9b'}", "1", ": expected '\\u009b', got the number 1 [const]"},
    {"{'pattern':'\xe2\x80\xae'}", "'x'",
	": expected a string that matches '\\u202e', got the string 'x' [pattern]"},
    {"{'additionalProperties':false}", "{'\xc2\x9b':1}",
	"/\xc2\x9b: expected no member '\\u009b', got the number 1 "
	"[additionalProperties]"},
    /* several, in the order of the text */
    {"{'type':'integer','enum':[1]}", "1.5",
	": expected an integer, got the number 1.5 [type]\n"
	": expected 1, got the number 1.5 [enum]"},
    {"{'allOf':[{'minimum':5},{'properties':{'a':false}},{'maximum':1}]}", "2",
	": expected at least 5, got the number 2 [minimum]\n"
	": expected at most 1, got the number 2 [maximum]"},
    {"{'additionalProperties':false,'required':['z'],'properties':{'b':{'type':'null'},"
     "'c':{'items':{'type':'null'}}}}",
	"{'x':1,'b':2,'y':3,'c':[4,null,5]}",
	": expected the member 'z', which is missing [required]\n"
	"/x: expected no member 'x', got the number 1 [additionalProperties]\n"
	"/b: expected null, got the number 2 [type]\n"
	"/y: expected no member 'y', got the number 3 [additionalProperties]\n"
	"/c/0: expected null, got the number 4 [type]\n"
	"/c/2: expected null, got the number 5 [type]"},
};

START_TEST(says)
{
	explain(messages[_i].schema, messages[_i].value, false, messages[_i].expected);
}
END_TEST

/* the instance, the way through the keywords, the schema's own place (Core 12.3) */
static const struct {
	const char *schema, *value, *expected;
} places[] = {
    {"false", "1", "  #"},
    {"{'type':'null'}", "1", " /type #/type"},
    {"{'minimum':2}", "1", " /minimum #/minimum"},
    {"{'items':false}", "[1]", "/0 /items #/items"},
    {"{'items':{'items':{'type':'null'}}}", "[[],[null,1]]",
	"/1/1 /items/items/type #/items/items/type"},
    {"{'properties':{'a/b~':{'const':1}}}", "{'a/b~':2}",
	"/a~1b~0 /properties/a~1b~0/const #/properties/a~1b~0/const"},
    {"{'properties':{'\\u0061\xc3\xa9 %':{'const':1}}}", "{'\\u0061\xc3\xa9 %':2}",
	"/a\xc3\xa9 % /properties/a\xc3\xa9 %/const #/properties/a%C3%A9%20%25/const"},
    {"{'properties':{'a\\u0000b\\u0000':{'const':1}}}", "{'a\\u0000b\\u0000':2}",
	"/a\\u0000b\\u0000 /properties/a\\u0000b\\u0000/const "
	"#/properties/a%00b%00/const"},
    {"{'properties':{'':{'properties':{'':{'const':1}}}}}", "{'':{'':2}}",
	"// /properties//properties//const #/properties//properties//const"},
    {"{'additionalProperties':{'required':['x']}}", "{'a':{}}",
	"/a /additionalProperties/required #/additionalProperties/required"},
    {"{'allOf':[true,{'maximum':1}]}", "2", " /allOf/1/maximum #/allOf/1/maximum"},
    {"{'anyOf':[{'type':'string'},{'type':'number','maximum':1}]}", "2",
	" /anyOf/1/maximum #/anyOf/1/maximum"},
    {"{'oneOf':[{'type':'string'},{'type':'null'}]}", "2", " /oneOf #/oneOf"},
    {"{'not':{}}", "2", " /not #/not"},
    {"{'$ref':'#/$defs/a','$defs':{'a':{'type':'null'}}}", "2",
	" /$ref/type #/$defs/a/type"},
    {"{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/c'},"
     "'c':{'properties':{'x':{'$ref':'#/$defs/d'}}},'d':{'const':1}}}",
	"{'x':2}", "/x /$ref/$ref/$ref/properties/x/$ref/const #/$defs/d/const"},
    {"{'properties':{'x':{'$ref':'#/$defs/a','maximum':3}},'$defs':{'a':{'$ref':'#b'},"
     "'b':{'$anchor':'b','minimum':9}}}",
	"{'x':5}",
	"/x /properties/x/maximum #/properties/x/maximum\n"
	"/x /properties/x/$ref/$ref/minimum #/$defs/b/minimum"},
    {"{'$ref':'#/$defs/no','$defs':{'no':false}}", "2", " /$ref #/$defs/no"},
    {"{'items':{'$ref':'#/$defs/a'},'$defs':{'a':{'oneOf':[{'type':'string'},"
     "{'type':'array','items':{'$ref':'#/$defs/a'}}]}}}",
	"['x',['y',[3]]]",
	"/1/1/0 /items/$ref/oneOf/1/items/$ref/oneOf/1/items/$ref/oneOf #/$defs/a/oneOf"},
    {"{'$id':'http://a/b','type':'null'}", "2", " /type http://a/b#/type"},
    {"{'$id':'http://a/b','items':{'$ref':'c'},'$defs':{'x':{'$id':'c','$ref':'#/$defs/"
     "y','$defs':{'y':{'const':1}}}}}",
	"[2]", "/0 /items/$ref/$ref/const http://a/c#/$defs/y/const"},
    {"{'$id':'urn:x:y','properties':{'a':{'$id':'urn:x:z','minimum':3}}}", "{'a':2}",
	"/a /properties/a/minimum urn:x:z#/minimum"},
};

START_TEST(finds_places)
{
	explain(places[_i].schema, places[_i].value, true, places[_i].expected);
}
END_TEST

/* ---- how many ---- */

static const struct {
	size_t limit;
	const char *expected;
	size_t dropped;
} limits[] = {
    {0, " . /0 /1/a /1/b /1/c /2", 0},
    {1, " .", 5},
    {2, " . /0", 4},
    {3, " . /0 /1/a", 3},
    {4, " . /0 /1/a /1/b", 2},
    {5, " . /0 /1/a /1/b /1/c", 1},
    {6, " . /0 /1/a /1/b /1/c /2", 0},
    {7, " . /0 /1/a /1/b /1/c /2", 0},
};

/* the first in the text are kept, though "properties" is walked through first */
START_TEST(keeps_the_first)
{
	struct compiled c =
	    compile("{'maxItems':2,'items':{'type':'object','properties':"
		    "{'c':false,'a':false},'additionalProperties':false}}",
		false);
	struct compiled d = read_text("[1,{'a':1,'b':1,'c':1},2]");
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), limits[_i].limit, NULL);
	char text[256] = "";
	ck_assert_ptr_nonnull(r);
	for (size_t i = 0; i < jschema_result_count(r); i++) {
		const struct jschema_fault *f = jschema_result_fault(r, i);
		strcat(strcat(text, " "),
		    *f->instance_location ? f->instance_location : ".");
	}
	ck_assert_str_eq(text, limits[_i].expected);
	ck_assert_uint_eq(jschema_result_dropped(r), limits[_i].dropped);
	ck_assert_int_eq(jschema_result_verdict(r), JSCHEMA_INVALID);
	jschema_result_free(r);
	drop(d);
	drop(c);
}
END_TEST

static char *
build_array(const char *element, size_t count)
{
	size_t length = strlen(element);
	char *text = malloc((length + 1) * count + 3), *at = text;
	ck_assert_ptr_nonnull(text);
	*at++ = '[';
	for (size_t i = 0; i < count; i++) {
		memcpy(at, element, length);
		at += length;
		*at++ = ',';
	}
	strcpy(at - 1, "]");
	return text;
}

/* quadratic work would not end in time */
START_TEST(explains_many)
{
	enum { MANY = 10000 };
	static const size_t kept[] = {0, 1, 100, 9999};
	char *text = build_array("{'a':[1,'x'],'b':2}", MANY), expected[64];
	struct compiled c = compile("{'items':{'properties':{'a':{'items':{'type':"
				    "'integer'}}},'additionalProperties':false}}",
	    false);
	struct compiled d = read_text(text);
	size_t limit = kept[_i], count = limit ? limit : 2 * MANY, last = (count - 1) / 2;
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), limit, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), count);
	ck_assert_uint_eq(jschema_result_dropped(r), 2 * MANY - count);
	snprintf(expected, sizeof expected, count % 2 ? "/%zu/a/1" : "/%zu/b", last);
	ck_assert_str_eq(jschema_result_fault(r, count - 1)->instance_location, expected);
	ck_assert_str_eq(jschema_result_fault(r, 0)->instance_location, "/0/a/1");
	jschema_result_free(r);
	drop(d);
	drop(c);
	free(text);
}
END_TEST

START_TEST(explains_deep)
{
	enum { DEPTH = 1000 };
	char text[DEPTH * 2 + 2];
	memset(text, '[', DEPTH);
	text[DEPTH] = '5';
	memset(text + DEPTH + 1, ']', DEPTH);
	text[2 * DEPTH + 1] = '\0';
	struct compiled c = compile("{'type':'array','items':{'$ref':'#'}}", false);
	struct compiled d = read_text(text);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), 1);
	const struct jschema_fault *f = jschema_result_fault(r, 0);
	ck_assert_uint_eq(strlen(f->instance_location), DEPTH * 2);
	ck_assert_uint_eq(strlen(f->keyword_location), strlen("/items/$ref") * DEPTH + 5);
	ck_assert_str_eq(f->schema_location, "#/type");
	jschema_result_free(r);
	drop(d);
	drop(c);
}
END_TEST

/* places as long as these are not written again and again without end */
START_TEST(leaves_out_what_is_too_much)
{
	enum { MANY = 1500, DEPTH = 50, NAME = 1000 };
	char *many = build_array("5", MANY);
	char *text = malloc(strlen(many) + (size_t)DEPTH * (NAME + 10)), *at = text;
	for (int i = 0; i < DEPTH; i++)
		at += sprintf(at, "{'%0*d':", NAME, i);
	at += sprintf(at, "%s", many);
	memset(at, '}', DEPTH);
	at[DEPTH] = '\0';
	struct compiled c =
	    compile("{'type':['object','array'],"
		    "'additionalProperties':{'$ref':'#'},'items':{'$ref':'#'}}",
		false);
	struct compiled d = read_text(text);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	size_t count = jschema_result_count(r);
	/* each takes some 52,000 bytes */
	ck_assert(count > 1200 && count < 1400);
	ck_assert_uint_eq(jschema_result_dropped(r), MANY - count);
	ck_assert_uint_eq(
	    jschema_result_fault(r, count - 1)->value.node, 2 * DEPTH + count);
	jschema_result_free(r);
	drop(d);
	drop(c);
	free(text);
	free(many);
}
END_TEST

/* an answer that a long walk remembers blames whom it has blamed, and nobody else */
START_TEST(blames_again)
{
	enum { MANY = 700 };
	char value[MANY * 2 + 8] = "[", *at = value + 1;
	for (int i = 0; i < MANY; i++, at += 2)
		memcpy(at, "9,", 2);
	strcpy(at, "5]");
	explain("{'items':{'allOf':[{'$ref':'#/$defs/v'},{'$ref':'#/$defs/v'}]},"
		"'$defs':{'v':{'minimum':9}}}",
	    value, false, "/700: expected at least 9, got the number 5 [minimum]");
}
END_TEST

/* places count from the value that was checked, and the value is told too */
START_TEST(explains_parts)
{
	struct compiled c =
	    compile("{'properties':{'b':false},'minProperties':2}", false);
	struct compiled d = read_text("{'x':[0,{'b':7}]}");
	struct jschema_value v = jschema_at(jschema_root(d.document), "/x/1", 4);
	struct jschema_result *r = jschema_explain(c.schema, v, 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), 2);
	ck_assert_str_eq(jschema_result_fault(r, 0)->instance_location, "");
	ck_assert_uint_eq(
	    jschema_offset(jschema_result_fault(r, 0)->value), jschema_offset(v));
	ck_assert_str_eq(jschema_result_fault(r, 1)->instance_location, "/b");
	ck_assert_uint_eq(jschema_offset(jschema_result_fault(r, 1)->value),
	    (size_t)(strchr(d.text, '7') - d.text));
	jschema_result_free(r);
	drop(c);
	/* nor is it a member of anything, whatever it was taken from */
	c = compile("{'allOf':[false]}", false);
	r = jschema_explain(
	    c.schema, jschema_at(jschema_root(d.document), "/x", 2), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_str_eq(jschema_result_fault(r, 0)->message,
	    "expected nothing here, got an array of 2 elements");
	jschema_result_free(r);
	drop(d);
	drop(c);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("explain");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, says, 0, (int)countof(messages));
	tcase_add_loop_test(rows, finds_places, 0, (int)countof(places));
	tcase_add_loop_test(rows, keeps_the_first, 0, (int)countof(limits));
	suite_add_tcase(suite, rows);
	TCase *large = tcase_create("large");
	tcase_set_timeout(large, 30);
	tcase_add_loop_test(large, explains_many, 0, 4);
	tcase_add_test(large, explains_deep);
	tcase_add_test(large, leaves_out_what_is_too_much);
	tcase_add_test(large, blames_again);
	tcase_add_test(large, explains_parts);
	suite_add_tcase(suite, large);
	return run_suite(suite);
}
