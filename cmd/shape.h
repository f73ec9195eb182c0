#ifndef RTOK_SHAPE_H
#define RTOK_SHAPE_H

#include "jschema.h"
#include "util.h"

/* What a document is, and so which schema it is checked against. */
struct shape {
	const char *component; /* by the short name that its built-in schema has */
	const char
	    *rows; /* the member with the tokens; "" for an array; NULL: it is one */
};

/* by the form of the document; there is always an answer */
const struct shape *shape_of(struct jschema_value);
/* by the short name of its schema; or NULL */
const struct shape *shape_named(const char *name);
/* adds the names of all, separated by commas */
void shape_names(struct buffer *);
/* the array with the tokens of a document that holds several; else no value */
struct jschema_value shape_rows(const struct shape *, struct jschema_value);

#endif
