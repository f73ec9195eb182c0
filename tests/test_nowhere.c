/* lib/nowhere.c: what a reference that leads nowhere may have meant, a pointer or anchor.
 */
#include "quoted.h"
#include "suite.h"

/* as long as what is compared may be, with two more characters */
#define X46 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const struct {
	const char *schema;
	const char *entry; /* of the schema */
	const char *meant; /* NULL: nothing */
} rows[] = {
    /* a name on the way, of many or alone */
    {"{'$ref':'#/$defs/nmae','$defs':{'name':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'#/$defs/nmae','$defs':{'a':{},'name':{},'b':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'#/$defs/nmae','$defs':{'a':{},'b':{},'name':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'#/$def/nmae/not','$defs':{'name':{'not':{}}}}", NULL, "#/$defs/name/not"},
    {"{'$ref':'#/$def/nmae/is','$defs':{'name':{'not':{}}}}", NULL, NULL},
    {"{'$ref':'#/$defs/xyz','$defs':{'name':{}}}", NULL, NULL},
    {"{'$ref':'#/$defs/nmae','$defs':{'x':{}},'name':{}}", NULL, NULL},
    {"{'$ref':'#/$defs/a~1cb','$defs':{'a/bc':{}}}", NULL, "#/$defs/a~1bc"},
    {"{'$ref':'#/$defs/~2','$defs':{'name':{}}}", NULL, NULL},
    {"{'$ref':'#/allOf/2','allOf':[{},{}]}", NULL, NULL},
    {"{'$ref':'#/allof/0','allOf':[{}]}", NULL, "#/allOf/0"},
    {"{'$ref':'#/allof','allOf':[{}]}", NULL, NULL},
    /* whose slashes and tildes are no escapes */
    {"{'$ref':'#/$defs/a/b','$defs':{'a':{},'a/b':{}}}", NULL, "#/$defs/a~1b"},
    {"{'$ref':'#/p//u/{~}/not','p':{'/u':{},'/u/{~}':{'not':{}},'/':{}}}", NULL,
	"#/p/~1u~1{~0}/not"},
    {"{'$ref':'#/$defs/a/bc','$defs':{'a/b':{}}}", NULL, NULL},
    {"{'$ref':'#/$defs/\u00e4/\u00f6','$defs':{'\\u00e4/\\u00f6':{}}}", NULL,
	"#/$defs/\u00e4~1\u00f6"},
    /* that holds what can be a schema, or may hold one */
    {"{'$ref':'#/x/nmae','x':{'name':1,'nmaes':true}}", NULL, "#/x/nmaes"},
    {"{'$ref':'#/x/nmae','x':{'name':'name','nmaes':null}}", NULL, NULL},
    {"{'$ref':'#/x/nmae/0','x':{'name':[{}]}}", NULL, "#/x/name/0"},
    /* where schemas were kept */
    {"{'$ref':'#/definitions/name','$defs':{'name':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'#/definitions/nmae','$defs':{'name':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'#/definitionz/name','$defs':{'name':{}}}", NULL, NULL},
    {"{'$ref':'#/definition/name','$defs':{'name':{}}}", NULL, NULL},
    {"{'$ref':'#/definitions/name'}", NULL, NULL},
    /* anchors, of the resource that the reference is to */
    {"{'$ref':'#nmae','$defs':{'a':{'$anchor':'name'}}}", NULL, "#name"},
    {"{'$ref':'#nmae','$defs':{'name':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'#/name','definitions':{'name':true}}", NULL, "#/definitions/name"},
    {"{'$ref':'#name','$defs':{'name':[]}}", NULL, NULL},
    {"{'$ref':'#" X46 "ba','$defs':{'a':{'$anchor':'" X46 "ab'}}}", NULL, "#" X46 "ab"},
    {"{'$ref':'#" X46 "bac','$defs':{'a':{'$anchor':'" X46 "ab'}}}", NULL, NULL},
    {"{'$ref':'#" X46 "xyz','$defs':{'a':{'$anchor':'X'}}}", NULL, NULL},
    {"{'$ref':'#/nmae','$defs':{'a':{'$anchor':'name'}}}", NULL, NULL},
    {"{'$ref':'http://a/b#nmae','$defs':{'a':{'$id':'http://a/b','$anchor':'name'},"
     "'b':{'$anchor':'nmaes'}}}",
	NULL, "http://a/b#name"},
    {"{'$ref':'b#/not/nmae','$id':'http://a/a','$defs':{'a':{'$id':'b','not':{'name':{}}}}}",
	NULL, "b#/not/name"},
    /* what lacks its "#" */
    {"{'$ref':'$defs/name','$defs':{'name':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'/$defs/name','$defs':{'name':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'name','$id':'http://a/b','$defs':{'name':{}}}", NULL, "#/$defs/name"},
    {"{'$ref':'name','$defs':{'a':{'$anchor':'name'}}}", NULL, "#name"},
    {"{'$ref':'nmae','$defs':{'name':{'$anchor':'name'}}}", NULL, NULL},
    {"{'$ref':'title','title':'x'}", NULL, NULL},
    {"{'$ref':'x#/$defs/name','$defs':{'name':{}}}", NULL, NULL},
    /* an entry */
    {"{'$defs':{'name':{}}}", "/$defs/nmae", "#/$defs/name"},
    {"{'$defs':{'name':{'$anchor':'name'}}}", "/$defs/xyz", NULL},
};

START_TEST(suggests)
{
	char expected[128];
	struct jschema_error error;
	struct jschema_compile_options options = {.entry = rows[_i].entry};
	struct compiled s = read_text(rows[_i].schema);
	ck_assert_ptr_null(jschema_compile(s.document, &options, &error));
	ck_assert_int_eq(error.code, JSCHEMA_UNRESOLVED);
	snprintf(expected, sizeof expected, "; did you mean \"%s\"?", rows[_i].meant);
	const char *found = strstr(error.text, "; did you mean");
	ck_assert_msg(!found == !rows[_i].meant, "%s: %s", s.text, error.text);
	if (found)
		ck_assert_str_eq(found, expected);
	drop(s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("nowhere");
	TCase *all = tcase_create("all");
	tcase_add_loop_test(all, suggests, 0, (int)countof(rows));
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
