/* lib/evaluate.c and the keywords: every row is a schema and a value one could get wrong.
 */
#include "quoted.h"
#include "suite.h"

#include <pthread.h>

static void
expect(const char *schema, const char *value, bool assert_format, bool valid)
{
	struct jschema_error error = {0};
	struct compiled c = compile(schema, assert_format);
	struct compiled d = read_text(value);
	int verdict = jschema_check(c.schema, jschema_root(d.document), &error);
	ck_assert_msg(verdict == valid, "%s on %s: got %d", schema, value, verdict);
	ck_assert_int_eq(error.code, JSCHEMA_OK);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_msg(jschema_result_verdict(r) == verdict &&
		(jschema_result_count(r) == 0) == valid,
	    "%s on %s: explained as %d", schema, value, jschema_result_verdict(r));
	jschema_result_free(r);
	drop(d);
	drop(c);
}

#define DYNAMIC(reference)                                                   \
	"{'$ref':'m','$defs':{'a':{'$id':'m','$ref':'l','$defs':{'f':{"      \
	"'$dynamicAnchor':'f','type':'string'}}},'l':{'$id':'l','items':{"   \
	"'$dynamicRef':'" reference "'},'$defs':{'d':{'$dynamicAnchor':'f'," \
	"'type':'integer'}}}}}"

#define ENUM                                                                                \
	"{'enum':[null,false,0,1e2,'a','',[],[1,{'x':1,'y':2}],{'a':[null],'b':1},'a','g'," \
	"'h','i','j','k','l','m','n','o']}"

static const struct {
	const char *schema, *value;
	bool valid;
} rows[] = {
    /* Core 4.3.2 */
    {"true", "null", true},
    {"false", "null", false},
    {"{}", "1e400", true},
    {"{'unknown':{'type':5}}", "1", true},
    /* type */
    {"{'type':'null'}", "null", true},
    {"{'type':'null'}", "false", false},
    {"{'type':'null'}", "0", false},
    {"{'type':'boolean'}", "false", true},
    {"{'type':'boolean'}", "0", false},
    {"{'type':'boolean'}", "'true'", false},
    {"{'type':'integer'}", "1", true},
    {"{'type':'integer'}", "1.0", true},
    {"{'type':'integer'}", "1e400", true},
    {"{'type':'integer'}", "-0", true},
    {"{'type':'integer'}", "10e-1", true},
    {"{'type':'integer'}", "123456789012345678901234567890", true},
    {"{'type':'integer'}", "1.5", false},
    {"{'type':'integer'}", "1e-400", false},
    {"{'type':'integer'}", "9007199254740993.5", false},
    {"{'type':'integer'}", "'1'", false},
    {"{'type':'number'}", "1.5", true},
    {"{'type':'number'}", "1", true},
    {"{'type':'number'}", "'1'", false},
    {"{'type':['integer','number']}", "1.5", true},
    {"{'type':['number','integer']}", "1.5", true},
    {"{'type':['integer','null']}", "null", true},
    {"{'type':['integer','null']}", "1.5", false},
    {"{'type':'string'}", "''", true},
    {"{'type':'string'}", "[]", false},
    {"{'type':'array'}", "[]", true},
    {"{'type':'array'}", "{}", false},
    {"{'type':'object'}", "{}", true},
    {"{'type':'object'}", "[]", false},
    {"{'typ\\u0065':'str\\u0069ng'}", "1", false},
    /* an anchor by another spelling of the reference is as dynamic */
    {DYNAMIC("#f"), "['a']", true},
    {DYNAMIC("#%66"), "['a']", true},
    {DYNAMIC("#%66"), "[1]", false},
    /* enum and const: equality (Core 4.2.2) */
    {"{'enum':[]}", "null", false},
    {"{'enum':[1,'1',null]}", "null", true},
    {"{'enum':[1,'1',null]}", "1.0", true},
    {"{'enum':[1,'1',null]}", "'1'", true},
    {"{'enum':[1,'1',null]}", "true", false},
    /* so many that there is a table */
    {ENUM, "null", true},
    {ENUM, "false", true},
    {ENUM, "true", false},
    {ENUM, "0.00", true},
    {ENUM, "-0", true},
    {ENUM, "10e1", true},
    {ENUM, "1", false},
    {ENUM, "'\\u0061'", true},
    {ENUM, "'b'", false},
    {ENUM, "'100'", false},
    {ENUM, "[]", true},
    {ENUM, "[1.0,{'y':2,'x':1}]", true},
    {ENUM, "[1]", false},
    {ENUM, "{'b':1,'a':[null]}", true},
    {ENUM, "{'a':[null]}", false},
    {ENUM, "''", true},
    {ENUM, "'o'", true},
    {ENUM, "'p'", false},
    {"{'enum':[0]}", "false", false},
    {"{'enum':[0]}", "-0.0", true},
    {"{'enum':[[false]]}", "[0]", false},
    {"{'enum':['a','b']}", "'\\u0062'", true},
    {"{'enum':['\\u0062']}", "'b'", true},
    {"{'enum':['b']}", "'b\\u0000'", false},
    {"{'const':null}", "null", true},
    {"{'const':null}", "0", false},
    {"{'const':true}", "1", false},
    {"{'const':1}", "true", false},
    {"{'const':false}", "true", false},
    {"{'const':1}", "1.000", true},
    {"{'const':9007199254740993}", "9007199254740992", false},
    {"{'const':9007199254740993}", "9007199254740993.0", true},
    {"{'const':1e400}", "10e399", true},
    {"{'const':1e400}", "1e401", false},
    {"{'const':''}", "''", true},
    {"{'const':{}}", "[]", false},
    {"{'const':[]}", "[null]", false},
    {"{'const':[1,2]}", "[2,1]", false},
    {"{'const':{'a':1,'b':[2,{'c':null,'d':3}]}}",
	"{'b':[2.0,{'d':3e0,'c':null}],'\\u0061':1.0}", true},
    {"{'const':{'a':1,'b':[2,{'c':null,'d':3}]}}",
	"{'b':[2.0,{'d':3e0,'c':false}],'a':1}", false},
    {"{'const':{'a':1}}", "{'a':1,'b':1}", false},
    {"{'const':{'a':1,'b':1}}", "{'a':1}", false},
    {"{'const':{'a':1,'b':1}}", "{'a':1,'c':1}", false},
    /* numbers */
    {"{'minimum':1}", "1", true},
    {"{'minimum':1}", "1.0", true},
    {"{'minimum':1}", "0.99999999999999999999", false},
    {"{'minimum':1}", "'0'", true},
    {"{'minimum':-1e400}", "-1e401", false},
    {"{'maximum':1}", "1.00000000000000000001", false},
    {"{'maximum':1}", "1", true},
    {"{'maximum':9007199254740992}", "9007199254740993", false},
    {"{'maximum':9007199254740993}", "9007199254740993", true},
    {"{'maximum':1e400}", "1e399", true},
    {"{'maximum':1e400}", "1e401", false},
    {"{'exclusiveMinimum':0}", "1e-400", true},
    {"{'exclusiveMinimum':0}", "-0.0", false},
    {"{'exclusiveMinimum':0}", "0", false},
    {"{'exclusiveMaximum':0}", "-1e-400", true},
    {"{'exclusiveMaximum':0}", "0e9", false},
    {"{'exclusiveMaximum':18446744073709551616}", "18446744073709551615", true},
    {"{'exclusiveMaximum':18446744073709551615}", "18446744073709551616", false},
    {"{'minimum':2,'maximum':3}", "2.5", true},
    {"{'minimum':2,'maximum':3}", "4", false},
    {"{'minimum':2,'maximum':3}", "1", false},
    /* lengths are code points (RFC 8259 section 1, Validation 6.3) */
    {"{'minLength':2.0}", "'ab'", true},
    {"{'minLength':2.0}", "'a'", false},
    {"{'minLength':2e0}", "'a'", false},
    {"{'minLength':2}", "'\xf0\x9f\x92\xa9'", false},
    {"{'minLength':2}", "'\\ud83d\\udca9'", false},
    {"{'minLength':2}", "'\\ud83d\\udca9\\ud83d\\udca9'", true},
    {"{'minLength':2}", "'\\u0000'", false},
    {"{'minLength':2}", "[]", true},
    {"{'minLength':0}", "''", true},
    {"{'maxLength':1}", "'\\ud83d\\udca9'", true},
    {"{'maxLength':1}", "'\xf0\x9f\x92\xa9'", true},
    {"{'maxLength':1}", "'\xc3\xa9'", true},
    {"{'maxLength':1}", "'e\xcc\x81'", false},
    {"{'maxLength':1}", "'\\\\'", true},
    {"{'maxLength':0}", "''", true},
    {"{'maxLength':0}", "'\\u0000'", false},
    {"{'maxLength':18446744073709551615}", "'a'", true},
    {"{'maxLength':1e400}", "'a'", true},
    {"{'minLength':1e400}", "'a'", false},
    {"{'minLength':99999999999999999999}", "'a'", false},
    /* pattern */
    {"{'pattern':'b'}", "'abc'", true},
    {"{'pattern':'^b'}", "'abc'", false},
    {"{'pattern':'c$'}", "'abc\\n'", false},
    {"{'pattern':'^\\\\S+$'}", "'a\\u0020b'", false},
    {"{'pattern':'^[^\\u0000]*$'}", "'a\\u0000b'", false},
    {"{'pattern':'^(a|\\u0062)+$'}", "'\\u0061b'", true},
    {"{'pattern':'x'}", "5", true},
    /* arrays */
    {"{'minItems':1}", "[]", false},
    {"{'minItems':1}", "[null]", true},
    {"{'minItems':1}", "{}", true},
    {"{'minItems':2.0}", "[[1,2]]", false},
    {"{'maxItems':1}", "[[1,2]]", true},
    {"{'maxItems':1}", "[1,2]", false},
    {"{'maxItems':0}", "{'a':1}", true},
    {"{'items':{'type':'integer'}}", "[]", true},
    {"{'items':{'type':'integer'}}", "[1,2.0,3e5]", true},
    {"{'items':{'type':'integer'}}", "[1,2,'3']", false},
    {"{'items':{'type':'integer'}}", "{'a':'b'}", true},
    {"{'items':false}", "[]", true},
    {"{'items':false}", "[null]", false},
    {"{'items':{'items':{'minimum':3}}}", "[[3],[],[4,2]]", false},
    {"{'items':{'items':{'minimum':3}}}", "[[3],[],[4,5]]", true},
    /* objects */
    {"{'minProperties':1}", "{}", false},
    {"{'minProperties':1}", "{'a':{}}", true},
    {"{'minProperties':2}", "{'a':{'b':1,'c':2}}", false},
    {"{'maxProperties':1}", "{'a':{'b':1,'c':2}}", true},
    {"{'maxProperties':1}", "{'a':1,'b':2}", false},
    {"{'maxProperties':0}", "[1]", true},
    {"{'required':[]}", "{}", true},
    {"{'required':['a']}", "{'a':null}", true},
    {"{'required':['a']}", "{'A':null}", false},
    {"{'required':['a']}", "{'b':{'a':1}}", false},
    {"{'required':['a']}", "['a']", true},
    {"{'required':['a']}", "{'\\u0061':1}", true},
    {"{'required':['\\u0061']}", "{'a':1}", true},
    {"{'required':['a\\u0000b']}", "{'a':1}", false},
    {"{'required':['a\\u0000b']}", "{'a\\u0000b':1}", true},
    {"{'required':['a\\u0000b']}", "{'a\\u0000c':1}", false},
    {"{'required':['__proto__','','$ref']}", "{'$ref':1,'__proto__':1,'':1}", true},
    {"{'required':['__proto__','','$ref']}", "{'$ref':1,'__proto__':1}", false},
    {"{'properties':{'a':{'type':'string'}}}", "{'a':1}", false},
    {"{'properties':{'a':{'type':'string'}}}", "{'b':1}", true},
    {"{'properties':{'a':{'type':'string'}}}", "[1]", true},
    {"{'properties':{'\\u0061':{'type':'string'}}}", "{'a':1}", false},
    {"{'properties':{'a':{'type':'string'}}}", "{'\\u0061':1}", false},
    {"{'properties':{'a\\/\\'\\n':false}}", "{'a/\\'\\u000a':1}", false},
    {"{'properties':{'\\ud83d\\udca9':false}}", "{'\xf0\x9f\x92\xa9':1}", false},
    {"{'properties':{'a\\u0000b':false}}", "{'a':1}", true},
    {"{'properties':{'a\\u0000b':false}}", "{'a\\u0000b':1}", false},
    {"{'properties':{'$ref':{'type':'string'}}}", "{'$ref':1}", false},
    {"{'properties':{'$ref':{'type':'string'}}}", "{'$ref':'#/x'}", true},
    {"{'properties':{'$id':{'const':1},'type':{'const':2}}}", "{'$id':1,'type':2}", true},
    {"{'properties':{'$id':{'const':1},'type':{'const':2}}}", "{'$id':1,'type':1}",
	false},
    {"{'properties':{'__proto__':{'type':'number'},'toString':{'properties':{'length':{'"
     "type':'string'}}},'constructor':{'type':'number'}}}",
	"{'toString':{'length':1}}", false},
    {"{'properties':{'__proto__':{'type':'number'}}}", "{'__proto__':'x'}", false},
    {"{'properties':{}}", "{'a':1}", true},
    {"{'additionalProperties':false}", "{}", true},
    {"{'additionalProperties':false}", "{'a':1}", false},
    {"{'additionalProperties':false}", "[1]", true},
    {"{'additionalProperties':true}", "{'a':1}", true},
    {"{'additionalProperties':{}}", "{'a':1}", true},
    {"{'properties':{'a':true},'additionalProperties':false}", "{'a':1}", true},
    {"{'additionalProperties':false,'properties':{'a':true}}", "{'a':1}", true},
    {"{'properties':{'a':true},'additionalProperties':false}", "{'\\u0061':1}", true},
    {"{'properties':{'a':true},'additionalProperties':false}", "{'a':1,'b':1}", false},
    {"{'properties':{'a':true},'additionalProperties':{'type':'null'}}",
	"{'b':null,'a':1}", true},
    {"{'properties':{'a':true},'additionalProperties':{'type':'null'}}", "{'a':1,'b':1}",
	false},
    {"{'allOf':[{'properties':{'a':true}}],'additionalProperties':false}", "{'a':1}",
	false},
    /* in place */
    {"{'allOf':[{'minimum':2},{'maximum':3}]}", "2", true},
    {"{'allOf':[{'minimum':2},{'maximum':3}]}", "1", false},
    {"{'allOf':[{'minimum':2},{'maximum':3}]}", "4", false},
    {"{'allOf':[true,false]}", "1", false},
    {"{'anyOf':[{'minimum':2},{'maximum':-2}]}", "2", true},
    {"{'anyOf':[{'minimum':2},{'maximum':-2}]}", "-2", true},
    {"{'anyOf':[{'minimum':2},{'maximum':-2}]}", "0", false},
    {"{'anyOf':[{'type':'string'},{'type':'null'}]}", "null", true},
    {"{'anyOf':[{'type':'string'},{'type':'null'}]}", "0", false},
    {"{'anyOf':[false,true]}", "0", true},
    {"{'anyOf':[{'const':1},{'const':'1'}]}", "'1'", true},
    {"{'anyOf':[{'const':1},{'const':'1'}]}", "'2'", false},
    {"{'oneOf':[{'minimum':2},{'maximum':5}]}", "3", false},
    {"{'oneOf':[{'minimum':2},{'maximum':5}]}", "6", true},
    {"{'oneOf':[{'minimum':2},{'maximum':5}]}", "1", true},
    {"{'oneOf':[{'type':'integer'},{'type':'number'}]}", "1.5", true},
    {"{'oneOf':[{'type':'integer'},{'type':'number'}]}", "1.0", false},
    {"{'oneOf':[{'type':'string'},{'type':'object'},{'type':'null'}]}", "null", true},
    {"{'oneOf':[{'type':'string'},{'type':'object'},{'type':'null'}]}", "5", false},
    {"{'oneOf':[true,true]}", "5", false},
    {"{'oneOf':[true,true,true]}", "5", false},
    {"{'oneOf':[true,false]}", "5", true},
    {"{'oneOf':[false]}", "5", false},
    {"{'oneOf':[{'enum':[1,'a']},{'enum':['a',null]}]}", "'a'", false},
    {"{'oneOf':[{'enum':[1,'a']},{'enum':['a',null]}]}", "null", true},
    {"{'oneOf':[{'allOf':[{'type':['string','null']},{'type':'string'}]},{'type':'null'}]"
     "}",
	"null", true},
    {"{'oneOf':[{'oneOf':[{'type':'string'},{'type':'null'}]},{'type':'null'}]}", "null",
	false},
    {"{'not':{'type':'string'}}", "1", true},
    {"{'not':{'type':'string'}}", "''", false},
    {"{'not':{}}", "1", false},
    {"{'not':false}", "1", true},
    {"{'not':{'not':{'minimum':1}}}", "0", false},
    {"{'not':{'properties':{'a':false}}}", "{'a':1}", true},
    {"{'not':{'properties':{'a':false}}}", "{}", false},
    /* $ref with siblings (Core 8.2.3.1) */
    {"{'$ref':'#/$defs/a','maximum':5,'$defs':{'a':{'minimum':1}}}", "6", false},
    {"{'$ref':'#/$defs/a','maximum':5,'$defs':{'a':{'minimum':1}}}", "0", false},
    {"{'$ref':'#/$defs/a','maximum':5,'$defs':{'a':{'minimum':1}}}", "3", true},
    {"{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/"
     "c'},'c':{'type':'null'}}}",
	"0", false},
    {"{'$ref':'#/$defs/a','type':'number','$defs':{'a':{'type':['string','number']}}}",
	"'x'", false},
    /* annotations say nothing */
    {"{'title':'','description':'','default':1,'deprecated':true,'readOnly':true,'"
     "writeOnly':false,'examples':[1],'$comment':''}",
	"'x'", true},
    {"{'contentEncoding':'base64','contentMediaType':'application/"
     "json','contentSchema':false}",
	"'{'", true},
    {"{'format':'date-time'}", "'yesterday'", true},
};

START_TEST(checks)
{
	expect(rows[_i].schema, rows[_i].value, false, rows[_i].valid);
}
END_TEST

static const struct {
	const char *format, *value;
	bool valid;
} formats[] = {
    {"date-time", "'2026-10-01T12:00:00Z'", true},
    {"date-time", "'2026-10-01T12:00:00'", false},
    {"date-time", "'yesterday'", false},
    {"date-time", "'2026\\u002d10-01T12:00:00Z'", true},
    {"date-time", "'2026-10-01T12:00:00Z\\u0000'", false},
    {"date-time", "5", true},
    {"date-time", "null", true},
    {"date", "'2024-02-29'", true},
    {"date", "'2023-02-29'", false},
    {"time", "'12:00:00Z'", true},
    {"time", "'12:00:00'", false},
    {"duration", "'P30DT12H'", true},
    {"duration", "'P'", false},
    {"no-such-format", "'x'", true},
    {"\\u0064ate", "'x'", false},
};

START_TEST(asserts_formats)
{
	char schema[100];
	snprintf(schema, sizeof schema, "{'format':'%s'}", formats[_i].format);
	expect(schema, formats[_i].value, true, formats[_i].valid);
	expect(schema, formats[_i].value, false, true);
}
END_TEST

/* ---- what no row can hold ---- */

static char *
repeat(const char *before, const char *piece, size_t times, const char *after)
{
	size_t length = strlen(piece), start = strlen(before);
	char *all = malloc(start + length * times + strlen(after) + 1);
	ck_assert_ptr_nonnull(all);
	memcpy(all, before, start);
	for (size_t i = 0; i < times; i++)
		memcpy(all + start + i * length, piece, length);
	strcpy(all + start + length * times, after);
	return all;
}

/* the set of names seen is kept in words of 64 */
START_TEST(requires_many)
{
	static const unsigned counts[] = {1, 63, 64, 65, 127, 128, 129, 200};
	unsigned count = counts[_i];
	char schema[4096] = "{'required':[", value[4096];
	size_t n = strlen(schema);
	for (unsigned i = 0; i < count; i++)
		n += (size_t)snprintf(
		    schema + n, sizeof schema - n, "%s'name%u'", i ? "," : "", i);
	snprintf(schema + n, sizeof schema - n, "]}");
	for (unsigned without = 0; without <= count; without++) {
		n = (size_t)snprintf(value, sizeof value, "{'other':1");
		for (unsigned i = count; i-- > 0;) {
			if (i != without)
				n += (size_t)snprintf(
				    value + n, sizeof value - n, ",'name%u':1", i);
		}
		snprintf(value + n, sizeof value - n, "}");
		expect(schema, value, false, without == count);
	}
}
END_TEST

/* each asks for the next one; all names count together */
START_TEST(depends_on_many)
{
	enum { MANY = 200 };
	char schema[8192] = "{'dependentRequired':{", value[4096];
	size_t n = strlen(schema);
	for (int i = 0; i < MANY; i++)
		n += (size_t)snprintf(schema + n, sizeof schema - n,
		    "%s'n%d':['n%d','x']", i ? "," : "", i, (i + 1) % MANY);
	snprintf(schema + n, sizeof schema - n, "}}");
	for (int without = 0; without <= MANY; without++) {
		n = (size_t)snprintf(value, sizeof value, "{'x':1");
		for (int i = 0; i < MANY; i++) {
			if (i != without)
				n += (size_t)snprintf(
				    value + n, sizeof value - n, ",'n%d':1", i);
		}
		snprintf(value + n, sizeof value - n, "}");
		expect(schema, value, false, without == MANY);
	}
	expect(schema, "{'x':1,'y':1}", false, true);
	expect(schema, "{'n5':1,'n6':1,'x':1}", false, false);
}
END_TEST

/* strings with escapes that no longer fit on the stack, one after another */
START_TEST(matches_long_strings)
{
	static const size_t lengths[] = {20, 21, 22, 300, 5000};
	char *value = repeat("['", "\\u0061", lengths[_i], "','\\u0062','");
	char *more = repeat(value, "\\u0061", lengths[_i] * 2, "']");
	char *bad = repeat(value, "\\u0061", lengths[_i] * 2, "\\u0063']");
	expect("{'items':{'pattern':'^(a+|b)$'}}", more, false, true);
	expect("{'items':{'pattern':'^(a+|b)$'}}", bad, false, false);
	free(value);
	free(more);
	free(bad);
}
END_TEST

static const char tree[] =
    "{'$id':'http://example.com/"
    "tree','type':'object','required':['value'],'properties':{'value':{'type':'number'},'"
    "children':{'type':'array','items':{'$ref':'tree'}}},'additionalProperties':false}";

START_TEST(recurses)
{
	static const struct {
		const char *leaf;
		size_t depth;
		bool valid;
	} deep[] = {
	    {"{'value':1}", 0, true},
	    {"{'value':1}", 3, true},
	    {"{'value':1}", 500, true},
	    {"{'value':'1'}", 500, false},
	    {"{'values':1}", 500, false},
	    {"{}", 1, false},
	};
	size_t depth = deep[_i].depth;
	char *open =
	    repeat("", "{'value':2,'children':[{'value':3},", depth, deep[_i].leaf);
	char *value = repeat(open, "]}", depth, "");
	expect(tree, value, false, deep[_i].valid);
	free(open);
	free(value);
}
END_TEST

START_TEST(checks_parts)
{
	struct jschema_error error = {0};
	struct compiled c = compile("{'type':'integer'}", false);
	struct compiled d = read_text("{'a':['x',5]}");
	struct jschema_value good = jschema_at(jschema_root(d.document), "/a/1", 4);
	struct jschema_value bad = jschema_at(jschema_root(d.document), "/a/0", 4);
	struct jschema_value none = jschema_at(jschema_root(d.document), "/b", 2);
	ck_assert_int_eq(jschema_check(c.schema, good, &error), JSCHEMA_VALID);
	ck_assert_int_eq(jschema_check(c.schema, bad, &error), JSCHEMA_INVALID);
	ck_assert_int_eq(error.code, JSCHEMA_OK);
	ck_assert_int_eq(jschema_check(c.schema, none, &error), JSCHEMA_UNDECIDED);
	ck_assert_int_eq(error.code, JSCHEMA_EMPTY);
	ck_assert_ptr_null(jschema_explain(c.schema, none, 0, &error));
	ck_assert_int_eq(error.code, JSCHEMA_EMPTY);
	/* an error of an earlier call does not stay */
	ck_assert_int_eq(jschema_check(c.schema, good, &error), JSCHEMA_VALID);
	ck_assert_int_eq(error.code, JSCHEMA_OK);
	drop(d);
	drop(c);
}
END_TEST

/* ---- threads ---- */

enum { THREADS = 4, ROUNDS = 300 };

struct work {
	const struct jschema_schema *schema;
	struct jschema_value values[3];
	unsigned wrong;
};

static void *
work(void *argument)
{
	struct work *w = argument;
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct jschema_error error;
		int expected = i % 3 == 0;
		struct jschema_value v = w->values[i % 3];
		w->wrong += jschema_check(w->schema, v, &error) != expected;
		struct jschema_result *r = jschema_explain(w->schema, v, 0, &error);
		w->wrong += !r || jschema_result_count(r) != i % 3;
		jschema_result_free(r);
	}
	return NULL;
}

START_TEST(serves_threads)
{
	struct compiled c =
	    compile("{'properties':{'a':{'pattern':'^(x|y)+$'},'b':{'const':[1,{}]},'c':{"
		    "'oneOf':[{'$ref':'#'},{'type':'null'}]}}}",
		false);
	struct compiled d = read_text("[{'a':'\\u0078y','b':[1.0,{}],'c':{'a':'x'}},{'a':"
				      "'xz'},{'a':'z','c':{'a':'x','c':{'b':[1]}}}]");
	struct work works[THREADS];
	pthread_t threads[THREADS];
	for (unsigned i = 0; i < THREADS; i++) {
		works[i] = (struct work){.schema = c.schema};
		works[i].values[0] = jschema_at(jschema_root(d.document), "/0", 2);
		works[i].values[1] = jschema_at(jschema_root(d.document), "/1", 2);
		works[i].values[2] = jschema_at(jschema_root(d.document), "/2", 2);
		ck_assert(pthread_create(&threads[i], NULL, work, &works[i]) == 0);
	}
	for (unsigned i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		ck_assert_uint_eq(works[i].wrong, 0);
	}
	drop(d);
	drop(c);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("check");
	TCase *all = tcase_create("rows");
	tcase_add_loop_test(all, checks, 0, (int)countof(rows));
	tcase_add_loop_test(all, asserts_formats, 0, (int)countof(formats));
	suite_add_tcase(suite, all);
	TCase *large = tcase_create("large");
	tcase_set_timeout(large, 60);
	tcase_add_loop_test(large, requires_many, 0, 8);
	tcase_add_test(large, depends_on_many);
	tcase_add_loop_test(large, matches_long_strings, 0, 5);
	tcase_add_loop_test(large, recurses, 0, 6);
	tcase_add_test(large, checks_parts);
	tcase_add_test(large, serves_threads);
	suite_add_tcase(suite, large);
	return run_suite(suite);
}
