/* lib/suggest.c: which name or value was meant, if it is near enough to be a slip. */
#include "quoted.h"
#include "suite.h"

/* what is suggested for a member, or a value, or nothing */
static void
suggest(const char *schema, const char *value, const char *expected)
{
	static const char words[] = "; did you mean ";
	struct compiled c = compile(schema, false), d = read_text(value);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), 1);
	const char *found = strstr(jschema_result_fault(r, 0)->message, words);
	char text[256] = "";
	if (found)
		snprintf(text, sizeof text, "%s", found + sizeof words - 1);
	for (char *at = text; (at = strchr(at, '"'));)
		*at = '\'';
	ck_assert_msg(strcmp(text, expected) == 0, "%s on %s: %s", schema, value, text);
	jschema_result_free(r);
	drop(d);
	drop(c);
}

/* a string of the same length as 48 characters, and one that is longer */
#define X46 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const struct {
	const char *names; /* allowed */
	const char *found;
	const char *expected;
} slips[] = {
    /* left out, put in, another, swapped */
    {"'name'", "nam", "name"},
    {"'name'", "naame", "name"},
    {"'name'", "nome", "name"},
    {"'name'", "nmae", "name"},
    {"'name'", "anme", "name"},
    {"'name'", "naem", "name"},
    {"'abc'", "acb", "abc"},
    /* a third of the shorter one, and no more */
    {"'name'", "nomi", ""},
    {"'ab'", "ac", ""},
    {"'ab'", "abc", ""},
    {"'abc'", "ab", ""},
    {"'abc'", "abd", "abc"},
    {"'abcdef'", "abcdxy", "abcdef"},
    {"'abcdef'", "abcxyz", ""},
    {"'abcdef'", "abxxf", ""},
    {"'abcdefghi'", "abcdefxyz", "abcdefghi"},
    {"'abcdef'", "badcef", "abcdef"},
    {"'created_at'", "createdAt", "created_at"},
    /* capitals and what joins words count for nothing, but for which is the nearest */
    {"'created_at'", "CREATED_AT", "created_at"},
    {"'created_at'", "Crated-At", "created_at"},
    {"'active'", "ACTIVE", "active"},
    {"'a'", "A", "a"},
    {"'ab'", "AC", ""},
    {"'userId','user_id'", "user-id", "user_id"},
    {"'user_id','userId'", "UserId", "userId"},
    {"'A','b'", "a", "A"},
    {"'_'", "a", ""},
    {"''", "a", ""},
    {"'a'", "", ""},
    /* the nearest, and of those the first */
    {"'client_ids','client_id'", "clientid", "client_id"},
    {"'cart','card'", "care", "cart"},
    {"'carts','cart'", "cat", "cart"},
    {"'session','device'", "xyz", ""},
    /* escapes and other characters */
    {"'caf\\u00e9s'", "caf\xc3\xa9", "caf\xc3\xa9s"},
    {"'tenant_name\\u009b'", "tenant_name", "tenant_name\\u009b"},
    {"'abcd\\u0000efg'", "abc", ""},
    /* very long ones are not compared */
    {"'" X46 "ab'", X46 "ac", X46 "ab"},
    {"'" X46 "abc'", X46 "ac", ""},
    {"'" X46 "ac'", X46 "abc", ""},
    {"'X'", X46 "xxx", ""},
};

static void
row(int row, const char *before, const char *each, const char *behind, const char *member)
{
	char schema[1024], value[256], expected[256] = "", list[256];
	strcpy(schema, before);
	strcpy(list, slips[row].names);
	const char *comma = "";
	for (char *name = strtok(list, ","); name; name = strtok(NULL, ",")) {
		strcat(strcat(strcat(schema, comma), name), each);
		comma = ",";
	}
	strcat(schema, behind);
	snprintf(value, sizeof value, *member ? "{'%s'%s}" : "'%s'%s", slips[row].found,
	    member);
	if (*slips[row].expected)
		snprintf(expected, sizeof expected, "'%s'?", slips[row].expected);
	suggest(schema, value, expected);
}

START_TEST(finds_members)
{
	row(_i, "{'properties':{", ":true", "},'additionalProperties':false}", ":1");
	row(_i, "{'unevaluatedProperties':false,'properties':{", ":true", "}}", ":1");
}
END_TEST

START_TEST(finds_values)
{
	/* in an enum the value is shown as it is written there */
	if (!strstr(slips[_i].names, "\\u00e9"))
		row(_i, "{'enum':[", "", "]}", "");
}
END_TEST

/* where there is nothing to suggest */
static const struct {
	const char *schema, *value, *expected;
} others[] = {
    {"{'additionalProperties':false}", "{'nmae':1}", ""},
    {"{'additionalProperties':false,'patternProperties':{'^name$':true}}", "{'nmae':1}",
	""},
    {"{'properties':{'abc':{'allOf':[false],'properties':{'abd':true}}}}", "{'abc':{}}",
	""},
    {"{'properties':{'abc':false,'abd':true}}", "{'abc':1}", "'abd'?"},
    {"{'items':false,'properties':{'name':true}}", "['nmae']", ""},
    {"{'properties':{'a':{'properties':{'name':true},'additionalProperties':false}}}",
	"{'a':{'nmae':1}}", "'name'?"},
    {"{'properties':{'name':true},'allOf':[{'properties':{'mane':true},"
     "'additionalProperties':false}]}",
	"{'nmae':1}", ""},
    {"{'enum':[1,null,['name'],{'name':1},'name']}", "'nmae'", "'name'?"},
    {"{'enum':['name']}", "1", ""},
    {"{'enum':['zzzzz'],'nmae':1}", "'name'", ""},
    {"{'enum':[12346,'zzzzz']}", "'12345'", ""},
    {"{'const':'name'}", "'nmae'", ""},
    {"{'enum':['na\\u006de']}", "'nmae'", "'na\\u006de'?"},
};

START_TEST(knows_its_place)
{
	suggest(others[_i].schema, others[_i].value, others[_i].expected);
}
END_TEST

static char *
build_object(const char *start, const char *each, size_t count, const char *end)
{
	char *text = malloc(count * 40 + 100), *at = text;
	ck_assert_ptr_nonnull(text);
	at += sprintf(at, "%s", start);
	for (size_t i = 0; i < count; i++)
		at += sprintf(at, "%s'%s_%06zu':true", i ? "," : "", each, i);
	strcpy(at, end);
	return text;
}

/* each of many gets its own, but of very many only some: that takes no time */
START_TEST(ends_in_time)
{
	static const size_t counts[] = {300, 20000};
	char *schema = build_object(
	    "{'properties':{", "name", counts[_i], "},'additionalProperties':false}");
	char *value = build_object("{", "nmae", counts[_i], "}");
	struct compiled c = compile(schema, false), d = read_text(value);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_eq(jschema_result_count(r), counts[_i]);
	const char *message = jschema_result_fault(r, counts[_i] - 1)->message;
	ck_assert_int_eq(strstr(message, "did you mean \"name_000") != NULL, _i == 0);
	jschema_result_free(r);
	drop(d);
	drop(c);
	free(value);
	free(schema);
}
END_TEST

/* what is suggested for the type of a schema, of which a beginning is enough */
START_TEST(finds_types)
{
	static const struct {
		const char *type, *meant;
	} types[] = {
	    {"'strin'", "string"},
	    {"'str'", "string"},
	    {"'st'", NULL},
	    {"'sting'", "string"},
	    {"'String'", "string"},
	    {"'STRING'", "string"},
	    {"'INT'", "integer"},
	    {"'sttrnig'", "string"},
	    {"'int'", "integer"},
	    {"'integers'", "integer"},
	    {"'bool'", "boolean"},
	    {"'xyzzy'", NULL},
	    {"'nulls'", "null"},
	    {"'nil'", "null"},
	    {"'Float'", "number"},
	    {"'double'", "number"},
	    {"'list'", "array"},
	    {"'date'", "{'type': 'string', 'format': 'date'}"},
	    {"['null','date-time']", NULL},
	    {"'any'", NULL},
	    {"['null','nul']", "null"},
	    {"5", NULL},
	};
	char schema[64], expected[128];
	struct jschema_error error;
	snprintf(schema, sizeof schema, "{'type':%s}", types[_i].type);
	bool whole = types[_i].meant && types[_i].meant[0] == '{';
	snprintf(expected, sizeof expected,
	    whole ? "; did you mean %s?" : "; did you mean '%s'?", types[_i].meant);
	for (char *at = expected; (at = strchr(at, '\''));)
		*at = '"';
	struct compiled s = read_text(schema);
	ck_assert_ptr_null(jschema_compile(s.document, NULL, &error));
	const char *found = strstr(error.text, "; did you mean");
	ck_assert_msg(!found == !types[_i].meant, "%s: %s", schema, error.text);
	if (found)
		ck_assert_str_eq(found, expected);
	drop(s);
}
END_TEST

/* of words that end by their lengths, in both directions */
START_TEST(measures)
{
	static const struct {
		const char *word, *other;
		size_t distance;
	} words[] = {
	    {"", "", 0},
	    {"", "abc", 3},
	    {"token", "token", 0},
	    {"token", "tokne", 1},
	    {"ca", "abc", 3},
	    {"rotating", "rating", 2},
	    {X46 "ab", X46 "ba", 1},
	    {X46 "ab", X46 "ab", 0},
	    {X46 "ab", X46 "abc", SIZE_MAX},
	};
	for (size_t i = 0; i < countof(words); i++) {
		const char *a = words[i].word, *b = words[i].other;
		size_t n = strlen(a), m = strlen(b), distance = words[i].distance;
		ck_assert_uint_eq(jschema_distance(a, n, b, m), distance);
		ck_assert_uint_eq(jschema_distance(b, m, a, n), distance);
	}
	ck_assert_uint_eq(jschema_distance("token", 3, "toast", 2), 1);
	ck_assert_uint_eq(jschema_distance(&"abc"[1], 2, "abc", 3), 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("suggest");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, finds_members, 0, (int)countof(slips));
	tcase_add_loop_test(rows, finds_values, 0, (int)countof(slips));
	tcase_add_loop_test(rows, knows_its_place, 0, (int)countof(others));
	tcase_add_loop_test(rows, ends_in_time, 0, 2);
	tcase_add_loop_test(rows, finds_types, 0, 22);
	tcase_add_test(rows, measures);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
