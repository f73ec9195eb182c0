/* A token beside a record, for people and for programs. */
#include "pair.h"

#include "grid.h"

#include <stdlib.h>
#include <string.h>

static const char *const words[] = {
    [BELONGS] = "belongs to this record",
    [BELONGS_NOT] = "does not belong to this record",
    [BELONGS_UNKNOWN] = "cannot be compared with this record",
};

/* ---- as a table ---- */

enum { CLAIM, CLAIMED, MEMBER, FOUND, RESULT, COLUMNS };

static const struct grid_column columns[COLUMNS] = {
    [CLAIM] = {.name = "CLAIM"},
    [CLAIMED] = {.name = "OF THE TOKEN", .rank = 2, .least = 8},
    [MEMBER] = {.name = "MEMBER", .rank = 1},
    [FOUND] = {.name = "OF THE RECORD", .rank = 3, .least = 8},
    [RESULT] = {.name = "RESULT"},
};

static const char *const colors[RESULTS] = {
    [RESULT_MATCH] = "green",
    [RESULT_DIFFERS] = "red",
    [RESULT_NOT_COMPARABLE] = NULL,
};

static void
set(struct grid *g, size_t column, const struct buffer *text)
{
	struct buffer safe = {0};
	buffer_safe(&safe, text->length ? text->text : "", text->length);
	buffer_add(&safe, "", 1);
	grid_set(g, column, safe.text, NULL, NULL);
	free(safe.text);
}

static void
add_rows(struct grid *g, const struct comparisons *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct comparison *c = &list->list[i];
		struct buffer result = {0};
		buffer_say(&result, result_names[c->result]);
		if (c->text.length)
			buffer_format(&result, ": %s", c->text.text);
		buffer_add(&result, "", 1);
		grid_row(g);
		grid_set(g, CLAIM, c->claim, NULL, NULL);
		set(g, CLAIMED, &c->claimed);
		grid_set(g, MEMBER, c->member, NULL, NULL);
		set(g, FOUND, &c->found);
		grid_set(
		    g, RESULT, result.text, result_names[c->result], colors[c->result]);
		free(result.text);
	}
}

/* a token that is not to be taken belongs nowhere, and that is not for its record */
static void
conclude(struct buffer *b, const struct pair *p)
{
	buffer_format(b, "%s: ", p->claims->kind->name);
	if (p->fault)
		buffer_format(b, "not to be taken: %s\n", p->fault->message.text);
	else
		buffer_format(b, "%s\n", words[p->belonging]);
}

static void
print_table(struct run *run, const struct pair *p)
{
	struct sink *out = &run->outputs.out;
	const struct screen screen = {.out = out,
	    .width = sink_width(out),
	    .color = outputs_color(run->options, out)};
	struct grid *g = grid_new(columns, COLUMNS, &screen, "");
	add_rows(g, p->checks);
	add_rows(g, p->rows);
	grid_finish(g);
	conclude(&out->text, p);
}

/* ---- as JSON ---- */

static json_t *
string(const struct buffer *text)
{
	json_t *string = json_stringn(text->length ? text->text : "", text->length);
	if (!string)
		die_of_memory();
	return string;
}

static void
append_rows(json_t *array, const struct comparisons *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct comparison *c = &list->list[i];
		json_t *row = json_object();
		report_set(row, "claim", report_string(c->claim));
		report_set(row, "member", report_string(c->member));
		report_set(row, "result", report_string(result_names[c->result]));
		if (c->result == RESULT_NOT_COMPARABLE) {
			report_set(row, "reason", report_string(c->text.text));
		} else {
			report_set(row, "claimed", string(&c->claimed));
			report_set(row, "found", string(&c->found));
		}
		if (json_array_append_new(array, row) != 0)
			die_of_memory();
	}
}

static void
print_json(struct run *run, const struct pair *p)
{
	struct report out = {.out = &run->outputs.out};
	json_t *object = json_object(), *rows = json_array();
	report_set(object, "belongs",
	    p->belonging == BELONGS_UNKNOWN && !p->fault
		? json_null()
		: json_boolean(p->belonging == BELONGS && !p->fault));
	report_set(object, "kind", report_string(p->claims->kind->name));
	report_set(object, "file", report_string(p->file));
	report_set(object, "document", json_integer((json_int_t)p->number));
	if (p->pointer[0])
		report_set(object, "pointer", report_string(p->pointer));
	append_rows(rows, p->checks);
	append_rows(rows, p->rows);
	report_set(object, "rows", rows);
	report_dump(&out, object);
	buffer_say(&out.out->text, "\n");
}

void
pair_print(struct run *run, const struct pair *p)
{
	if (outputs_report_to(&run->outputs, &run->outputs.out))
		return;
	if (run->outputs.out.terminal)
		print_table(run, p);
	else
		print_json(run, p);
	sink_spill(&run->outputs.out);
}
