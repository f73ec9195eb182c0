/*
 * What is told of a document in the words of another one: neither messages nor pointers
 * nor annotations have what is masked there, and verdicts and places are its own.
 */
#include "quoted.h"
#include "suite.h"

static const char document_text[] =
    "{'a':'hunter2',\n 'hunter2':{'b':'hunter2','c':['hunter2','hunter2']}}";
static const char words_text[] = "{'a':'X','Y':{'b':'Z','c':['Z','Z']}}";

static const char schema_text[] =
    "{'properties':{'a':{'type':'integer','title':'t'}},"
    "'additionalProperties':{'required':['d'],'properties':{'b':{'enum':['hunter1','Q']},"
    "'c':{'items':{'anyOf':[{'const':1},{'const':2}]},'uniqueItems':true}},"
    "'additionalProperties':false},"
    "'propertyNames':{'maxLength':1},"
    "'dependentRequired':{'a':['e']}}";

static struct compiled document, words, schema;

static void
set_up(void)
{
	document = read_text(document_text);
	words = read_text(words_text);
	schema = compile(schema_text, true);
	ck_assert(jschema_tell_as(document.document, words.document));
}

static void
tear_down(void)
{
	drop(document);
	drop(words);
	drop(schema);
}

START_TEST(masks_faults)
{
	struct jschema_result *r =
	    jschema_explain(schema.schema, jschema_root(document.document), 0, NULL);
	ck_assert_ptr_nonnull(r);
	ck_assert_uint_ge(jschema_result_count(r), 7);
	for (size_t i = 0; i < jschema_result_count(r); i++) {
		const struct jschema_fault *f = jschema_result_fault(r, i);
		ck_assert_ptr_null(strstr(f->message, "hunter2"));
		ck_assert_ptr_null(strstr(f->instance_location, "hunter2"));
		ck_assert_ptr_eq(f->value.document, document.document);
		/* of a suggestion nothing is left either */
		ck_assert_ptr_null(strstr(f->message, "did you mean"));
	}
	const struct jschema_fault *f = jschema_result_fault(r, 1);
	ck_assert_str_eq(f->message, "expected an integer, got the string \"X\"");
	ck_assert_uint_eq(jschema_offset(f->value), strlen("{'a':"));
	jschema_result_free(r);
}
END_TEST

START_TEST(masks_outputs)
{
	json_t *output = jschema_output(schema.schema, jschema_root(document.document),
	    (enum jschema_format)_i, NULL, NULL);
	char *text = json_dumps(output, 0);
	ck_assert_ptr_nonnull(text);
	ck_assert_ptr_null(strstr(text, "hunter2"));
	free(text);
	json_decref(output);
}
END_TEST

START_TEST(masks_annotations)
{
	struct compiled all = compile("{'properties':{'a':{}},'patternProperties':{'^h':{"
				      "'additionalProperties':true}}}",
	    true);
	json_t *output = jschema_output(all.schema, jschema_root(document.document),
	    (enum jschema_format)_i, NULL, NULL);
	char *text = json_dumps(output, 0);
	ck_assert_ptr_null(strstr(text, "hunter2"));
	ck_assert_ptr_nonnull(strstr(text, "\"/Y\""));
	ck_assert_ptr_nonnull(strstr(text, "[\"Y\"]"));
	free(text);
	json_decref(output);
	drop(all);
}
END_TEST

START_TEST(masks_pointers)
{
	char pointer[32];
	struct jschema_value v =
	    jschema_at(jschema_root(document.document), "/hunter2/c/1", 12);
	struct jschema_pointers *p = jschema_pointers_new(document.document);
	ck_assert_str_eq(jschema_pointers_to(p, v), "/Y/c/1");
	jschema_pointers_free(p);
	jschema_pointer(v, pointer, sizeof pointer);
	ck_assert_str_eq(pointer, "/Y/c/1");
	ck_assert(jschema_string_is(jschema_told(v), "Z", 1));
	ck_assert_uint_eq(jschema_told(v).node, v.node);
	ck_assert_ptr_null(jschema_told((struct jschema_value){NULL, 0}).document);
}
END_TEST

/* a document that is a schema, by what refuses it, or is only warned of */
static const struct {
	const char *schema;
	const char *words;
} schemas[] = {
    {"{'type':'hunter2'}", "{'type':'X'}"},
    {"{'$ref':'hunter2'}", "{'$ref':'X'}"},
    {"{'$ref':'#/$defs/hunter2'}", "{'$ref':'X'}"},
    {"{'$defs':{'hunter2':{'type':5}}}", "{'$defs':{'X':{'type':5}}}"},
    {"{'$defs':{'hunter2':{'minlength':5}}}", "{'$defs':{'X':{'minlength':5}}}"},
    {"{'patternProperties':{'(hunter2':{}}}", "{'patternProperties':{'X':{}}}"},
    {"{'$id':'https://h/hunter2/','$ref':'a'}", "{'$id':'https://h/X/','$ref':'a'}"},
    {"{'$defs':{'hunter2':{'$anchor':'hunter2','$ref':'#hunter1'}}}",
	"{'$defs':{'X':{'$anchor':'X','$ref':'#hunter1'}}}"},
};

START_TEST(masks_schemas)
{
	struct compiled d = read_text(schemas[_i].schema),
			x = read_text(schemas[_i].words);
	struct jschema_error error;
	ck_assert(jschema_tell_as(d.document, x.document));
	d.schema = jschema_compile(d.document, NULL, &error);
	const struct jschema_error *e = d.schema ? jschema_warning(d.schema, 1) : &error;
	ck_assert_ptr_nonnull(e);
	ck_assert_ptr_null(strstr(e->text, "hunter2"));
	ck_assert_ptr_null(strstr(e->pointer, "hunter2"));
	ck_assert(strstr(e->text, "X") || strstr(e->pointer, "X"));
	drop(d);
	drop(x);
}
END_TEST

/* one by what is told of a value */
static const struct {
	const char *schema;
	const char *words;
	const char *value;
} tellers[] = {
    {"{'required':['hunter2']}", "{'required':['X']}", "{}"},
    {"{'dependentRequired':{'a':['b','hunter2']}}",
	"{'dependentRequired':{'a':['b','X']}}", "{'a':1,'b':1}"},
    {"{'dependencies':{'b':{},'hunter2':['c']}}", "{'dependencies':{'b':{},'X':['c']}}",
	"{'hunter2':1}"},
    {"{'patternProperties':{'hunter2|a':{'allOf':[{'type':'array'}]}}}",
	"{'patternProperties':{'X':{'allOf':[{'type':'array'}]}}}", "{'a':1}"},
    {"{'$id':'hunter2/a','$ref':'b','$defs':{'b':{'$id':'b','type':'array'}}}",
	"{'$id':'X/a','$ref':'b','$defs':{'b':{'$id':'b','type':'array'}}}", "{}"},
    {"{'title':'hunter2'}", "{'title':'X'}", "{}"},
};

START_TEST(masks_what_schemas_tell)
{
	struct compiled d = read_text(tellers[_i].schema),
			x = read_text(tellers[_i].words),
			v = read_text(tellers[_i].value);
	ck_assert(jschema_tell_as(d.document, x.document));
	d.schema = jschema_compile(d.document, NULL, NULL);
	json_t *output =
	    jschema_output(d.schema, jschema_root(v.document), JSCHEMA_BASIC, NULL, NULL);
	char *text = json_dumps(output, 0);
	ck_assert_ptr_nonnull(strstr(text, "X"));
	ck_assert_ptr_null(strstr(text, "hunter2"));
	struct jschema_result *r =
	    jschema_explain(d.schema, jschema_root(v.document), 0, NULL);
	for (size_t i = 0; i < jschema_result_count(r); i++) {
		const struct jschema_fault *f = jschema_result_fault(r, i);
		ck_assert_ptr_null(strstr(f->message, "hunter2"));
		ck_assert_ptr_null(strstr(f->keyword_location, "hunter2"));
		ck_assert_ptr_null(strstr(f->schema_location, "hunter2"));
	}
	jschema_result_free(r);
	free(text);
	json_decref(output);
	drop(d);
	drop(x);
	drop(v);
}
END_TEST

/* what is nearly alike is told, but of what is masked on either side not even that */
static const struct {
	const char *schema, *schema_words;
	const char *value, *value_words;
} near[] = {
    {"{'required':['hunter2']}", "{'required':['X']}", "{'hunter1':1}", "{'hunter3':1}"},
    {"{'anyOf':[{'required':['hunter2']},{'required':['b']}]}",
	"{'anyOf':[{'required':['X']},{'required':['b']}]}", "{'hunter1':1}",
	"{'hunter3':1}"},
    {"{'dependentRequired':{'a':['hunter2']}}", "{'dependentRequired':{'a':['X']}}",
	"{'a':1,'hunter1':1}", "{'a':1,'hunter3':1}"},
    {"{'properties':{'hunter2':{}},'additionalProperties':false}",
	"{'properties':{'X':{}},'additionalProperties':false}", "{'hunter1':1}",
	"{'hunter3':1}"},
    {"{'enum':['hunter2']}", "{'enum':['X']}", "'hunter1'", "'hunter3'"},
};

/* by what is masked: nothing, the schema, or the value, by a word that is near as well */
START_TEST(masks_suggestions)
{
	struct compiled s = read_text(near[_i].schema),
			x = read_text(near[_i].schema_words),
			v = read_text(near[_i].value),
			y = read_text(near[_i].value_words);
	for (int masked = 0; masked < 4; masked++) {
		ck_assert(jschema_tell_as(s.document, masked & 1 ? x.document : NULL));
		ck_assert(jschema_tell_as(v.document, masked & 2 ? y.document : NULL));
		s.schema = jschema_compile(s.document, NULL, NULL);
		struct jschema_result *r =
		    jschema_explain(s.schema, jschema_root(v.document), 0, NULL);
		ck_assert_uint_eq(jschema_result_count(r), 1);
		const char *message = jschema_result_fault(r, 0)->message;
		ck_assert_msg(!strstr(message, "did you mean") == (masked > 0), "%s: %d",
		    message, masked);
		jschema_result_free(r);
		jschema_schema_free(s.schema);
	}
	s.schema = NULL;
	drop(s);
	drop(x);
	drop(v);
	drop(y);
}
END_TEST

/* its own words come back when they are asked for, or when it is read into */
START_TEST(gives_words_back)
{
	struct jschema_value root = jschema_root(document.document);
	if (_i)
		ck_assert(jschema_tell_as(document.document, NULL));
	else
		jschema_document_read(document.document, document.text,
		    strlen(document.text), NULL, NULL, NULL);
	ck_assert_ptr_eq(jschema_told(root).document, document.document);
}
END_TEST

static const char *const others[] = {"{}", "{'a':1,'Y':{'b':'Z','c':['Z','Z']}}",
    "{'a':'X','Y':{'b':'Z','c':['Z'],'d':1}}", "{'a':'X','Y':{'b':'Z'},'c':['Z','Z']}",
    "{'a':'X','Y':{'b':'Z','c':['Z',['Z']]}}", "['a','X','Y',{'b':'Z','c':['Z','Z']}]"};

START_TEST(refuses_another_form)
{
	struct compiled other = read_text(others[_i]);
	ck_assert(!jschema_tell_as(document.document, other.document));
	ck_assert_ptr_eq(
	    jschema_told(jschema_root(document.document)).document, words.document);
	drop(other);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("told");
	TCase *all = tcase_create("all");
	tcase_add_checked_fixture(all, set_up, tear_down);
	tcase_add_test(all, masks_faults);
	tcase_add_loop_test(all, masks_outputs, JSCHEMA_FLAG, JSCHEMA_VERBOSE + 1);
	tcase_add_loop_test(all, masks_annotations, JSCHEMA_BASIC, JSCHEMA_VERBOSE + 1);
	tcase_add_test(all, masks_pointers);
	tcase_add_loop_test(all, masks_schemas, 0, (int)countof(schemas));
	tcase_add_loop_test(all, masks_what_schemas_tell, 0, (int)countof(tellers));
	tcase_add_loop_test(all, masks_suggestions, 0, (int)countof(near));
	tcase_add_loop_test(all, gives_words_back, 0, 2);
	tcase_add_loop_test(all, refuses_another_form, 0, (int)countof(others));
	suite_add_tcase(suite, all);
	return run_suite(suite);
}
