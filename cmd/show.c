/*
 * What a table says of a document. Rows are made of each document as it comes; the tree
 * of a single one is made at the end, when it is known that it stayed the only one.
 */
#include "show.h"

#include "clock.h"
#include "normal.h"
#include "order.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	WIDE = 170,   /* columns from which rows have room for whole dates */
	OTHERS = 56,  /* what is beside the identifiers, with the spaces between */
	SHORTEST = 6, /* of an identifier */
};

static const char *const kinds[] = {
    "null", "boolean", "number", "string", "array", "object"};

/* the characters of a string or the text of another scalar, safe; the caller frees */
static char *
safe_text(struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	struct buffer safe = {0};
	char *decoded = xmalloc(length + 1);
	if (jschema_kind(v) == JSCHEMA_STRING)
		text = jschema_string(v, decoded, &length);
	if (text)
		buffer_safe(&safe, text, length);
	buffer_add(&safe, "", 1);
	free(decoded);
	return safe.text;
}

/* ---- one document: a tree ---- */

enum { PROPERTY, TYPE, VALUE, NOTE };

static const struct table_column tree_columns[] = {
    [PROPERTY] = {.name = "PROPERTY", .tree = true},
    [TYPE] = {.name = "TYPE"},
    [VALUE] = {.name = "VALUE", .wraps = true},
    [NOTE] = {.name = "NOTE"},
};

struct tree {
	struct table *table;
	int64_t now;
};

static void add_children(
    struct tree *, struct table_row *, struct jschema_value, struct jschema_subschema);

/* a date: how far it is; a container: how much is in it */
static void
set_note(struct tree *t, struct table_row *row, const char *name, struct jschema_value v)
{
	int64_t seconds;
	char words[CLOCK_WORDS] = "";
	size_t count = jschema_count(v);
	if (clock_instant(v, &seconds)) {
		clock_relative(seconds, t->now, false, words);
		table_set(row, TYPE, "date-time", NULL);
		const char *past = strstr(name, "expires") ? "red" : NULL;
		table_set(row, NOTE, words, seconds < t->now ? past : "green");
	} else if (jschema_kind(v) == JSCHEMA_ARRAY) {
		snprintf(
		    words, sizeof words, "%zu element%s", count, count == 1 ? "" : "s");
		table_set(row, NOTE, words, NULL);
	} else if (jschema_kind(v) == JSCHEMA_OBJECT && count == 0) {
		table_set(row, NOTE, "empty", NULL);
	}
}

static void
add_value(struct tree *t, struct table_row *parent, const char *name,
    struct jschema_value v, struct jschema_subschema subschema)
{
	struct table_row *row = table_add(t->table, parent);
	char *text = safe_text(v);
	table_set(row, PROPERTY, name, "bold");
	table_set(row, TYPE, kinds[jschema_kind(v)], NULL);
	table_set(row, VALUE, text, NULL);
	set_note(t, row, name, v);
	free(text);
	add_children(t, row, v, subschema);
}

static void
add_children(struct tree *t, struct table_row *row, struct jschema_value v,
    struct jschema_subschema subschema)
{
	struct jschema_item item;
	size_t count, i = 0;
	if (jschema_kind(v) == JSCHEMA_OBJECT) {
		struct member *members = order_members(v, subschema, SORT_SCHEMA, &count);
		for (; i < count; i++) {
			char *name = safe_text(members[i].item.key);
			add_value(
			    t, row, name, members[i].item.value, members[i].subschema);
			free(name);
		}
		free(members);
		return;
	}
	struct jschema_subschema elements = jschema_elements(subschema);
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		char name[32];
		snprintf(name, sizeof name, "%zu", i++);
		add_value(t, row, name, item.value, elements);
	}
}

static struct jschema_document *
read_kept(const struct show *s)
{
	const struct jschema_read_options options = {.max_depth = s->max_depth};
	struct jschema_document *d = jschema_document_new();
	if (!d ||
	    !jschema_document_read(
		d, s->first.text, s->first.length, &options, NULL, NULL))
		die(STATUS_OUTPUT, "out of memory");
	return d;
}

static void
print_tree(struct show *s)
{
	struct jschema_document *d = read_kept(s);
	struct jschema_value v = jschema_root(d);
	struct tree tree = {table_new(tree_columns, 4), s->now};
	const struct jschema_schema *schema = s->schema;
	if (jschema_kind(v) == JSCHEMA_OBJECT && jschema_count(v) == 0)
		buffer_say(&s->out->text, "an object without members\n");
	else if (jschema_kind(v) >= JSCHEMA_ARRAY)
		add_children(&tree, NULL, v, jschema_schema_root(schema));
	else
		add_value(&tree, NULL, "", v, jschema_schema_root(schema));
	table_print(tree.table, s->out, s->color);
	table_free(tree.table);
	jschema_document_free(d);
}

/* ---- several: a row each ---- */

enum { ID, USER, CLIENT, CREATED, LAST_USED, EXPIRES, ROTATING, SERVERS, STATE, COLUMNS };

static const struct table_column row_columns[COLUMNS] = {
    [ID] = {.name = "ID", .may_be_cut = true},
    [USER] = {.name = "USER", .may_be_cut = true},
    [CLIENT] = {.name = "CLIENT", .may_be_cut = true},
    [CREATED] = {.name = "CREATED"},
    [LAST_USED] = {.name = "LAST USED"},
    [EXPIRES] = {.name = "EXPIRES"},
    [ROTATING] = {.name = "ROTATING"},
    [SERVERS] = {.name = "SERVERS", .right = true},
    [STATE] = {.name = "STATUS"},
};

static struct jschema_value
member(struct jschema_value v, const char *name)
{
	return jschema_member(v, name, strlen(name));
}

/* an identifier, shortened where the terminal has no room for three of them */
static void
set_identifier(
    struct show *s, struct table_row *row, size_t column, struct jschema_value v)
{
	size_t room = s->width > OTHERS ? (s->width - OTHERS) / 3 : 0;
	char *text = safe_text(v);
	if (s->width && s->width < WIDE) {
		char *whole = text;
		text = table_shorten(whole, room < SHORTEST ? SHORTEST : room);
		free(whole);
	}
	table_set(row, column, text, NULL);
	free(text);
}

static void
set_date(struct show *s, struct table_row *row, size_t column, struct jschema_value v)
{
	int64_t seconds;
	char words[CLOCK_WORDS], cell[CLOCK_WORDS + 16];
	if (!v.document || jschema_kind(v) == JSCHEMA_NULL)
		return;
	if (!clock_instant(v, &seconds)) {
		table_set(row, column, kinds[jschema_kind(v)], NULL);
		return;
	}
	bool wide = !s->width || s->width >= WIDE;
	clock_relative(seconds, s->now, !wide, words);
	char *text = safe_text(v);
	if (wide)
		snprintf(cell, sizeof cell, "%.10s (%s)", text, words);
	table_set(row, column, wide ? cell : words, NULL);
	free(text);
}

/* by whichever of the two ends comes first; null is none, absent says nothing */
static void
set_state(struct show *s, struct table_row *row, struct jschema_value v)
{
	int64_t idle = INT64_MAX, end = INT64_MAX;
	struct jschema_value idles = member(v, "idle_expires_at");
	struct jschema_value ends = member(v, "expires_at");
	bool has_idle = clock_instant(idles, &idle), has_end = clock_instant(ends, &end);
	if (end <= s->now)
		table_set(row, STATE, "expired", "red");
	else if (idle <= s->now)
		table_set(row, STATE, "idle", "yellow");
	else if (has_idle || has_end)
		table_set(row, STATE, "active", "green");
	else if (ends.document || idles.document)
		table_set(row, STATE, "no end", "green");
	else
		table_set(row, STATE, "-", NULL);
}

static struct jschema_value
earlier(struct jschema_value a, struct jschema_value b)
{
	int64_t x = INT64_MAX, y = INT64_MAX;
	clock_instant(a, &x);
	clock_instant(b, &y);
	return y < x || !a.document ? b : a;
}

static void
add_row(struct show *s, struct jschema_value v)
{
	char servers[32];
	if (!s->rows)
		s->rows = table_new(row_columns, COLUMNS);
	struct table_row *row = table_add(s->rows, NULL);
	s->row_count++;
	struct jschema_value rotating = member(v, "rotating");
	struct jschema_value list = member(v, "resource_servers");
	set_identifier(s, row, ID, member(v, "id"));
	set_identifier(s, row, USER, member(v, "user_id"));
	set_identifier(s, row, CLIENT, member(v, "client_id"));
	set_date(s, row, CREATED, member(v, "created_at"));
	set_date(s, row, LAST_USED, member(v, "last_exchanged_at"));
	set_date(s, row, EXPIRES,
	    earlier(member(v, "expires_at"), member(v, "idle_expires_at")));
	if (jschema_kind(rotating) == JSCHEMA_BOOLEAN)
		table_set(row, ROTATING, jschema_boolean(rotating) ? "yes" : "no", NULL);
	if (list.document) {
		snprintf(servers, sizeof servers, "%zu", jschema_count(list));
		table_set(row, SERVERS, servers, NULL);
	}
	set_state(s, row, v);
}

/* ---- both ---- */

static void
add_kept(struct show *s)
{
	struct jschema_document *d = read_kept(s);
	add_row(s, jschema_root(d));
	s->first.length = 0;
	jschema_document_free(d);
}

static void
keep_next(struct show *s, struct jschema_value page)
{
	struct jschema_value next = member(page, "next");
	if (jschema_kind(next) != JSCHEMA_STRING)
		return;
	char *text = safe_text(next);
	buffer_format(&s->next, "next: %s\n", text);
	free(text);
}

void
show_add(struct show *s, const struct shape *shape, struct jschema_value v,
    const struct jschema_schema *schema)
{
	s->schema = schema;
	struct jschema_value rows = shape_rows(shape, v);
	struct jschema_item item;
	bool only = s->count++ == 0 && !rows.document;
	if (only) {
		const struct normal compact = {.compact = true};
		struct jschema_subschema none = {NULL, 0};
		normal_print(&s->first, &compact, v, none);
		return;
	}
	if (s->first.length)
		add_kept(s);
	if (!rows.document)
		add_row(s, v);
	else if (!s->rows)
		s->rows = table_new(row_columns, COLUMNS);
	for (bool more = jschema_first(rows, &item); more; more = jschema_next(&item))
		add_row(s, item.value);
	if (rows.document)
		keep_next(s, v);
}

void
show_finish(struct show *s)
{
	if (s->first.length)
		print_tree(s);
	if (s->row_count)
		table_print(s->rows, s->out, s->color);
	else if (s->rows)
		buffer_say(&s->out->text, "no refresh tokens\n");
	buffer_add(&s->out->text, s->next.text, s->next.length);
	table_free(s->rows);
	free(s->first.text);
	free(s->next.text);
}
