/* The door to libsmartcols, the layout of util-linux: columns, trees, colours. */
#include "table.h"

#include "columns.h"

#include <libsmartcols/libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct table {
	struct libscols_table *table;
};

/* smartcols counts memory as its only failure here */
static void
need(int result)
{
	if (result < 0)
		die_of_memory();
}

struct table *
table_new(const struct table_column *columns, size_t count)
{
	columns_begin();
	struct table *t = xmalloc(sizeof *t);
	t->table = scols_new_table();
	if (!t->table)
		need(-1);
	need(scols_table_enable_noencoding(t->table, 1));
	for (size_t i = 0; i < count; i++) {
		int flags = (columns[i].tree ? SCOLS_FL_TREE : 0) |
		    (columns[i].lines ? SCOLS_FL_WRAP : 0) |
		    (columns[i].right ? SCOLS_FL_RIGHT : 0);
		struct libscols_column *column = scols_table_new_column(
		    t->table, columns[i].name, (double)columns[i].width, flags);
		if (!column)
			need(-1);
		if (columns[i].lines)
			need(scols_column_set_wrapfunc(column, scols_wrapnl_chunksize,
			    scols_wrapnl_nextchunk, NULL));
	}
	return t;
}

void
table_free(struct table *t)
{
	if (!t)
		return;
	scols_unref_table(t->table);
	free(t);
}

struct table_row *
table_add(struct table *t, struct table_row *parent)
{
	struct libscols_line *line =
	    scols_table_new_line(t->table, (struct libscols_line *)(void *)parent);
	if (!line)
		need(-1);
	return (struct table_row *)(void *)line;
}

void
table_set(struct table_row *row, size_t column, const char *text, const char *color)
{
	struct libscols_line *line = (struct libscols_line *)(void *)row;
	need(scols_line_set_data(line, column, text));
	if (color)
		need(scols_cell_set_color(scols_line_get_cell(line, column), color));
}

/* the lines of a text, with an end behind the last one too, without blanks before it */
static void
add_lines(struct buffer *b, const char *text)
{
	for (bool more = true; more; text++) {
		size_t length = strcspn(text, "\n"), kept = length;
		while (kept && text[kept - 1] == ' ')
			kept--;
		buffer_add(b, text, kept);
		buffer_add(b, "\n", 1);
		text += length;
		more = *text != '\0';
	}
}

/* what is written is lost without memory, and only the stream tells, or its end a NULL */
static char *
print(struct libscols_table *table)
{
	char *text = NULL;
	size_t length;
	FILE *stream = open_memstream(&text, &length);
	if (!stream)
		die_of_memory();
	need(scols_table_set_stream(table, stream));
	need(scols_print_table(table));
	bool lost = ferror(stream);
	if (fclose(stream) != 0 || lost || !text)
		die_of_memory();
	/* behind the last line, of which an empty table has none */
	if (length)
		text[length - 1] = '\0';
	return text;
}

void
table_print(struct table *t, struct sink *out, bool color, bool names)
{
	need(scols_table_enable_colors(t->table, color));
	need(scols_table_enable_noheadings(t->table, !names));
	need(scols_table_set_termforce(t->table, SCOLS_TERMFORCE_NEVER));
	char *text = print(t->table);
	if (text[0])
		add_lines(&out->text, text);
	free(text);
}

const char *
table_version(void)
{
	const char *version = NULL;
	scols_get_library_version(&version);
	return version ? version : "";
}
