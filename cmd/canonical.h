#ifndef RTOK_CANONICAL_H
#define RTOK_CANONICAL_H

#include "jschema.h"
#include "util.h"

/* Adds a finite double as ECMAScript writes it: the fewest digits that lead back to it.
 */
void canonical_add_double(struct buffer *, double);
/* Adds the double next to a JSON number; false, and nothing, where that is infinite. */
bool canonical_add_number(struct buffer *, const char *number, size_t length);

/*
 * The first number in a value that is beyond every double, for which there is no
 * canonical form; or no value.
 */
struct jschema_value canonical_obstacle(struct jschema_value);

#endif
