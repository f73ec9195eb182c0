/*
 * A single document. Its members are first gathered as lines, because only their widths
 * tell which form there is room for. The recursion is as deep as the reader let the
 * document be.
 */
#include "show_tree.h"

#include "clock.h"
#include "columns.h"
#include "lifetime.h"
#include "normal.h"
#include "order.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	STEP = 2,         /* columns that a level is indented */
	LEAST_VALUE = 24, /* columns for values, or there is no tree */
	MOST_LINES = 100, /* of a value in a tree, for smartcols is slow with them */
	GREATEST_VALUE = 10000, /* columns in a tree, where there is no terminal */
};

/* a member; the texts are settled */
struct line {
	size_t depth;
	char *name;
	const char *type;
	char *value;
	const char *note;
	const char *color; /* of the value */
};

enum form { WITH_TYPES, WITHOUT_TYPES, OUTLINE };

struct tree {
	const struct screen *screen;
	int64_t now;
	enum form form;
	size_t room; /* columns for values, where it is no outline */
	struct line *lines;
	size_t count;
	size_t capacity;
	size_t depth; /* of the deepest line */
	struct order order;
};

/* ---- lines ---- */

static char *
settle(char *safe)
{
	struct buffer settled = {0};
	columns_settle(&settled, safe, strlen(safe));
	buffer_add(&settled, "", 1);
	free(safe);
	return settled.text;
}

/* "2026-10-01T12:00:00Z (in 12 days)" */
static void
tell_date(struct line *line, const char *name, int64_t seconds, int64_t now)
{
	struct buffer text = {0};
	char words[CLOCK_WORDS];
	bool idle = strstr(name, "idle");
	clock_relative(seconds, now, false, words);
	buffer_format(&text, "%s (%s)", line->value, words);
	buffer_add(&text, "", 1);
	free(line->value);
	line->value = text.text;
	line->type = "date-time";
	line->color = "green";
	if (seconds <= now && strstr(name, "expires")) {
		line->color = idle ? "yellow" : "red";
		line->note = idle ? "idle" : "expired";
	}
}

/* "(2 elements)", "(empty)" */
static void
tell_count(struct line *line, struct jschema_value v)
{
	struct buffer text = {0};
	size_t count = jschema_count(v);
	if (count && jschema_kind(v) != JSCHEMA_ARRAY)
		return;
	if (count)
		buffer_format(&text, "(%zu element%s)", count, count == 1 ? "" : "s");
	else
		buffer_say(&text, "(empty)");
	buffer_add(&text, "", 1);
	free(line->value);
	line->value = text.text;
}

static void add_children(
    struct tree *, struct jschema_value, struct jschema_subschema, size_t depth);

static struct line *
add_line(struct tree *t, const char *name, struct jschema_value v, size_t depth)
{
	int64_t seconds;
	if (t->count == t->capacity) {
		t->capacity = t->capacity * 2 + 32;
		t->lines = xrealloc(t->lines, t->capacity, sizeof *t->lines);
	}
	struct line *line = &t->lines[t->count++];
	*line = (struct line){.depth = depth,
	    .name = settle(xstrndup(name, strlen(name))),
	    .type = normal_kind(v),
	    .value = settle(normal_shown(v)),
	    .note = ""};
	if (depth > t->depth)
		t->depth = depth;
	if (clock_instant(v, &seconds))
		tell_date(line, name, seconds, t->now);
	else if (jschema_kind(v) >= JSCHEMA_ARRAY)
		tell_count(line, v);
	return line;
}

static void
add_members(struct tree *t, struct jschema_value v, struct jschema_subschema subschema,
    size_t depth)
{
	bool has_list = jschema_property_count(subschema) > 0;
	size_t first = t->order.count;
	size_t count = order_push(&t->order, v, subschema, SORT_SCHEMA);
	for (size_t i = 0; i < count; i++) {
		const struct member *m = &t->order.members[first + i];
		char *name = normal_safe(m->item.key);
		struct line *line = add_line(t, name, m->item.value, depth);
		free(name);
		if (has_list && m->position == UNLISTED)
			line->note = "not in the schema";
		add_children(t, m->item.value, m->subschema, depth + 1);
	}
	order_pop(&t->order, count);
}

static void
add_children(struct tree *t, struct jschema_value v, struct jschema_subschema subschema,
    size_t depth)
{
	struct jschema_item item;
	size_t i = 0;
	if (jschema_kind(v) == JSCHEMA_OBJECT)
		add_members(t, v, subschema, depth);
	if (jschema_kind(v) != JSCHEMA_ARRAY)
		return;
	struct jschema_subschema elements = jschema_elements(subschema);
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		char name[32];
		snprintf(name, sizeof name, "%zu", i++);
		add_line(t, name, item.value, depth);
		add_children(t, item.value, elements, depth + 1);
	}
}

/* ---- as a table ---- */

/* TYPE is the one that a narrow terminal leaves out */
enum { PROPERTY, VALUE, NOTE, TYPE, COLUMNS };

static const struct table_column columns[COLUMNS] = {
    [PROPERTY] = {.name = "PROPERTY", .tree = true},
    [VALUE] = {.name = "VALUE", .lines = true},
    [NOTE] = {.name = "NOTE"},
    [TYPE] = {.name = "TYPE"},
};

static const int with_types[] = {PROPERTY, TYPE, VALUE, NOTE};
static const int without_types[] = {PROPERTY, VALUE, NOTE};

static void
widen(size_t *width, const char *text, size_t indent)
{
	size_t wanted = columns_of(text, strlen(text)) + indent;
	if (wanted > *width)
		*width = wanted;
}

/* decides between the forms by what they leave for values, and how long those are */
static void
fit(struct tree *t)
{
	size_t widths[COLUMNS] = {0}, room = t->screen->width;
	for (size_t i = 0; i < COLUMNS; i++)
		widen(&widths[i], columns[i].name, 0);
	for (size_t i = 0; i < t->count; i++) {
		const struct line *line = &t->lines[i];
		widen(&widths[PROPERTY], line->name, line->depth * STEP);
		widen(&widths[TYPE], line->type, 0);
		widen(&widths[VALUE], line->value, 0);
		widen(&widths[NOTE], line->note, 0);
	}
	size_t taken = widths[PROPERTY] + 1 + 1 + widths[NOTE];
	size_t more = taken + widths[TYPE] + 1;
	t->room = GREATEST_VALUE;
	t->form = WITH_TYPES;
	if (room && room < more + LEAST_VALUE) {
		t->form = WITHOUT_TYPES;
		more = taken;
	}
	if (room)
		t->room = room < more + LEAST_VALUE ? 0 : room - more;
	if (widths[VALUE] > (room ? t->room * MOST_LINES : t->room))
		t->form = OUTLINE;
}

static void
print_row(const struct tree *t, const struct line *line, struct table_row *row,
    const int *order, size_t count)
{
	struct buffer value = {0};
	columns_wrap(&value, line->value, t->room);
	buffer_add(&value, "", 1);
	const struct {
		const char *text;
		const char *color;
	} cells[COLUMNS] = {
	    [PROPERTY] = {line->name, "bold"},
	    [TYPE] = {line->type, NULL},
	    [VALUE] = {value.text, line->color},
	    [NOTE] = {line->note, line->note[0] ? line->color : NULL},
	};
	for (size_t i = 0; i < count; i++)
		table_set(row, i, cells[order[i]].text, cells[order[i]].color);
	free(value.text);
}

static void
print_table(const struct tree *t, const int *order, size_t count)
{
	struct table_column chosen[COLUMNS];
	for (size_t i = 0; i < count; i++)
		chosen[i] = columns[order[i]];
	struct table *table = table_new(chosen, count);
	struct table_row **parents = xrealloc(NULL, t->depth + 2, sizeof *parents);
	parents[0] = NULL;
	for (size_t i = 0; i < t->count; i++) {
		const struct line *line = &t->lines[i];
		struct table_row *row = table_add(table, parents[line->depth]);
		parents[line->depth + 1] = row;
		print_row(t, line, row, order, count);
	}
	table_print(table, t->screen->out, t->screen->color, true);
	table_free(table);
	free(parents);
}

/* ---- as an outline ---- */

static void
add_colored(const struct screen *s, const char *text, size_t length, const char *color)
{
	static const struct {
		const char *name;
		const char *sequence;
	} colors[] = {{"bold", "\033[1m"}, {"red", "\033[31m"}, {"green", "\033[32m"},
	    {"yellow", "\033[1;33m"}};
	struct buffer *b = &s->out->text;
	size_t i = 0;
	while (color && strcmp(colors[i].name, color) != 0)
		i++;
	if (color && s->color && length)
		buffer_say(b, colors[i].sequence);
	buffer_add(b, text, length);
	if (color && s->color && length)
		buffer_say(b, "\033[0m");
}

/* "name: value [note]", in lines that begin further in than the first one */
static void
print_outlined(const struct screen *s, const struct line *line)
{
	struct buffer text = {0};
	size_t indent = line->depth * STEP, done = 0;
	size_t name = line->name[0] ? strlen(line->name) + 1 : 0; /* with its colon */
	size_t width = s->width ? s->width : SIZE_MAX;
	if (indent > width / 2)
		indent = width / 2;
	buffer_format(&text, "%s%s%s%s", line->name, name ? ":" : "",
	    line->value[0] && name ? " " : "", line->value);
	if (line->note[0])
		buffer_format(&text, " [%s]", line->note);
	while (done < text.length) {
		const char *at = text.text + done;
		size_t length = columns_line(at, text.length - done, width - indent);
		size_t named = done >= name ? 0 : name - done, shown = length;
		while (shown && at[shown - 1] == ' ')
			shown--;
		if (named > shown)
			named = shown;
		buffer_format(&s->out->text, "%*s", (int)(shown ? indent : 0), "");
		add_colored(s, at, named, "bold");
		add_colored(s, at + named, shown - named, line->color);
		buffer_say(&s->out->text, "\n");
		indent += done ? 0 : STEP;
		done += length;
		done += done < text.length && text.text[done] == ' ';
	}
	free(text.text);
}

static void
print_lines(struct tree *t)
{
	fit(t);
	if (t->form == WITH_TYPES)
		print_table(t, with_types, COUNT(with_types));
	else if (t->form == WITHOUT_TYPES)
		print_table(t, without_types, COUNT(without_types));
	for (size_t i = 0; i < t->count && t->form == OUTLINE; i++)
		print_outlined(t->screen, &t->lines[i]);
	if (t->form != WITH_TYPES)
		buffer_say(&t->screen->out->text, "no room for TYPE\n");
}

void
tree_print(const struct screen *s, struct jschema_value v,
    struct jschema_subschema subschema, int64_t now)
{
	struct tree t = {.screen = s, .now = now};
	if (jschema_kind(v) >= JSCHEMA_ARRAY)
		add_children(&t, v, subschema, 0);
	else
		add_line(&t, "", v, 0);
	if (t.count)
		print_lines(&t);
	else
		buffer_say(&s->out->text, "an object without members\n");
	struct lifetime life = lifetime_of(v, now);
	lifetime_print(&s->out->text, &life, now, s->width);
	for (size_t i = 0; i < t.count; i++) {
		free(t.lines[i].name);
		free(t.lines[i].value);
	}
	free(t.lines);
	order_free(&t.order);
}
