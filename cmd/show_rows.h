#ifndef RTOK_SHOW_ROWS_H
#define RTOK_SHOW_ROWS_H

#include "grid.h"
#include "jschema.h"

/* Refresh tokens as a row each. */
struct rows;

/*
 * Names of columns are separated by commas: words such as "expires", or members of a
 * token such as "device.last_ip". STATUS_USAGE for one that there is not; the schema says
 * which members there are, and NULL knows all.
 */
void rows_check(const char *names, const struct jschema_schema *);
/* adds the names there are, separated by commas; with NULL the words alone */
void rows_words(struct buffer *, const struct jschema_schema *);
/* with these columns, or with NULL the usual ones */
struct rows *rows_new(const char *names, const struct screen *, int64_t now);
void rows_add(struct rows *, struct jschema_value token);
/* prints what was not yet, and gives back the memory; NULL is nothing */
void rows_finish(struct rows *);

#endif
