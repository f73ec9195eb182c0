/* The door to libsmartcols, the layout of util-linux: widths, trees, colours. */
#include "table.h"

#include "columns.h"

#include <langinfo.h>
#include <libsmartcols/libsmartcols.h>
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
		die(STATUS_OUTPUT, "out of memory");
}

struct table *
table_new(const struct table_column *columns, size_t count)
{
	columns_begin();
	struct table *t = xmalloc(sizeof *t);
	t->table = scols_new_table();
	if (!t->table)
		need(-1);
	for (size_t i = 0; i < count; i++) {
		int flags = (columns[i].tree ? SCOLS_FL_TREE : 0) |
		    (columns[i].may_be_cut ? SCOLS_FL_TRUNC : 0) |
		    (columns[i].wraps ? SCOLS_FL_WRAP : 0) |
		    (columns[i].right ? SCOLS_FL_RIGHT : 0);
		if (!scols_table_new_column(t->table, columns[i].name, 0, flags))
			need(-1);
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

char *
table_shorten(const char *text, size_t columns)
{
	static const char utf8[] = "\u2026";
	size_t length = strlen(text), end = 0;
	struct buffer shown = {0};
	if (columns_of(text, length) <= columns)
		return xstrndup(text, length);
	/* a column is for the mark */
	for (size_t room = columns - 1, next = 0; end < length; end = next) {
		do
			next++;
		while (((unsigned char)text[next] & 0xc0) == 0x80);
		size_t taken = columns_of(text + end, next - end);
		if (taken > room)
			break;
		room -= taken;
	}
	buffer_add(&shown, text, end);
	buffer_say(&shown, strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? utf8 : "~");
	buffer_add(&shown, "", 1);
	return shown.text;
}

/* the lines of a text without the blanks at their ends */
static void
add_lines(struct buffer *b, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n"), kept = length;
		while (kept && text[kept - 1] == ' ')
			kept--;
		buffer_add(b, text, kept);
		buffer_add(b, "\n", 1);
		text += length + (text[length] == '\n');
	}
}

void
table_print(struct table *t, struct sink *out, bool color)
{
	char *text = NULL;
	need(scols_table_enable_colors(t->table, color));
	if (out->terminal) {
		need(scols_table_set_termforce(t->table, SCOLS_TERMFORCE_ALWAYS));
		need(scols_table_set_termwidth(t->table, sink_width(out)));
	} else {
		need(scols_table_set_termforce(t->table, SCOLS_TERMFORCE_NEVER));
	}
	need(scols_print_table_to_string(t->table, &text));
	if (text && text[0]) {
		add_lines(&out->text, text);
	}
	free(text);
}

const char *
table_version(void)
{
	const char *version = NULL;
	scols_get_library_version(&version);
	return version ? version : "";
}
