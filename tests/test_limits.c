/* What would never end, or would take too long, ends: with a verdict or with a limit. */
#include "evaluate.h"
#include "pattern.h"
#include "quoted.h"
#include "suite.h"

/* in place, so that no depth of the document ends it */
static const char *const loops[] = {
    "{'allOf':[{'$ref':'#'}]}",
    "{'anyOf':[{'$ref':'#'}]}",
    "{'not':{'$ref':'#'}}",
    "{'oneOf':[{'$ref':'#'},{'type':'string'}]}",
    "{'$ref':'#/$defs/a','minimum':1,'$defs':{'a':{'$ref':'#','maximum':9}}}",
    "{'properties':{'a':{'allOf':[{'$ref':'#/properties/a'}]}}}",
    "{'items':{'allOf':[{'$ref':'#/items'}]}}",
    "{'additionalProperties':{'allOf':[{'$ref':'#/additionalProperties'}]}}",
    /* dynamic by name only (Core 8.2.3.2) */
    "{'allOf':[{'$dynamicRef':'#'}]}",
    "{'items':{'not':{'$dynamicRef':'#/items'}}}",
    "{'$anchor':'a','anyOf':[{'$dynamicRef':'#a'}]}",
    /* the resource that evaluation begins in has the anchor */
    "{'$dynamicAnchor':'a','allOf':[{'$dynamicRef':'#a'}]}",
    "{'$dynamicAnchor':'a','$ref':'b','$defs':{'b':{'$id':'b',"
    "'if':{'$dynamicRef':'#a'},'$defs':{'a':{'$dynamicAnchor':'a'}}}}}",
    /* only one resource has it */
    "{'$ref':'b','$defs':{'b':{'$id':'b','$dynamicAnchor':'a',"
    "'oneOf':[{'$dynamicRef':'#a'}]}}}",
};

START_TEST(ends_loops)
{
	struct jschema_error error = {0};
	struct compiled c = read_text(loops[_i]);
	ck_assert_ptr_null(jschema_compile(c.document, NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_BAD_SCHEMA);
	ck_assert_str_eq(
	    error.text, "this leads back to the schema it stands in, for the same value");
	drop(c);
}
END_TEST

/* a schema leads to the next, and so on, deeper than any stack: only running it ends */
START_TEST(compiles_chains)
{
	enum { MANY = 150000, EACH = 48 };
	char *schema = malloc(MANY * EACH + 64), *at = schema;
	struct jschema_error error = {0};
	ck_assert_ptr_nonnull(schema);
	at += sprintf(at, "{'$ref':'#/$defs/0','$defs':{");
	for (int i = 0; i < MANY; i++)
		at += sprintf(at, "'%d':{'allOf':[{'$ref':'#/$defs/%d'}]},", i, i + 1);
	sprintf(at, "'%d':{}}}", MANY);
	struct compiled c = compile(schema, false), d = read_text("5");
	struct jschema_value value = jschema_root(d.document);
	ck_assert_int_eq(jschema_check(c.schema, value, &error), JSCHEMA_UNDECIDED);
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	drop(d);
	drop(c);
	free(schema);
}
END_TEST

/* two resources, neither outermost: what "#n" leads to depends on the way */
#define CONTESTED(n) \
	"'b':{'$id':'b','$dynamicAnchor':'n'," n "},'c':{'$id':'c','$dynamicAnchor':'n'}"

/* where a reference depends on the way, only running it shows a circle */
START_TEST(ends_dynamic_loops)
{
	struct jschema_error error = {0};
	struct compiled c = compile(
	    "{'$ref':'b','$defs':{" CONTESTED("'allOf':[{'$dynamicRef':'#n'}]") "}}",
	    false);
	struct compiled d = read_text("5");
	struct jschema_value value = jschema_root(d.document);
	ck_assert_int_eq(jschema_check(c.schema, value, &error), JSCHEMA_UNDECIDED);
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	ck_assert_str_eq(error.text, "limit reached: 8192 subschemas inside each other");
	ck_assert_ptr_null(jschema_explain(c.schema, value, 0, &error));
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	drop(d);
	drop(c);
}
END_TEST

/* what leads back under a condition may never do so */
START_TEST(follows_conditions)
{
	static const struct {
		const char *value;
		int verdict;
	} rows[] = {
	    {"1", JSCHEMA_INVALID}, {"2", JSCHEMA_VALID}, {"null", JSCHEMA_UNDECIDED}};
	struct compiled c = compile(
	    "{'if':{'const':1},'then':{'$ref':'#/$defs/a'},'$defs':{'a':{'if':{'const':2},"
	    "'then':{'$ref':'#'},'else':false},'b':{'if':{'const':null},'then':{'$ref':"
	    "'#/$defs/b'}}},'allOf':[{'$ref':'#/$defs/b'}]}",
	    false);
	struct compiled d = read_text(rows[_i].value);
	ck_assert_int_eq(
	    jschema_check(c.schema, jschema_root(d.document), NULL), rows[_i].verdict);
	drop(d);
	drop(c);
}
END_TEST

/*
 * Schemas that would take 2 to the power of their depth steps if each question were asked
 * anew. They end in a verdict; a test runner's time limit says when they do not.
 */
static void
end_bomb(const char *keyword, const char *leaf, const char *value, bool valid)
{
	char schema[8192] = "{'$ref':'d0','$defs':{";
	size_t n = strlen(schema);
	for (int i = 0; i < 40; i++)
		n += (size_t)snprintf(schema + n, sizeof schema - n,
		    "'d%d':{'$id':'d%d','$dynamicAnchor':'a%d',"
		    "'%s':[{'$ref':'d%d'},{'$ref':'d%d'}]},",
		    i, i, i, keyword, i + 1, i + 1);
	snprintf(schema + n, sizeof schema - n,
	    "'d40':{'$id':'d40','allOf':[%s]}," CONTESTED(
		"'items':{'$dynamicRef':'#n'}") "}}",
	    leaf);
	struct compiled c = compile(schema, false);
	struct compiled d = read_text(value);
	int verdict = jschema_check(c.schema, jschema_root(d.document), NULL);
	ck_assert_msg(verdict == valid, "%s %s: %d", keyword, leaf, verdict);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_int_eq(jschema_result_verdict(r), verdict);
	ck_assert(valid || jschema_result_count(r) > 0);
	jschema_result_free(r);
	drop(d);
	drop(c);
}

START_TEST(ends_bombs)
{
	end_bomb("allOf", "{'type':'integer'}", "5", true);
	end_bomb("allOf", "{'type':'integer'}", "'5'", false);
	end_bomb("anyOf", "{'type':'integer'}", "5", true);
	end_bomb("anyOf", "{'type':'integer','minimum':6}", "5", false);
	end_bomb("oneOf", "{'minimum':6}", "5", false);
	end_bomb("oneOf", "{'minimum':4}", "5", false);
	end_bomb("anyOf", "{'$ref':'b'}", "[1]", true);
	end_bomb("oneOf", "{'$ref':'b'}", "[1]", false);
}
END_TEST

/* nor does it take so many for each value that something is told of */
START_TEST(ends_bombs_of_messages)
{
	enum { DEPTH = 17, ELEMENTS = 60000 };
	char schema[4096] =
	    "{'items':{'oneOf':[{'$ref':'#/$defs/d0'},{'$ref':'#/$defs/d0'}]},'$defs':{";
	char value[2 * ELEMENTS + 2] = "[";
	size_t n = strlen(schema);
	for (int i = 0; i < DEPTH; i++)
		n += (size_t)snprintf(schema + n, sizeof schema - n,
		    "'d%d':{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]},", i,
		    i + 1, i + 1);
	snprintf(schema + n, sizeof schema - n, "'d%d':{'minimum':1}}}", DEPTH);
	for (int i = 0; i < ELEMENTS; i++)
		memcpy(value + 1 + 2 * i, "1,", 3);
	value[2 * ELEMENTS] = ']';
	struct compiled c = compile(schema, false), d = read_text(value);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 1, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_str_eq(jschema_result_fault(r, 0)->message,
	    "expected exactly one of 2 forms to match, and both do, got the number 1");
	ck_assert_uint_eq(jschema_result_dropped(r), ELEMENTS - 1);
	jschema_result_free(r);
	drop(d);
	drop(c);
}
END_TEST

/* nor is each of very many names looked at for each of many values that have none */
static const struct {
	const char *keyword, *told;
} lacks[] = {
    {"required", " and 199991 more, which are missing"},
    {"enum", " or one of 199993 more, got an empty object"},
};

START_TEST(ends_long_lacks)
{
	enum { MANY = 200000, NAME = 10 };
	char *schema = malloc(MANY * NAME + 64), *value = malloc(MANY * 3 + 2);
	char *at = schema;
	ck_assert(schema && value);
	at += sprintf(at, "{'items':{'%s':['a'", lacks[_i].keyword);
	for (int i = 0; i < MANY; i++)
		at += sprintf(at, ",'%06d'", i);
	strcpy(at, "]}}");
	for (int i = 0; i < MANY; i++)
		memcpy(value + 3 * i, ",{}", 4);
	*value = '[';
	strcat(value + 3 * (MANY - 1), "]");
	struct compiled c = compile(schema, false), d = read_text(value);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 1, NULL);
	ck_assert_ptr_nonnull(r);
	const char *message = jschema_result_fault(r, 0)->message;
	ck_assert_msg(strstr(message, lacks[_i].told) != NULL, "%s", message);
	jschema_result_free(r);
	drop(d);
	drop(c);
	free(value);
	free(schema);
}
END_TEST

/* a tree whose every level has two forms that are both tried (networknt #1276) */
#define FORMS(r)                                 \
	"'anyOf':[{'properties':{'a':{" r "}}}," \
	"{'properties':{'a':{" r "},'b':true}}],'required':['a']"
static const char *const trees[] = {
    "{" FORMS("'$ref':'#'") "}",
    "{" FORMS("'$ref':'#'") ",'unevaluatedProperties':false}",
    "{" FORMS("'$ref':'#'") ",'$defs':{" CONTESTED("'items':{'$dynamicRef':'#n'}") "}}",
    "{'$ref':'b','$defs':{" CONTESTED(FORMS("'$dynamicRef':'#n'")) "}}",
};

START_TEST(ends_recursive_choices)
{
	struct compiled c = compile(trees[_i], false);
	char value[1024] = "";
	for (int i = 0; i < 100; i++)
		strcat(value, "{'a':");
	strcat(value, "{}");
	for (int i = 0; i < 100; i++)
		strcat(value, "}");
	struct compiled d = read_text(value);
	ck_assert_int_eq(
	    jschema_check(c.schema, jschema_root(d.document), NULL), JSCHEMA_INVALID);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 100, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert(jschema_result_count(r) > 0);
	jschema_result_free(r);
	drop(d);
	drop(c);
}
END_TEST

/*
 * "lib" asks for a number on the way through "a" and for a string through "b". What a
 * long walk remembers of the one way says nothing about the other.
 */
#define WAY(name, type)                              \
	"'" name "':{'$id':'" name "','$ref':'lib'," \
	"'$defs':{'n':{'$dynamicAnchor':'n','type':'" type "'}}},"

static const struct {
	const char *keyword, *element;
	bool valid;
} ways[] = {
    {"oneOf", "5", true},
    {"oneOf", "'x'", true},
    {"oneOf", "null", false},
    {"allOf", "5", false},
    {"allOf", "'x'", false},
};

START_TEST(remembers_the_way)
{
	enum { ELEMENTS = 40000 };
	char schema[512], *value = malloc(ELEMENTS * 8);
	snprintf(schema, sizeof schema,
	    "{'items':{'%s':[{'$ref':'a'},{'$ref':'b'}]},'$defs':{" WAY("a", "number")
		WAY("b", "string") "'lib':{'$id':'lib','allOf':[{'$dynamicRef':'#n'}],"
				   "'$defs':{'n':{'$dynamicAnchor':'n'}}}}}",
	    ways[_i].keyword);
	size_t n = 0;
	for (int i = 0; i < ELEMENTS; i++)
		n += (size_t)sprintf(value + n, "%c%s", i ? ',' : '[', ways[_i].element);
	strcpy(value + n, "]");
	struct compiled c = compile(schema, false);
	struct compiled d = read_text(value);
	int verdict = jschema_check(c.schema, jschema_root(d.document), NULL);
	ck_assert_int_eq(verdict, ways[_i].valid);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), ways[_i].valid ? 0 : ELEMENTS);
	jschema_result_free(r);
	drop(d);
	drop(c);
	free(value);
}
END_TEST

/* nor does the list of what choices in choices expect */
START_TEST(ends_long_lists)
{
	char schema[8192] = "{'$ref':'#/$defs/d0','$defs':{";
	size_t n = strlen(schema);
	for (int i = 0; i < 12; i++) {
		n += (size_t)snprintf(
		    schema + n, sizeof schema - n, "'d%d':{'anyOf':[", i);
		for (int j = 0; j < 10; j++)
			n += (size_t)snprintf(schema + n, sizeof schema - n,
			    "%s{'$ref':'#/$defs/d%d'}", j ? "," : "", i + 1);
		n += (size_t)snprintf(schema + n, sizeof schema - n, "]},");
	}
	snprintf(schema + n, sizeof schema - n, "'d12':{'minimum':9}}}");
	struct compiled c = compile(schema, false), d = read_text("5");
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), 1);
	jschema_result_free(r);
	drop(d);
	drop(c);
}
END_TEST

/* a limit is no verdict that "not" or "anyOf" could turn round */
START_TEST(gives_up_on_patterns)
{
	static const char *const schemas[] = {
	    "{'pattern':'^(a+)+$'}",
	    "{'not':{'pattern':'^(a+)+$'}}",
	    "{'anyOf':[{'pattern':'^(a+)+$'},{'type':'string'}]}",
	    "{'oneOf':[{'pattern':'^(a+)+$'},{'minLength':1}]}",
	};
	struct jschema_error error = {0};
	struct compiled c = compile(schemas[_i], false);
	struct compiled d =
	    read_text("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'");
	int verdict = jschema_check(c.schema, jschema_root(d.document), &error);
	ck_assert_msg(verdict == JSCHEMA_UNDECIDED, "%s: got %d", schemas[_i], verdict);
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	ck_assert_ptr_null(
	    jschema_explain(c.schema, jschema_root(d.document), 0, &error));
	drop(d);
	drop(c);
}
END_TEST

static char *
make_text(size_t size)
{
	char *text = malloc(size);
	ck_assert_ptr_nonnull(text);
	return text;
}

/* each of the strings is done, but not so many of them */
START_TEST(gives_up_on_many_strings)
{
	enum { MANY = 10, BLANKS = 1900 };
	char *text = make_text((size_t)MANY * (BLANKS + 4) + 2), *at = text;
	for (int i = 0; i < MANY; i++)
		at += sprintf(at, "%c'%*s'", i ? ',' : '[', BLANKS, "x");
	strcpy(at, "]");
	struct jschema_error error = {0};
	struct compiled c = compile("{'items':{'not':{'pattern':'\\\\s+$'}}}", false);
	struct compiled d = read_text(text);
	struct jschema_value one = jschema_root(d.document);
	ck_assert_int_eq(jschema_check(c.schema, one, &error), JSCHEMA_UNDECIDED);
	ck_assert_str_eq(error.text,
	    "limit reached: the schema takes too many steps on this document");
	one.node++;
	ck_assert_int_eq(jschema_check(c.schema, one, &error), JSCHEMA_VALID);
	drop(d);
	drop(c);
	free(text);
}
END_TEST

/* the second pattern is not tried once the first one took too many steps */
#define BOMB "'(a+)+b'"
#define LONG "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
	const char *schema, *value;
} ends[] = {
    {"{'anyOf':[{'pattern':" BOMB "},{'pattern':" BOMB "}]}", "'" LONG "'"},
    {"{'oneOf':[{'pattern':" BOMB "},{'pattern':" BOMB "}]}", "'" LONG "'"},
    {"{'contains':{'pattern':" BOMB "}}", "['" LONG "','" LONG "']"},
    {"{'contains':{'pattern':" BOMB "},'minContains':2}", "['" LONG "','" LONG "']"},
    {"{'patternProperties':{" BOMB ":true}}", "{'" LONG "':1,'" LONG "!':1}"},
    {"{'patternProperties':{" BOMB ":true,'(a+)+c':true}}", "{'" LONG "':1}"},
    {"{'items':{'not':{'pattern':" BOMB "}}}", "['" LONG "','" LONG "']"},
};

START_TEST(stops_at_once)
{
	struct compiled c = compile(ends[_i].schema, false),
			d = read_text(ends[_i].value);
	struct run run;
	run_start(&run, c.schema, jschema_root(d.document), NULL);
	ck_assert(!run_check(&run, c.schema->root, 0));
	ck_assert(run.undecided);
	ck_assert_msg(run.steps < 3000000, "%s", ends[_i].schema);
	run_finish(&run);
	drop(d);
	drop(c);
}
END_TEST

/* a keyword that looks at each of many children takes steps, though it applies nothing */
static const struct {
	const char *schema;
	bool array;
} looks[] = {
    {"{'properties':{'x':true}}", false},
    {"{'patternProperties':{'^x':true}}", false},
    {"{'properties':{'x':true},'additionalProperties':true,'unevaluatedProperties':true}",
	false},
    {"{'propertyNames':true}", false},
    {"{'unevaluatedProperties':true}", false},
    {"{'dependentSchemas':{'x':true}}", false},
    {"{'dependentRequired':{'x':['y']}}", false},
    {"{'unevaluatedItems':true}", true},
    {"{'items':true}", true},
    {"{'contains':true,'unevaluatedItems':true}", true},
    {"{'contains':true,'minContains':2}", true},
};

START_TEST(counts_looks)
{
	enum { CHILDREN = 1000 };
	char *text = make_text((size_t)CHILDREN * 16), *at = text;
	for (int i = 0; i < CHILDREN; i++)
		at += looks[_i].array ? sprintf(at, "%c0", i ? ',' : '[')
				      : sprintf(at, "%c'%d':0", i ? ',' : '{', i);
	strcpy(at, looks[_i].array ? "]" : "}");
	struct compiled c = compile(looks[_i].schema, false), d = read_text(text);
	struct run run;
	run_start(&run, c.schema, jschema_root(d.document), NULL);
	ck_assert(run_check(&run, c.schema->root, 0));
	ck_assert_msg(run.steps >= CHILDREN / LOOKS_PER_STEP, "%s", looks[_i].schema);
	ck_assert_msg(run.steps < CHILDREN * 4, "%s", looks[_i].schema);
	run_finish(&run);
	drop(d);
	drop(c);
	free(text);
}
END_TEST

/* ---- values that are compared ---- */

/*
 * An object of `count` members in turns of `stride`, which a prime count makes another
 * order; `last` is the value of one of them. Returns where the text ends.
 */
static char *
write_object(char *text, int count, int stride, int last)
{
	for (int i = 0; i < count; i++) {
		int member = (int)((int64_t)i * stride % count);
		text += sprintf(text, "%c'%d':%d", i ? ',' : '{', member,
		    member == count - 1 ? last : 0);
	}
	*text++ = '}';
	*text = '\0';
	return text;
}

static void
expect(const char *schema, const char *value, enum jschema_verdict verdict)
{
	struct compiled c = compile(schema, false), d = read_text(value);
	ck_assert_int_eq(
	    jschema_check(c.schema, jschema_root(d.document), NULL), verdict);
	drop(d);
	drop(c);
}

/* few elements, but large ones, that differ in one member of an order of their own */
START_TEST(ends_unique_objects)
{
	enum { ELEMENTS = 16, MEMBERS = 4001 };
	char *text = make_text((size_t)ELEMENTS * MEMBERS * 16), *at = text;
	const int last[] = {ELEMENTS, 3}; /* of the last one: its own, or another's */
	for (int i = 0; i + 1 < ELEMENTS; i++) {
		*at++ = i ? ',' : '[';
		at = write_object(at, MEMBERS, 2 * i + 3, i);
	}
	for (size_t i = 0; i < countof(last); i++) {
		*at = ',';
		strcpy(write_object(at + 1, MEMBERS, 1, last[i]), "]");
		expect("{'uniqueItems':true}", text, i ? JSCHEMA_INVALID : JSCHEMA_VALID);
	}
	free(text);
}
END_TEST

/* a constant and a choice, with the members the other way round */
START_TEST(ends_reordered_constants)
{
	enum { MEMBERS = 100003 };
	const size_t size = (size_t)MEMBERS * 16;
	char *value = make_text(size), *schema = make_text(2 * size);
	write_object(value, MEMBERS, MEMBERS - 1, 1);
	strcpy(schema, "{'const':");
	strcpy(write_object(schema + strlen(schema), MEMBERS, 1, 1), "}");
	expect(schema, value, JSCHEMA_VALID);
	strcpy(schema, "{'enum':[");
	char *at = write_object(schema + strlen(schema), MEMBERS, 2, 2);
	*at++ = ',';
	strcpy(write_object(at, MEMBERS, 3, 1), "]}");
	expect(schema, value, JSCHEMA_VALID);
	free(schema);
	free(value);
}
END_TEST

/* one that could not be numbered is not even looked at */
START_TEST(limits_size)
{
	struct jschema_document *d = jschema_document_new();
	struct jschema_error error;
	ck_assert(!jschema_document_read(d, "1", UINT32_MAX, NULL, NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	ck_assert_str_eq(error.text, "limit reached: a text over 4 GiB");
	ck_assert_ptr_null(jschema_root(d).document);
	jschema_document_free(d);
}
END_TEST

/* each reference costs a walk through the groups, so there is a limit to them */
START_TEST(limits_references)
{
	char text[3 + 2 * 1001 + 1] = "(a)";
	for (size_t i = 3; i + 1 < sizeof text; i += 2)
		memcpy(text + i, "\\1", 3);
	struct jschema_error error = {0};
	ck_assert_ptr_null(pattern_compile(text, sizeof text - 1, &error));
	ck_assert_int_eq(error.code, JSCHEMA_LIMIT);
	error = (struct jschema_error){0};
	struct pattern *p = pattern_compile(text, sizeof text - 3, &error);
	ck_assert_ptr_nonnull(p);
	pattern_free(p);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("limits");
	TCase *all = tcase_create("all");
	tcase_set_timeout(all, 60);
	tcase_add_test(all, limits_size);
	tcase_add_test(all, limits_references);
	tcase_add_loop_test(all, ends_loops, 0, (int)countof(loops));
	tcase_add_test(all, compiles_chains);
	tcase_add_test(all, ends_dynamic_loops);
	tcase_add_loop_test(all, follows_conditions, 0, 3);
	tcase_add_test(all, ends_bombs);
	tcase_add_test(all, ends_bombs_of_messages);
	tcase_add_loop_test(all, ends_long_lacks, 0, (int)countof(lacks));
	tcase_add_loop_test(all, ends_recursive_choices, 0, (int)countof(trees));
	tcase_add_loop_test(all, remembers_the_way, 0, (int)countof(ways));
	tcase_add_test(all, ends_long_lists);
	tcase_add_loop_test(all, gives_up_on_patterns, 0, 4);
	tcase_add_test(all, gives_up_on_many_strings);
	tcase_add_loop_test(all, stops_at_once, 0, (int)countof(ends));
	tcase_add_loop_test(all, counts_looks, 0, (int)countof(looks));
	tcase_add_test(all, ends_unique_objects);
	tcase_add_test(all, ends_reordered_constants);
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
