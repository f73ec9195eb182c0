#ifndef RTOK_MAPS_H
#define RTOK_MAPS_H

#include "options.h"
#include "util.h"

/* The file that --map has for a URI, which the caller frees; NULL: there is none. */
char *map_path(const struct options *, const char *uri);
/* whether what --schema names can be a URI, and is no file */
bool map_is_uri(const char *name);
/*
 * Adds the option that a reference needs which led out of what is given. A file that
 * stands beside the schema is named but not looked for: no schema has files opened by
 * itself.
 */
void map_advise(
    struct buffer *, const struct options *, const char *missed, const char *schema);

#endif
