/*
 * The door to libsmartcols, the layout of util-linux: columns, trees, colours. It is
 * loaded with the first table, for nearly all that is checked is shown as none.
 */
#include "table.h"

#include "columns.h"

#include <dlfcn.h>
#include <errno.h>
#include <libsmartcols/libsmartcols.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* its ABI, that of the header above */
static const char FILE_NAME[] = "libsmartcols.so.1";

static struct scols {
	bool loaded;
	__typeof__(&scols_cell_set_color) cell_set_color;
	__typeof__(&scols_column_set_wrapfunc) column_set_wrapfunc;
	__typeof__(&scols_get_library_version) get_library_version;
	__typeof__(&scols_line_get_cell) line_get_cell;
	__typeof__(&scols_line_set_data) line_set_data;
	__typeof__(&scols_new_table) new_table;
	__typeof__(&scols_print_table) print_table;
	__typeof__(&scols_table_enable_colors) table_enable_colors;
	__typeof__(&scols_table_enable_noencoding) table_enable_noencoding;
	__typeof__(&scols_table_enable_noheadings) table_enable_noheadings;
	__typeof__(&scols_table_new_column) table_new_column;
	__typeof__(&scols_table_new_line) table_new_line;
	__typeof__(&scols_table_set_stream) table_set_stream;
	__typeof__(&scols_table_set_termforce) table_set_termforce;
	__typeof__(&scols_unref_table) unref_table;
	__typeof__(&scols_wrapnl_chunksize) wrapnl_chunksize;
	__typeof__(&scols_wrapnl_nextchunk) wrapnl_nextchunk;
} scols;

static const struct {
	const char *name;
	size_t at;
} functions[] = {
    {"scols_cell_set_color", offsetof(struct scols, cell_set_color)},
    {"scols_column_set_wrapfunc", offsetof(struct scols, column_set_wrapfunc)},
    {"scols_get_library_version", offsetof(struct scols, get_library_version)},
    {"scols_line_get_cell", offsetof(struct scols, line_get_cell)},
    {"scols_line_set_data", offsetof(struct scols, line_set_data)},
    {"scols_new_table", offsetof(struct scols, new_table)},
    {"scols_print_table", offsetof(struct scols, print_table)},
    {"scols_table_enable_colors", offsetof(struct scols, table_enable_colors)},
    {"scols_table_enable_noencoding", offsetof(struct scols, table_enable_noencoding)},
    {"scols_table_enable_noheadings", offsetof(struct scols, table_enable_noheadings)},
    {"scols_table_new_column", offsetof(struct scols, table_new_column)},
    {"scols_table_new_line", offsetof(struct scols, table_new_line)},
    {"scols_table_set_stream", offsetof(struct scols, table_set_stream)},
    {"scols_table_set_termforce", offsetof(struct scols, table_set_termforce)},
    {"scols_unref_table", offsetof(struct scols, unref_table)},
    {"scols_wrapnl_chunksize", offsetof(struct scols, wrapnl_chunksize)},
    {"scols_wrapnl_nextchunk", offsetof(struct scols, wrapnl_nextchunk)},
};

static void
load(void)
{
	errno = 0;
	void *library = scols.loaded ? NULL : dlopen(FILE_NAME, RTLD_NOW | RTLD_LOCAL);
	for (size_t i = 0; !scols.loaded && i < COUNT(functions); i++) {
		void *function = library ? dlsym(library, functions[i].name) : NULL;
		if (!function && errno == ENOMEM)
			die_of_memory();
		if (!function)
			die(STATUS_OUTPUT,
			    "libsmartcols cannot be loaded, which lays tables out: %s; "
			    "install it, if it is not there",
			    dlerror());
		/* POSIX has pointers to functions fit into others, C has no word for it
		 */
		memcpy((char *)&scols + functions[i].at, &function, sizeof function);
	}
	scols.loaded = true;
}

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
	load();
	columns_begin();
	struct table *t = xmalloc(sizeof *t);
	t->table = scols.new_table();
	if (!t->table)
		need(-1);
	need(scols.table_enable_noencoding(t->table, 1));
	for (size_t i = 0; i < count; i++) {
		int flags = (columns[i].tree ? SCOLS_FL_TREE : 0) |
		    (columns[i].lines ? SCOLS_FL_WRAP : 0) |
		    (columns[i].right ? SCOLS_FL_RIGHT : 0);
		struct libscols_column *column = scols.table_new_column(
		    t->table, columns[i].name, (double)columns[i].width, flags);
		if (!column)
			need(-1);
		if (columns[i].lines)
			need(scols.column_set_wrapfunc(column, scols.wrapnl_chunksize,
			    scols.wrapnl_nextchunk, NULL));
	}
	return t;
}

void
table_free(struct table *t)
{
	if (!t)
		return;
	scols.unref_table(t->table);
	free(t);
}

struct table_row *
table_add(struct table *t, struct table_row *parent)
{
	struct libscols_line *line =
	    scols.table_new_line(t->table, (struct libscols_line *)(void *)parent);
	if (!line)
		need(-1);
	return (struct table_row *)(void *)line;
}

void
table_set(struct table_row *row, size_t column, const char *text, const char *color)
{
	struct libscols_line *line = (struct libscols_line *)(void *)row;
	need(scols.line_set_data(line, column, text));
	if (color)
		need(scols.cell_set_color(scols.line_get_cell(line, column), color));
}

/* a text without the blanks at its end */
static size_t
without_blanks(const char *text, size_t length)
{
	while (length && text[length - 1] == ' ')
		length--;
	return length;
}

/*
 * The lines of a text, with an end behind the last one too, without blanks before it,
 * also where they are the rest of a cell in colour.
 */
static void
add_lines(struct buffer *b, const char *text)
{
	static const char reset[] = "\033[0m";
	const size_t tail = sizeof reset - 1;
	for (bool more = true; more; text++) {
		size_t length = strcspn(text, "\n");
		size_t kept = without_blanks(text, length);
		bool colored =
		    kept > tail && memcmp(text + kept - tail, reset, tail) == 0;
		if (colored)
			kept = without_blanks(text, kept - tail);
		buffer_add(b, text, kept);
		buffer_say(b, colored ? reset : "");
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
	need(scols.table_set_stream(table, stream));
	need(scols.print_table(table));
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
	need(scols.table_enable_colors(t->table, color));
	need(scols.table_enable_noheadings(t->table, !names));
	need(scols.table_set_termforce(t->table, SCOLS_TERMFORCE_NEVER));
	char *text = print(t->table);
	if (text[0])
		add_lines(&out->text, text);
	free(text);
}

const char *
table_version(void)
{
	const char *version = NULL;
	load();
	scols.get_library_version(&version);
	return version ? version : "";
}
