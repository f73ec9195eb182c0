#ifndef RTOK_PATH_H
#define RTOK_PATH_H

#include "jschema.h"
#include "util.h"

/*
 * Members by the names that lead to them, with dots between: "device.last_ip". Through an
 * array a path leads to each of its elements, and "[]" says so:
 * "resource_servers[].audience" and "resource_servers.audience" are the same. A name that
 * has dots itself counts first.
 */

/* Adds what a path leads to, safe, with ", " between; false when there is nothing. */
bool path_text(struct buffer *, struct jschema_value, const char *path);
typedef void path_visitor(
    struct jschema_value, const char *name, size_t length, void *context);
/*
 * Visits each value that lacks what a path names next; of an array without elements
 * nothing is missing.
 */
void path_gaps(
    struct jschema_value, const char *path, size_t length, path_visitor *, void *context);
/*
 * False when a schema that lists its members does not have the path. What it says nothing
 * of is known, and all is where the schema is NULL.
 */
bool path_is_known(struct jschema_subschema, const char *path);
/* Adds ", PATH" for each member of a member that a schema lists. */
void path_words(struct buffer *, struct jschema_subschema);

#endif
