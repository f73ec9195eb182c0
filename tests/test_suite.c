/*
 * The cases of a folder in the format of the official JSON Schema Test Suite: by default
 * our own in tests/suite, or the folder that SUITE names. As there, the files below
 * optional/format assert "format" and all others do not.
 *
 *     SUITE=.../tests/draft2020-12 build/test_suite
 */
#include "equal.h"
#include "jschema.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* a group: a schema and the values it is asked about */
struct group {
	char *file;
	char *text; /* of the whole file, which groups share */
	size_t offset;
	bool assert_format;
};

static struct group *groups;
static size_t group_count, text_count;
static char *texts[1024];

static void
give_up(const char *path, const char *why)
{
	fprintf(stderr, "test_suite: %s: %s\n", path, why);
	exit(1);
}

static char *
copy(const char *text)
{
	char *own = malloc(strlen(text) + 1);
	if (!own)
		give_up(text, "out of memory");
	return strcpy(own, text);
}

static char *
read_file(const char *path, size_t *length)
{
	FILE *f = fopen(path, "rb");
	size_t capacity = 1 << 20, n = 0;
	char *text = malloc(capacity);
	if (!f || !text || text_count == sizeof texts / sizeof *texts)
		give_up(path, "cannot be read");
	while ((n = fread(text + *length, 1, capacity - *length, f)) > 0) {
		*length += n;
		if (*length == capacity && !(text = realloc(text, capacity *= 2)))
			give_up(path, "out of memory");
	}
	fclose(f);
	text[*length] = '\0';
	texts[text_count++] = text;
	return text;
}

static void
add_groups(const char *path, bool assert_format)
{
	size_t length = 0;
	struct jschema_error error;
	char *text = read_file(path, &length);
	struct jschema_document *d = jschema_document_new();
	struct jschema_item item;
	if (!d || !jschema_document_read(d, text, length, NULL, NULL, &error))
		give_up(path, error.text);
	if (!jschema_first(jschema_root(d), &item))
		give_up(path, "holds no cases");
	do {
		groups = realloc(groups, (group_count + 1) * sizeof *groups);
		if (!groups)
			give_up(path, "out of memory");
		groups[group_count++] = (struct group){
		    copy(path), text, jschema_offset(item.value), assert_format};
	} while (jschema_next(&item));
	jschema_document_free(d);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* the files of one folder, by name; a folder that is not there has none */
static void
add_folder(const char *root, const char *folder, bool assert_format)
{
	char path[4096], *names[256];
	size_t count = 0;
	snprintf(path, sizeof path, "%s%s", root, folder);
	DIR *dir = opendir(path);
	for (struct dirent *e; dir && (e = readdir(dir));) {
		const char *dot = strrchr(e->d_name, '.');
		if (dot && strcmp(dot, ".json") == 0 && count < 256)
			names[count++] = copy(e->d_name);
	}
	if (dir)
		closedir(dir);
	qsort(names, count, sizeof *names, compare);
	for (size_t i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s%s/%s", root, folder, names[i]);
		add_groups(path, assert_format);
		free(names[i]);
	}
}

/* ---- a group ---- */

/* the value in a text of its own, as a schema needs it to be its document's root */
static struct jschema_document *
read_value(const struct group *g, struct jschema_value v)
{
	struct jschema_document *d = jschema_document_new();
	const char *text = g->text + jschema_offset(v);
	size_t end;
	ck_assert_ptr_nonnull(d);
	ck_assert(jschema_document_read(d, text, strlen(text), NULL, &end, NULL));
	return d;
}

static struct jschema_value
member(struct jschema_value object, const char *name)
{
	return jschema_member(object, name, strlen(name));
}

static const char *
description(struct jschema_value v, char *buffer, size_t size)
{
	size_t length = 0;
	const char *text = jschema_text(member(v, "description"), &length);
	jschema_escape(text, length, buffer, size);
	return buffer;
}

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
	add_folder(root, "", false);
	add_folder(root, "/optional", false);
	add_folder(root, "/optional/format", true);
	if (group_count == 0)
		give_up(root, "holds no cases; run this from the top of the source tree");
	Suite *suite = suite_create("suite");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, checks_group, 0, (int)group_count);
	suite_add_tcase(suite, rows);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failures = srunner_ntests_failed(runner);
	srunner_free(runner);
	for (size_t i = 0; i < group_count; i++)
		free(groups[i].file);
	for (size_t i = 0; i < text_count; i++)
		free(texts[i]);
	free(groups);
	return failures != 0;
}
