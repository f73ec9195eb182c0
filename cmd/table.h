#ifndef RTOK_TABLE_H
#define RTOK_TABLE_H

#include "sink.h"

/*
 * Tables for people, laid out by libsmartcols. What goes into cells has to be settled
 * (columns.h), and as wide as it may be: nothing is cut here.
 */
struct table;
struct table_row;

struct table_column {
	const char *name;
	size_t width; /* at least */
	bool tree;    /* shows which row is whose child */
	bool lines;   /* its cells may have line ends */
	bool right;
};

struct table *table_new(const struct table_column *, size_t count);
void table_free(struct table *);
/* a row, below another one or, with NULL, below none */
struct table_row *table_add(struct table *, struct table_row *parent);
/* copies a text into a cell; `color` is an escape sequence's name in smartcols, or NULL
 */
void table_set(struct table_row *, size_t column, const char *text, const char *color);
/* Adds the table to an output, with or without the names of the columns. */
void table_print(struct table *, struct sink *, bool color, bool names);
/* of libsmartcols, as it runs */
const char *table_version(void);

#endif
