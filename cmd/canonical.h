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
 * Why a value has no canonical form, and which one in it has none: a sentence that is
 * safe to print; or NULL.
 */
const char *canonical_refuses(struct jschema_value, struct jschema_value *where);

#endif
