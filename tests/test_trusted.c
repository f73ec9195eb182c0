/*
 * What is wrong in a schema that is trusted, and so is not checked against its
 * metaschema: each keyword refuses by itself what it cannot read, wherever it stands.
 */
#include "quoted.h"
#include "suite.h"

static const struct {
	const char *schema, *pointer;
} refused[] = {
    {"5", ""},
    {"{'not':5}", "/not"},
    {"{'if':5}", "/if"},
    {"{'if':true,'then':5}", "/then"},
    {"{'if':true,'then':true,'else':[]}", "/else"},
    {"{'allOf':[true,5]}", "/allOf/1"},
    {"{'properties':{'a':5}}", "/properties/a"},
    {"{'patternProperties':{'a':5}}", "/patternProperties/a"},
    {"{'additionalProperties':5}", "/additionalProperties"},
    {"{'additionalProperties':true,'properties':5}", "/properties"},
    {"{'additionalProperties':true,'patternProperties':5}", "/patternProperties"},
    {"{'dependentSchemas':{'a':5}}", "/dependentSchemas/a"},
    {"{'dependentRequired':{'a':[5]}}", "/dependentRequired/a/0"},
    {"{'contains':5}", "/contains"},
    {"{'unevaluatedItems':5}", "/unevaluatedItems"},
    {"{'$defs':{'a':5}}", "/$defs/a"},
    {"{'$ref':'#/a','a':5}", "/$ref"},
    {"{'$dynamicRef':'#/a','a':5}", "/$dynamicRef"},
    {"{'$ref':5}", "/$ref"},
    {"{'type':5}", "/type"},
    {"{'enum':5}", "/enum"},
    {"{'pattern':5}", "/pattern"},
    {"{'multipleOf':'1'}", "/multipleOf"},
    {"{'multipleOf':0}", "/multipleOf"},
    {"{'minItems':-1}", "/minItems"},
    {"{'minItems':1.5}", "/minItems"},
    {"{'uniqueItems':0}", "/uniqueItems"},
    {"{'required':{}}", "/required"},
};

START_TEST(refuses)
{
	struct jschema_error error = {0};
	struct jschema_compile_options options = {.trusted = true};
	struct compiled c = read_text(refused[_i].schema);
	ck_assert_ptr_null(jschema_compile(c.document, &options, &error));
	ck_assert_int_eq(error.code, JSCHEMA_BAD_SCHEMA);
	ck_assert_msg(strcmp(error.pointer, refused[_i].pointer) == 0, "%s: %s: %s",
	    refused[_i].schema, error.pointer, error.text);
	drop(c);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trusted");
	TCase *all = tcase_create("all");
	tcase_add_loop_test(all, refuses, 0, (int)countof(refused));
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
