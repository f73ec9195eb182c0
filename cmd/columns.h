#ifndef RTOK_COLUMNS_H
#define RTOK_COLUMNS_H

#include "util.h"

/*
 * Columns of a terminal. All texts here are safe: jschema_escape() went over them.
 */

/* Takes the widths of characters from the user's locale; cheap where that is done. */
void columns_begin(void);
/* The columns that a text takes. */
size_t columns_of(const char *safe, size_t length);
/* whether characters beyond ASCII can be shown */
bool columns_beyond_ascii(void);
/*
 * Adds a text of which every terminal thinks the same: characters that the locale does
 * not know, and those that some terminals join with their neighbours, become escapes.
 */
void columns_settle(struct buffer *, const char *safe, size_t length);

/* For texts that are settled. */

/* what stands where a text is cut: one column */
const char *columns_mark(void);

/* A copy, cut where it is wider than so many columns, of which the last one then shows
 * that it was; one column at least. The caller frees it. */
char *columns_cut(const char *text, size_t columns);
/* The same, but its end is kept. */
char *columns_cut_front(const char *text, size_t columns);
/*
 * The bytes of the first line when a text is broken into lines of so many columns: at a
 * blank, and rather not inside parentheses; inside a word where that has more columns
 * than a line. One character at least. A blank that follows is not for the next line.
 */
size_t columns_line(const char *text, size_t length, size_t columns);
/* Adds a text with a line end at each such break. */
void columns_wrap(struct buffer *, const char *text, size_t columns);
/*
 * The same, where all lines but the first one are indented; as one line where no width is
 * given, or too little is left of it.
 */
void columns_hang(struct buffer *, const char *text, size_t indent, size_t width);

#endif
