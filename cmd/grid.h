#ifndef RTOK_GRID_H
#define RTOK_GRID_H

#include "sink.h"

/* What is shown goes here. */
struct screen {
	struct sink *out;
	size_t width; /* of the terminal; 0: there is none, and room for all */
	bool color;
};

struct grid_column {
	const char *name;
	unsigned rank; /* the greatest is the first to be left out; 0 is kept longest */
	bool right;
	size_t least; /* columns that it may be cut to, before any is left out; 0: no */
	enum grid_narrow {
		GRID_CUT,
		GRID_CUT_FRONT, /* its end is kept */
		GRID_WRAP,      /* into lines */
	} narrow;               /* what becomes of what is too wide */
};

/*
 * Rows under columns that fit the terminal: first cells take their brief form, then those
 * that may be are cut, then columns are left out, which a last line tells. The columns
 * stay the caller's and have to outlive the grid.
 */
struct grid;
struct grid *grid_new(
    const struct grid_column *, size_t count, const struct screen *, const char *advice);
/* begins a row */
void grid_row(struct grid *);
/*
 * Fills a cell of the row with a safe text, of which a copy is kept. `brief` is said
 * where there is no room for it, and may be NULL, as `color` may, a name of smartcols.
 */
void grid_set(
    struct grid *, size_t column, const char *safe, const char *brief, const char *color);
/* Prints what was not yet, and gives back the memory. NULL is nothing. */
void grid_finish(struct grid *);

#endif
