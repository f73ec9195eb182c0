/*
 * What is shown of the documents as they come. Rows are made at once; a single document
 * is kept until the end, when it is known that it stayed the only one.
 */
#include "show.h"

#include "normal.h"
#include "show_rows.h"
#include "show_tree.h"

#include <stdlib.h>
#include <string.h>

struct show {
	struct show_options options;
	struct rows *rows; /* NULL while they are not asked for */
	size_t documents;
	size_t tokens;
	/* the text of a first single document, until a second comes, and its schema */
	struct buffer first;
	const struct jschema_schema *schema;
	struct buffer next;   /* what the pages say of their next */
	struct buffer placed; /* the same, with the place of each page */
	const char *file;     /* of the last such page */
	bool is_in_places;    /* some file has several */
};

void
show_check_columns(const char *names, const struct jschema_schema *token)
{
	if (names)
		rows_check(names, token);
}

struct show *
show_new(const struct show_options *options)
{
	struct show *s = xmalloc(sizeof *s);
	*s = (struct show){.options = *options};
	if (options->columns)
		s->rows = rows_new(options->columns, &options->screen, options->now);
	return s;
}

/* ---- the first one ---- */

static void
keep_first(struct show *s, struct jschema_value v, const struct jschema_schema *schema)
{
	normal_compact(&s->first, v);
	s->schema = schema;
}

static struct jschema_document *
read_first(const struct show *s)
{
	const struct jschema_read_options options = {.max_depth = s->options.max_depth};
	struct jschema_document *d = jschema_document_new();
	if (!d ||
	    !jschema_document_read(
		d, s->first.text, s->first.length, &options, NULL, NULL))
		die_of_memory();
	return d;
}

static void
print_first(struct show *s)
{
	struct jschema_document *d = read_first(s);
	tree_print(&s->options.screen, jschema_root(d), jschema_schema_root(s->schema),
	    s->options.now);
	jschema_document_free(d);
}

/* ---- several ---- */

static void
add_token(struct show *s, struct jschema_value token, struct jschema_subschema subschema)
{
	s->tokens++;
	if (s->options.coverage)
		coverage_add(s->options.coverage, token, subschema);
	else
		rows_add(s->rows, token);
}

/* from now on there are rows, and what was kept is the first one */
static void
begin_rows(struct show *s)
{
	const struct show_options *o = &s->options;
	if (s->rows || o->coverage)
		return;
	s->rows = rows_new(NULL, &o->screen, o->now);
	if (s->first.length) {
		struct jschema_document *d = read_first(s);
		add_token(s, jschema_root(d), (struct jschema_subschema){NULL, 0});
		s->first.length = 0;
		jschema_document_free(d);
	}
}

static void
keep_next(struct show *s, struct jschema_value page, const char *file,
    struct jschema_place place)
{
	struct jschema_value next = jschema_member(page, "next", 4);
	if (jschema_kind(next) != JSCHEMA_STRING)
		return;
	char *text = normal_safe(next);
	buffer_say(&s->next, "next");
	if (s->options.name_files) {
		buffer_say(&s->next, " of ");
		buffer_safe(&s->next, file, strlen(file));
	}
	buffer_format(&s->next, ": %s\n", text);
	buffer_say(&s->placed, "next of ");
	buffer_safe(&s->placed, file, strlen(file));
	buffer_format(&s->placed, ":%zu:%zu: %s\n", place.line, place.column, text);
	s->is_in_places |= s->file == file;
	s->file = file;
	free(text);
}

/* what the schema of a page says of its tokens */
static struct jschema_subschema
of_tokens(const struct shape *shape, struct jschema_value v,
    const struct jschema_schema *schema)
{
	struct jschema_subschema at = jschema_schema_root(schema);
	struct jschema_item item;
	size_t length = strlen(shape->rows);
	bool more = length && jschema_first(v, &item);
	while (more && !jschema_string_is(item.key, shape->rows, length))
		more = jschema_next(&item);
	if (more)
		at = jschema_property(at, item.key, NULL);
	return jschema_elements(at);
}

void
show_add(struct show *s, const struct shape *shape, struct jschema_value v,
    const struct jschema_schema *schema, const char *file, struct jschema_place place)
{
	struct jschema_value list = shape_rows(shape, v);
	struct jschema_item item;
	bool first = s->documents++ == 0;
	if (!list.document && first && !s->rows && !s->options.coverage) {
		keep_first(s, v, schema);
		return;
	}
	begin_rows(s);
	if (!list.document) {
		add_token(s, v, jschema_schema_root(schema));
		return;
	}
	struct jschema_subschema subschema = of_tokens(shape, v, schema);
	for (bool more = jschema_first(list, &item); more; more = jschema_next(&item))
		add_token(s, item.value, subschema);
	if (!s->options.coverage)
		keep_next(s, v, file, place);
}

static void
print(struct show *s)
{
	struct buffer *out = &s->options.screen.out->text;
	const struct buffer *next = s->is_in_places ? &s->placed : &s->next;
	if (s->first.length)
		print_first(s);
	else if (s->documents && s->tokens == 0)
		buffer_say(out, "no refresh tokens\n");
	else if (s->options.coverage)
		coverage_print(s->options.coverage, &s->options.screen);
	rows_finish(s->rows);
	buffer_add(out, next->text, next->length);
}

void
show_finish(struct show *s)
{
	if (s->options.screen.out)
		print(s);
	free(s->first.text);
	free(s->next.text);
	free(s->placed.text);
	free(s);
}
