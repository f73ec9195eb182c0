/* The door to libsmartcols, the layout of util-linux: widths, trees, colours. */
#include "table.h"

#include <langinfo.h>
#include <libsmartcols/libsmartcols.h>
#include <locale.h>
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
	/* the widths of characters are a matter of the locale */
	setlocale(LC_CTYPE, "");
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

void
table_shorten(char *text, size_t characters)
{
	static const char utf8[] = "\u2026";
	const char *mark = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? utf8 : "~";
	char *at = text, *cut = text;
	size_t count = 0;
	for (; *at; at++) {
		if (((unsigned char)*at & 0xc0) == 0x80)
			continue;
		if (++count == characters)
			cut = at;
	}
	/* the mark fits: more characters than the last one are replaced by it */
	if (count > characters && strlen(cut) >= strlen(mark))
		strcpy(cut, mark);
	else if (count > characters)
		*cut = '\0';
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
		buffer_say(&out->text, text);
		buffer_say(&out->text, "\n");
	}
	free(text);
}
