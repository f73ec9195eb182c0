#ifndef RTOK_SHAPE_H
#define RTOK_SHAPE_H

#include "jschema.h"

/* What a document is, and so which schema it is checked against. */
struct shape {
	const char *component; /* by the short name that its built-in schema has */
	const char
	    *rows; /* the member with the tokens; "" for an array; NULL: it is one */
};

/* by the form of the document; there is always an answer */
const struct shape *shape_of(struct jschema_value);
/* the array with the tokens of a document that holds several; else no value */
struct jschema_value shape_rows(const struct shape *, struct jschema_value);

#endif
