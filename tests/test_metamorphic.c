/*
 * What means the same has the same verdict, and a fault stays at its value: schemas and
 * documents are written again (respell.h), and nothing but places in the text may change,
 * and those exactly as the values have moved. Over the built-in schemas and examples, our
 * own suite, and the official one where it is: SUITE, or beside this tree.
 */
#include "../cmd/builtin.h"
#include "groups.h"
#include "respell.h"
#include "suite.h"

enum { TURNS = 4 }; /* each in another spelling */

static const char official[] = "../shared/data/json-schema-test-suite/tests/draft2020-12";

static size_t verdicts, faults, refused;

/* a schema, in whatever spelling */
struct judge {
	const char *what;
	struct jschema_schema *schema;
};

/* ---- faults ------------------------------------------------------------------- */

/* a fault without its words: they have the spelling of a number in them */
struct finding {
	size_t offset; /* of its value */
	const char *keyword;
	const char *location;
	const char *where;
};

static int
by_offset(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	if (a->offset != b->offset)
		return a->offset < b->offset ? -1 : 1;
	int keywords = strcmp(a->keyword, b->keyword);
	return keywords ? keywords : strcmp(a->location, b->location);
}

/*
 * The faults by their places, which are those after a respelling unless that is NULL.
 * Where a schema asks for the same twice, one of both is told: which one is left open.
 */
static struct finding *
find(const struct jschema_result *r, const struct respelled *to, size_t *count)
{
	size_t found = jschema_result_count(r), kept = 0;
	struct finding *all = xmalloc((found + 1) * sizeof *all);
	for (size_t i = 0; i < found; i++) {
		const struct jschema_fault *f = jschema_result_fault(r, i);
		size_t offset = jschema_offset(f->value);
		all[i] = (struct finding){to ? respelled_offset(to, offset) : offset,
		    f->keyword, f->keyword_location, f->instance_location};
	}
	qsort(all, found, sizeof *all, by_offset);
	for (size_t i = 0; i < found; i++) {
		if (!kept || all[kept - 1].offset != all[i].offset ||
		    strcmp(all[kept - 1].keyword, all[i].keyword) != 0)
			all[kept++] = all[i];
	}
	*count = kept;
	return all;
}

static void
compare_faults(const struct judge *j, const struct jschema_result *before,
    const struct jschema_result *after, const struct respelled *to)
{
	size_t count, other;
	struct finding *expected = find(before, to, &count);
	struct finding *found = find(after, NULL, &other);
	ck_assert_msg(count == other, "%s: %zu faults become %zu in\n%.*s", j->what,
	    count, other, (int)to->text.length, to->text.text);
	for (size_t i = 0; i < count; i++) {
		ck_assert_msg(expected[i].offset == found[i].offset,
		    "%s: a fault of %s at %zu, not %zu, of\n%.*s", j->what,
		    found[i].keyword, found[i].offset, expected[i].offset,
		    (int)to->text.length, to->text.text);
		ck_assert_str_eq(expected[i].keyword, found[i].keyword);
		ck_assert_str_eq(expected[i].where, found[i].where);
	}
	faults += count;
	free(expected);
	free(found);
}

/* ---- verdicts ----------------------------------------------------------------- */

static struct jschema_document *
read_again(const struct respelled *r)
{
	struct jschema_error error = {0};
	struct jschema_document *d = jschema_document_new();
	ck_assert_ptr_nonnull(d);
	ck_assert_msg(
	    jschema_document_read(d, r->text.text, r->text.length, NULL, NULL, &error),
	    "%s: %.*s", error.text, (int)r->text.length, r->text.text);
	return d;
}

/* The value in another spelling, by a schema that may be in another one, too. */
static void
vary(const struct judge *plain, const struct judge *j, struct jschema_value v,
    uint32_t turn)
{
	struct respelled r = respell(v, turn, turn % 2);
	struct jschema_document *d = read_again(&r);
	struct jschema_value again = jschema_root(d);
	enum jschema_verdict expected = jschema_check(plain->schema, v, NULL);
	enum jschema_verdict verdict = jschema_check(j->schema, again, NULL);
	ck_assert_msg(verdict == expected, "%s: verdict %d becomes %d for\n%.*s", j->what,
	    expected, verdict, (int)r.text.length, r.text.text);
	verdicts++;
	if (verdict == JSCHEMA_INVALID) {
		struct jschema_result *before =
		    jschema_explain(plain->schema, v, 0, NULL);
		struct jschema_result *after = jschema_explain(j->schema, again, 0, NULL);
		ck_assert(before && after);
		compare_faults(j, before, after, &r);
		jschema_result_free(before);
		jschema_result_free(after);
	}
	jschema_document_free(d);
	respelled_free(&r);
}

/* Each of the values in each turn; every second one has another spelling of the schema.
 */
static void
vary_all(const char *what, const struct jschema_document *source,
    const struct jschema_compile_options *options, const struct jschema_value *values,
    size_t count)
{
	struct jschema_error error = {0};
	struct judge plain = {what, jschema_compile(source, options, &error)};
	if (!plain.schema) {
		ck_assert_msg(
		    error.code == JSCHEMA_UNRESOLVED || error.code == JSCHEMA_BAD_SCHEMA,
		    "%s: %s", what, error.text);
		refused++;
	}
	for (uint32_t turn = 0; plain.schema && turn < TURNS; turn++) {
		struct respelled r = respell(jschema_root(source), turn, true);
		struct jschema_document *d = read_again(&r);
		struct jschema_schema *schema = jschema_compile(d, options, &error);
		ck_assert_msg(schema != NULL, "%s: %s in\n%.*s", what, error.text,
		    (int)r.text.length, r.text.text);
		struct judge again = {what, schema};
		for (size_t i = 0; i < count; i++) {
			vary(&plain, &plain, values[i], turn);
			vary(&plain, &again, values[i], turn);
		}
		jschema_schema_free(schema);
		jschema_document_free(d);
		respelled_free(&r);
	}
	jschema_schema_free(plain.schema);
}

static void
vary_group(const struct group *g)
{
	enum { TESTS = 256 };
	struct jschema_value values[TESTS];
	char about[256];
	struct jschema_compile_options options = {.assert_format = g->assert_format};
	struct jschema_document *d = jschema_document_new(), *source;
	struct group here = *g;
	struct jschema_item item;
	size_t end, count = 0;
	here.text += g->offset;
	ck_assert(
	    jschema_document_read(d, here.text, strlen(here.text), NULL, &end, NULL));
	source = read_value(&here, member(jschema_root(d), "schema"));
	description(jschema_root(d), about, sizeof about);
	ck_assert(jschema_first(member(jschema_root(d), "tests"), &item));
	do
		values[count++] = member(item.value, "data");
	while (count < TESTS && jschema_next(&item));
	vary_all(about, source, &options, values, count);
	jschema_document_free(source);
	jschema_document_free(d);
}

/* ---- tests -------------------------------------------------------------------- */

static void
set_up(void)
{
	verdicts = faults = refused = 0;
}

static void
vary_suite(const char *root)
{
	add_suite(root);
	for (size_t i = 0; i < group_count; i++)
		vary_group(&groups[i]);
	printf("metamorphic: %s: %zu groups (%zu refused), %zu verdicts, %zu faults\n",
	    root, group_count, refused, verdicts, faults);
	ck_assert(verdicts > 0 && faults > 0);
}

START_TEST(own_suite)
{
	vary_suite("tests/suite");
	ck_assert_uint_eq(refused, 0);
}
END_TEST

START_TEST(official_suite)
{
	const char *root = getenv("SUITE");
	DIR *there = opendir(root ? root : official);
	if (!there) {
		printf("metamorphic: skipped, there is no official suite\n");
		return;
	}
	closedir(there);
	vary_suite(root ? root : official);
}
END_TEST

/* a built-in schema with each example, most of which are for another one */
START_TEST(builtin)
{
	struct buffer text = {0};
	struct jschema_compile_options options = {.assert_format = true};
	struct jschema_document *documents[16], *source = jschema_document_new();
	struct jschema_value values[16];
	ck_assert_uint_le(builtin_example_count, COUNT(values));
	for (size_t i = 0; i < builtin_example_count; i++) {
		const struct builtin_example *e = &builtin_examples[i];
		documents[i] = jschema_document_new();
		ck_assert(jschema_document_read(
		    documents[i], e->text, e->length, NULL, NULL, NULL));
		values[i] = jschema_root(documents[i]);
	}
	ck_assert(builtin_print_schema(builtin_schemas[_i].name, &text));
	ck_assert(
	    jschema_document_read(source, text.text, text.length, NULL, NULL, NULL));
	vary_all(
	    builtin_schemas[_i].name, source, &options, values, builtin_example_count);
	ck_assert_uint_eq(refused, 0);
	for (size_t i = 0; i < builtin_example_count; i++)
		jschema_document_free(documents[i]);
	jschema_document_free(source);
	free(text.text);
	builtin_free();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("metamorphic");
	TCase *rows = tcase_create("rows");
	tcase_add_checked_fixture(rows, set_up, free_groups);
	tcase_add_test(rows, own_suite);
	tcase_add_test(rows, official_suite);
	tcase_add_loop_test(rows, builtin, 0, (int)builtin_schema_count);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
