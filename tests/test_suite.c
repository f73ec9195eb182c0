/*
 * The cases of a folder in the format of the official JSON Schema Test Suite: by default
 * our own in tests/suite, or the folder that SUITE names. As there, the files below
 * optional/format assert "format" and all others do not.
 *
 *     SUITE=.../tests/draft2020-12 build/test_suite
 */
#include "equal.h"
#include "groups.h"
#include "suite.h"

static void
compare_faults(const struct jschema_schema *schema, const struct jschema_document *d,
    const struct jschema_result *r)
{
	struct jschema_result *other = jschema_explain(schema, jschema_root(d), 0, NULL);
	ck_assert_ptr_nonnull(other);
	ck_assert_uint_eq(jschema_result_count(other), jschema_result_count(r));
	for (size_t i = 0; i < jschema_result_count(r); i++) {
		const struct jschema_fault *x = jschema_result_fault(r, i);
		const struct jschema_fault *y = jschema_result_fault(other, i);
		ck_assert_str_eq(x->instance_location, y->instance_location);
		ck_assert_str_eq(x->keyword_location, y->keyword_location);
	}
	jschema_result_free(other);
}

/*
 * The same value through jansson has the same faults in the same places. What jansson
 * cannot hold, such as 1e400, is left out.
 */
static void
agree_with_jansson(const struct jschema_schema *schema, struct jschema_value data,
    int verdict, const struct jschema_result *r, const char *what)
{
	json_t *json = jschema_document_to_json(data, NULL);
	if (!json)
		return;
	struct jschema_document *d = jschema_document_from_json(json, NULL);
	ck_assert_msg(d != NULL, "%s: does not come back from jansson", what);
	uint64_t steps = 0;
	if (equal_values(data.document, data.node, d, 0, &steps, UINT64_MAX) ==
	    ANSWER_YES) {
		ck_assert_msg(jschema_check_json(schema, json, NULL) == verdict,
		    "%s: jansson's value has another verdict", what);
		compare_faults(schema, d, r);
	}
	jschema_document_free(d);
	json_decref(json);
}

static void
check_case(const struct group *g, const struct jschema_schema *schema, const char *about,
    struct jschema_value row)
{
	char what[256];
	struct jschema_error error = {0};
	struct jschema_value data = member(row, "data");
	bool expected = jschema_boolean(member(row, "valid"));
	description(row, what, sizeof what);
	ck_assert_msg(data.document != NULL, "%s: %s: no data", g->file, about);
	int verdict = jschema_check(schema, data, &error);
	ck_assert_msg(verdict == expected, "%s: %s: %s: expected %d, got %d (%s)",
	    g->file, about, what, expected, verdict, error.text);
	struct jschema_result *r = jschema_explain(schema, data, 0, &error);
	ck_assert_msg(r && jschema_result_verdict(r) == verdict &&
		(jschema_result_count(r) == 0) == expected,
	    "%s: %s: %s: the explanation says something else", g->file, about, what);
	for (size_t i = 0; i < jschema_result_count(r); i++)
		ck_assert_msg(
		    strncmp(jschema_result_fault(r, i)->message, "expected ", 9) == 0,
		    "%s: %s: %s: no message", g->file, about, what);
	agree_with_jansson(schema, data, verdict, r, what);
	jschema_result_free(r);
}

START_TEST(checks_group)
{
	const struct group *g = &groups[_i];
	char about[256];
	struct jschema_error error = {0};
	struct jschema_compile_options options = {.assert_format = g->assert_format};
	struct jschema_document *d = jschema_document_new();
	size_t end;
	const char *text = g->text + g->offset;
	ck_assert(jschema_document_read(d, text, strlen(text), NULL, &end, NULL));
	struct group here = *g;
	here.text += g->offset;
	description(jschema_root(d), about, sizeof about);
	struct jschema_document *s = read_value(&here, member(jschema_root(d), "schema"));
	struct jschema_schema *schema = jschema_compile(s, &options, &error);
	ck_assert_msg(schema != NULL, "%s: %s: the schema is refused: %s: %s", g->file,
	    about, error.pointer, error.text);
	struct jschema_item item;
	ck_assert_msg(jschema_first(member(jschema_root(d), "tests"), &item),
	    "%s: %s: no tests", g->file, about);
	do
		check_case(g, schema, about, item.value);
	while (jschema_next(&item));
	jschema_schema_free(schema);
	jschema_document_free(s);
	jschema_document_free(d);
}
END_TEST

int
main(int argc, char **argv)
{
	const char *root = argc > 1 ? argv[1] : getenv("SUITE");
	if (!root)
		root = "tests/suite";
	add_suite(root);
	Suite *suite = suite_create("suite");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, checks_group, 0, (int)group_count);
	suite_add_tcase(suite, rows);
	int status = run_suite(suite);
	free_groups();
	return status;
}
