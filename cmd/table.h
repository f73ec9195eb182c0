#ifndef RTOK_TABLE_H
#define RTOK_TABLE_H

#include "sink.h"

/* Tables for people, laid out by libsmartcols. What goes into cells has to be safe. */
struct table;
struct table_row;

struct table_column {
	const char *name;
	bool tree;       /* shows which row is whose child */
	bool may_be_cut; /* where the terminal is too narrow */
	bool wraps;      /* there, and goes on below */
	bool right;
};

struct table *table_new(const struct table_column *, size_t count);
void table_free(struct table *);
/* a row, below another one or, with NULL, below none */
struct table_row *table_add(struct table *, struct table_row *parent);
/* copies a text into a cell; `color` is an escape sequence's name in smartcols, or NULL
 */
void table_set(struct table_row *, size_t column, const char *text, const char *color);
/*
 * A safe text, cut where it is wider than so many columns, of which the last one then
 * shows that it was; one column at least. The caller frees it.
 */
char *table_shorten(const char *text, size_t columns);
/* Adds the table to an output, as wide as its terminal; elsewhere nothing is cut. */
void table_print(struct table *, struct sink *, bool color);
/* of libsmartcols, as it runs */
const char *table_version(void);

#endif
